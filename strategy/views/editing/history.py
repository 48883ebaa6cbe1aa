"""What a section said before, who changed it, and putting an earlier text back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from strategy.actions import editing
from strategy.queries.editing.differing import difference, with_changes
from strategy.queries.editing.history import history_of_section
from strategy.queries.editing.locks import lock_of
from strategy.rules import check_can_change
from strategy.rules.editing import check_nobody_else_writes
from strategy.views.editing.shared import address, section_or_404, trail_of, version_or_404

SHOWN = 10


@requires(Permission.MANAGE_STRATEGY)
def history(request, slug, number, key):
    """Every change of a section, newest first, with what it changed."""
    version = version_or_404(slug, number)
    section = version.sections.filter(key=key).first()
    rows = history_of_section(version, key)
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    shown = list(page)
    if section is None and not shown:
        raise Http404
    before = rows.filter(revision__lt=shown[-1].revision).first() if shown else None
    context = {
        "version": version,
        "section": section,
        "named": section or shown[0],
        "page": page,
        "changes": with_changes(shown, before),
        "can_restore": section is not None and version.may_change,
        "trail": trail_of(version, section),
    }
    return render(request, "strategy/editing/history.html", context)


@requires(Permission.MANAGE_STRATEGY)
def restore(request, slug, number, key, revision):
    """Puts an earlier text of a section back, after showing what that would change."""
    section = section_or_404(slug, number, key)
    version = section.version
    kept = version.revisions.filter(key=key, revision=revision).first()
    if kept is None:
        raise Http404
    refusal = why_not(check_can_change, version) or why_not(
        check_nobody_else_writes, lock_of(section, clock.now()), by=request.user, now=clock.now()
    )
    if request.method == "POST":
        try:
            _restore(request, section, kept)
        except Refused as refused:
            refusal = str(refused)
            section.refresh_from_db()
        else:
            messages.success(request, f"The text of {section} is as it was then. Read it again.")
            return redirect(address("edit_section", version, key))
    context = {
        "version": version,
        "section": section,
        "kept": kept,
        "shown": difference(section, kept, section=section, name="then", whole=True, below=1),
        "refusal": refusal,
        "trail": trail_of(version, section),
    }
    return render(request, "strategy/editing/restore.html", context)


def _restore(request, section, kept):
    seen = request.POST.get("revision", "")
    editing.restore_text(
        section=section,
        kept=kept,
        revision=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
        by=request.user,
        now=clock.now(),
    )
