"""Adding, moving, taking out and putting back the sections of a draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from civilsociety.ui.words import plural
from strategy.actions import editing
from strategy.forms.editing import AddForm, AnchorForm
from strategy.models import Section
from strategy.queries.editing.history import taken_out_with
from strategy.queries.editing.locks import locks_in
from strategy.queries.editing.outline import waiting_by_section
from strategy.queries.editing.pointers import pointers_at
from strategy.rules import check_can_change
from strategy.rules.editing import Node, check_can_change_anchor, check_nobody_writes_in
from strategy.rules.editing.outline import inside
from strategy.views.editing.shared import (
    address,
    outline_at,
    section_or_404,
    trail_of,
    version_or_404,
)

OFFICERS = "officers/base.html"


@requires(Permission.MANAGE_STRATEGY)
def add_section(request, slug, number):
    """A new section; `?place=after:people` says where it was asked for."""
    version = version_or_404(slug, number)
    form = AddForm(
        sent(request)[0],
        subject=version,
        by=request.user,
        now=clock.now(),
        initial={"place": request.GET.get("place", "last:")},
    )
    form.cancel_url = outline_at(version)
    return act_page(
        request,
        form,
        to=lambda section: address("edit_section", version, section.key),
        trail=trail_of(version),
        base=OFFICERS,
        refusal=why_not(check_can_change, version),
    )


@requires(Permission.MANAGE_STRATEGY)
@require_POST
def move_section(request, slug, number):
    """Moves one section a step; the button says which, which way, and what number it showed."""
    version = version_or_404(slug, number)
    key, way, seen = (request.POST.get("move", "").split(" ") + ["", "", ""])[:3]
    section = version.sections.filter(key=key[:80].replace("\x00", "")).first()
    if section is None:
        messages.error(request, "This section was taken out meanwhile. Nothing was moved.")
        return redirect(outline_at(version))
    section.version = version
    try:
        moved = editing.move_section(
            section=section, way=way, seen=seen or None, by=request.user, now=clock.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"“{moved.title}” is now {moved.number}. All numbers are counted anew."
        )
    return redirect(outline_at(version, key, is_open=True))


@requires(Permission.MANAGE_STRATEGY)
def take_out(request, slug, number, key):
    """Takes a section out of the text, after showing what goes with it."""
    section = section_or_404(slug, number, key)
    version = section.version
    going, refusal = _going(section, request.user)
    if request.method == "POST":
        try:
            gone = editing.take_out(
                section=section,
                by=request.user,
                now=clock.now(),
                seen=request.POST.getlist("going"),
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            words = plural(len(gone), "section is", "sections are")
            messages.success(request, f"{words} taken out. You find the text below the outline.")
            return redirect(outline_at(version))
    context = {
        "version": version,
        "section": section,
        "going": going,
        "waiting": sum(waiting_by_section(version, request.user)[each.key] for each in going),
        "refusal": refusal,
        "trail": trail_of(version, section),
    }
    return render(request, "strategy/editing/take_out.html", context)


def _going(section, user):
    """The sections that would go, and why they cannot."""
    sections = {each.key: each for each in Section.objects.filter(version=section.version)}
    outline = [Node(each.key, each.level) for each in sections.values()]
    going = [sections[key] for key in inside(outline, section.key)]
    now = clock.now()
    refusal = why_not(check_can_change, section.version) or why_not(
        check_nobody_writes_in,
        going,
        locks_in(section.version, now),
        by=user,
        now=now,
        act="taken out",
    )
    return going, refusal


@requires(Permission.MANAGE_STRATEGY)
@require_POST
def put_back(request, slug, number, key):
    """Puts a section that was taken out back where it stood."""
    version = version_or_404(slug, number)
    try:
        back = editing.put_back(version=version, key=key, by=request.user, now=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(outline_at(version))
    messages.success(request, f"{back[0]} is back, with its text. Check that it stands right.")
    return redirect(outline_at(version, key, is_open=True))


@requires(Permission.MANAGE_STRATEGY)
def show_taken_out(request, slug, number, key):
    """The words of a section that was taken out, and a button that puts it back."""
    version = version_or_404(slug, number)
    rows = taken_out_with(version, key)
    if not rows:
        raise Http404
    context = {
        "version": version,
        "rows": rows,
        "row": rows[0],
        "refusal": why_not(check_can_change, version),
        "trail": trail_of(version),
    }
    return render(request, "strategy/editing/taken_out.html", context)


@requires(Permission.MANAGE_STRATEGY)
def change_anchor(request, slug, number, key):
    """Gives a section another anchor, where nothing points at the one it has."""
    section = section_or_404(slug, number, key)
    form = AnchorForm(
        sent(request)[0],
        subject=section,
        by=request.user,
        now=clock.now(),
        initial={"anchor": section.key},
    )
    form.cancel_url = outline_at(section.version, key)
    refusal = why_not(check_can_change, section.version) or why_not(
        check_can_change_anchor, pointers_at(section, request.user)
    )
    return act_page(
        request,
        form,
        to=lambda result: outline_at(result.version, result.key, is_open=True),
        trail=trail_of(section.version, section),
        base=OFFICERS,
        refusal=refusal,
    )


@requires(Permission.MANAGE_STRATEGY)
@require_POST
def split_section(request, slug, number, key):
    """Makes sections of what stands below a heading inside a text."""
    section = section_or_404(slug, number, key)
    line, revision = (_whole_number(request.POST.get(name, "")) for name in ("line", "revision"))
    try:
        made = editing.split_section(
            section=section, line=line, revision=revision, by=request.user, now=clock.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address("edit_section", section.version, key))
    editing.release_lock(section=section, by=request.user)
    words = plural(len(made), "new section stands", "new sections stand")
    messages.success(request, f"{words} inside {section}. All numbers are counted anew.")
    return redirect(outline_at(section.version, key))


def _whole_number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
