"""Long jobs and regular rounds of funding, for the worker."""

from funding.tasks import alerts, crowd, letters, monitoring, offers, papers, regrants

__all__ = ["alerts", "crowd", "letters", "monitoring", "offers", "papers", "regrants"]
