"""Comments beside the strategy, as origins of changes, and waiting at sections being edited."""

from collections import defaultdict

from django.urls import reverse

from civilsociety.ui import clock
from civilsociety.ui.words import plural
from engagement.models import Answer, Comment, Term
from engagement.queries.reviews.reading import is_officer
from engagement.queries.reviews.texts import place_all, sections_of
from engagement.states import CommentState
from strategy.models import ChangeOrigin
from strategy.slots import Knot, Origin

REFERENCE = "engagement.comment:"
SHORT = 120  # characters


def reference_of(comment):
    """A comment's name in the record of a change."""
    return f"{REFERENCE}{comment.pk}"


def origin_of(comment):
    """A comment as the origin of a change: words that anybody may read, never the comment's own."""
    words = f"Comment {comment.pk} in the review by the {comment.review.group}, on {comment.about}"
    return Origin(
        ChangeOrigin.Kind.COMMENT, reference_of(comment), words[:300], comment.section_key
    )


def beside_sections(sections, user):
    """Comments beside each section, for members and officers (pairs of key and Knot).

    Those of every review of the same strategy: anchors stay over all versions. Counts only.
    """
    if not sections or not user.is_authenticated:
        return
    counts = defaultdict(list)
    strategy = sections[0].version.strategy_id
    comments = _readable(user).filter(
        state=CommentState.SENT,
        review__version__strategy=strategy,
        section_key__in=[section.key for section in sections],
    )
    for comment in comments:
        counts[comment.section_key, comment.review_id].append(comment)
    for (key, review_id), found in counts.items():
        answered = sum(comment.given_answer is not None for comment in found)
        url = f"{reverse('engagement:review', args=[review_id])}#{key}"
        text = f"{plural(len(found), 'comment')} by the {found[0].review.group}"
        yield key, Knot("Review", text, url, f"{answered} of {len(found)} answered")


def origins_of(version, user):
    """The comments a change of this version can go back to (Origins); for officers."""
    if not is_officer(user):
        return []
    comments = Comment.objects.sent().filter(review__version__strategy=version.strategy_id)
    found = comments.select_related("review__group").order_by("section_number", "pk")
    return [origin_of(comment) for comment in found]


def addresses_of(references, user):
    """Where comments are to be read, for those who may (pairs of reference and address)."""
    numbers = {
        int(number): reference
        for reference in references
        if reference.startswith(REFERENCE)
        and (number := reference.removeprefix(REFERENCE)).isdecimal()
        and len(number) < 18  # noqa: PLR2004 (what a bigint can hold)
    }
    if not numbers or not user.is_authenticated:
        return []
    found = _readable(user).filter(pk__in=numbers)
    return [(numbers[comment.pk], comment.get_absolute_url()) for comment in found]


def following(changes, user):
    """The comments that a change answered (pairs of the change's pk and a Knot)."""
    if not changes or not user.is_authenticated:
        return []
    readable = _readable(user)
    answers = Answer.objects.filter(change__in=changes, comment__in=readable)
    return [
        (
            answer.change_id,
            Knot(
                "Answered",
                f"Comment {answer.comment_id} on {answer.comment.about}",
                answer.comment.get_absolute_url(),
                answer.get_outcome_display(),
            ),
        )
        for answer in answers.select_related("comment").order_by("comment_id")
    ]


def waiting_at(version, user):
    """Comments without an answer, at the section where their words stand today."""
    if not is_officer(user):
        return []
    comments = list(
        Comment.objects.unanswered()
        .filter(review__version=version)
        .select_related("review__group")
        .order_by("pk")
    )
    if not comments:
        return []
    place_all(comments, sections_of(version))
    return [(comment.place.key, _waiting(comment)) for comment in comments]


def _waiting(comment):
    text = comment.text or comment.suggestion or comment.get_standing_display()
    short = text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
    note = f"{comment.writer_label}. {comment.place.says}".removesuffix(" ")
    return Knot("Comment", short, comment.get_absolute_url(), note)


def _readable(user):
    """Sent comments this person may open today, in reviews they may open."""
    officer = is_officer(user)
    comments = Comment.objects.readable_by(user, officer=officer)
    if not officer:
        terms = Term.objects.of(user).on(clock.today())
        comments = comments.filter(review__group__seats__terms__in=terms).distinct()
    return comments.select_related("review__group", "answer")
