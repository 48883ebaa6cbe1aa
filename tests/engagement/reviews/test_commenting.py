"""What members write: saved, sent, changed, taken back, agreed with; private or to the group."""

from datetime import date, timedelta

import pytest

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from engagement.actions import reviews as acts
from engagement.actions.parting import let_go
from engagement.models import Agreement, Audience, Comment, Visit
from engagement.queries.groups.membership import term_of
from engagement.queries.reviews.spots import spot_of
from engagement.queries.reviews.texts import read
from engagement.rules.reviews.commenting import Clash
from tests.engagement.makers import NOW, TODAY
from tests.engagement.reviews.reviewed import a_comment, answer, rewrite

pytestmark = pytest.mark.django_db
SAID = {"standing": "unclear", "text": "Who pays?", "suggestion": "", "audience": Audience.GROUP}


def change(comment, by, *, revision=1, send=False, now=NOW, **said):
    return acts.change_comment(
        comment=comment,
        said=SAID | said,
        send=send,
        revision=revision,
        term=term_of(by, comment.review.group, TODAY),
        by=by,
        now=now,
    )


def seen(review, user, **how):
    return [comment.pk for comment in read(review, user, **how).comments]


def test_saved_comment_is_seen_by_its_writer_alone(review, mina, milo, olivia):
    comment = a_comment(review, mina, send=False)
    assert seen(review, mina) == [comment.pk]
    assert seen(review, milo) == seen(review, olivia) == []


def test_private_comment_is_seen_by_its_writer_and_officers(review, mina, milo, olivia):
    comment = a_comment(review, mina, audience="officers")
    assert seen(review, mina) == seen(review, olivia) == [comment.pk]
    assert seen(review, milo) == []


def test_comment_keeps_the_words_it_was_written_at(review, mina):
    comment = a_comment(review, mina, key="volunteering", block=3)
    assert comment.anchor_text == "pay expenses on the day they are claimed"
    assert (comment.section_number, comment.section_title) == ("1.1", "Volunteering")
    assert comment.writer_label == "Mina, Small groups"


def test_writer_who_began_before_an_edit_speaks_of_what_they_read(review, mina):
    began = review.version.sections.get(key="loneliness").revision
    rewrite(review.version, "loneliness", "Another sentence altogether stands here.")
    spot = spot_of(review.version, key="loneliness", block=1, revision=began)
    assert spot.anchor_text == "Nobody should be alone who does not want to be."
    assert spot.text_revision == began


def test_writer_whose_section_was_taken_out_meanwhile_loses_nothing(review, mina):
    began = review.version.sections.get(key="loneliness")
    spot_before = spot_of(review.version, key="loneliness", block=1)
    began.delete()
    spot = spot_of(review.version, key="loneliness", block=1, revision=spot_before.text_revision)
    assert spot == spot_before
    comment = acts.write_comment(
        review=review,
        spot=spot,
        said=SAID,
        send=True,
        term=term_of(mina, review.group, TODAY),
        by=mina,
        now=NOW,
    )
    (found,) = read(review, mina).about_whole
    assert found.pk == comment.pk and found.place.says == "Section since taken out"


def test_button_pressed_twice_makes_one_comment(review, mina):
    assert a_comment(review, mina).pk == a_comment(review, mina).pk
    assert Comment.objects.count() == 1


def test_member_whose_term_has_ended_does_not_comment(review, world, mina):
    world.term.ended_on, world.term.ending = date(2021, 8, 31), "stood_down"
    world.term.save()
    with pytest.raises(Refused, match="Members of the group comment"):
        a_comment(review, mina)


def test_sent_comment_can_be_changed_until_somebody_agrees(review, mina, milo):
    comment = a_comment(review, mina)
    comment = change(comment, mina, now=NOW + timedelta(hours=1))
    assert (comment.text, comment.revision) == ("Who pays?", 2)
    acts.agree(
        comment=comment, agrees=True, term=term_of(milo, review.group, TODAY), by=milo, now=NOW
    )
    with pytest.raises(Refused, match="Others agree"):
        change(comment, mina, revision=2)


def test_answered_comment_keeps_its_words(review, mina, olivia):
    comment = a_comment(review, mina)
    answer(review, comment, by=olivia, now=NOW)
    with pytest.raises(Refused, match="answered"):
        change(comment, mina)
    with pytest.raises(Refused, match="answered"):
        acts.take_back(comment=comment, by=mina, now=NOW)


def test_change_from_an_older_text_is_told(review, mina):
    comment = a_comment(review, mina)
    change(comment, mina, text="First window")
    with pytest.raises(Clash) as clash:
        change(comment, mina, revision=1, text="Second window")
    assert clash.value.there.text == "First window"


def test_nobody_changes_or_takes_back_anothers_comment(review, mina, milo):
    comment = a_comment(review, mina)
    with pytest.raises(Refused, match="Only its writer"):
        change(comment, milo)
    with pytest.raises(Refused, match="Only its writer"):
        acts.take_back(comment=comment, by=milo, now=NOW)


def test_agreeing_is_a_switch_and_never_with_oneself(review, mina, milo):
    comment = a_comment(review, mina)
    by_milo = {"term": term_of(milo, review.group, TODAY), "by": milo, "now": NOW}
    for _ in range(2):
        acts.agree(comment=comment, agrees=True, **by_milo)
    assert comment.agreements.count() == 1
    acts.agree(comment=comment, agrees=False, **by_milo)
    assert comment.agreements.count() == 0
    with pytest.raises(Refused, match="your own"):
        acts.agree(
            comment=comment, agrees=True, term=term_of(mina, review.group, TODAY), by=mina, now=NOW
        )


def test_taken_back_comment_is_gone_for_others_and_needs_no_answer(review, mina, milo, olivia):
    comment = a_comment(review, mina)
    acts.take_back(comment=comment, by=mina, now=NOW)
    assert seen(review, milo) == seen(review, olivia) == seen(review, mina) == []
    with pytest.raises(Refused, match="took comment"):
        answer(review, comment, by=olivia)


def test_saved_comments_are_sent_together(review, mina, milo):
    one, two = (a_comment(review, mina, text, send=False) for text in ("One", "Two"))
    term = term_of(mina, review.group, TODAY)
    sent = acts.send_saved(review=review, term=term, by=mina, now=NOW)
    assert [comment.pk for comment in sent] == [one.pk, two.pk] == seen(review, milo)
    assert acts.send_saved(review=review, term=term, by=mina, now=NOW) == []


def test_words_of_comments_stand_in_no_record(review, mina, olivia):
    comment = a_comment(review, mina, "Secret words")
    answer(review, comment, by=olivia)
    told = " ".join(f"{event.sentence} {event.details}" for event in Event.objects.all())
    assert "Secret words" not in told


def test_new_since_the_last_visit(review, mina, milo, olivia):
    old = a_comment(review, milo, "Old", now=NOW)
    assert acts.note_visit(review=review, reader=mina, now=NOW + timedelta(hours=1)) is None
    # Pages opened one after the other are one visit.
    acts.note_visit(review=review, reader=mina, now=NOW + timedelta(hours=1, minutes=20))
    own = a_comment(review, mina, "Mine", block=2, now=NOW + timedelta(hours=2))
    fresh = a_comment(review, milo, "Fresh", block=3, now=NOW + timedelta(hours=3))
    answer(review, old, by=olivia, now=NOW + timedelta(hours=4))
    rewrite(review.version, "loneliness", "Nobody is alone.", now=NOW + timedelta(hours=5))
    since = acts.note_visit(review=review, reader=mina, now=NOW + timedelta(days=1))
    assert since == NOW + timedelta(hours=1, minutes=20)
    found = read(review, mina, since=since)
    assert [comment.pk for comment in found.new_comments] == [old.pk, fresh.pk]
    assert [comment.new_answer for comment in found.new_comments] == [True, False]
    assert [section.key for section in found.changed_sections] == ["loneliness"]
    assert own.pk in [comment.pk for comment in found.comments]


def test_renumbered_section_says_what_it_was(review, mina):
    a_comment(review, mina, key="loneliness")
    rewrite(review.version, "loneliness", number="1.3")
    (comment,) = read(review, mina).comments
    assert comment.renumbered == "was 1.2, now 1.3"
    assert comment.place.how == "here"


def test_closing_an_account_takes_the_name_off_what_was_sent(review, mina, milo):
    sent = a_comment(review, mina)
    a_comment(review, mina, "Never sent", send=False)
    acts.note_visit(review=review, reader=mina, now=NOW)
    assert f"engagement.review:{review.pk}" in let_go(mina)
    (kept,) = Comment.objects.all()
    assert (kept.pk, kept.writer_label) == (sent.pk, "A former member")
    assert not Visit.objects.filter(reader=mina).exists()
    assert not Agreement.objects.exists()
