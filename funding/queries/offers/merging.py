"""Merging a letter: which fields there are, what they hold for one bid, and the finished words."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from civilsociety.ui.words import pounds, uk_date
from funding.models.choices import LetterKind
from funding.queries.awards import decision_of, standing_of
from funding.queries.offers.scores import scores_in_words

FIELD = re.compile(r"\{([^{}]*)\}")
ALWAYS = {
    "organisation": "the organisation’s name",
    "title": "the name of the project",
    "number": "the number of the application",
    "programme": "the programme",
    "call": "the round",
    "amount_asked": "what was asked for, like £5,000",
    "feedback": "the feedback written for this applicant",
    "scores_in_words": "a line for each criterion, in words",
    "link": "where the applicant reads the outcome online",
    "contact": "whom they ask",
    "council": "the council’s name",
}
OF_REASONS = {"reasons": "the reasons, each as an applicant reads it"}
OF_OFFERS = {
    "award": "the number of the award",
    "amount": "what is awarded, like £5,000",
    "reasons": "why it is not all that was asked for, if a reason was given",
    "conditions": "a line for each condition with its date",
    "accept_by": "the last day to answer",
    "starts_on": "when the project starts",
    "ends_on": "when it ends",
    "decision": "the decision it was made under",
    "subsidy": "what the award is under the Subsidy Control Act 2022",
}
# A letter goes out without these only where the list says so.
MAY_BE_EMPTY = frozenset({"reasons"})


def fields_of(kind):
    """{field: what it holds} of a letter of this kind."""
    if kind == LetterKind.OFFER:
        return ALWAYS | OF_OFFERS
    if kind == LetterKind.RESERVE:
        return dict(ALWAYS)
    return ALWAYS | OF_REASONS


def names_in(text):
    """The fields a text uses, in their order, each once."""
    return list(dict.fromkeys(name.strip() for name in FIELD.findall(text)))


def stray_braces(text):
    """Whether a brace stands in a text that opens or closes no field."""
    return bool(re.search(r"[{}]", FIELD.sub("", text)))


@dataclass(frozen=True)
class Merged:
    """One letter's words, and the fields that had nothing to say."""

    subject: str
    body: str
    empty: list = field(default_factory=list)


def merged(*, subject, body, values):
    """The words of a letter. A subject is one line; a field without a value leaves nothing."""
    used = dict.fromkeys(names_in(subject) + names_in(body))
    empty = [name for name in used if not values.get(name)]

    def fill(found):
        return str(values.get(found[1].strip()) or "")

    line = " ".join(FIELD.sub(fill, subject).split())[:200]
    text = re.sub(r"\n{3,}", "\n\n", FIELD.sub(fill, body)).strip()
    return Merged(line, text, [name for name in empty if name not in MAY_BE_EMPTY])


def values_for(application, kind, *, accept_by=None):
    """What each field holds for one bid."""
    programme = application.call.programme
    values = {
        "organisation": application.organisation.name,
        "title": application.title,
        "number": application.number,
        "programme": programme.name,
        "call": application.call.name,
        "amount_asked": pounds(application.requested_pence),
        "feedback": application.feedback.strip(),
        "scores_in_words": scores_in_words(application),
        "link": address_of_outcome(application),
        "contact": programme.contact_email or settings.CONTACT_EMAIL,
        "council": settings.COUNCIL_NAME,
        "reasons": "\n".join(f"- {reason.text}" for reason in application.reasons.all()),
    }
    if kind == LetterKind.OFFER:
        values |= _of_award(application.award, accept_by)
    return values


def _of_award(award, accept_by):
    decision = decision_of(award)
    conditions = award.conditions.filter(met_on=None)
    lines = [f"- by {uk_date(each.due_on)}: {each.text}" for each in conditions]
    return {
        "title": award.title,
        "award": award.number,
        "amount": pounds(standing_of(award).now),
        "conditions": "\n".join(lines) or "There are none beyond the terms of the grant.",
        "accept_by": uk_date(accept_by) if accept_by else "",
        "starts_on": uk_date(award.starts_on),
        "ends_on": uk_date(award.ends_on),
        "decision": f"{decision.reference} {decision.title}" if decision else "",
        "subsidy": _subsidy(award),
        "link": settings.PUBLIC_URL + reverse("funding:offer", args=[award.pk]),
    }


def _subsidy(award):
    """What the recipient is told of subsidy control (Subsidy Control Act 2022, s. 36 and 37)."""
    if award.application.no_subsidy_why:
        return "The award is not a subsidy."
    return (
        f"The award is minimal financial assistance under section 36 of the Subsidy Control Act "
        f"2022: {pounds(award.amount_pence)}, given on {uk_date(award.awarded_on)}. Keep a note of "
        "it for at least three years."
    )


def address_of_outcome(application):
    """Where an applicant reads the outcome, for a message."""
    return settings.PUBLIC_URL + reverse("funding:outcome", args=[application.pk])
