"""What forms say, and what fields read."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.ui import fields, typed, widgets
from civilsociety.ui.forms import GovukDress, GovukForm
from tests.ui.kitchen import KitchenForm


def form_of(name="answer", **extra):
    """A form with the one field `name`."""

    def make(field):
        return type("OneForm", (GovukForm,), {name: field, **extra})

    return make


def said(field, data, name="answer", **extra):
    """What a form with this field answers to `data`."""
    return form_of(name, **extra)(field)(data).errors.get(name, [])


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.CharField(label="Name of your organisation"), "Enter the name of your organisation"),
        (forms.CharField(label="Your name"), "Enter your name"),
        (forms.CharField(label="VCSE number"), "Enter the VCSE number"),
        (forms.CharField(label="What would you change?"), "Answer “What would you change?”"),
        (forms.CharField(label="Tell us more"), "Answer “Tell us more”"),
        (forms.ChoiceField(label="District", choices=[("a", "A")]), "Select the district"),
        (
            forms.ChoiceField(label="Do you agree?", choices=[("a", "A")]),
            "Choose an answer to “Do you agree?”",
        ),
        (forms.BooleanField(label="I speak for us"), "Tick “I speak for us” to go on"),
        (forms.BooleanField(label="Terms read"), "Tick “Terms read” to go on"),
        (forms.FileField(label="Accounts"), "Choose a file for the accounts"),
        (fields.DateField(label="Closing date"), "Enter the closing date"),
        (forms.CharField(label="Share of 50 %"), "Enter the share of 50 per cent"),
    ],
)
def test_empty_answer_names_what_to_enter(field, sentence):
    assert said(field, {}) == [sentence]


def test_sentence_of_the_author_stays():
    field = forms.CharField(error_messages={"required": "Say who you are"})
    assert said(field, {}) == ["Say who you are"]


def test_noun_of_the_author_is_used():
    assert said(forms.EmailField(label="Email"), {}, nouns={"answer": "your email address"}) == [
        "Enter your email address"
    ]


def test_fields_added_later_are_reworded_too():
    class Later(GovukForm):
        def __init__(self, *args):
            super().__init__(*args)
            self.fields["town"] = forms.CharField()

    assert Later({}).errors["town"] == ["Enter the town"]


def test_forms_of_other_packages_take_the_dress():
    class Theirs(forms.Form):
        town = forms.CharField(label="Town")

    class Ours(GovukDress, Theirs):
        pass

    assert Ours({}).errors["town"] == ["Enter the town"]
    assert Ours()["town"].template == "govuk/fields/text.html"


@pytest.mark.parametrize(
    ("field", "data", "sentence"),
    [
        (
            forms.CharField(label="Town", max_length=3),
            "Dover",
            "The town must be 3 characters or fewer",
        ),
        (
            forms.CharField(label="Town"),
            "a\0b",
            "Remove the invisible null character from the town",
        ),
        (
            forms.EmailField(label="Email address"),
            "x",
            "Enter the email address in full, like name@example.org",
        ),
        (
            forms.IntegerField(label="Paid staff"),
            "some",
            "The paid staff must be a whole number, like 25",
        ),
        (forms.IntegerField(label="Age", min_value=1), "0", "The age must be 1 or more"),
        (
            forms.ChoiceField(label="District", choices=[("a", "A")]),
            "b",
            "Choose one of the answers listed for the district",
        ),
        (
            fields.LongTextField(label="Reason", max_words=2),
            "one two three",
            "The reason must be 2 words or fewer: it has 3",
        ),
        (
            fields.MoneyField(label="Amount", most=500_000),
            "5,000.01",
            "The amount must be £5,000 or less",
        ),
        (
            fields.MoneyField(label="Amount"),
            "lots",
            "The amount must be an amount in pounds, like 5,000 or 5,000.50",
        ),
        (fields.MoneyField(label="Amount"), "9" * 5000, None),
    ],
)
def test_wrong_answer_says_what_to_do(field, data, sentence):
    found = said(field, {"answer": data})
    assert len(found) == 1
    assert sentence is None or found == [sentence]


def test_exclusive_choice_stands_alone():
    field = fields.SeveralChoicesField(
        label="Barriers", choices=[("a", "Time"), ("none", "None of these")], exclusive="none"
    )
    assert said(field, {"answer": ["a", "none"]}) == [
        "Select “None of these” alone, or untick it and keep the others."
    ]
    assert said(field, {"answer": ["none"]}) == []


def boxes(day="", month="", year="", time=None):
    typed_in = {"answer_day": day, "answer_month": month, "answer_year": year}
    return typed_in if time is None else {**typed_in, "answer_time": time}


@pytest.mark.parametrize(
    "data",
    [
        boxes("3", "10", "2021"),
        boxes("03", "Oct", "2021"),
        boxes("3", "october", "2021"),
        boxes("3 October 2021"),
        boxes("3rd Oct, 2021"),
        boxes(year="3/10/2021"),
    ],
)
def test_date_is_read_as_people_type_it(data):
    form = form_of()(fields.DateField(label="Day"))(data)
    assert form.is_valid()
    assert form.cleaned_data["answer"] == date(2021, 10, 3)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (boxes("3", "10"), "The closing date must include a year"),
        (boxes("3"), "The closing date must include a month and year"),
        (boxes("31", "2", "2021"), "Enter a real date for the closing date, like 3 October 2021"),
        (boxes("x", "2", "2021"), "Enter a real date for the closing date, like 3 October 2021"),
        (boxes("1", "2", "21"), "Enter a real date for the closing date, like 3 October 2021"),
        (boxes("1", "9", "2021"), "The closing date must be 2 September 2021 or later"),
    ],
)
def test_unreal_date_says_what_is_wrong(data, sentence):
    field = fields.DateField(label="Closing date", earliest=date(2021, 9, 2))
    assert said(field, data) == [sentence]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("5pm", datetime(2021, 10, 3, 16, 0, tzinfo=UTC)),
        ("17:00", datetime(2021, 10, 3, 16, 0, tzinfo=UTC)),
        ("9.30 am", datetime(2021, 10, 3, 8, 30, tzinfo=UTC)),
        ("midday", datetime(2021, 10, 3, 11, 0, tzinfo=UTC)),
        ("12am", datetime(2021, 10, 2, 23, 0, tzinfo=UTC)),
    ],
)
def test_time_is_read_on_the_clocks_of_the_united_kingdom(time, expected):
    form = form_of()(fields.DateTimeField(label="Opens"))(boxes("3", "10", "2021", time))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["answer"] == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (boxes("28", "3", "2021", "1:30am"), "does not exist on that day"),
        (boxes("31", "10", "2021", "1:30am"), "happens twice on that day"),
        (boxes("3", "10", "2021", "25:00"), "Enter a time for the opening"),
        (boxes("3", "10", "2021", "5"), "Enter a time for the opening"),
        (boxes("3", "10", "2021", ""), "Enter a time for the opening"),
    ],
)
def test_time_that_the_clocks_do_not_show_once_is_refused(data, words):
    (sentence,) = said(fields.DateTimeField(label="Opening"), data)
    assert words in sentence


def test_moment_is_shown_on_the_clocks_of_the_united_kingdom():
    form = form_of()(fields.DateTimeField(label="Opens"))(
        initial={"answer": datetime(2021, 10, 3, 16, 0, tzinfo=UTC)}
    )
    html = str(form["answer"])
    assert 'value="17:00"' in html
    assert 'value="3"' in html


@given(st.integers(min_value=0, max_value=10**12))
def test_money_comes_back_as_it_was_shown(pence):
    field = fields.MoneyField()
    assert field.to_python(field.prepare_value(pence)) == pence


@given(st.text())
def test_anything_typed_is_read_or_refused(text):
    for reader in (typed.read_pence, typed.read_time, lambda t: typed.read_date({"day": t})):
        try:
            reader(text)
        except typed.Unreadable:
            continue


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("one two", 2, 7),
        ("one\r\ntwo", 2, 7),
        ("  one\u00a0two\u3000three ", 3, 16),
        ("a\x1cb", 1, 3),
        ("😀", 1, 2),
        ("", 0, 0),
    ],
)
def test_count_is_the_browsers(text, words, characters):
    assert typed.count_words(text) == words
    assert typed.count_characters(text) == characters


def test_checkboxes_are_not_taken_for_radios():
    assert KitchenForm()["causes"].kind == "checkboxes"


def test_revealed_field_is_drawn_once():
    html = KitchenForm().render()
    assert html.count('name="other_kind"') == 1
    assert 'data-reveals="conditional-id_kind_2"' in html


def test_hint_and_error_describe_the_control():
    form = KitchenForm({"email": "x"})
    assert 'aria-describedby="id_email_helptext id_email_error"' in str(form["email"])
    assert 'aria-invalid="true"' in str(form["email"])


def test_long_paste_is_not_cut_by_the_browser():
    assert "maxlength" not in str(KitchenForm()["organisation"])


def test_choice_hint_describes_its_choice():
    form = form_of()(
        forms.ChoiceField(choices=[("a", "A")], widget=widgets.Radios(hints={"a": "Why"}))
    )()
    assert 'aria-describedby="id_answer_0-hint"' in form.render()
