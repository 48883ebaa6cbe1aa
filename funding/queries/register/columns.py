"""The register as a table: the Transparency Code's seven fields first, ours behind them."""

from typing import NamedTuple

from django.conf import settings

from civilsociety.documents.content import Column
from civilsociety.ui.words import uk_date
from funding.models.choices import RegrantType

REGRANTS = dict(RegrantType.choices)


class Field(NamedTuple):
    """One column: its head, its kind, what it holds of a row, and what it means."""

    label: str
    kind: str
    read: callable
    means: str


def period_of(row):
    """What time the money is for, both days inclusive."""
    return f"{uk_date(row.starts_on)} to {uk_date(row.ends_on)}"


def registration_of(row):
    """The charity number, or else the company number; nothing for a group without either."""
    return row.charity_number or row.company_number


def address_of(row):
    """Where the award is shown, in full."""
    return settings.PUBLIC_URL + row.get_absolute_url()


# Local Government Transparency Code 2015, paragraphs 42 and 43.
CODE = (
    Field("Date awarded", "date", lambda r: r.awarded_on, "The day the award was decided."),
    Field("Time period", "text", period_of, "What time the money is for, both days inclusive."),
    Field("Department", "text", lambda r: r.department, "The department that awarded it."),
    Field("Beneficiary", "text", lambda r: r.recipient_name, "The organisation it went to."),
    Field(
        "Registration number", "text", registration_of,
        "The charity number, or else the company number. Empty: registered as neither.",
    ),
    Field("Summary of purpose", "text", lambda r: r.summary, "What the money is for."),
    Field(
        "Amount", "money", lambda r: r.amount_pence,
        "Pounds, as the award stands now: promised, less what was released or came back.",
    ),
)  # fmt: skip
OURS = (
    Field("Reference", "text", lambda r: r.reference, "Our reference."),
    Field("360Giving identifier", "text", lambda r: r.identifier, "The same award in 360Giving."),
    Field("Title", "text", lambda r: r.title, "The name of the project."),
    Field(
        "Organisation identifier", "text", lambda r: r.recipient_org_id,
        "By org-id.guide: GB-CHC a charity, GB-COH a company, 360G one that has neither number.",
    ),
    Field("Kind of organisation", "text", lambda r: r.kind_name, "Its kind."),
    Field("Yearly income", "text", lambda r: r.income_name, "In bands."),
    Field("Districts", "text", lambda r: r.places, "Where it takes place."),
    Field("First awarded", "money", lambda r: r.first_pence, "Pounds, as it was first decided."),
    Field(
        "Applied for", "money", lambda r: r.applied_pence,
        "Pounds asked for, where somebody applied.",
    ),
    Field("Starts", "date", lambda r: r.starts_on, "The first day."),
    Field("Ends", "date", lambda r: r.ends_on, "The last day."),
    Field("Programme", "text", lambda r: r.programme_name, "What fund it came from."),
    Field("Round", "text", lambda r: r.call_name, "The round of the programme."),
    Field(
        "Open call", "text", lambda r: "Yes" if r.from_open_call else "No",
        "Whether anybody within the criteria could apply.",
    ),
    Field("Objective", "text", lambda r: r.objective, "The objective of the strategy."),
    Field("Decision", "text", lambda r: r.decision_reference, "The record of the decision."),
    Field(
        "Regrant", "text", lambda r: REGRANTS.get(r.regrant_type, ""),
        "Filled where the recipient passes it on as grants. Do not add those to ours.",
    ),
    Field("State", "text", lambda r: r.outside_state, "Where the award stands."),
    Field("Version", "number", lambda r: r.version, "How often it was published."),
    Field("What changed", "text", lambda r: r.what_changed, "Since the version before."),
    Field("Published", "date", lambda r: r.published_at, "The day of this version."),
    Field("Sample", "text", lambda r: "Yes" if r.is_sample else "", "Invented for a trial."),
    Field("Address", "text", address_of, "The page of the award, with its history."),
)  # fmt: skip
FIELDS = (*CODE, *OURS)
COLUMNS = tuple(Column(field.label, field.kind) for field in FIELDS)


def as_cells(row):
    """A row of the register as cells of a table; money in pence."""
    return tuple(field.read(row) for field in FIELDS)
