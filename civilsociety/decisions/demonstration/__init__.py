"""The demonstration's decisions: the strategy adopted, and the money decided for it.

References 21/00055 and 21/00074, the day of the first and the amounts £330,000, £170,000,
£200,000 and £2,100,000 are the public record's. Every other reference, date and amount is
invented, and so are all words; each record says so.
"""

from civilsociety.decisions.demonstration.load import load

__all__ = ["load"]
