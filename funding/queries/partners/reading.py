"""A list of onward grants that was checked, as a page shows it."""

from datetime import date

from civilsociety.organisations.models import District
from civilsociety.ui.words import plural, pounds, uk_date
from funding.queries.partners.onward import DATES

MOST_SHOWN = 100  # problems and missing grants on a page; the file has all
NAMES = dict(District.choices)
LABELS = {
    "recipient_name": "Organisation",
    "charity_number": "Charity number",
    "company_number": "Company number",
    "title": "Title",
    "summary": "Summary",
    "amount_pence": "Amount",
    "awarded_on": "Award date",
    "starts_on": "Start date",
    "ends_on": "End date",
    "district": "District",
}


def as_shown(job):
    """What a page says of a list: problems, samples with words for values, what is missing."""
    samples = job.samples or {}
    return {
        "problems": job.problems[:MOST_SHOWN],
        "more_problems": max(0, len(job.problems) - MOST_SHOWN),
        "added": samples.get("added", []),
        "more_added": job.added - len(samples.get("added", [])),
        "changed": [_changed(each) for each in samples.get("changed", [])],
        "more_changed": job.changed - len(samples.get("changed", [])),
        "gone": job.gone[:MOST_SHOWN],
        "more_gone": max(0, len(job.gone) - MOST_SHOWN),
        "title": title_of(job),
    }


def title_of(job):
    """Where a list stands, in a few words."""
    if job.applied_at:
        return "Brought in"
    if not job.ended:
        return "Being checked"
    if job.state == job.State.FAILED:
        return "Could not be read"
    if job.problems:
        return f"{plural(len(job.problems), 'mistake')} to correct"
    return "Checked, to be confirmed" if job.changes_something else "Nothing new in it"


def _changed(sample):
    changes = [
        (LABELS[name], in_words(name, before), in_words(name, after))
        for name, (before, after) in sample["changes"].items()
    ]
    return {**sample, "changes": changes}


def in_words(name, value):
    """A value as people read it."""
    if value in (None, ""):
        return "nothing"
    if name == "amount_pence":
        return pounds(value)
    if name in DATES:
        return uk_date(date.fromisoformat(value))
    return NAMES.get(value, value) if name == "district" else value
