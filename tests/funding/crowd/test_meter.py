"""The meter never suggests more than any rule allows, and says which one clipped it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.rules.crowd.meter import measure
from funding.rules.crowd.pledging import meter_of

PENCE = st.integers(min_value=0, max_value=10**9)
TARGET = st.integers(min_value=1, max_value=10**9)
PERCENT = st.integers(min_value=1, max_value=100)
MAYBE = st.none() | PENCE
KNOWN = {
    "target": TARGET,
    "public": PENCE,
    "cap": st.integers(min_value=1, max_value=10**9),
    "share_percent": PERCENT,
    "together_percent": PERCENT,
    "missing": MAYBE,
    "left": MAYBE,
}
RULES = st.fixed_dictionaries(KNOWN)
EXAMPLE = {
    "target": 10_000_00, "public": 0, "cap": 6_000_00, "share_percent": 50, "together_percent": 70,
}  # fmt: skip


@given(RULES)
def test_suggestion_breaks_no_rule(rules):
    pence = measure(**rules).suggested
    target = rules["target"]
    assert 0 <= pence <= rules["cap"]
    assert pence * 100 <= target * rules["share_percent"]
    assert pence == 0 or (pence + rules["public"]) * 100 <= target * rules["together_percent"]
    assert rules["missing"] is None or pence <= rules["missing"]
    assert rules["left"] is None or pence <= rules["left"]


@given(RULES)
def test_suggestion_is_in_whole_pounds_and_a_pound_more_breaks_a_rule(rules):
    meter = measure(**rules)
    assert meter.suggested % 100 == 0
    more = meter.suggested + 100
    assert any(more > line.most_pence for line in meter.lines)


@given(RULES, PENCE)
def test_another_public_pound_never_raises_the_suggestion(rules, joined):
    before = measure(**rules).most
    assert measure(**(rules | {"public": rules["public"] + joined})).most <= before


@given(RULES, TARGET)
def test_a_larger_target_never_lowers_the_suggestion(rules, more):
    assert measure(**(rules | {"target": rules["target"] + more})).most >= measure(**rules).most


@given(RULES)
def test_every_meter_says_its_amount_in_words(rules):
    meter = measure(**rules)
    begins = "£" if meter.suggested else "Nothing: "
    assert meter.words.startswith(begins)
    assert meter.words.endswith(".")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "£5,000: half of the target, £10,000, is £5,000."),
        (
            {"cap": 4_500_00},
            "£4,500: half of the target would be £5,000, but we pledge £4,500 to one project at "
            "most.",
        ),
        (
            {"public": 3_000_00, "funders": "the NHS"},
            "£4,000: half of the target would be £5,000, but with the NHS’s £3,000 all public "
            "pledges may be £7,000 together.",
        ),
        (
            {"public": 3_000_50},
            "£3,999: half of the target would be £5,000, but with other public funders’ £3,000.50 "
            "all public pledges may be £7,000 together, rounded down to whole pounds.",
        ),
        (
            {"public": 7_000_00, "funders": "Swale Borough Council"},
            "Nothing: with Swale Borough Council’s £7,000 public pledges have reached the £7,000 "
            "that they may be together.",
        ),
        (
            {"missing": 1_250_00},
            "£1,250: half of the target would be £5,000, but only £1,250 is missing to the "
            "target.",
        ),
        ({"missing": -5}, "Nothing: the target is reached without us."),
        (
            {"left": 800_00, "round_name": "Round 2"},
            "£800: half of the target would be £5,000, but only £800 is left in Round 2.",
        ),
        ({"stopped": "we do not support capital items"},
         "Nothing: we do not support capital items."),
    ],
)  # fmt: skip
def test_meter_says_which_rule_clipped_it_with_the_sums(more, words):
    assert measure(**(EXAMPLE | more)).words == words


def test_meter_of_a_project_counts_public_partners_and_not_businesses(crowd):
    project = crowd.project(target_pence=10_000_00)
    crowd.partner(project, 2_000_00)
    crowd.partner(project, 5_000_00, "Creek Bakery", is_public=False)
    assert meter_of(project).limits.public == 2_000_00


def test_pledge_that_stands_is_not_counted_against_itself(crowd):
    project = crowd.reserved(4_000_00)
    crowd.round.money_pence = 4_000_00
    crowd.round.save()
    project.refresh_from_db()
    assert meter_of(project).most == 4_000_00


def test_excluded_kind_gets_nothing(crowd):
    meter = meter_of(crowd.project(kinds=["activity", "capital"]))
    assert (meter.suggested, meter.words) == (
        0,
        "Nothing: this programme does not support: capital items.",
    )
