"""The report of a review for its group, as one document: page, PDF and Word.

It is for the members: comments to the group stand in it with their writers, as the group sees
them; comments to the officers alone never do, and how many there were is said only where the
number cannot point at anybody. Places are named as they were when a comment was written, so a
report stays the same however the draft goes on.
"""

from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from civilsociety.documents import (
    Column,
    DataTable,
    Document,
    Heading,
    Panel,
    Prose,
    Quote,
)
from civilsociety.ui.words import plural, uk_date, uk_datetime
from engagement.models import AnswerOutcome, Audience, Comment
from engagement.states import ReviewState

PRIVATE = "Comments to the officers alone are answered to their writers and do not stand here."
NOBODY = "Nobody commented on this draft."


def reported_comments(review):
    """What was sent to the group, in the order of the text, with answers and agreements."""
    comments = Comment.objects.sent().filter(review=review, audience=Audience.GROUP)
    found = comments.select_related("answer__change").prefetch_related("agreements")
    return sorted(found, key=_order)


def _order(comment):
    numbers = (part.zfill(4) for part in comment.section_number.split("."))
    return (tuple(numbers), comment.section_key, comment.block or 0, comment.pk)


def document_of(review, *, today):
    """The report; before it is out, a preview that says so."""
    comments = reported_comments(review)
    reported = review.state == ReviewState.REPORTED
    issued = review.reported_at or review.closed_at or review.closes_at
    return Document(
        title=review.title,
        subtitle=f"What the {review.group} said of a draft, and our answers",
        lead="For the members of the group, not to be passed on.",
        publisher=settings.COUNCIL_NAME,
        issued_on=timezone.localdate(review.reported_at) if reported else today,
        html_address=settings.PUBLIC_URL + reverse("engagement:review_report", args=[review.pk]),
        summary=tuple(_facts(review, comments, issued)),
        blocks=tuple(_blocks(review, comments)),
        contents=len(comments) > 10,  # noqa: PLR2004 (shorter ones are seen at a glance)
        watermark="" if reported else "Preview, not reported yet",
    )


def _facts(review, comments, issued):
    yield "Draft", str(review.version)
    yield "Open for comments", f"{uk_date(review.opens_at)} to {uk_datetime(_ended(review))}"
    yield "Comments to the group", str(len(comments))
    if (count := _private_count(review)) is not None:
        yield "Comments to the officers alone", str(count)
    if review.reported_at:
        yield "Reported", uk_date(issued)


def _ended(review):
    return review.closed_at or review.closes_at


def _private_count(review):
    """How many were private, where that is enough of them to point at nobody; else None."""
    count = review.comments.sent().filter(audience=Audience.OFFICERS).count()
    return count if count >= settings.SUPPRESSION_THRESHOLD else None


def _blocks(review, comments):
    if review.about:
        yield Heading("What we asked")
        yield Prose(review.about)
    yield Heading("In short")
    yield Prose(f"{_in_short(comments)} {PRIVATE}")
    if comments:
        yield _outcomes(comments)
    for about, found in groupby(comments, key=lambda comment: comment.about):
        yield Heading(about[:1].upper() + about[1:], key=_key(found := list(found)))
        for comment in found:
            yield from _comment(comment)


def _key(found):
    return f"on-{found[0].section_key}" if found[0].section_key else "on-the-whole"


def _in_short(comments):
    if not comments:
        return NOBODY
    changed = sum(
        bool(comment.given_answer and comment.given_answer.change_id) for comment in comments
    )
    said = f"{plural(len(comments), 'comment').capitalize()} to the group."
    return f"{said} {changed:,} of them led to a change of the text." if changed else said


def _outcomes(comments):
    given = [comment.given_answer.outcome for comment in comments if comment.given_answer]
    rows = [(label, given.count(value)) for value, label in AnswerOutcome.choices]
    if waiting := len(comments) - len(given):
        rows.append(("Not answered yet", waiting))
    columns = (Column("Answer"), Column("Comments", "number"))
    return DataTable("How the comments were answered", columns, tuple(rows))


def _comment(comment):
    yield Heading(f"Comment {comment.pk}", level=3, key=f"comment-{comment.pk}")
    if comment.anchor_text:
        yield Prose("The text then:")
        yield Quote(comment.anchor_text)
    yield Panel("said", _said_title(comment), tuple(_said(comment)))
    yield Panel("did", "The council’s answer", tuple(_answer(comment)))


def _said_title(comment):
    agreeing = len(comment.agreements.all())
    more = f", and {plural(agreeing, 'member agrees', 'members agree')}" if agreeing else ""
    return f"{comment.writer_label}{more}"


def _said(comment):
    if comment.standing:
        yield Prose(f"{comment.get_standing_display()}.")
    if comment.text:
        yield Quote(comment.text)
    if comment.suggestion:
        yield Prose("Words they would use instead:")
        yield Quote(comment.suggestion)


def _answer(comment):
    answer = comment.given_answer
    if answer is None:
        yield Prose("Not answered yet.")
        return
    yield Prose(f"{answer.get_outcome_display()}.")
    yield Prose(answer.text)
    if answer.change:
        address = f"{settings.PUBLIC_URL}{comment.get_absolute_url()}"
        yield Prose(f"What changed: [the change, word for word]({address})")
