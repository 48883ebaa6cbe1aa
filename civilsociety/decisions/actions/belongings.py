"""What belongs to a draft: the money it decides, its papers, what committees said."""

from hashlib import sha256

from django.db import transaction
from django.db.models import ProtectedError

from civilsociety.audit.actions import record
from civilsociety.decisions.actions.rows import locked, locked_draft
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds


@transaction.atomic
def add_authority(*, decision, purpose, up_to_pence, by, until=None, delegate_to="", under=None):
    """Lets a decision allow money, or lets a post decide it later (`delegate_to`).

    `until` is the last day. Raises Refused for a correction, which cannot change money.
    """
    decision = locked_draft(decision)
    _check_decides_money(decision)
    if up_to_pence <= 0:
        raise Refused("The amount must be more than £0.")
    authority = decision.authorities.create(
        purpose=purpose, up_to_pence=up_to_pence, until=until, delegate_to=delegate_to, under=under
    )
    _reopen(decision)
    record(
        verb="decisions.authority_added",
        target=decision,
        by=by,
        sentence=f"Decision {decision.reference} is to allow {pounds(up_to_pence)} for {purpose}.",
    )
    return authority


@transaction.atomic
def remove_authority(*, authority, by):
    """Takes an amount out of a draft."""
    decision = locked_draft(authority.decision)
    purpose, pence = authority.purpose, authority.up_to_pence
    try:
        authority.delete()
    except ProtectedError as error:
        raise Refused("Another decision draws on this amount, so it stays.") from error
    _reopen(decision)
    record(
        verb="decisions.authority_removed",
        target=decision,
        by=by,
        sentence=f"Took {pounds(pence)} for {purpose} out of decision {decision.reference}.",
    )


def _check_decides_money(decision):
    if decision.version > 1:
        raise Refused("A correction cannot change what may be spent. Take another decision.")


def _reopen(decision):
    """A draft that changes goes back from the decision-maker's desk."""
    if decision.ready_at:
        decision.ready_at = None
        decision.save(update_fields=["ready_at"])


@transaction.atomic
def add_paper(*, decision, kind, title, by, link="", file=None, exempt_reason=""):
    """Adds a paper: a link, a file (name, content type, bytes), or exempt with the reason."""
    decision = locked_draft(decision)
    if sum(map(bool, (link, file, exempt_reason))) != 1:
        raise Refused("Give a file, a link, or the reason why the paper is not published: one.")
    stored = dict(file or {})
    if stored:
        stored["sha256"] = sha256(stored["content"]).hexdigest()
    paper = decision.papers.create(
        kind=kind, title=title, link=link, exempt_reason=exempt_reason, **stored
    )
    record(
        verb="decisions.paper_added",
        target=decision,
        by=by,
        sentence=f"Added the paper “{paper}” to decision {decision.reference}.",
    )
    return paper


@transaction.atomic
def remove_paper(*, paper, by):
    """Takes a paper out of a draft."""
    decision = locked_draft(paper.decision)
    title = paper.title
    paper.delete()
    record(
        verb="decisions.paper_removed",
        target=decision,
        by=by,
        sentence=f"Took the paper “{title}” out of decision {decision.reference}.",
    )


@transaction.atomic
def withdraw_paper(*, paper, reason, by, today):
    """Takes away what should not have been published; that it was there, and why not, stays."""
    decision = locked(paper.decision)
    if not decision.is_published or paper.withdrawn_on:
        raise Refused("Only a paper that is published can be withdrawn.")
    if not reason.strip():
        raise Refused("Write why the paper is withdrawn.")
    paper.link, paper.content, paper.file_name = "", None, ""
    paper.withdrawn_on, paper.withdrawn_reason = today, reason.strip()
    paper.save()
    record(
        verb="decisions.paper_withdrawn",
        target=decision,
        by=by,
        sentence=f"Withdrew the paper “{paper}” of decision {decision.reference}: {reason}",
    )
    return paper


@transaction.atomic
def add_comment(*, decision, committee, on, said, by, answer=""):
    """Adds what a committee said before the decision, and the decision-maker's answer."""
    decision = locked_draft(decision)
    comment = decision.comments.create(committee=committee, on=on, said=said, answer=answer)
    record(
        verb="decisions.comment_added",
        target=decision,
        by=by,
        sentence=f"Added what {committee} said to decision {decision.reference}.",
    )
    return comment


@transaction.atomic
def remove_comment(*, comment, by):
    """Takes a committee's comment out of a draft."""
    decision = locked_draft(comment.decision)
    committee = comment.committee
    comment.delete()
    record(
        verb="decisions.comment_removed",
        target=decision,
        by=by,
        sentence=f"Took what {committee} said out of decision {decision.reference}.",
    )
