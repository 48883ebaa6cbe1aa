"""The pages of members and officers, as the named cast opens them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from engagement.actions import reviews as acts
from engagement.models import Comment, Review
from engagement.queries.groups.membership import term_of
from strategy.models import DraftReading
from tests.engagement.makers import NOW, TODAY
from tests.engagement.reviews.reviewed import CLOSES, a_comment, a_review, answer, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_september(hold_clock):
    hold_clock(2021, 9, 2, 10)


def url(name, *args):
    return reverse(f"engagement:{name}", args=args)


def text_of(response):
    return " ".join(response.content.decode().split())


def write_at(review, query="?section=volunteering&block=1"):
    return url("write_comment", review.pk) + query


SAID = {
    "key": "7b0d1f3e-2f3c-4c39-9c7f-0b7a4a0d5a11",
    "standing": "change",
    "text": "Say how many.",
    "suggestion": "",
    "audience": "group",
    "then": "send",
}


def test_member_reads_the_draft_with_their_name_on_it(review, mina, client_of):
    page = text_of(client_of(mina).get(review.get_absolute_url()))
    assert "Draft for Mina" in page and "Not published" in page
    assert "Comment on this paragraph" in page
    reading = DraftReading.objects.get(reader=mina)
    assert (reading.version_id, reading.form) == (review.version_id, "page")


@pytest.mark.parametrize(
    "name", ["review", "review_new", "write_comment", "my_comments", "review_report"]
)
def test_strangers_and_others_find_nothing(review, name, tess, frank, stranger, client_of):
    assert client_of(tess).get(url(name, review.pk)).status_code == 404
    assert client_of(frank).get(url(name, review.pk)).status_code == 404
    assert stranger.get(url(name, review.pk)).status_code in (302, 404)


def test_lapsed_member_finds_nothing_from_the_next_day(review, world, mina, client_of):
    world.term.ended_on, world.term.ending = date(2021, 9, 1), "stood_down"
    world.term.save()
    assert client_of(mina).get(review.get_absolute_url()).status_code == 404
    assert client_of(mina).post(write_at(review), SAID).status_code == 404
    assert not Comment.objects.exists()


def test_member_of_another_group_finds_nothing(review, make_person, client_of):
    # A role lets somebody read drafts; a review belongs to its group.
    reader = make_person("Rosa", "steering_group_member")
    assert client_of(reader).get(review.get_absolute_url()).status_code == 404


def test_comment_sent_from_the_form_stands_at_its_paragraph(review, mina, milo, client_of):
    response = client_of(mina).post(write_at(review), SAID, follow=True)
    assert response.redirect_chain[-1][0].endswith("?section=volunteering#volunteering.p1")
    assert "You can change it until somebody agrees" in text_of(response)
    assert "Say how many." in text_of(client_of(milo).get(review.get_absolute_url()))


def test_comment_saved_waits_to_be_sent_with_the_others(review, mina, milo, client_of):
    mina_reads = client_of(mina)
    for text in ("One.", "Two.", "Three."):
        mina_reads.post(write_at(review), SAID | {"text": text, "then": "save"})
    page = text_of(mina_reads.get(review.get_absolute_url()))
    assert "You have 3 comments not sent" in page and "Send them all" in page
    assert "One." not in text_of(client_of(milo).get(review.get_absolute_url()))
    mina_reads.post(url("send_comments", review.pk))
    assert "Three." in text_of(client_of(milo).get(review.get_absolute_url()))


def test_private_comment_is_on_no_page_of_other_members(review, mina, milo, olivia, client_of):
    secret = a_comment(review, mina, "Between you and me", audience="officers")
    for name, args in (
        ("review", [review.pk]),
        ("review_new", [review.pk]),
        ("my_comments", [review.pk]),
    ):
        assert "Between you and me" not in text_of(client_of(milo).get(url(name, *args)))
    assert client_of(milo).get(secret.get_absolute_url()).status_code == 404
    assert client_of(milo).post(url("agree", review.pk, secret.pk)).status_code == 404
    assert "Between you and me" in text_of(client_of(olivia).get(secret.get_absolute_url()))


def test_empty_comment_keeps_what_was_chosen(review, mina, client_of):
    response = client_of(mina).post(write_at(review), SAID | {"text": " ", "audience": "officers"})
    page = text_of(response)
    assert "Write your comment, or the words you would use instead." in page
    assert 'value="officers" class="govuk-radios__input" id="id_audience_1" checked' in page or (
        response.context["form"]["audience"].value() == "officers"
    )


def test_comment_after_the_end_is_refused_and_not_lost(review, mina, client_of, hold_clock):
    hold_clock(2021, 9, 15, 10)
    page = text_of(client_of(mina).post(write_at(review), SAID | {"text": "My long thoughts"}))
    assert "This review closed at 10am on 15 September 2021" in page
    assert "My long thoughts" in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "?section=nowhere",
        "?section=" + "x" * 500,
        "?section=a/b&block=1",
    ],
)
def test_place_that_never_was_is_not_found(review, mina, client_of, query):
    assert client_of(mina).get(write_at(review, query)).status_code == 404


@pytest.mark.parametrize("block", ["0", "99", "9999999999999999999999", "-1", "x", "٣"])
def test_paragraph_that_is_not_there_is_the_section(review, mina, client_of, block):
    address = write_at(review, f"?section=volunteering&block={block}&revision={block}")
    assert client_of(mina).post(address, SAID).status_code == 302
    assert Comment.objects.get().block is None


@pytest.mark.parametrize(
    "change",
    [
        {"text": "a\x00b"},
        {"text": "x" * 5001},
        {"standing": "unknown"},
        {"audience": "everybody"},
        {"audience": ["group", "nobody"]},
        {"key": "no uuid"},
    ],
)
def test_what_cannot_be_is_said_beside_its_field(review, mina, client_of, change):
    response = client_of(mina).post(write_at(review), SAID | change)
    assert response.status_code == 200 and response.context["form"].errors
    assert not Comment.objects.exists()


def test_second_window_sees_both_texts(review, mina, client_of):
    comment = a_comment(review, mina, "First words")
    address = url("edit_comment", review.pk, comment.pk)
    mina_writes = client_of(mina)
    mina_writes.post(address, SAID | {"text": "From one window", "revision": 1})
    response = mina_writes.post(address, SAID | {"text": "From the other", "revision": 1})
    page = text_of(response)
    assert "From one window" in page and "From the other" in page
    again = SAID | {
        "text": "From the other",
        "revision": response.context["form"]["revision"].value(),
    }
    assert mina_writes.post(address, again).status_code == 302
    assert Comment.objects.get().text == "From the other"


def test_member_agrees_from_the_text(review, mina, milo, client_of):
    comment = a_comment(review, mina)
    client_of(milo).post(url("agree", review.pk, comment.pk), {"agrees": "yes", "to": "text"})
    assert "1 member agrees" in text_of(client_of(mina).get(review.get_absolute_url()))


def test_taking_back_asks_once(review, mina, milo, client_of):
    comment = a_comment(review, mina, "Rash words")
    address = url("take_back_comment", review.pk, comment.pk)
    assert "It cannot be sent again" in text_of(client_of(mina).get(address))
    client_of(mina).post(address)
    assert "Rash words" not in text_of(client_of(milo).get(review.get_absolute_url()))
    assert client_of(milo).get(address).status_code == 404


def test_second_visit_says_what_is_new(review, mina, milo, olivia, client_of, hold_clock):
    client_of(mina).get(review.get_absolute_url())
    a_comment(review, milo, "A fresh thought", now=NOW + timedelta(days=2))
    rewrite(review.version, "loneliness", "Nobody is alone.", now=NOW + timedelta(days=2))
    hold_clock(2021, 9, 5, 10)
    page = text_of(client_of(mina).get(review.get_absolute_url()))
    assert "1 comment or answer, 1 section changed" in page
    page = text_of(client_of(mina).get(url("review_new", review.pk)))
    assert "A fresh thought" in page and "1 section changed" in page.lower()


def test_moved_and_changed_text_is_said_beside_the_comment(review, mina, client_of):
    a_comment(review, mina, "Which training?")
    body = "We will support **volunteers** with money and thanks in all twelve districts."
    rewrite(review.version, "volunteering", body, number="1.3")
    page = text_of(client_of(mina).get(review.get_absolute_url()))
    assert "Text since changed" in page
    assert "We will support volunteers with training and thanks in all twelve districts." in page


def test_comment_shows_the_redline_it_led_to(review, mina, olivia, client_of):
    comment = a_comment(review, mina)
    body = "We will support **volunteers** with training, travel and thanks in all districts."
    rewrite(review.version, "volunteering", body)
    answer(review, comment, by=olivia, now=NOW + timedelta(hours=1))
    page = text_of(client_of(mina).get(comment.get_absolute_url()))
    assert "Accepted" in page and "<ins" in page and "travel" in page


def test_officer_answers_several_with_one_text(review, mina, milo, olivia, client_of):
    one, two = a_comment(review, mina), a_comment(review, milo, "The same", block=2)
    address = f"{url('answer_comments', review.pk)}?comment={one.pk}&comment={two.pk}"
    page = client_of(olivia).get(address)
    said = {
        "key": SAID["key"],
        "seen": page.context["form"]["seen"].value(),
        "outcome": "in_part",
        "text": "We name the districts.",
        "leads_to": "",
        "what": "",
        "why": "",
    }
    response = client_of(olivia).post(address, said, follow=True)
    assert "2 comments answered" in text_of(response)
    outcomes = [comment.answer.outcome for comment in Comment.objects.all()]
    assert outcomes == ["in_part", "in_part"]


def test_second_officer_sees_the_answer_of_the_first(review, mina, olivia, make_person, client_of):
    omar = make_person("Omar", "consultation_officer")
    comment = a_comment(review, mina)
    address = f"{url('answer_comments', review.pk)}?comment={comment.pk}"
    seen = client_of(omar).get(address).context["form"]["seen"].value()
    said = {"key": SAID["key"], "seen": seen, "outcome": "accepted", "leads_to": ""}
    client_of(olivia).post(address, said | {"text": "Olivia answers"})
    response = client_of(omar).post(address, said | {"text": "Omar answers"})
    page = text_of(response)
    assert "Olivia answers" in page and "Omar answers" in page and "Olivia answered comment" in page
    again = said | {"text": "Both", "seen": response.context["form"]["seen"].value()}
    assert client_of(omar).post(address, again).status_code == 302
    assert Comment.objects.get().answer.text == "Both"


@pytest.mark.parametrize(
    "change",
    [
        {"seen": ""},
        {"outcome": "maybe"},
        {"leads_to": "123456"},
        {"leads_to": "new"},
        {"text": "\x00"},
    ],
)
def test_bad_answers_are_told(review, mina, olivia, client_of, change):
    comment = a_comment(review, mina)
    address = f"{url('answer_comments', review.pk)}?comment={comment.pk}"
    said = {
        "key": SAID["key"], "seen": f"{comment.pk}:0", "outcome": "accepted", "text": "Yes",
        "leads_to": "",
    }  # fmt: skip
    response = client_of(olivia).post(address, said | change)
    assert response.status_code == 200 and response.context["form"].errors


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40, "0"])
def test_answering_what_is_no_comment_is_not_found(review, olivia, client_of, number):
    address = url("answer_comments", review.pk)
    assert client_of(olivia).get(address, {"comment": number}).status_code == 404


def test_choosing_nothing_says_what_to_do(review, mina, olivia, client_of):
    a_comment(review, mina)
    response = client_of(olivia).get(url("answer_comments", review.pk), follow=True)
    assert "Choose the comments that you want to answer" in text_of(response)


def test_table_narrows(review, mina, milo, olivia, client_of):
    a_comment(review, mina, "Needs words")
    a_comment(review, milo, "In secret", block=2, audience="officers", standing="unclear")
    address = url("manage_review", review.pk)
    page = text_of(client_of(olivia).get(address, {"show": "private"}))
    assert "In secret" in page and "Needs words" not in page
    page = text_of(client_of(olivia).get(address, {"standing": "change"}))
    assert "Needs words" in page and "In secret" not in page
    for strange in ({"show": "nothing"}, {"standing": "nothing"}, {"page": "999"}, {"page": "x"}):
        assert client_of(olivia).get(address, strange).status_code == 200


def test_officer_opens_a_review_from_the_form(world, olivia, client_of):
    version = a_review(world, olivia).version
    Review.objects.all().delete()
    said = {
        "key": SAID["key"], "group": world.group.pk, "version": version.pk, "name": "Second draft",
        "about": "", "closes_at_0": "20", "closes_at_1": "9", "closes_at_2": "2021",
        "closes_at_3": "5pm", "closes_at_day": "20", "closes_at_month": "9",
        "closes_at_year": "2021", "closes_at_time": "5pm",
    }  # fmt: skip
    response = client_of(olivia).post(url("open_review"), said, follow=True)
    assert "They can comment until 5pm on 20 September 2021" in text_of(response)


def test_report_is_refused_with_the_comments_that_wait(review, mina, olivia, client_of, hold_clock):
    comment = a_comment(review, mina)
    hold_clock(2021, 9, 20, 10)
    page = text_of(client_of(olivia).get(url("manage_review", review.pk)))
    assert f"1 comment has no answer yet: comment {comment.pk} on 1.1 Volunteering" in page
    client_of(olivia).post(url("report_review", review.pk), {"key": SAID["key"]})
    assert Review.objects.get().state == "open"


def test_report_opens_to_members_when_it_is_out(review, mina, olivia, client_of):
    comment = a_comment(review, mina, "Say how many.")
    a_comment(review, mina, "Between us", block=2, audience="officers")
    page = url("review_report", review.pk)
    assert client_of(mina).get(page).status_code == 404
    assert "A preview" in text_of(client_of(olivia).get(page))
    after = CLOSES + timedelta(days=1)
    answer(review, *review.comments.all(), by=olivia, now=after)
    acts.report_review(review=review, by=olivia, now=after)
    shown = text_of(client_of(mina).get(page))
    assert "Say how many." in shown and "We say how now." in shown
    assert "Between us" not in shown and f"Comment {comment.pk}" in shown
    # One private comment would point at its writer.
    assert "officers alone</dt>" not in shown


@pytest.mark.parametrize("many", [1, 3, 50])
def test_same_queries_however_many_comments(
    review, mina, milo, olivia, client_of, count_queries, many
):
    term = term_of(milo, review.group, TODAY)
    for number in range(many):
        comment = a_comment(review, mina, f"Comment {number}", block=1 + number % 3)
        acts.agree(comment=comment, agrees=True, term=term, by=milo, now=NOW)
        if number % 2:
            answer(review, comment, by=olivia, now=NOW)
    member, officer = client_of(milo), client_of(olivia)
    most = {"review": 24, "review_new": 24, "my_comments": 20}
    for name, limit in most.items():
        address = url(name, review.pk)
        member.get(address)
        assert count_queries(lambda a=address: member.get(a)) <= limit, name
    for name in ("manage_review", "review_report", "reviews"):
        address = url(name, *([review.pk] if name != "reviews" else []))
        officer.get(address)
        assert count_queries(lambda a=address: officer.get(a)) <= 20, name


def test_long_draft_is_read_chapter_by_chapter(review, mina, client_of):
    long = " ".join(["word"] * 3500)
    rewrite(review.version, "people", f"{long} people")
    rewrite(review.version, "place", f"{long} place")
    a_comment(review, mina, "In the second chapter", key="place")
    reader = client_of(mina)
    first = text_of(reader.get(review.get_absolute_url()))
    assert "Next: 2 Place" in first and "In the second chapter" not in first
    second = text_of(reader.get(review.get_absolute_url(), {"section": "place"}))
    assert "Before: 1 People" in second and "In the second chapter" in second
    # From whatever a link names, the reader lands in a chapter.
    assert "Next: 2 Place" in text_of(reader.get(review.get_absolute_url(), {"section": "gone"}))


@pytest.mark.parametrize("seen", ["1:" + "9" * 5000, "9" * 5000 + ":1", "x", ":", "²:²"])
def test_what_no_page_ever_sent_as_seen_breaks_nothing(review, mina, olivia, client_of, seen):
    comment = a_comment(review, mina)
    address = f"{url('answer_comments', review.pk)}?comment={comment.pk}"
    data = {"key": SAID["key"], "seen": seen, "outcome": "noted", "text": "Thank you."}
    assert client_of(olivia).post(address, data).status_code in {200, 302}
