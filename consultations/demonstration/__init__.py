"""The demonstration's consultations: two that were answered, one that is open, one in preparation.

Dates, numbers of responses and what the council did are the public record's; people,
organisations and answers are invented and marked as sample data. The texts are in the YAML
files beside this module.
"""

from consultations.demonstration.load import SLUGS, load

__all__ = ["SLUGS", "load"]
