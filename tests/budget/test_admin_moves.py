"""Moving money by the forms of the admin: warned while typing, told when refused, done once."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from civilsociety.budget import actions
from civilsociety.budget.models import Commitment, Move, Reservation, Year
from civilsociety.organisations import actions as organisations
from tests.budget.conftest import make_decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_of, frank, framework, hold_clock):
    hold_clock(2021, 12, 20, 12, 0)
    return client_of(frank)


@pytest.fixture
def holder(client_of, bea, framework, hold_clock):
    hold_clock(2021, 12, 20, 12, 0)
    return client_of(bea)


def page_of(name, *args):
    return reverse(f"admin:budget_{name}", args=args)


def terms(framework, **more):
    """A commitment as it would be typed."""
    return {
        "year": framework.year.pk,
        "head": framework.head.pk,
        "authority": framework.authority.pk,
        "pence": "1,000.01",
        "title_": "A grant",
        "payee_name": "A charity",
        "reference": "",
        "reason": "The panel said so",
        "key": str(uuid4()),
    } | more


def errors(answer, field):
    return answer.context["form"].errors.get(field, [])


# -- Doing it --------------------------------------------------------------------------


def test_commitment_made_through_the_form(officer, framework):
    answer = officer.post(page_of("commit"), terms(framework), follow=True)

    promise = Commitment.objects.get()
    assert promise.amount_pence == 1_000_01
    assert "£1,000.01 is promised to A charity under decision 21/00055" in answer.text
    assert answer.redirect_chain[0][0] == page_of("commitment_change", promise.pk)


def test_form_sent_twice_moves_money_once(officer, framework):
    typed = terms(framework)
    first = officer.post(page_of("commit"), typed)
    again = officer.post(page_of("commit"), typed)

    assert Commitment.objects.count() == 1
    assert first["Location"] == again["Location"]


def test_reservation_then_commitment_then_payment_and_return(officer, framework):
    typed = {
        "year": framework.year.pk,
        "head": framework.head.pk,
        "pence": "50,000",
        "title_": "Deal Walkers",
        "payee_name": "Deal Walkers",
        "expires_on_day": "1",
        "expires_on_month": "3",
        "expires_on_year": "2022",
        "reason": "Panel paper 3",
        "key": str(uuid4()),
    }
    officer.post(page_of("reserve"), typed)
    held = Reservation.objects.get()
    assert (held.held_pence, held.expires_on) == (50_000_00, date(2022, 3, 1))

    commit = {name: terms(framework)[name] for name in ("authority", "title_", "payee_name")}
    commit |= {"pence": "40,000", "reason": "Decided", "key": str(uuid4())}
    officer.post(page_of("commit_of_reservation", held.pk), commit)
    promise = Commitment.objects.get()
    assert promise.amount_pence == 40_000_00

    pay = {"pence": "30,000", "reference": "INV 1", "reason": "Invoice", "key": str(uuid4())}
    officer.post(page_of("pay_of_commitment", promise.pk), pay)
    back = {"pence": "5,000", "reference": "BACS 1", "reason": "Unspent", "key": str(uuid4())}
    officer.post(page_of("return_of_commitment", promise.pk), back)
    free = {"pence": "2,000", "reason": "Not needed", "key": str(uuid4())}
    officer.post(page_of("release_of_commitment", promise.pk), free)

    promise.refresh_from_db()
    assert promise.paid_pence == 30_000_00
    assert promise.returned_pence == 5_000_00
    assert promise.outstanding_pence == 8_000_00


def test_reservation_released_whole(officer, framework):
    held = framework.reserve(10_000_00)
    page = officer.get(page_of("release_of_reservation", held.pk))
    assert "This fits" in page.text

    told = {"reason": "Withdrawn", "key": str(uuid4())}
    answer = officer.post(page_of("release_of_reservation", held.pk), told, follow=True)
    assert "£10,000 is available again to Volunteering" in answer.text


def test_known_organisation_is_linked_by_its_name(officer, framework, frank):
    group = organisations.register(name="Deal Walkers", kind="community_group", by=frank)
    officer.post(page_of("commit"), terms(framework, payee_name="deal walkers"))

    assert Commitment.objects.get().payee == group


def test_person_is_never_linked_to_an_organisation(officer, framework, frank):
    organisations.register(name="Deal Walkers", kind="community_group", by=frank)
    typed = terms(framework, payee_name="Deal Walkers", payee_is_a_person="on")
    officer.post(page_of("commit"), typed)

    promise = Commitment.objects.get()
    assert (promise.payee, promise.public_payee) == (None, "A person, not named")


def test_year_opened_appropriated_and_allocated(holder, framework):
    sources = {f"source_{framework.base.pk}": "350,000", f"source_{framework.health.pk}": "350,000"}
    first_day = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2022"}
    told = {"reason": "Framework", "key": str(uuid4())}
    holder.post(page_of("open_year"), sources | first_day | told)
    year = Year.objects.get(starts_on=date(2022, 4, 1))

    for source in (framework.base, framework.health):
        typed = {"year": year.pk, "source": source.pk, "pence": "350,000"}
        more = {"decision": framework.decision.pk, "reason": "Decided", "key": str(uuid4())}
        holder.post(page_of("appropriate"), typed | more)
    typed = {"year": year.pk, "head": framework.head.pk, "drawn": "source"}
    amounts = {f"source_{framework.base.pk}": "10,000.01", f"source_{framework.health.pk}": "1"}
    more = {"decision": framework.decision.pk, "reason": "Decided", "key": str(uuid4())}
    answer = holder.post(page_of("allocate"), typed | amounts | more, follow=True)

    assert "£10,001.01 is allocated to Volunteering in 2022/23" in answer.text
    assert year.lines.get(source=framework.base, head=framework.head).available_pence == 10_000_01


def test_ceiling_cannot_go_below_what_is_appropriated(holder, framework):
    typed = {"year": framework.year.pk, "source": framework.base.pk, "pence": "1"}
    answer = holder.post(page_of("ceiling"), typed | {"reason": "Cut", "key": str(uuid4())})

    assert "is appropriated in 2021/22 already" in errors(answer, "pence")[0]


# -- While somebody types --------------------------------------------------------------


def test_effect_is_shown_before_anything_is_done(officer, framework):
    answer = officer.post(page_of("commit"), terms(framework, check="live", reason="", title_=""))

    assert "This fits" in answer.text
    assert "£100,000" in answer.text and "£99,499.99" in answer.text
    assert not Commitment.objects.exists()


def test_what_would_not_fit_is_said_source_by_source(officer, framework):
    answer = officer.post(page_of("commit"), terms(framework, check="live", pence="250,000"))

    assert "This would not go through" in answer.text
    assert "Base budget has £100,000 available" in answer.text
    assert "£25,000 short" in answer.text


def test_check_button_shows_the_same_without_javascript(officer, framework):
    typed = terms(framework, check="yes", pence="250,000", reason="", title_="")
    answer = officer.post(page_of("commit"), typed)

    assert "£25,000 short" in answer.text
    assert not answer.context["form"].errors
    assert 'value="250,000"' in answer.text


def test_looking_at_a_return_after_year_end_starts_no_line(officer, framework, bea):
    framework.open_year(2022)
    promise = framework.commit(200_000_00)
    framework.pay(promise, 200_000_00)
    for source in (framework.base, framework.health):
        line = framework.line(source=source, head=framework.unallocated)
        framework.two("lapse", line=line, pence=250_000_00)
    actions.close_year(year=framework.year, by=bea, reason="Settled", now=framework.now)
    lines = set(Year.objects.last().lines.values_list("pk"))

    typed = {"pence": "10", "check": "live", "key": str(uuid4())}
    answer = officer.post(page_of("return_of_commitment", promise.pk), typed)
    assert "This fits" in answer.text
    assert set(Year.objects.last().lines.values_list("pk")) == lines


# -- Refusals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-5", "leave out the minus sign"),
        ("0", "must be more than nothing"),
        ("1.005", "whole pence"),
        ("1000000000000000", "£1,000,000,000 or less"),
        ("$5", "must be in pounds"),
        ("€5", "must be in pounds"),
        ("£1k", "out in figures"),
        ("a lot", "amount in pounds"),
        ("", "Enter the amount"),
        ("200,000.01", "too little"),
    ],
)
def test_amount_that_cannot_move_is_explained_and_kept(officer, framework, text, said):
    answer = officer.post(page_of("commit"), terms(framework, pence=text))

    assert said in errors(answer, "pence")[0]
    assert f'value="{text}"' in answer.text or not text
    assert 'value="A charity"' in answer.text
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("text", ["1,000.00", " 1 000 ", "£1,000", "\u00a01000\u00a0"])
def test_amount_as_people_paste_it_is_read(officer, framework, text):
    officer.post(page_of("commit"), terms(framework, pence=text))

    assert Commitment.objects.get().amount_pence == 1_000_00


def test_closed_year_is_refused_beside_the_year(officer, framework):
    Year.objects.create(starts_on=date(2019, 4, 1))
    Year.objects.filter(starts_on=date(2019, 4, 1)).update(state="closed", closed_at=framework.now)
    closed = Year.objects.get(starts_on=date(2019, 4, 1))
    answer = officer.post(page_of("commit"), terms(framework, year=closed.pk))

    assert "2019/20 is closed" in errors(answer, "year")[0]


def test_decision_not_yet_effective_is_refused_beside_the_decision(officer, framework):
    later = make_decision(
        "21/00090",
        purpose=framework.purpose,
        up_to_pence=100_000_00,
        effective_from=date(2022, 2, 1),
    )
    answer = officer.post(page_of("commit"), terms(framework, authority=later.authorities.get().pk))

    assert "takes effect on 1 February 2022" in errors(answer, "authority")[0]


def test_decision_for_another_purpose_is_refused(officer, framework):
    other = framework.purpose.__class__.objects.create(key="other", name="Something else")
    decision = make_decision("21/00091", purpose=other, up_to_pence=100_000_00)
    answer = officer.post(
        page_of("commit"), terms(framework, authority=decision.authorities.get().pk)
    )

    assert "allows money for Something else, not for Volunteering" in errors(answer, "authority")[0]


def test_exhausted_decision_is_refused(officer, framework):
    small = make_decision("21/00092", purpose=framework.purpose, up_to_pence=1_000_00)
    typed = terms(framework, authority=small.authorities.get().pk)
    answer = officer.post(page_of("commit"), typed)

    assert "21/00092 allows £1,000" in errors(answer, "authority")[0]


def test_another_years_line_takes_no_virement(officer, framework, next_year):
    framework.two("carry_balance", line=framework.line(), pence=1_000_00)
    carried = next_year.lines.get()
    typed = {"from_line": framework.line().pk, "to_line": carried.pk, "pence": "5"}
    answer = officer.post(page_of("vire"), typed | {"reason": "So", "key": str(uuid4())})

    assert "differ in their year" in errors(answer, "to_line")[0]


def test_payment_in_the_future_is_refused(officer, framework):
    promise = framework.commit(100_00)
    typed = {
        "pence": "1",
        "reference": "X",
        "on_day": "1",
        "on_month": "1",
        "on_year": "2030",
        "reason": "So",
        "key": str(uuid4()),
    }
    answer = officer.post(page_of("pay_of_commitment", promise.pk), typed)

    assert "must be today or earlier" in errors(answer, "on")[0]


def test_refusal_is_told_in_the_rules_words_with_the_effect(officer, framework):
    promise = framework.commit(100_01)
    typed = {"pence": "500", "reference": "X", "reason": "So", "key": str(uuid4())}
    answer = officer.post(page_of("pay_of_commitment", promise.pk), typed)

    assert "has £100.01 left to pay" in errors(answer, "pence")[0]
    assert "£399.99 short" in answer.text
    assert answer.text.startswith("<!DOCTYPE") and "<title>Error:" in answer.text


# -- Who may ---------------------------------------------------------------------------


def test_acts_that_are_not_yours_say_whose_they_are(holder, officer, framework):
    promise = framework.commit(100_00)
    assert (
        "A funding officer does this" in holder.get(page_of("commitment_change", promise.pk)).text
    )
    assert "The budget holder does this" in officer.get("/admin/").text


def test_nothing_of_the_ledger_is_edited(officer, framework):
    move = Move.objects.first()
    assert officer.post(page_of("move_change", move.pk), {"reason": "Other"}).status_code == 403
    assert officer.post(page_of("move_delete", move.pk), {"post": "yes"}).status_code == 403
    assert officer.get(page_of("move_add")).status_code == 403
    assert officer.post(page_of("entry_add"), {}).status_code == 403
