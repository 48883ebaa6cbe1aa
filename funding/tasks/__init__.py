"""Long jobs and regular rounds of funding, for the worker."""

from funding.tasks import (
    alerts,
    crowd,
    letters,
    messages,
    monitoring,
    offers,
    papers,
    register,
    regrants,
)

__all__ = [
    "alerts",
    "crowd",
    "letters",
    "messages",
    "monitoring",
    "offers",
    "papers",
    "register",
    "regrants",
]
