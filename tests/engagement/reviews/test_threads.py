"""Comments beside the strategy, as origins of changes, and at sections being edited."""

import pytest

from engagement.queries.reviews import places, threads
from strategy.models import Change, ChangeOrigin
from tests.engagement.makers import TODAY
from tests.engagement.reviews.reviewed import a_comment, answer, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_september(hold_clock):
    hold_clock(2021, 9, 2, 10)


def beside(review, user):
    sections = list(review.version.sections.select_related("version"))
    return dict(threads.beside_sections(sections, user))


def test_members_and_officers_see_how_many_comments_stand_beside_a_section(
    review, mina, milo, olivia, tess, frank
):
    a_comment(review, mina)
    a_comment(review, mina, "Private", audience="officers", block=2)
    a_comment(review, mina, "Saved", send=False, block=3)
    assert beside(review, milo)["volunteering"].text == "1 comment by the VCSE Steering Group"
    assert beside(review, olivia)["volunteering"].text == "2 comments by the VCSE Steering Group"
    assert beside(review, tess) == beside(review, frank) == {}


def test_origin_of_a_change_never_speaks_the_comments_words(review, mina, olivia, tess):
    comment = a_comment(review, mina, "My own words")
    (origin,) = threads.origins_of(review.version, olivia)
    assert (origin.kind, origin.reference) == ("comment", f"engagement.comment:{comment.pk}")
    assert origin.section_key == "volunteering"
    assert "My own words" not in origin.words and "Mina" not in origin.words
    assert threads.origins_of(review.version, tess) == []


def test_address_of_a_comment_is_for_those_who_may_open_it(review, mina, milo, olivia, tess):
    group = a_comment(review, mina)
    private = a_comment(review, mina, "Private", audience="officers", block=2)
    references = [threads.reference_of(each) for each in (group, private)]
    references += ["engagement.comment:x", "engagement.comment:" + "9" * 30, "other:1"]
    assert dict(threads.addresses_of(references, milo)) == {references[0]: group.get_absolute_url()}
    assert len(threads.addresses_of(references, olivia)) == 2
    assert threads.addresses_of(references, tess) == []


def test_change_leads_to_the_comments_it_answered(review, mina, milo, olivia, tess):
    change = Change.objects.create(
        version=review.version, section_key="volunteering", what="Numbers", why="Asked for"
    )
    comment = a_comment(review, mina)
    answer(review, comment, by=olivia, change=change)
    ((pk, knot),) = threads.following([change], milo)
    assert (pk, knot.url, knot.note) == (change.pk, comment.get_absolute_url(), "Accepted")
    assert threads.following([change], tess) == []


def test_comment_waits_where_its_words_stand_today(review, mina, olivia, milo):
    a_comment(review, mina, "Which gardens?", key="place")
    moved = review.version.sections.get(key="place").body
    rewrite(review.version, "place", "Something quite different is written down here.")
    rewrite(review.version, "loneliness", moved)
    ((key, knot),) = threads.waiting_at(review.version, olivia)
    assert (key, knot.text) == ("loneliness", "Which gardens?")
    assert threads.waiting_at(review.version, milo) == []


def test_same_queries_beside_many_sections(review, mina, milo, count_queries):
    sections = list(review.version.sections.select_related("version"))
    a_comment(review, mina)
    list(threads.beside_sections(sections, milo))
    few = count_queries(lambda: list(threads.beside_sections(sections, milo)))
    for key in ("people", "loneliness", "place"):
        a_comment(review, mina, key=key)
    assert count_queries(lambda: list(threads.beside_sections(sections, milo))) == few


def test_desk_says_what_waits_and_until_when(review, mina, olivia, frank, hold_clock):
    assert places.tasks_for(olivia) == []
    a_comment(review, mina)
    (task,) = places.tasks_for(olivia)
    assert task.title == "Answer 1 comment on “First draft”" and task.due.startswith("Open until")
    answer(review, *review.comments.all(), by=olivia)
    hold_clock(2021, 9, 16, 10)
    (task,) = places.tasks_for(olivia)
    assert task.title == "Report “First draft” to VCSE Steering Group"
    assert places.tasks_for(frank) == []


def test_account_and_members_page_show_the_draft(review, mina, tess):
    (section,) = places.sections_for(mina)
    assert section.rows[0][1] == review.get_absolute_url()
    assert places.sections_for(tess) == []
    (panel,) = places.member_panels(review.group, mina, TODAY)
    assert panel.context["rows"][0][0] == review
    assert places.group_panels(review.group, mina, TODAY) == []


def test_comment_becomes_an_origin_of_a_change_on_record(review, mina, milo, olivia):
    new = ("volunteering", "Said how many", "A member of the group asked for it.")
    one, two = a_comment(review, mina), a_comment(review, milo, block=2)
    answer(review, one, by=olivia, new_change=new)
    change = Change.objects.get()
    for _ in range(2):
        answer(review, two, by=olivia, change=change)
    assert sorted(change.origins.values_list("reference", flat=True)) == sorted(
        threads.reference_of(comment) for comment in (one, two)
    )


def test_answer_writes_a_change_down_with_the_comments_as_its_origin(review, mina, milo, olivia):
    one, two = a_comment(review, mina), a_comment(review, milo, block=2)
    new = ("volunteering", "Said how many", "Two members of the group asked for it.")
    answer(review, one, two, by=olivia, new_change=new)
    change = Change.objects.get()
    assert {each.comment_id for each in threads.Answer.objects.filter(change=change)} == {
        one.pk,
        two.pk,
    }
    kinds = ChangeOrigin.objects.filter(change=change).values_list("kind", "reference")
    assert sorted(kinds) == sorted(("comment", f"engagement.comment:{c.pk}") for c in (one, two))
