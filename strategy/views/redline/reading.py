"""Two versions side by side, and what changed in the text and why."""

from hashlib import sha256

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import public
from civilsociety.accounts.permissions import Permission
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.ui import clock
from civilsociety.ui.downloads import download
from civilsociety.ui.words import uk_date
from strategy.actions.pathway import note_reading
from strategy.forms.redline.choosing import CompareForm
from strategy.models import Strategy
from strategy.queries.redline.choosing import numbered, told_about, visible_versions
from strategy.queries.redline.comparing import compare_versions
from strategy.queries.redline.document import document_of, issued_on
from strategy.queries.redline.reasons import reasons_between
from strategy.queries.redline.shown import BESIDE, INLINE, shown_sections

A_WEEK = 7 * 24 * 3600  # seconds
# How often the reader's name is repeated behind the text of a draft.
MARKS = 200
KINDS = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


@public
def choose(request, slug):
    """Chooses the two versions; once they are two, goes to their comparison."""
    strategy, versions = _visible(request, slug)
    asked = request.GET if {"before", "after"} & request.GET.keys() else None
    form = CompareForm(asked, versions=versions)
    if form.is_valid():
        return redirect(form.address(strategy.slug))
    context = {"strategy": strategy, "versions": versions, "form": form, "trail": _trail(strategy)}
    return render(request, "strategy/redline/choose.html", context)


@public
def compare(request, slug, before, after):
    """Two versions compared, section by section and word by word."""
    strategy, versions = _visible(request, slug)
    older, newer = numbered(versions, before), numbered(versions, after)
    if older is None or newer is None:
        raise Http404
    if before >= after:
        return redirect(_turned(request, strategy, older, newer))
    view = BESIDE if request.GET.get("view") == BESIDE else INLINE
    whole = request.GET.get("show") == "all"
    comparison = compare_versions(older, newer)
    reasons = reasons_between(older, newer, request.user)
    context = {
        "strategy": strategy,
        "comparison": comparison,
        "sections": shown_sections(comparison, view=view, whole=whole, reasons=reasons),
        "of_whole": reasons.get("", ()),
        "beside": view == BESIDE,
        "whole": whole,
        "form": CompareForm(
            initial={"before": before, "after": after, "view": view}, versions=versions
        ),
        "trail": _trail(strategy),
        **_marked(request, older, newer),
    }
    return render(request, "strategy/redline/compare.html", context)


def _turned(request, strategy, one, other):
    """The address of the same two with the older first; of one with itself, the chooser's."""
    if one == other:
        page = reverse("strategy:comparing", args=[strategy.slug])
        return f"{page}?before={one.number}&after={other.number}"
    page = reverse("strategy:compare", args=[strategy.slug, other.number, one.number])
    query = request.GET.urlencode()
    return f"{page}?{query}" if query else page


@public
def changes(request, slug):
    """What changed since the consultation draft, and why."""
    strategy, versions = _visible(request, slug)
    before, after = _told(request, strategy, versions)
    context = {
        "strategy": strategy,
        "before": before,
        "after": after,
        "earlier": [one for one in versions if one.number < after.number and one != before],
        "may_explain": _may_explain(request.user),
        "trail": _trail(strategy),
    }
    if before is not None:
        comparison = compare_versions(before, after)
        reasons = reasons_between(before, after, request.user)
        context |= {
            "comparison": comparison,
            "sections": shown_sections(comparison, reasons=reasons),
            "of_whole": reasons.get("", ()),
            "renumbered": [one for one in comparison.sections if one.renumbered],
            **_marked(request, before, after),
        }
    return render(request, "strategy/redline/changes.html", context)


@public
def changes_file(request, slug, kind):
    """The same as a file: PDF/UA, or Word."""
    strategy, versions = _visible(request, slug)
    before, after = _told(request, strategy, versions)
    if before is None:
        raise Http404
    mark = _marked(request, before, after).get("watermark", "")
    document = document_of(
        compare_versions(before, after),
        reasons_between(before, after, request.user),
        issued_on=issued_on(after, clock.now()),
        watermark=mark,
    )
    write, content_type = KINDS[kind]
    content = write(document) if mark else _kept(document, kind, write)
    name = f"{strategy.slug}-changes-{before.number}-to-{after.number}.{kind}"
    return download(content, name=name, content_type=content_type)


def _kept(document, kind, write):
    """The file of a document, made once: anybody may ask for it as often as they like."""
    stamp = sha256(repr(document).encode()).hexdigest()
    return cache.get_or_set(f"strategy-changes:{kind}:{stamp}", lambda: write(document), A_WEEK)


def _visible(request, slug):
    strategy = get_object_or_404(Strategy, slug=slug)
    versions = visible_versions(strategy, request.user)
    if not versions:
        raise Http404
    return strategy, versions


def _told(request, strategy, versions):
    return told_about(
        strategy,
        versions,
        request.user,
        since=request.GET.get("from"),
        until=request.GET.get("to"),
    )


def _marked(request, *versions):
    """What a page with a draft says and carries; that it was opened is written down."""
    drafts = [version for version in versions if not version.is_published]
    if not drafts:
        return {}
    for version in drafts:
        note_reading(version=version, user=request.user, form="changes", now=clock.now())
    words = f"Draft for {request.user}, {uk_date(clock.today())}"
    return {
        "draft": drafts[0],
        "watermark": f"{words}, not published",
        "mark": f"{words}   " * MARKS,
    }


def _may_explain(user):
    return user.is_authenticated and user.may(Permission.MANAGE_STRATEGY)


def _trail(strategy):
    return [
        ("Strategy", reverse("strategy:strategies")),
        (strategy.title, strategy.get_absolute_url()),
        ("All versions", reverse("strategy:versions", args=[strategy.slug])),
    ]
