"""The sample story of funding: a fund of our own, a partner's grants, a pilot, a crowd."""

from funding.demonstration import crowd, grants, partners


def load(*, officer, holder, maker, today):
    """Loads everything; a second time nothing changes. The budget's story comes before it."""
    grants.load(officer=officer, holder=holder, maker=maker, today=today)
    partners.load(officer=officer, holder=holder, today=today)
    crowd.load(officer=officer, holder=holder, today=today)
