"""The papers of a step: links, or files kept here."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.ui.kept_file import kept
from strategy.actions.steps import lock_step
from strategy.models import StepFile, StepPaper


@transaction.atomic
def add_paper(*, step, title, by, now, link="", upload=None):
    """Puts a paper beside a step: either a link or an upload. Raises Refused."""
    if bool(link) == bool(upload):
        raise Refused("Give either a link or a file, not both.")
    lock_step(step)
    file = StepFile.objects.create(given_at=now, **kept(upload)) if upload else None
    paper = StepPaper.objects.create(step=step, title=title, link=link, file=file, added_at=now)
    record(
        verb="strategy.paper_added",
        target=step.version,
        by=by,
        sentence=f"Added the paper “{title}” to “{step.get_state_display()}”.",
    )
    return paper


@transaction.atomic
def remove_paper(*, paper, by):
    """Takes a paper away that was added by mistake; the record keeps its title."""
    if StepPaper.objects.select_for_update().filter(pk=paper.pk).first() is None:
        return
    step, file = paper.step, paper.file
    record(
        verb="strategy.paper_removed",
        target=step.version,
        by=by,
        sentence=f"Took the paper “{paper.title}” away from “{step.get_state_display()}”.",
    )
    paper.delete()
    if file:
        file.delete()
