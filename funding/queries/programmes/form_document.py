"""The whole form of a round as a document, to be read and planned with before anybody starts."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from civilsociety.documents import (
    Column,
    DataTable,
    Document,
    Facts,
    Heading,
    ItemList,
    Panel,
    Prose,
)
from civilsociety.organisations.models import District
from civilsociety.ui.words import pounds, uk_date, uk_datetime
from funding.models import DocumentKind, QuestionKind
from funding.queries.programmes.listing import size_of
from funding.queries.programmes.prospectus import times

LONGEST_TITLE = 140  # characters
SUMMARY_WORDS = 60

HOW_IT_WORKS = (
    "You can save and come back as often as you like until the round closes.",
    "Colleagues can help you: you invite them by email address.",
    "What you tell us about your organisation, its documents and its bank account is kept. You "
    "check it next time, and give it once only.",
    "A trustee or director who is not writing the form can be asked to sign it off.",
    "You can print the whole application, and take away what you wrote, at any time.",
)
PROFILE = (
    "What the organisation is for, in your words",
    "The year it was founded",
    "Income and spending in the last full year, and free reserves",
    "How many trustees or directors, paid staff and volunteers it has",
    "Charity number or company number, if it has one",
)
EXAMPLE_OF_A_BUDGET = (
    ("Hire of the hall, 20 evenings at £30", 600_00),
    ("Sessional worker, 60 hours at £18", 1_080_00),
    ("Food and materials", 420_00),
    ("Share of insurance and telephone", 100_00),
)
SIGN_OFF = (
    "A trustee or director reads the application and signs it off with their name. If anything is "
    "changed afterwards, it has to be signed again: so sign last, then send."
)


def form_document(call, *, today):
    """Everything an applicant will be asked in a round, complete."""
    programme = call.programme
    path = reverse("funding:call_form", args=[programme.slug, call.number])
    return Document(
        title=f"{programme.name}: the application form",
        subtitle=call.name,
        lead="Everything you will be asked, to read and to plan with. You apply on our pages, "
        "not with this document.",
        reference=programme.code,
        publisher=settings.COUNCIL_NAME,
        issued_on=timezone.localdate(call.published_at) if call.published_at else today,
        html_address=settings.PUBLIC_URL + path,
        summary=tuple(_dates(call)),
        blocks=tuple(_blocks(call)),
    )


def _dates(call):
    yield "Opens", uk_datetime(call.opens_at)
    yield "Closes", uk_datetime(call.closes_at)
    if size := size_of(call.programme):
        yield "Size of grants", size
    yield "Money in this round", pounds(call.money_pence)
    yield "You hear by", uk_date(call.decision_by)


def _blocks(call):
    yield Heading("Before you start", key="before")
    yield ItemList(HOW_IT_WORKS)
    yield from _project(call)
    yield from _questions(call)
    yield from _budget(call.programme)
    yield from _organisation()
    yield Heading("Sign-off", key="sign-off")
    yield Prose(SIGN_OFF)
    yield from _criteria(call.programme)
    yield from _next(call)


def _project(call):
    yield Heading("Your project", key="project")
    starts = "The day it starts and the day it ends"
    if call.starts_from:
        starts += f". It may start on {uk_date(call.starts_from)} or later"
    yield Facts(
        (
            ("Name of the project", f"A few words, up to {LONGEST_TITLE} characters. Published."),
            (
                "What the money is for",
                f"For the public: up to {SUMMARY_WORDS} words. Leave out names, addresses and "
                "telephone numbers of people. Published if you are awarded a grant.",
            ),
            ("When", f"{starts}."),
            ("Where", f"The districts that benefit: {_places()}."),
        )
    )


def _places():
    return ", ".join(str(label) for label in District.labels)


def _questions(call):
    """The round's own questions, in their sections."""
    section = None
    for question in call.questions.select_related("criterion"):
        if question.section != section:
            section = question.section
            yield Heading(section)
        yield Heading(question.text, level=3)
        if question.help:
            yield Prose(question.help)
        yield Prose(_about(question))
        if question.options:
            yield ItemList(tuple(question.options))


def _about(question):
    """How it is answered, whether it has to be, and what it counts for, in one line."""
    said = [ANSWERS[QuestionKind(question.kind)].format(words=question.max_words)]
    said.append("needed" if question.required else "only if it applies to you")
    line = f"**Answer:** {', '.join(said)}."
    if question.criterion:
        line += (
            f" Scored under {question.criterion.name}, which {times(question.criterion.weight)}."
        )
    return line


ANSWERS = {
    QuestionKind.TEXT: "One line",
    QuestionKind.LONG_TEXT: "Text, up to {words} words",
    QuestionKind.NUMBER: "A whole number",
    QuestionKind.MONEY: "An amount in pounds",
    QuestionKind.DATE: "A date",
    QuestionKind.YES_NO: "Yes or no",
    QuestionKind.CHOICE: "One of these",
    QuestionKind.CHOICES: "One or more of these",
    QuestionKind.FILE: "A file: PDF, Word, spreadsheet or picture, up to 10 MB",
}


def _budget(programme):
    yield Heading("What it costs", key="budget")
    yield Prose(
        "List what the project costs, line by line: what it is, and how much. Include a fair share "
        "of your running costs. Then say how much of it you ask us for. " + _limits(programme)
    )
    columns = (Column("What"), Column("Cost", "money"))
    yield DataTable("An example of a budget", columns, EXAMPLE_OF_A_BUDGET)


def _limits(programme):
    said = []
    if size := size_of(programme):
        said.append(f"A grant is {size[0].lower()}{size[1:]}.")
    if programme.most_percent and programme.most_percent < 100:
        said.append(f"It pays at most {programme.most_percent}% of what the project costs.")
    return " ".join(said)


def _organisation():
    yield Heading("Your organisation", key="organisation")
    yield Prose("You give this once. For later applications you only say that it is still right.")
    yield ItemList(PROFILE)
    yield Heading("Documents we ask for", level=3, key="documents")
    yield ItemList(tuple(str(label) for label in DocumentKind.labels))
    yield Prose(
        "We keep them, and ask again only when one is no longer valid. Where you do not have one "
        "that your project needs, it can become a condition with a date instead of an obstacle."
    )
    yield Heading("Bank account", level=3, key="bank")
    yield Prose(
        "In the organisation’s own name. Two officers check it before any payment. Its numbers "
        "are kept sealed, and nobody who judges your application sees them."
    )


def _criteria(programme):
    criteria = programme.criteria.all()
    if not criteria:
        return
    yield Heading("How applications are scored", key="criteria")
    yield Prose(
        "Several people read each application without knowing of each other’s scores. Each "
        "criterion gets 0 to 5 points, with a reason."
    )
    rows = tuple((each.name, each.description, times(each.weight)) for each in criteria)
    columns = (Column("Criterion"), Column("What a good answer shows"), Column("Weight"))
    yield DataTable("Criteria", columns, rows)


def _next(call):
    programme = call.programme
    yield Heading("What happens next", key="next")
    if programme.what_next:
        yield Prose(programme.what_next)
    dates = [("The round closes", uk_datetime(call.closes_at))]
    if call.panel_on:
        dates.append(("The panel meets", uk_date(call.panel_on)))
    dates.append(("You hear by", f"{uk_date(call.decision_by)}, with reasons"))
    yield Facts(tuple(dates))
    if programme.terms:
        yield Heading("Terms and conditions", key="terms")
        yield Prose(programme.terms)
    contact = programme.contact_email or settings.CONTACT_EMAIL
    yield Panel("note", "Questions", (Prose(f"Write to {contact}. There is no wrong question."),))
