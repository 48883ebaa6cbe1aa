"""What everybody reads: the list, the prospectus with its odds, the checker, the form."""

import io
from datetime import timedelta

import docx
import pytest

from funding.models import Call, PledgeRules, ProgrammeDocument, Question
from funding.queries.programmes.odds import money_left, odds_of
from funding.states import ApplicationState, CallState, ProgrammeState
from tests.funding.programmes.worlds import complete, draft_of
from tests.pdf import assert_pdf_ua

State = ApplicationState
FUND = "/funding/recovery-fund/"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def bids(world, number, state, call=None, **more):
    for n in range(number):
        world.bid(
            state,
            call=call or world.call,
            organisation=world.make_organisation(f"Group {state} {n}"),
            **more,
        )


# -- The list ----------------------------------------------------------------------------


def test_each_programme_stands_where_people_look_for_it(world, stranger, in_december):
    now = world.now
    soon = world.make_programme("soon", "SOO", name="Soon")
    world.make_call(soon, opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=50))
    world.make_programme("partner", "PAR", kind="regrant", name="Given by a partner")
    past = world.make_programme("past", "PAS", name="Long past")
    world.make_call(past, state=CallState.DECIDED, closes_at=now - timedelta(days=2))
    found = stranger.get("/funding/").context["groups"]
    names = {group: [each.programme.name for each in offers] for group, offers in found.items()}
    assert names == {
        "open": ["Recovery fund"],
        "coming": ["Soon"],
        "elsewhere": ["Given by a partner"],
        "closed": ["Long past"],
    }


def test_list_says_until_when_how_much_and_for_whom(world, stranger, in_december):
    complete(world.programme)
    text = page(stranger, "/funding/")
    for words in ("Open until midday on 9 January 2022", "£500 to £10,000", "£50,000",
                  "Charities and community groups that work in Kent."):  # fmt: skip
        assert words in text


def test_empty_list_teaches(db, stranger):
    assert "No programme is published yet" in page(stranger, "/funding/")


def test_list_without_an_open_round_offers_alerts(world, stranger, in_december):
    Call.objects.update(closes_at=world.now)
    text = page(stranger, "/funding/")
    assert "No round is open today" in text and "/funding/alerts/" in text


def test_list_costs_the_same_for_one_programme_and_three(
    world, stranger, count_queries, in_december
):
    one = count_queries(lambda: page(stranger, "/funding/"))
    for n in (2, 3):
        world.make_call(world.make_programme(f"fund-{n}", f"F{n}"))
    assert count_queries(lambda: page(stranger, "/funding/")) == one


def test_closed_programmes_are_paged(world, stranger, in_december):
    for n in range(13):
        world.make_programme(f"old-{n}", f"O{n}", state=ProgrammeState.ENDED, name=f"Old {n:02}")
    assert "Old 12" not in page(stranger, "/funding/")
    assert "Old 12" in page(stranger, "/funding/?page=2")
    for wrong in ("0", "-1", "x", "999", "9" * 40):
        page(stranger, f"/funding/?page={wrong}")


def test_front_page_shows_what_is_open(world, stranger, in_december):
    assert FUND in page(stranger, "/")


# -- The prospectus ----------------------------------------------------------------------


def test_prospectus_has_everything_before_anybody_starts(world, stranger, in_december):
    complete(world.programme)
    text = page(stranger, FUND)
    for words in (
        "What it is for", "<strong>Kent</strong>", "What has begun already", "counts twice",
        "20 January 2022", "1 February 2022", "funding@council.example", "21/00055",
        "A sustainable, diverse, independent sector", f"/funding/calls/{world.call.pk}/start/",
        "/funding/recovery-fund/check/", "/funding/recovery-fund/1/form/",
    ):  # fmt: skip
        assert words in text, words


def test_words_of_officers_run_nothing(world, stranger, in_december):
    type(world.programme).objects.update(
        about="<script>alert(1)</script>", summary="<b>bold</b>", name="<i>Fund</i>"
    )
    text = page(stranger, FUND)
    assert "<script>alert" not in text and "<b>bold" not in text and "<i>Fund" not in text


def test_draft_is_there_for_those_who_prepare_it_only(
    world, stranger, client_of, tess, in_december
):
    programme = world.make_programme("hidden", "HID", state=ProgrammeState.DRAFT)
    for client in (stranger, client_of(tess)):
        assert client.get(programme.get_absolute_url()).status_code == 404
    text = page(client_of(world.officer), programme.get_absolute_url())
    assert "Not published yet" in text


def test_regrant_sends_people_to_the_partner(world, stranger, in_december):
    partner = world.make_organisation("Community Foundation", website="https://partner.example/")
    world.make_programme("regrant", "REG", kind="regrant", partner=partner)
    text = page(stranger, "/funding/regrant/")
    assert "Community Foundation</strong> awards the grants" in text
    assert "https://partner.example/" in text and "/start/" not in text


def test_crowdfunding_explains_its_rules_in_words(world, stranger, in_december):
    programme = world.make_programme("crowd", "CRO", kind="crowdfunding")
    PledgeRules.objects.create(
        programme=programme, cap_pence=5_000_00, cap_percent=50, public_percent=65,
        excluded_kinds=["capital"],
    )  # fmt: skip
    text = page(stranger, "/funding/crowd/")
    for words in ("£5,000", "50% of its target", "65% of the target", "capital items", "all or"):
        assert words in text, words


def test_pilot_explains_its_milestones(world, stranger, in_december):
    world.make_programme("pilot", "PIL", kind="pilot", partner=world.kitchen)
    text = page(stranger, "/funding/pilot/")
    assert "Marsh Lane Community Kitchen" in text and "milestone" in text


def test_document_comes_as_a_download_no_browser_runs(world, stranger):
    document = ProgrammeDocument.objects.create(
        programme=world.programme,
        title="Guidance",
        file_name="gui de;\r\n.html",
        content_type="text/html",
        content=b"<script>",
    )
    answer = stranger.get(f"{FUND}documents/{document.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    world.make_programme("other", "OTH")
    assert stranger.get(f"/funding/other/documents/{document.pk}/").status_code == 404


def test_dates_that_have_passed_are_told_from_those_to_come(world, stranger, in_december):
    moments = stranger.get(FUND).context["timeline"]
    assert [(each.what, each.passed) for each in moments] == [
        ("Opens", True), ("Closes", False), ("The panel meets", False), ("You hear by", False),
        ("Projects may start", False),
    ]  # fmt: skip


# -- Honest odds -------------------------------------------------------------------------


def test_money_left_is_less_what_the_round_awarded(world):
    assert money_left(world.call) == 50_000_00
    award = world.held_award()
    assert money_left(world.call) == 45_000_00
    world.framework.release(commitment=award.promises.get().commitment, pence=1_000_00)
    assert money_left(world.call) == 46_000_00


def test_few_bids_are_not_counted_out(world, stranger, in_december):
    bids(world, 9, State.SUBMITTED)
    odds = odds_of(world.call, now=world.now)
    assert (str(odds.bids), odds.asked) == ("fewer than 10", None)
    text = page(stranger, FUND)
    assert "Fewer than 10" in text and "£45,000" not in text


def test_enough_bids_say_how_much_they_ask_for_together(world, stranger, in_december):
    bids(world, 10, State.SUBMITTED)
    bids(world, 3, State.DRAFT)
    bids(world, 2, State.WITHDRAWN)
    odds = odds_of(world.call, now=world.now)
    assert (odds.bids.count, odds.asked, odds.times_over) == (10, 50_000_00, 1.0)
    assert "asking for £50,000 together" in page(stranger, FUND)


def test_success_is_counted_over_decided_bids_of_closed_rounds(world, stranger, in_december):
    past = world.make_call(number=2, state=CallState.DECIDED)
    bids(world, 12, State.AWARDED, past)
    bids(world, 15, State.REFUSED, past)
    bids(world, 3, State.INELIGIBLE, past)
    bids(world, 4, State.WITHDRAWN, past)
    bids(world, 5, State.REFUSED)  # of the round that is open: not yet counted
    odds = odds_of(world.call, now=world.now)
    assert (odds.success.percent, odds.success.base) == (40, 30)
    text = page(stranger, FUND)
    assert "40%" in text and "Base: all 30 decided" in text


@pytest.mark.parametrize(("awarded", "refused"), [(9, 30), (30, 9), (4, 4)])
def test_small_group_among_the_decided_hides_the_rate(
    world, stranger, in_december, awarded, refused
):
    past = world.make_call(number=2, state=CallState.DECIDED)
    bids(world, awarded, State.AWARDED, past)
    bids(world, refused, State.REFUSED, past)
    text = page(stranger, FUND)
    assert not odds_of(world.call, now=world.now).success.shown
    assert f"{100 * awarded // (awarded + refused)}%" not in text
    assert "is not shown" in text or "Too few" in text


def test_time_it_takes_is_the_median_of_those_who_said(world):
    for minutes in (30, 60, 90, 120, 150, 200, 240, 300, 900, 1000):
        bids(world, 1, State.SUBMITTED, minutes_spent=minutes)
    odds = odds_of(world.call, now=world.now)
    assert (odds.hours, odds.timed.count) == (3, 10)  # half needed 175 minutes or less


# -- The checker -------------------------------------------------------------------------


def answers(world, *said):
    questions = world.programme.eligibility_questions.all()
    pairs = [f"q{each.pk}={answer}" for each, answer in zip(questions, said, strict=False)]
    return f"{FUND}check/?{'&'.join(pairs)}&answers=yes"


def test_who_can_apply_is_sent_to_the_form(world, stranger, in_december):
    text = page(stranger, answers(world, "yes", "yes"))
    assert "You can apply" in text and f"/funding/calls/{world.call.pk}/start/" in text
    assert not stranger.cookies


def test_who_cannot_is_told_why_and_what_else(world, stranger, in_december):
    text = page(stranger, answers(world, "no", "yes"))
    assert "you cannot apply" in text and "Look elsewhere." in text
    assert "Do you work in Kent?" in text and "/start/" not in text


def test_no_can_be_the_right_answer(world, stranger, in_december):
    world.programme.eligibility_questions.filter(position=2).update(right_answer=False)
    assert "You can apply" in page(stranger, answers(world, "yes", "no"))
    assert "you cannot apply" in page(stranger, answers(world, "yes", "yes"))


def test_question_left_out_is_asked_again_and_the_others_keep_their_answer(
    world, stranger, in_december
):
    text = page(stranger, answers(world, "no"))
    # The summary names the question: five times the same words would lead nowhere.
    assert "Error: " in text and text.count("checked") == 1
    assert "Choose an answer to “Are you not for profit?”" in text
    assert "Choose an answer to “Do you work in Kent?”" not in text


@pytest.mark.parametrize("wrong", ["maybe", "", "1" * 3000])
def test_answer_nobody_offered_is_asked_again(world, stranger, in_december, wrong):
    text = page(stranger, answers(world, "yes", wrong))
    assert "“Are you not for profit?”" in text


def test_answers_can_be_changed(world, stranger, in_december):
    text = page(stranger, answers(world, "no", "yes") + "&change=yes")
    assert text.count("checked") == 2 and "Error: " not in text


def test_checker_works_before_the_round_opens(world, stranger, in_december):
    Call.objects.update(opens_at=world.now + timedelta(days=1))
    text = page(stranger, answers(world, "yes", "yes"))
    assert "opens at" in text and "/start/" not in text


def test_programme_without_questions_has_no_checker(world, stranger, in_december):
    world.programme.eligibility_questions.all().delete()
    assert stranger.get(f"{FUND}check/").status_code == 404
    assert "/check/" not in page(stranger, FUND)


# -- The form to read --------------------------------------------------------------------

EVERYTHING = (
    "Why is it needed?", "up to 50 words", "Scored under Need, which counts twice",
    "Name of the project",
    "up to 60 words", "An example of a budget", "Governing document", "Bank account", "Sign-off",
    "Plan", "A good answer shows the need.", "What happens next", "1 February 2022",
)  # fmt: skip


def test_whole_form_can_be_read_before_anybody_starts(world, stranger, in_december):
    text = page(stranger, f"{FUND}1/form/")
    for words in EVERYTHING:
        assert words in text, words


def test_word_file_holds_the_same(world, stranger, in_december):
    answer = stranger.get(f"{FUND}1/form.docx")
    document = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(each.text for each in document.paragraphs), *cells])
    for words in EVERYTHING:
        assert words in text, words


def test_pdf_is_accessible(world, stranger, in_december):
    complete(world.programme)
    assert_pdf_ua(stranger.get(f"{FUND}1/form.pdf").content)


def test_officer_previews_the_draft_and_nobody_else(world, stranger, client_of, in_december):
    draft_of(world)
    for kind in ("form/", "form.pdf", "form.docx"):
        assert stranger.get(f"{FUND}2/{kind}").status_code == 404
    assert "Draft." in page(client_of(world.officer), f"{FUND}2/form/")


def test_answers_to_choose_from_are_listed(world, stranger, in_december):
    call = draft_of(world)
    Question.objects.create(
        call=call, section="More", position=9, key="age", kind="choices", text="Which ages?",
        options=["Under 18", "Over 65"],
    )  # fmt: skip
    Call.objects.filter(pk=call.pk).update(state=CallState.PUBLISHED)
    text = page(stranger, f"{FUND}2/form/")
    assert "Under 18" in text and "One or more of these" in text
