"""A consultation as YAML: exact round trip, and a message with a line for every mistake."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civilsociety.refusal import Refused
from consultations.actions import prepare
from consultations.formats import (
    read_consultation,
    read_questionnaire_part,
    write_consultation,
)
from consultations.formats.marked_yaml import read_marked, write_yaml
from consultations.models import Consultation
from consultations.questionnaire.content import read_questionnaire
from tests.consultations.makers import LONDON, a_draft, an_officer, launched
from tests.consultations.prepare.addresses import a_file
from tests.consultations.prepare.documents import questionnaires

pytestmark = pytest.mark.django_db
SLOW_IS_FINE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1,
                              max_size=9), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip
EVERYTHING = [
    field.name
    for field in Consultation._meta.fields
    if field.name not in {"id", "state", "created_at", "created_by", "questionnaire_revision"}
]


def values_of(consultation):
    consultation = Consultation.objects.get(pk=consultation.pk)
    values = {name: getattr(consultation, name) for name in EVERYTHING}
    values["papers"] = sorted(consultation.papers.values_list("kind", "title", "link", "file_name"))
    return values


@given(PLAIN)
def test_yaml_written_and_read_again_is_the_same(data):
    marked = read_marked(write_yaml(data))
    assert not marked.problems
    assert marked.data == data


@pytest.mark.parametrize(
    "text",
    ["yes", "No", "on", "null", "~", "1.5", "012", "0x1F", "12:30", "2021-10-03", "- a", "#a", " a",
     "a ", "a\n", "\na", "a\n\n b", "'", '"', "{{x}}", "&a", "*a", "!x", "%", "@", "a: b", "a #b",
     "\ttab", "\u2028", "\x85", "\ufeff", "é😀", "=1+1", "---", "...", "?", ":", "1_000", "<<"],
)  # fmt: skip
def test_yaml_keeps_texts_that_look_like_something_else(text):
    assert read_marked(write_yaml({"a": text})).data == {"a": text}


@settings(max_examples=25, suppress_health_check=SLOW_IS_FINE, deadline=None)
@given(questionnaires())
def test_questionnaire_written_and_read_again_is_the_same(db, plain):
    questionnaire = read_questionnaire(plain)[0]
    text = write_yaml({"questionnaire": questionnaire.to_dict()})
    again, problems = read_questionnaire_part(text)
    assert not problems
    assert again == questionnaire


def test_consultation_exported_and_imported_is_the_same():
    first = a_draft("first", title="First")
    consultation = a_draft(
        other_formats="Two lines\n\nand “quotes”: yes\n",
        summary="  spaces kept  ",
        caveat="NEL \x85 and \u2028",
        minutes_needed=20,
        grace_minutes=0,
        follows=first,
        contact_phone="03000 00 00 00",
    )
    a_file(consultation)
    before, text = values_of(consultation), write_consultation(consultation)
    plan, problems = read_consultation(text)
    assert problems == []
    prepare.edit(consultation=consultation, by=an_officer(), title="Spoilt", minutes_needed=1)
    done = prepare.import_consultation(plan=plan, by=an_officer())
    assert (done.created, done.missing_files) == (False, ())
    assert values_of(consultation) == before
    assert write_consultation(done.consultation) == text


def test_consultation_imported_elsewhere_is_new_and_names_the_files_to_upload():
    consultation = a_draft()
    a_file(consultation)
    text = write_consultation(consultation).replace("slug: civil-society\n", "slug: other\n", 1)
    plan, problems = read_consultation(text)
    assert not problems
    done = prepare.import_consultation(plan=plan, by=an_officer())
    assert done.created
    assert done.missing_files == ("notes.pdf",)
    assert done.consultation.state == "draft"


def test_import_over_a_launched_consultation_is_refused_with_the_way_on():
    plan, _ = read_consultation(write_consultation(launched()))
    with pytest.raises(Refused, match="Questionnaire page"):
        prepare.import_consultation(plan=plan, by=an_officer())


@pytest.mark.parametrize(
    "moment",
    [
        (datetime(2021, 10, 31, 1, 30, tzinfo=LONDON)),
        (datetime(2021, 10, 31, 1, 30, fold=1, tzinfo=LONDON)),
        (datetime(2021, 10, 31, 23, 59, tzinfo=LONDON)),
        (datetime(2021, 10, 3, 23, 59, 59, 5, tzinfo=LONDON)),
    ],
)
def test_moments_around_the_clock_change_come_back_exactly(moment):
    text = write_consultation(a_draft(closes_at=moment))
    plan, problems = read_consultation(text)
    assert not problems
    assert plan.fields["closes_at"].timestamp() == moment.timestamp()


GOOD = "slug: a\ntitle: A\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + "closes: 2021-10-31 01:30\n", 3, "happens twice"),
        (GOOD + "opens: 2021-03-28 01:30\n", 3, "does not exist"),
        (GOOD + "opens: tomorrow\n", 3, "like 2021-10-03 23:59"),
        (GOOD + "opens: 2021-10-03 09:00\ncloses: 2021-10-01 09:00\n", 4, "after the opening"),
        (GOOD + "decision_expected: 2021-02-30\n", 3, "like 2021-11-09"),
        (GOOD + "colour: red\n", 3, "not known here"),
        (GOOD + "minimum_days: many\n", 3, "whole number"),
        (GOOD + "contact_email: nobody\n", 3, "name@example.org"),
        (GOOD + "title: B\n", 3, "stands here twice"),
        (GOOD + "follows: nothing\n", 3, "Name the slug"),
        (GOOD + "strategy: {slug: x, version: 1}\n", 3, "no version 1"),
        (GOOD + "papers:\n  - kind: eqia\n    title: E\n    link: javascript:x\n", 6, "URL"),
        (GOOD + "summary: &a hello\n", 3, "Write the text out"),
        (GOOD + "summary: !!python/object/apply:os.system [ls]\n", 3, "Remove the tag"),
        (GOOD + "summary: a: b\n", 3, "colon too many"),
        (GOOD + "summary: 'open\n", 4, "not closed"),
        (GOOD + "summary:\n\t- a\n", 4, "spaces instead of a tab"),
        (GOOD + "summary: \x00\n", 3, "NUL"),
        (GOOD + "summary: 12\n", 3, "as text"),
        ("title: A\n", None, "Give the slug"),
        ("- a\n", 1, "Start with"),
        ("", None, "empty"),
        (GOOD + "questionnaire:\n  sections:\n    - key: s\n      title: S\n      questions:\n"
         "        - key: q\n          kind: nonsense\n          text: Q\n", 9, "Choose the kind"),
    ],
)  # fmt: skip
def test_file_with_a_mistake_names_its_line_and_the_cure(text, line, words):
    _, problems = read_consultation(text)
    found = next((p for p in problems if words in p.sentence), None)
    assert found, problems
    if line:
        assert found.line == line


BOMB = "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(50))


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        b"\x00\x01\x02\xff" * 1000,
        b"\xff\xfe" + "slug: a".encode("utf-16-le"),
        "[" * 100_000,
        "{a: " * 20_000,
        "- " * 100_000,
        "x" * 50_000_000,
        "a: " + "1" * 400_000,
        "? [a]\n: b\n",
        "--- a\n--- b\n",
        "%YAML 9.9\n---\na: b\n",
        "slug: \ud800",
        "2: 3\nnull: 4\n",
    ],
)
def test_hostile_file_gets_a_message(content):
    _, problems = read_consultation(content)
    assert problems
    assert all(str(problem) for problem in problems)


@settings(max_examples=60, suppress_health_check=SLOW_IS_FINE, deadline=None)
@given(st.text() | st.binary())
def test_any_content_is_read_without_raising(db, content):
    read_consultation(content)
    read_questionnaire_part(content)


def test_commands_export_and_import(tmp_path):
    consultation = a_draft()
    out = StringIO()
    call_command("export_consultation", "civil-society", stdout=out)
    assert out.getvalue() == write_consultation(consultation)
    file = tmp_path / "other.yaml"
    file.write_text(out.getvalue().replace("slug: civil-society", "slug: other", 1))
    call_command("import_consultation", file, stdout=out)
    assert Consultation.objects.filter(slug="other", state="draft").exists()


def test_commands_with_nonsense_say_what_to_do(tmp_path):
    with pytest.raises(CommandError, match="There is no consultation"):
        call_command("export_consultation", "nothing")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_consultation", tmp_path / "missing.yaml")
    file = tmp_path / "bad.yaml"
    file.write_text("slug: a\ntitle: A\nopens: never\n")
    with pytest.raises(CommandError, match=r"bad.yaml: Line 3, column 1: "):
        call_command("import_consultation", file)
