"""Whatever is sent to a form of ours, it answers with sentences and never falls over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.kitchen import KitchenForm

NAMES = ["organisation", "email", "kind", "other_kind", "causes", "district", "comments", "summary"]
NAMES += ["closing_day", "closing_month", "closing_year", "opens_day", "opens_month", "opens_year"]
NAMES += ["opens_time", "amount", "staff", "agree"]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "\0",
        "x" * 1_000_000,
        "9" * 10_000,
        "😀" * 300,
        "<script>alert(1)</script>",
        "=1+1",
        "²",
        "١٢",
        "-1",
        "1e9",
        "NaN",
        "%(limit_value)s %s {noun}",
        "\ud800".encode("utf-8", "replace").decode(),
    ],
)
def test_same_strange_value_everywhere_is_refused_in_words(value):
    form = KitchenForm(dict.fromkeys(NAMES, value))
    assert not form.is_valid()
    html = form.render()
    assert "<script>" not in html
    for messages in form.errors.values():
        for message in messages:
            assert "This field" not in message
            assert "%(" not in message


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40)))
def test_anything_typed_is_answered(data):
    form = KitchenForm(data)
    assert form.is_valid() in {True, False}
    form.render()


def test_list_where_one_value_is_expected_is_refused():
    form = KitchenForm({name: ["a", "b"] for name in NAMES})
    assert not form.is_valid()


def test_empty_file_is_refused_in_words():
    form = KitchenForm({}, {"attachment": SimpleUploadedFile("a.txt", b"")})
    assert form.errors["attachment"] == ["The file for your accounts is empty. Choose another"]
