"""Can we afford this?"""

from datetime import UTC, date, datetime

from civilsociety.accounts.permissions import Permission as P
from civilsociety.budget.models import Ceiling, Head, Source, Trial, Year
from tests.access import Row

NOW = datetime(2021, 9, 6, 9, tzinfo=UTC)


def a_year(first=2021):
    """A year with its two sources."""
    year, _ = Year.objects.get_or_create(starts_on=date(first, 4, 1))
    for position, (key, name) in enumerate([("base", "Base budget"), ("health", "Public Health")]):
        source, _ = Source.objects.get_or_create(
            key=key, defaults={"name": name, "position": position + 1}
        )
        Ceiling.objects.get_or_create(year=year, source=source, defaults={"amount_pence": 35000000})
    return year


def a_trial(cast):
    """A trial with two awards."""
    head, _ = Head.objects.get_or_create(key="volunteering", defaults={"name": "Volunteering"})
    by = cast["funding_officer"]
    trial = Trial.objects.create(title="Spring panel", made_by=by, made_at=NOW, changed_at=NOW)
    for position, name in enumerate(["Hythe Youth Hub", "Swale Together"], start=1):
        trial.awards.create(
            position=position, payee_name=name, head=head, year=a_year(), amount_pence=500000
        )
    return trial


def named(cast):
    """The trial's number."""
    return {"pk": a_trial(cast).pk}


def nothing_but_a_year(cast):
    """A year, so that the page has something to try against."""
    a_year()
    return {}


ROWS = {
    "budget:trials": Row({P.READ_BUDGET}, nothing_but_a_year),
    "budget:trials_compare": Row({P.READ_BUDGET}, lambda cast: a_trial(cast) and {}),
    "budget:trial": Row({P.READ_BUDGET}, named),
    "budget:trial_csv": Row({P.READ_BUDGET}, named, page=False),
    "budget:trial_copy": Row({P.READ_BUDGET}, named, method="post"),
    "budget:trial_delete": Row({P.READ_BUDGET}, named),
    "budget:trial_reserve": Row({P.MANAGE_FUNDING}, named),
}
