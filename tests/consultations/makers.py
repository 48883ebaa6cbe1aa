"""Consultations for tests, made by the same actions officers use."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from civilsociety.accounts.models import User
from civilsociety.audit.actions import SYSTEM
from consultations.actions import prepare
from consultations.models import Consultation, Paper
from consultations.questionnaire.content import read_questionnaire
from strategy.actions import import_text
from strategy.formats import read_strategy

LONDON = ZoneInfo("Europe/London")
OPENS = datetime(2021, 9, 6, 9, 0, tzinfo=LONDON)
CLOSES = datetime(2021, 10, 3, 23, 59, tzinfo=LONDON)
# When the consultation is launched, and moments in each phase.
BEFORE = OPENS - timedelta(days=3)
DURING = OPENS + timedelta(days=7)
IN_GRACE = CLOSES + timedelta(minutes=30)
AFTER = CLOSES + timedelta(days=2)

STRATEGY = """# A strategy for civil society

## People {#people}

People at the heart.

## Volunteering {#volunteering}

How volunteers are found and kept.
"""

QUESTIONNAIRE = {
    "sections": [
        {
            "key": "about-you",
            "title": "About you",
            "questions": [
                {
                    "key": "as",
                    "kind": "responding_as",
                    "text": "Are you responding as",
                    "required": True,
                },
                {"key": "organisation", "kind": "organisation", "text": "Your organisation"},
                {"key": "district", "kind": "district", "text": "Where do you work?"},
                {"key": "postcode", "kind": "postcode", "text": "Your postcode"},
            ],
        },
        {
            "key": "volunteering",
            "title": "Volunteering",
            "strategy_section": "volunteering",
            "questions": [
                {
                    "key": "agree",
                    "kind": "agreement",
                    "text": "How far do you agree with the section on volunteering?",
                    "required": True,
                },
                {
                    "key": "why",
                    "kind": "long_text",
                    "text": "Why?",
                    "word_limit": 100,
                    "show_if": {
                        "all": [{"question": "agree", "any_of": ["disagree", "strongly-disagree"]}]
                    },
                },
                {
                    "key": "barriers",
                    "kind": "several_choices",
                    "text": "What stands in your way?",
                    "options": [
                        {"key": "money", "label": "Money"},
                        {"key": "time", "label": "Time"},
                    ],
                    "other": "Something else",
                    "none": "Nothing",
                },
            ],
        },
        {
            "key": "equality",
            "title": "About you",
            "equality": True,
            "intro": "We ask so that we notice whom we do not reach.",
            "questions": [
                {
                    "key": "age",
                    "kind": "one_choice",
                    "text": "Your age",
                    "options": [
                        {"key": "under-25", "label": "Under 25"},
                        {"key": "25-and-over", "label": "25 and over"},
                    ],
                }
            ],
        },
    ]
}


def an_officer():
    """Somebody by whom things are done, when it does not matter who."""
    return User.objects.filter(email="officer@example.org").first() or User.objects.create_user(
        "officer@example.org", name="An officer"
    )


def a_strategy_version():
    """A published consultation draft with two sections, anchors `people` and `volunteering`."""
    text = read_strategy(STRATEGY.encode(), kind="consultation_draft")
    return import_text(slug="civil-society", text=text, by=SYSTEM, now=BEFORE).version


def a_draft(slug="civil-society", *, by=None, questionnaire=QUESTIONNAIRE, **fields):
    """A consultation in preparation with everything the checklist asks for."""
    by = by or an_officer()
    consultation = prepare.create(
        title=fields.pop("title", "Civil society strategy"),
        slug=slug,
        by=by,
        **{
            "summary": "What we plan with and for the social sector.",
            "purpose": "To hear what works before we decide.",
            "open_to_influence": "The objectives and the measures.",
            "not_open_to_influence": "The budget.",
            "opens_at": OPENS,
            "closes_at": CLOSES,
            "decision_expected_on": date(2021, 12, 9),
            "contact_email": "civilsociety@example.org",
            "strategy_version": a_strategy_version(),
            **fields,
        },
    )
    for kind, title in ((Paper.Kind.STRATEGY, "Draft strategy"), (Paper.Kind.EQIA, "EqIA")):
        link = f"https://example.org/{kind}.pdf"
        prepare.add_link(consultation=consultation, kind=kind, title=title, link=link, by=by)
    if questionnaire:
        read, problems = read_questionnaire(questionnaire)
        assert not problems, problems
        consultation = prepare.save_questionnaire(
            consultation=consultation, questionnaire=read, revision=0, by=by, sentence="Wrote it."
        )
    return consultation


def launched(slug="civil-society", *, by=None, now=BEFORE, **fields):
    """A consultation launched before its opening; hold the clock to be in one of its phases."""
    by = by or an_officer()
    consultation = prepare.launch(consultation=a_draft(slug, by=by, **fields), by=by, now=now)
    return Consultation.objects.get(pk=consultation.pk)


def open_now(slug="civil-society", **fields):
    """A consultation that is open by the real clock."""
    now = datetime.now(tz=LONDON).replace(second=0, microsecond=0)
    opens, closes = now - timedelta(days=7), now + timedelta(days=30)
    fields = {
        "opens_at": opens,
        "closes_at": closes,
        "decision_expected_on": (closes + timedelta(days=30)).date(),
        **fields,
    }
    return launched(slug, now=opens - timedelta(days=1), **fields)
