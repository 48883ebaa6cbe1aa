"""When a consultation may be launched, corrected, extended, cancelled."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, transaction

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from consultations.actions import prepare
from consultations.models import Consultation, Paper, QuestionnaireVersion
from consultations.questionnaire import editing
from consultations.questionnaire.content import Question, Section, read_questionnaire
from consultations.questionnaire.kinds import Kind
from consultations.rules.prepare import checklist
from strategy.actions import import_text
from strategy.formats import read_strategy
from tests.consultations.makers import (
    AFTER,
    BEFORE,
    CLOSES,
    DURING,
    OPENS,
    STRATEGY,
    a_draft,
    an_officer,
    launched,
)

pytestmark = pytest.mark.django_db


def launch(consultation, now=BEFORE, **more):
    return prepare.launch(consultation=consultation, by=an_officer(), now=now, **more)


def missing(consultation, now=BEFORE):
    return {check.key for check in checklist(consultation, now) if not check.passes}


def test_launch_freezes_the_questionnaire_and_tells_the_record():
    consultation = launch(a_draft())
    version = consultation.versions.get()
    assert version.content == consultation.questionnaire_draft
    assert version.sha256 == consultation.questionnaire.sha256
    assert Event.objects.filter(verb="consultation.launched").count() == 1
    for change in (version.delete, version.save):
        with pytest.raises(InternalError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"summary": " "}, "information"),
        ({"purpose": ""}, "information"),
        ({"open_to_influence": ""}, "formative"),
        ({"strategy_version": None}, "strategy"),
        ({"opens_at": None}, "dates"),
        ({"closes_at": None}, "dates"),
        ({"closes_at": CLOSES - timedelta(days=1)}, "time"),
        ({"minimum_days": 29}, "time"),
        ({"decision_expected_on": None}, "decision"),
        ({"decision_expected_on": date(2021, 10, 3)}, "decision"),
        ({"contact_email": ""}, "contact"),
        ({"questionnaire": None}, "questionnaire"),
    ],
)
def test_launch_with_one_thing_missing_is_refused_and_says_what(fields, key):
    consultation = a_draft(**fields)
    assert key in missing(consultation)
    sentence = next(c.sentence for c in checklist(consultation, BEFORE) if c.key == key)
    with pytest.raises(Refused) as refused:
        launch(consultation)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(("kind", "key"), [("strategy", "papers"), ("eqia", "eqia")])
def test_launch_without_a_paper_is_refused(kind, key):
    consultation = a_draft()
    prepare.remove_paper(paper=consultation.papers.get(kind=kind), by=an_officer())
    assert missing(consultation) == {key}


def test_launch_on_a_settled_strategy_is_no_formative_stage():
    text = read_strategy(STRATEGY.replace("civil", "Civil").encode(), kind="final")
    version = import_text(slug="settled", text=text, by="system", now=BEFORE).version
    assert missing(a_draft(strategy_version=version)) == {"strategy"}


def test_launch_with_equality_questions_only_asks_nothing():
    sections = [
        {
            "key": "e",
            "title": "About you",
            "equality": True,
            "intro": "Why.",
            "questions": [{"key": "a", "kind": "short_text", "text": "A"}],
        }
    ]
    assert missing(a_draft(questionnaire={"sections": sections})) == {"questionnaire"}


def test_launch_after_the_opening_time_is_refused_unless_opened_at_once():
    late = OPENS + timedelta(hours=1)
    consultation = a_draft(closes_at=CLOSES + timedelta(days=7))
    assert missing(consultation, late) == {"dates"}
    with pytest.raises(Refused, match="open at once"):
        launch(consultation, late)
    assert launch(consultation, late, at_once=True).opens_at == late


def test_launch_after_the_closing_time_is_refused():
    assert "dates" in missing(a_draft(), AFTER)


def test_launch_twice_is_refused():
    consultation = a_draft()
    launch(consultation)
    with pytest.raises(Refused, match="already"):
        launch(consultation)
    assert consultation.versions.count() == 1


def test_override_with_a_reason_lets_it_pass_and_is_recorded():
    consultation = a_draft(minimum_days=40)
    prepare.override_check(
        consultation=consultation, check_key="time", reason="Urgent.", by=an_officer(), now=BEFORE
    )
    assert missing(consultation) == set()
    launch(consultation)
    event = Event.objects.get(verb="consultation.launched")
    assert event.details["overrides"] == {"time": "Urgent."}


def test_override_taken_back_stands_in_the_way_again():
    consultation = a_draft(minimum_days=40)
    prepare.override_check(
        consultation=consultation, check_key="time", reason="Urgent.", by=an_officer(), now=BEFORE
    )
    prepare.withdraw_override(consultation=consultation, check_key="time", by=an_officer())
    assert missing(consultation) == {"time"}


@pytest.mark.parametrize(
    ("fields", "key", "reason", "words"),
    [
        ({"opens_at": None}, "dates", "Because.", "No reason can stand"),
        ({"questionnaire": None}, "questionnaire", "Because.", "No reason can stand"),
        ({}, "eqia", "Because.", "Nothing is missing"),
        ({}, "nonsense", "Because.", "no such check"),
        ({"contact_email": ""}, "contact", "  ", "Write the reason"),
    ],
)
def test_override_that_makes_no_sense_is_refused(fields, key, reason, words):
    with pytest.raises(Refused, match=words):
        prepare.override_check(
            consultation=a_draft(**fields),
            check_key=key,
            reason=reason,
            by=an_officer(),
            now=BEFORE,
        )


def extend(consultation, to, reason="More time was asked for.", now=DURING):
    return prepare.extend(
        consultation=consultation, closes_at=to, reason=reason, by=an_officer(), now=now
    )


def test_extension_is_told_beside_what_was_announced():
    extended = extend(launched(), CLOSES + timedelta(days=7))
    assert extended.was_extended
    assert extended.until == "11:59pm on 10 October 2021"
    assert extended.announced_closes_at == CLOSES


@pytest.mark.parametrize(
    ("to", "reason", "now", "words"),
    [
        (CLOSES - timedelta(days=1), "x", DURING, "never shortened"),
        (CLOSES, "x", DURING, "never shortened"),
        (CLOSES + timedelta(days=1), " ", DURING, "Write why"),
        (CLOSES + timedelta(days=1), "x", CLOSES + timedelta(days=2), "still to come"),
        (CLOSES + timedelta(days=100), "x", DURING, "Move the decision day"),
    ],
)
def test_extension_that_makes_no_sense_is_refused(to, reason, now, words):
    with pytest.raises(Refused, match=words):
        extend(launched(), to, reason, now)


def test_extension_of_a_draft_is_refused():
    with pytest.raises(Refused, match="was launched"):
        extend(a_draft(), CLOSES + timedelta(days=1))


def edit(consultation, **fields):
    return prepare.edit(consultation=consultation, by=an_officer(), **fields)


@pytest.mark.parametrize("field", ["title", "slug", "opens_at", "closes_at", "strategy_version"])
def test_edit_of_what_was_announced_is_refused(field):
    consultation = launched()
    value = {"opens_at": DURING, "closes_at": AFTER, "strategy_version": None}.get(field, "other")
    with pytest.raises(Refused, match="After launch"):
        edit(consultation, **{field: value})


def test_edit_of_a_text_after_launch_is_recorded():
    edit(launched(), summary="Clearer.")
    assert Event.objects.get(verb="consultation.edited").details == {"fields": ["summary"]}


def test_edit_without_a_change_leaves_no_trace():
    consultation = a_draft()
    edit(consultation, summary=consultation.summary)
    assert not Event.objects.filter(verb="consultation.edited").exists()


@pytest.mark.parametrize("slug", ["new", "import", "unsubscribe", "civil-society"])
def test_address_that_is_taken_is_refused(slug):
    a_draft()
    with pytest.raises(Refused, match="is taken"):
        prepare.create(title="Other", slug=slug, by=an_officer())


def test_cancel_needs_a_reason_and_ends_everything():
    consultation = launched()
    with pytest.raises(Refused, match="Write why"):
        prepare.cancel(consultation=consultation, reason=" ", by=an_officer(), now=DURING)
    prepare.cancel(consultation=consultation, reason="Covid.", by=an_officer(), now=DURING)
    cancelled = Consultation.objects.get(pk=consultation.pk)
    assert cancelled.phase(DURING) is None
    with pytest.raises(Refused, match="cancelled"):
        edit(cancelled, summary="x")
    with pytest.raises(Refused, match="cannot be cancelled"):
        prepare.cancel(consultation=cancelled, reason="Again.", by=an_officer(), now=DURING)


def publish(consultation, questionnaire, note="Clearer.", now=DURING):
    return prepare.publish_wording(
        consultation=consultation, questionnaire=questionnaire, note=note, by=an_officer(), now=now
    )


def changed(consultation, of, **fields):
    plain = consultation.questionnaire.to_dict()
    for section in plain["sections"]:
        for question in section["questions"]:
            if question["key"] == of:
                question.update(fields)
    questionnaire, problems = read_questionnaire(plain)
    assert not problems, problems
    return questionnaire


def test_new_wording_is_a_new_version_and_the_old_one_stays():
    consultation = launched()
    version = publish(consultation, changed(consultation, "agree", text="Do you agree?"))
    assert version.number == 2
    first = QuestionnaireVersion.objects.get(consultation=consultation, number=1)
    assert first.questionnaire.by_key["agree"].text.startswith("How far")
    assert first.questionnaire.by_key["agree"].wording != (
        version.questionnaire.by_key["agree"].wording
    )


MORE = [{"key": k, "label": k.title()} for k in ("money", "time", "people")]


@pytest.mark.parametrize(
    ("key", "fields", "words"),
    [
        ("why", {"kind": "short_text"}, "Keep the kind"),
        ("barriers", {"options": MORE[1:]}, "Keep every option"),
        ("barriers", {"none": ""}, "Keep every option"),
        ("district", {"required": True}, "optional"),
        ("why", {"word_limit": 50}, "word limit"),
        ("why", {"show_if": None}, "same conditions"),
        ("why", {"key": "because"}, "same sections and questions"),
    ],
)
def test_new_wording_that_is_more_than_words_is_refused_once_open(key, fields, words):
    consultation = launched()
    questionnaire = changed(consultation, key, **fields)
    with pytest.raises(Refused, match=words):
        publish(consultation, questionnaire)
    assert publish(consultation, questionnaire, now=BEFORE).number == 2


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("barriers", {"options": MORE}),
        ("as", {"required": False}),
        ("why", {"word_limit": 200, "help": "In your own words."}),
    ],
)
def test_new_wording_that_keeps_every_answer_good_is_published(key, fields):
    consultation = launched()
    assert publish(consultation, changed(consultation, key, **fields)).number == 2


def test_new_wording_without_change_note_or_time_is_refused():
    consultation = launched()
    with pytest.raises(Refused, match="the same as"):
        publish(consultation, consultation.questionnaire)
    new = changed(consultation, "agree", text="Do you agree?")
    with pytest.raises(Refused, match="Write what changed"):
        publish(consultation, new, note=" ")
    with pytest.raises(Refused, match="has closed"):
        publish(consultation, new, now=AFTER)


def test_save_of_the_questionnaire_on_an_old_revision_is_told():
    consultation = a_draft()
    section = Section(
        key="more", title="More", questions=(Question(key="m", kind=Kind.SHORT_TEXT, text="M"),)
    )
    questionnaire = editing.add_section(consultation.questionnaire, section)
    with pytest.raises(prepare.Overtaken):
        prepare.save_questionnaire(
            consultation=consultation,
            questionnaire=questionnaire,
            revision=0,
            by=an_officer(),
            sentence="Added.",
        )


def test_format_request_moves_forward_only():
    asked = prepare.ask_for_format(
        consultation=launched(), format="word", details="", name="Ann", reply_to="x", now=DURING
    )

    def handle(state):
        return prepare.handle_format_request(
            request=asked, state=state, note="", by=an_officer(), now=DURING
        )

    assert handle("preparing").state == "preparing"
    assert handle("sent").state == "sent"
    with pytest.raises(Refused, match="cannot become"):
        handle("received")


def test_papers_after_the_end_stay():
    consultation = launched()
    prepare.cancel(consultation=consultation, reason="Covid.", by=an_officer(), now=DURING)
    with pytest.raises(Refused):
        prepare.remove_paper(paper=Paper.objects.first(), by=an_officer())
