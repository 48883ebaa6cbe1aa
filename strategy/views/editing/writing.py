"""The page on which a section is written: opening, saving, previewing, leaving it."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.typed import count_words
from civilsociety.ui.words import uk_time
from strategy.actions import editing
from strategy.formats.body import problems_of, sub_headings, tidy
from strategy.formats.merging import merged, merged_line
from strategy.forms.editing import SectionForm
from strategy.models import Section, Version
from strategy.queries.editing.differing import difference
from strategy.queries.editing.history import history_of_section
from strategy.queries.editing.outline import changes_by_section, explained, waiting_at
from strategy.queries.editing.preview import pictures_of, preview_of
from strategy.rules.editing import Held, since
from strategy.views.editing.shared import address, outline_at, section_or_404, trail_of

# What the buttons of the page say.
SAVE, FINISH, PREVIEW = "save", "finish", "preview"
TAKE_OVER, SAVE_OVER = "take_over", "save_over"
LEAVE, LEAVE_NOW = "leave", "leave_now"


@requires(Permission.MANAGE_STRATEGY)
def edit_section(request, slug, number, key):
    """Where a section is written. Whoever opens it holds it, for others to see."""
    section = (
        Section.objects.select_related("version__strategy", "parent")
        .filter(version__strategy__slug=slug, version__number=number, key=key)
        .first()
    )
    if section is None:
        return _without_a_place(request, slug, number)
    if request.method == "POST":
        return _sent(request, section)
    try:
        editing.take_lock(section=section, by=request.user, now=clock.now())
    except Held as held:
        return _held(request, section, held)
    except Refused as refusal:
        return _refused(request, section.version, str(refusal), section)
    initial = {"title": section.title, "body": section.body, "revision": section.revision}
    pictures = pictures_of(section.version)
    return _page(request, section, SectionForm(initial=initial, pictures=pictures), pictures)


def _sent(request, section):
    then = request.POST.get("then", SAVE)
    if then == TAKE_OVER:
        return _take_over(request, section)
    pictures = pictures_of(section.version)
    form = SectionForm(request.POST, pictures=pictures)
    if then in {LEAVE, LEAVE_NOW}:
        return _leave(request, section, form, pictures, sure=then == LEAVE_NOW)
    try:
        now = clock.now()
        editing.take_lock(section=section, by=request.user, now=now, over=then == SAVE_OVER)
    except Held as held:
        form.add_error(None, f"{held} What you wrote is not saved yet; it stands below.")
        return _page(request, section, form, pictures, taken=True)
    except Refused as refusal:
        return _refused(request, section.version, str(refusal), section)
    if then == PREVIEW or not form.is_valid():
        return _page(request, section, form, pictures, previewed=then == PREVIEW)
    return _save(request, section, form, pictures, then)


def _save(request, section, form, pictures, then):
    try:
        saved = editing.save_section(
            section=section, by=request.user, now=clock.now(), **form.cleaned_data
        )
    except editing.Clash as clash:
        return _both_texts(request, section, clash, pictures)
    except Refused as refusal:
        return _refused(request, section.version, str(refusal), section)
    if then != FINISH:
        messages.success(request, f"Saved at {uk_time(clock.now())}. You can go on writing.")
        return redirect(address("edit_section", saved.version, saved.key))
    editing.release_lock(section=saved, by=request.user)
    messages.success(request, f"{saved} is saved. Others can write in it now.")
    where = address("manage", saved.version)
    return redirect(f"{where}?saved={saved.key}#outline-{saved.key}")


def _leave(request, section, form, pictures, *, sure):
    """Leaves without saving; asks first where something was typed that is not saved."""
    title, body = form.typed()
    if not sure and (title, body) != (section.title, section.body):
        form.errors.clear()
        return _page(request, section, form, pictures, leaving=True)
    editing.release_lock(section=section, by=request.user)
    where = address("manage", section.version)
    return redirect(f"{where}?saved={section.key}#outline-{section.key}")


def _take_over(request, section):
    try:
        editing.take_lock(section=section, by=request.user, now=clock.now(), over=True)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(address("edit_section", section.version, section.key))


def _page(request, section, form, pictures, *, previewed=False, taken=False, leaving=False):
    """The page of the editor, with whatever was typed."""
    version, user = section.version, request.user
    title, body = form.typed() if form.is_bound else (section.title, section.body)
    context = {
        "version": version,
        "section": section,
        "form": form,
        "taken": taken,
        "leaving": leaving,
        "previewed": previewed,
        "preview_title": title,
        "preview": preview_of(section, body, pictures) if previewed else "",
        "words": count_words(body),
        "headings": [each for each in sub_headings(section.body) if not each.nested],
        "can_divide": section.level < 4,
        "pictures": pictures.values(),
        "waiting": waiting_at(section, user),
        "last": history_of_section(version, section.key).first(),
        "asks_why": _asks_why(version, section),
        "trail": trail_of(version),
        "leave_to": outline_at(version, section.key),
    }
    return render(request, "strategy/editing/section.html", context)


def _asks_why(version, section):
    """Whether readers would find another text than was published, and no reason for it."""
    changes = changes_by_section(version) or {}
    return section.key in changes and section.key not in explained(version)


def _held(request, section, held):
    """Somebody else is writing: read, wait, or take over."""
    context = {
        "version": section.version,
        "section": section,
        "sentence": str(held),
        "lock": held.lock,
        "since": since(held.lock, clock.now()),
        "html": preview_of(section, section.body, pictures_of(section.version)),
        "trail": trail_of(section.version),
    }
    return render(request, "strategy/editing/held.html", context)


def _both_texts(request, section, clash, pictures):
    """The second of two officers sees both texts and chooses; nothing typed is lost."""
    mine, theirs, base = clash.mine, clash.theirs, clash.base
    typed = {"title": mine.title, "body": mine.body, "revision": clash.revision}
    both = _together(base, mine, theirs) if base else None
    context = {
        "version": section.version,
        "section": section,
        "sentence": str(clash),
        "form": SectionForm(initial=typed, pictures=pictures),
        "theirs": theirs,
        "shown": difference(theirs, mine, section=section, name="mine"),
        "both": both,
        "both_shown": both and difference(theirs, both, section=section, name="both"),
        "trail": trail_of(section.version),
    }
    return render(request, "strategy/editing/clash.html", context)


def _together(base, mine, theirs):
    """Both changes in one text, where they do not touch the same paragraph."""
    title = merged_line(base.title, mine.title, theirs.title)
    body = merged(base.body, mine.body, theirs.body)
    if title is None or body is None:
        return None
    both = editing.Words(title, body)
    return None if both in (mine, theirs) else both


def _refused(request, version, sentence, section=None):
    """Nothing can be saved here any more: why, and what was typed, to be copied."""
    context = {
        "version": version,
        "section": section,
        "sentence": sentence,
        "title_typed": request.POST.get("title", ""),
        "body_typed": tidy(request.POST.get("body", "")),
        "trail": trail_of(version) if version else [],
    }
    return render(request, "strategy/editing/refused.html", context)


def _without_a_place(request, slug, number):
    """The section, or the whole draft, is not there any more; what was typed is shown."""
    if request.method != "POST":
        raise Http404
    versions = Version.objects.select_related("strategy")
    version = versions.filter(strategy__slug=slug, number=number).first()
    gone = "This section was taken out" if version else "This draft was thrown away"
    return _refused(request, version, f"{gone} while you were writing, so nothing was saved.")


@requires(Permission.MANAGE_STRATEGY)
@require_POST
def preview(request, slug, number, key):
    """The text as readers will see it, for the page to show while somebody writes."""
    section = section_or_404(slug, number, key)
    pictures = pictures_of(section.version)
    body = tidy(request.POST.get("body", ""))
    context = {
        "section": section,
        "preview_title": request.POST.get("title", ""),
        "preview": preview_of(section, body, pictures),
        "problems": problems_of(body, pictures=pictures),
    }
    return render(request, "strategy/editing/preview.html", context)


@requires(Permission.MANAGE_STRATEGY)
@require_POST
def hold(request, slug, number, key):
    """A sign of life from somebody who is writing; says when another took over or saved."""
    section = Section.objects.select_related("version").filter(
        version__strategy__slug=slug, version__number=number, key=key
    )
    found = section.first()
    if found is None:
        return _life(False, "This section was taken out. Copy what you wrote before you leave.")
    refusal = why_not(editing.take_lock, section=found, by=request.user, now=clock.now())
    if refusal:
        return _life(False, f"{refusal} What you wrote stays on this page.")
    if request.POST.get("revision", "") != str(found.revision):
        return _life(True, _saved_meanwhile(found))
    return _life(True, "")


def _saved_meanwhile(section):
    last = history_of_section(section.version, section.key).first()
    if last is None or last.how == last.How.MOVED:
        return ""
    who = last.by or "Somebody else"
    return f"{who} saved this section at {uk_time(last.at)}. When you save, you see both texts."


def _life(held, words):
    return JsonResponse({"held": held, "words": words})
