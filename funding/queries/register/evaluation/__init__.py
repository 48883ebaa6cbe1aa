"""What came of a programme: one function for each figure, and the document they stand in."""

from funding.queries.register.evaluation.document import document_of
from funding.queries.register.evaluation.figures import figures_of

__all__ = ["document_of", "figures_of"]
