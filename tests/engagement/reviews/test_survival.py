"""An officer writes, renumbers, cuts, moves and takes out during a review: no comment is lost."""

from datetime import timedelta

import pytest

from engagement.models import Comment
from engagement.queries.reviews.texts import read
from strategy.actions.editing import move_section, save_section, take_out
from strategy.models import Section
from tests.engagement.makers import NOW
from tests.engagement.reviews.reviewed import a_comment

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def comments(review, mina, milo):
    """One at each paragraph, at each section, and at the whole; some private."""
    version, made = review.version, []
    for section in version.sections.all():
        for block in (None, 1, 2, 3):
            text = f"On {section.key} {block}"
            audience = "officers" if block == 2 else "group"
            writer = mina if block else milo
            made.append(
                a_comment(review, writer, text, key=section.key, block=block, audience=audience)
            )
    return [*made, a_comment(review, mina, "On the whole", key="", block=None)]


def of(version, key):
    return Section.objects.get(version=version, key=key)


def save(version, key, body, by, title=None):
    section = of(version, key)
    return save_section(
        section=section,
        title=title or section.title,
        body=body,
        revision=section.revision,
        by=by,
        now=LATER,
    )


def test_every_comment_is_shown_exactly_once_whatever_the_officer_did(
    review, comments, olivia, mina, milo
):
    version = review.version
    before = {comment.pk: comment.anchor_text for comment in Comment.objects.all()}
    acts = [
        # Cut in two, and joined.
        lambda: save(version, "people", "What people do.\n\nEvery day, in every street.", olivia),
        lambda: save(version, "volunteering", "All is joined: training, thanks, expenses.", olivia),
        lambda: save(version, "loneliness", "", olivia),
        lambda: save(version, "place", "Words that nobody knew before.", olivia, title="Places"),
        lambda: move_section(section=of(version, "loneliness"), way="up", by=olivia, now=LATER),
        lambda: take_out(section=of(version, "volunteering"), by=olivia, now=LATER),
    ]
    for act in acts:
        act()
        shown = read(review, olivia)
        places = [comment.pk for comment in shown.about_whole]
        for section in shown.sections:
            places += [comment.pk for comment in section.comments]
            places += [comment.pk for piece in section.pieces for comment in piece.comments]
        assert sorted(places) == sorted(comment.pk for comment in comments)
        private = [comment.pk for comment in read(review, milo).comments if comment.is_private]
        assert private == []
    after = {comment.pk: comment.anchor_text for comment in Comment.objects.all()}
    assert after == before


def test_moving_a_section_renumbers_and_says_what_it_was(review, mina, olivia):
    comment = a_comment(review, mina, key="loneliness")
    move_section(section=of(review.version, "loneliness"), way="up", by=olivia, now=LATER)
    (found,) = read(review, mina).comments
    assert (found.pk, found.place.how) == (comment.pk, "here")
    assert found.renumbered == "was 1.2, now 1.1"


def test_rewording_through_the_editor_is_followed(review, mina, olivia):
    a_comment(review, mina, key="place")
    words = "Where it happens: halls, mosques, churches, gardens and the ways between them."
    save(review.version, "place", f"Something new stands first.\n\n{words}", olivia)
    (found,) = read(review, mina).comments
    assert (found.place.number, found.place.says) == (2, "Text since changed")
