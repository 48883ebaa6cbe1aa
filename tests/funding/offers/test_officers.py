"""Officers' pages: letters looked at before they go, awards made, conditions, lists."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from civilsociety.audit.models import Event
from civilsociety.budget.models import Commitment
from funding.actions import offers
from funding.admin.offers.acts import acts_for_application
from funding.models import Award, Letter, LetterBatch, LetterTemplate
from funding.states import AwardState, LetterState
from tests.funding.makers import NOW
from tests.funding.offers.decided import (
    a_reason,
    awarded,
    letters,
    offered,
    on_reserve,
    refused,
    settle_subsidy,
    to_fund,
)

KEY = "0b0e2b9e-0000-4000-8000-00000000000a"


@pytest.fixture(autouse=True)
def december(in_december):
    return in_december


@pytest.fixture
def frank_at(client_of, frank):
    return client_of(frank)


def text(response):
    return " ".join(response.content.decode().split())


def admin(name, *args):
    return reverse(f"admin:funding_{name}", args=args)


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def looked_at(world, bids, **more):
    pairs = "&".join(f"bid={bid.pk}" for bid in bids)
    return (
        f"{reverse('funding:letters_preview', args=[world.call.pk])}?accept_by=2022-01-31&{pairs}"
    )


# -- Letters ----------------------------------------------------------------------------


def test_letters_are_chosen_looked_at_and_sent(world, frank_at):
    first, second = refused(world), awarded(world).application
    page = text(frank_at.get(reverse("funding:letters", args=[world.call.pk])))
    assert "2 letters can go out" in page and first.number in page
    asked = {"look": "yes", "bid": [first.pk, second.pk]} | day("accept_by", date(2022, 1, 31))
    answer = frank_at.get(reverse("funding:letters", args=[world.call.pk]), asked)
    assert answer.status_code == 302
    page = text(frank_at.get(answer.url))
    assert "Letter 1 of 2" in page and "Send 2 letters" in page
    assert "Letter 2 of 2" in text(frank_at.get(f"{answer.url}&page=2"))
    assert not Letter.objects.exists()
    sent = {"accept_by": "2022-01-31", "bid": [first.pk, second.pk]}
    done = frank_at.post(reverse("funding:letters_preview", args=[world.call.pk]), sent)
    assert done.url == reverse("funding:letter_batch", args=[LetterBatch.objects.get().pk])
    assert Letter.objects.filter(state=LetterState.WAITING).count() == 2


def test_letter_without_feedback_is_held_back_beside_its_bid(world, frank_at):
    bid = refused(world)
    bid.feedback = ""
    bid.save()
    page = text(frank_at.get(reverse("funding:letters", args=[world.call.pk])))
    assert "Write the feedback first" in page and "disabled" in page
    page = text(frank_at.get(looked_at(world, [bid])))
    assert "1 letter is held back" in page
    sent = {"accept_by": "2022-01-31", "bid": [bid.pk]}
    answer = frank_at.post(reverse("funding:letters_preview", args=[world.call.pk]), sent)
    assert answer.status_code == 200 and not Letter.objects.exists()


def test_empty_field_is_flagged_when_the_letter_is_looked_at(world, frank_at):
    made = awarded(world)
    offers.save_text(
        call=world.call, kind="offer", subject="S", body="{decision}{starts_on}{feedback}",
        by=world.officer, now=NOW,
    )  # fmt: skip
    made.application.feedback = ""
    made.application.save()
    page = text(frank_at.get(looked_at(world, [made.application])))
    assert "Held back" in page


def test_asking_to_look_at_nobody_or_with_a_day_too_near_says_so(world, frank_at):
    bid = refused(world)
    address = reverse("funding:letters", args=[world.call.pk])
    asked = {"look": "yes"} | day("accept_by", date(2022, 1, 31))
    assert "Choose at least one application" in text(frank_at.get(address, asked))
    asked = {"look": "yes", "bid": bid.pk} | day("accept_by", date(2021, 12, 21))
    assert "Give at least a week" in text(frank_at.get(address, asked))


@pytest.mark.parametrize(
    "query", ["", "?bid=x&accept_by=2022-01-31", "?bid=1&accept_by=never",
              "?bid=99999999999999999999&accept_by=2022-01-31", "?bid=1&bid="],
)  # fmt: skip
def test_looking_at_letters_with_bad_addresses_goes_back_in_words(world, frank_at, query):
    refused(world)
    address = reverse("funding:letters_preview", args=[world.call.pk])
    answer = frank_at.get(address + query, follow=True)
    assert answer.status_code == 200 and "Choose who is to have a letter" in text(answer)


def test_unknown_field_stands_beside_the_text_and_nothing_typed_is_lost(world, frank_at):
    address = reverse("funding:letter_text", args=[world.call.pk, "refusal"])
    sent = {"key": KEY, "subject_": "About {title}", "body": "Dear {organization}, you…"}
    page = text(frank_at.post(address, sent))
    assert "“{organization}” is not a field of this letter" in page
    assert "Dear {organization}, you…" in page and not LetterTemplate.objects.exists()
    frank_at.post(address, sent | {"body": "Dear {organisation}"})
    assert LetterTemplate.objects.get().body == "Dear {organisation}"
    unknown = reverse("funding:letter_text", args=[world.call.pk, "love"])
    assert frank_at.get(unknown).status_code == 404


def test_batch_page_shows_refused_addresses_and_sends_again(world, frank_at):
    bid = refused(world)
    batch = letters(world, [bid])
    Letter.objects.update(state=LetterState.REFUSED, error="tess@example.org: no such person")
    page = text(frank_at.get(reverse("funding:letter_batch", args=[batch.pk])))
    assert "1 letter was not delivered" in page and "no such person" in page
    again = admin("again_of_letter", Letter.objects.get().pk)
    page = text(frank_at.post(again, {"key": KEY, "addresses": "not an address"}))
    assert "“not an address” is not an address" in page
    frank_at.post(again, {"key": KEY, "addresses": "a@example.org, b@example.org"})
    letter = Letter.objects.get()
    assert (letter.state, letter.to) == (LetterState.WAITING, ["a@example.org", "b@example.org"])


def test_rest_of_a_failed_batch_is_sent_by_a_button(world, frank_at):
    batch = letters(world, [refused(world)])
    LetterBatch.objects.update(state="failed", error="The mail server did not take the letters.")
    page = text(frank_at.get(reverse("funding:letter_batch", args=[batch.pk])))
    assert "Send the rest (1)" in page
    frank_at.post(reverse("funding:letters_rest", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == "waiting"
    offers.send_letters(batch=batch, now=NOW)
    assert len(mail.outbox) == 1


def test_interest_hides_the_bid_from_letters_batches_and_lists(world, frank_at, frank):
    bid = refused(world)
    batch = letters(world, [bid])
    other = refused(world)
    for each in (bid, other):
        each.conflicts.create(person=frank, interest="My sister leads it")
    assert other.number not in text(frank_at.get(reverse("funding:letters", args=[world.call.pk])))
    page = text(frank_at.get(reverse("funding:letter_batch", args=[batch.pk])))
    assert str(world.kitchen) not in page
    assert frank_at.get(admin("letter_changelist")).context["cl"].result_count == 0
    assert frank_at.get(admin("feedback_of_application", bid.pk)).status_code == 404


def test_letters_page_asks_as_often_for_three_as_for_one(world, frank_at, count_queries):
    refused(world)
    address = reverse("funding:letters", args=[world.call.pk])
    rounds = reverse("funding:letter_rounds")
    frank_at.get(address)
    one = count_queries(lambda: frank_at.get(address)), count_queries(lambda: frank_at.get(rounds))
    refused(world), on_reserve(world, rank=3)
    assert count_queries(lambda: frank_at.get(address)) == one[0]
    assert count_queries(lambda: frank_at.get(rounds)) == one[1]


# -- Awards -----------------------------------------------------------------------------


def award_form(world, **more):
    return (
        {
            "key": KEY, "pence": "5000", "authority": world.authority.pk,
            "title_": "A kitchen", "summary": "Cooking together.",
        }
        | day("awarded_on", date(2021, 12, 20))
        | day("starts_on", date(2022, 3, 1))
        | day("ends_on", date(2022, 12, 31))
        | more
    )  # fmt: skip


def test_award_is_made_in_the_admin_and_shows_its_money_by_source(world, frank_at):
    bid = to_fund(world, 5_000_01)
    settle_subsidy(world, bid)
    address = admin("award_of_application", bid.pk)
    assert "holds £5,000.01" in text(frank_at.get(address))
    answer = frank_at.post(address, award_form(world, pence="5,000.01"), follow=True)
    page = text(answer)
    for words in ("£5,000.01", "£2,500.01", "£2,500", "Base budget", "Public Health", "21/00055"):
        assert words in page
    again = frank_at.post(address, award_form(world, pence="5,000.01"))
    assert again.status_code == 302 and Award.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"pence": "5000.01"}, "is what the panel decided"),
        ({"pence": "\x00"}, "amount"),
        ({"authority": "99999999999999999999"}, "decision"),
        ({"summary": "Write to jo@example.org"}, "jo@example.org"),
        (day("ends_on", date(2022, 2, 1)), "on the first day or after it"),
        (day("awarded_on", date(2021, 12, 21)), "today or earlier"),
    ],
)
def test_award_that_cannot_be_is_refused_in_words(world, frank_at, wrong, words):
    bid = to_fund(world)
    settle_subsidy(world, bid)
    answer = frank_at.post(admin("award_of_application", bid.pk), award_form(world, **wrong))
    assert answer.status_code == 200 and words in text(answer)
    assert not Award.objects.exists()


def test_reserve_list_asks_for_a_reason_only_out_of_order(world, frank_at):
    first, second = on_reserve(world, rank=4), on_reserve(world, rank=5)
    for bid in (first, second):
        settle_subsidy(world, bid)
    assert "out_of_order_why" not in text(frank_at.get(admin("award_of_application", first.pk)))
    address = admin("award_of_application", second.pk)
    assert f"{first.number}" in text(frank_at.post(address, award_form(world)))
    frank_at.post(address, award_form(world, out_of_order_why="It needs less."))
    assert second.award.amount_pence == 5_000_00


def test_acts_are_shown_with_why_not_where_they_wait(world, frank_at, frank):
    bid = to_fund(world)
    acts = {act.label: act for act in acts_for_application(frank, bid)}
    assert "Send a notice" in acts["Make the award"].refused
    settle_subsidy(world, bid)
    bid.refresh_from_db()
    acts = {act.label: act for act in acts_for_application(frank, bid)}
    assert acts["Make the award"].url == admin("award_of_application", bid.pk)
    assert acts["Send the notice of financial assistance"].refused


def outright_form(world, **more):
    return award_form(
        world, programme=world.programme.pk, organisation="Marsh Lane Community Kitchen",
        year=world.year.pk, reason="Chosen by tender.", **more,
    )  # fmt: skip


def test_award_without_a_call_is_made_and_runs(world, frank_at):
    frank_at.post(admin("award_outright"), outright_form(world, districts=["swale"]))
    made = Award.objects.get()
    assert (made.state, made.districts) == (AwardState.ACCEPTED, ["swale"])
    assert made.published.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("Nobody at all", "We know no organisation"), ("Marsh", "Enter the whole name")],
)
def test_organisation_is_found_or_its_likenesses_named(world, frank_at, name, words):
    world.make_organisation("Marsh Hall")
    answer = frank_at.post(admin("award_outright"), outright_form(world) | {"organisation": name})
    assert words in text(answer) and not Award.objects.exists()


def test_commitment_is_taken_in_once(world, frank_at):
    commitment = world.framework.commit(1_234_56, payee=world.kitchen)
    form = outright_form(world) | {"commitment": commitment.pk}
    frank_at.post(admin("take_in"), form)
    made = Award.objects.get()
    assert (made.amount_pence, made.state) == (1_234_56, AwardState.ACCEPTED)
    assert "commitment" in text(frank_at.post(admin("take_in"), form))
    assert Award.objects.count() == 1 and Commitment.objects.count() == 1


@pytest.mark.parametrize("words", ["SRF-G{pk:05d}", "g{pk}", "marsh lane", "A kitchen", "21/00055"])
def test_award_is_found_by_what_people_know_of_it(world, frank_at, words):
    made = offered(world)
    world.award(
        title="Other", organisation=world.make_organisation("Other"),
        authority=world.authority, summary="Other",
    )  # fmt: skip
    answer = frank_at.get(admin("award_changelist"), {"q": words.format(pk=made.pk)})
    found = [each.pk for each in answer.context["cl"].result_list]
    assert made.pk in found and len(found) == (2 if words == "21/00055" else 1)


@pytest.mark.parametrize("words", ["9" * 60, "'%", "G99999999999999999999"])
def test_search_with_anything_is_no_error(world, frank_at, words):
    assert frank_at.get(admin("award_changelist"), {"q": words}).status_code in (200, 302)


def test_list_of_awards_asks_as_often_for_three_as_for_one(world, frank_at, count_queries):
    offered(world)
    one = count_queries(lambda: frank_at.get(admin("award_changelist")))
    offered(world), offered(world)
    assert count_queries(lambda: frank_at.get(admin("award_changelist"))) == one


def test_condition_of_a_form_sent_twice_is_set_once(world, frank_at):
    made = offered(world)
    set_ = {"key": KEY, "text": "Show the insurance"} | day("due_on", date(2022, 2, 1))
    frank_at.post(admin("condition_of_award", made.pk), set_)
    again = text(frank_at.post(admin("condition_of_award", made.pk), set_))
    assert "This condition is there already." in again and made.conditions.count() == 1


def test_list_of_awards_is_taken_away_to_the_penny(world, frank_at):
    offered(world, 4_321_09)
    lines = b"".join(frank_at.get(admin("award_csv")).streaming_content).decode()
    assert "4321.09" in lines.replace(",", "").replace("£", "") or "4,321.09" in lines


def test_condition_is_set_moved_and_met_with_its_record(world, frank_at):
    made = offered(world)
    set_ = {"key": KEY, "text": "Show the insurance", "before_payment": "on"}
    frank_at.post(admin("condition_of_award", made.pk), set_ | day("due_on", date(2022, 2, 1)))
    condition = made.conditions.get()
    moved = {"key": KEY, "why": "Half-term"} | day("due_on", date(2022, 3, 1))
    frank_at.post(admin("alter_of_condition", condition.pk), moved)
    met = {"key": KEY, "how": "Seen"} | day("met_on", date(2021, 12, 20))
    frank_at.post(admin("meet_of_condition", condition.pk), met)
    condition.refresh_from_db()
    assert (condition.due_on, condition.met_on) == (date(2022, 3, 1), date(2021, 12, 20))
    assert not condition.before_payment
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"funding.condition_set", "funding.condition_changed", "funding.condition_met"} <= verbs


def test_feedback_and_reasons_are_written_until_the_letter_is_out(world, frank_at):
    bid = refused(world)
    address = admin("feedback_of_application", bid.pk)
    sent = {"key": KEY, "feedback": "Clear and honest.", "reasons": [a_reason().pk]}
    frank_at.post(address, sent)
    bid.refresh_from_db()
    assert bid.feedback == "Clear and honest."
    letters(world, [bid])
    assert "The letter is out" in text(frank_at.post(address, sent))


def test_notice_is_sent_and_withdrawn_in_the_admin(world, frank_at):
    bid = to_fund(world)
    frank_at.post(admin("notice_of_application", bid.pk), {"key": KEY, "pence": "5000"})
    notice = bid.assistance_notices.get()
    page = text(frank_at.get(admin("assistancenotice_change", notice.pk)))
    assert "Notice sent, to be confirmed" in page
    frank_at.post(admin("withdraw_of_assistancenotice", notice.pk), {"key": KEY, "why": "Less"})
    notice.refresh_from_db()
    assert notice.state == "withdrawn"


def test_desk_says_what_waits(world, frank_at):
    to_fund(world)
    refused(world)
    page = text(frank_at.get("/officers/"))
    assert "Award 1 bid the panel decided to fund" in page
    assert "Send 1 letter of" in page and "They hear by 1 February 2022" in page


def test_assessor_and_applicant_get_none_of_it(world, client_of, asa, tess):
    bid = to_fund(world)
    for person in (asa, tess):
        client = client_of(person)
        assert client.get(admin("award_of_application", bid.pk)).status_code in (403, 404)
        assert client.get(reverse("funding:letters", args=[world.call.pk])).status_code == 403
