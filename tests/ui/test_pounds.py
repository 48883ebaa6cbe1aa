"""Amounts as people type and paste them, and what is said of each that cannot be meant."""

import pytest

from civilsociety.ui.fields import PoundsField
from civilsociety.ui.forms import GovukForm


class Form(GovukForm):
    pence = PoundsField(label="Amount")


def read(text):
    form = Form({"pence": text})
    return form.cleaned_data["pence"] if form.is_valid() else form.errors["pence"][0]


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1000", 100_000),
        ("1,000.00", 100_000),
        ("£1,000", 100_000),
        (" 1 000 ", 100_000),
        ("\u00a0£\u00a01,000.50\u202f", 100_050),
        ("0.01", 1),
        (".5", "The amount must be an amount in pounds, like 5,000 or 5,000.50"),
        ("700,000", 70_000_000),
    ],
)
def test_amount_read_as_it_was_meant(text, pence):
    assert read(text) == pence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Enter the amount"),
        ("   ", "Enter the amount"),
        ("0", "The amount must be more than nothing"),
        ("0.00", "The amount must be more than nothing"),
        ("-5", "The amount must be more than nothing: leave out the minus sign"),
        ("−£5", "The amount must be more than nothing: leave out the minus sign"),
        ("(500)", "The amount must be more than nothing: leave out the minus sign"),
        ("1.005", "The amount must be in whole pence, with two figures after the point"),
        ("$5", "The amount must be in pounds: other currencies are not kept here"),
        ("€5", "The amount must be in pounds: other currencies are not kept here"),
        ("5 euros", "The amount must be in pounds: other currencies are not kept here"),
        ("£1k", "Write the amount out in figures, like 1,000"),
        ("2.1m", "Write the amount out in figures, like 1,000"),
        ("1,00", "Put commas between thousands only in the amount, like 1,000.00"),
        ("1000000000000000", "The amount must be £1,000,000,000 or less"),
        ("9" * 500, "The amount must be £1,000,000,000 or less"),
        ("a thousand", "The amount must be an amount in pounds, like 5,000 or 5,000.50"),
        ("10 50", "The amount must be an amount in pounds, like 5,000 or 5,000.50"),
        ("1e6", "The amount must be an amount in pounds, like 5,000 or 5,000.50"),
        ("١٠٠", "The amount must be an amount in pounds, like 5,000 or 5,000.50"),
    ],
)
def test_amount_that_cannot_be_meant_has_its_own_sentence(text, said):
    assert read(text) == said


def test_typed_amount_is_kept_on_the_page():
    assert 'value="£1k"' in str(Form({"pence": "£1k"})["pence"])
