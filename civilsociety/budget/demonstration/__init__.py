"""The demonstration's money: three years of the framework, and sample moves in them.

£700,000 a year from two equal sources, and £330,000, £170,000 and £200,000 for three
programmes, are the public record's; so are the bodies that run two of them. Everything else is
invented and says so: on which days money moved, in which instalments, to whom the rest went.
"""

from civilsociety.budget.demonstration.load import load

__all__ = ["load"]
