"""The summary and the easy-read version: to read for everybody, to write for officers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import public, requires
from civilsociety.accounts.permissions import Permission
from civilsociety.documents import render_markdown
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from strategy.forms.word.renditions import AddPictureForm, PublishRenditionForm, RenditionForm
from strategy.models import Rendition, Version
from strategy.queries.pictures import pictures_beside, shown_pictures
from strategy.queries.word.renditions import open_rendition, published_rendition
from strategy.rules.word.renditions import check_can_add_picture, check_can_publish
from strategy.views.word.exports import NEVER_CHANGES, visible_version
from strategy.views.word.imports import picture_answer

BY_HAND = {
    Rendition.Kind.SUMMARY: "strategy/word/how_summary.html",
    Rendition.Kind.EASY_READ: "strategy/word/how_easy_read.html",
}


@public
def rendition(request, slug, number, kind):
    """The published summary or easy-read version of a text."""
    version = visible_version(request.user, slug, number)
    found = published_rendition(version, kind)
    if found is None:
        raise Http404
    context = {
        "version": version,
        "strategy": version.strategy,
        "rendition": found,
        "html": _shown(_of(found, version), found.body),
    }
    return render(request, "strategy/word/rendition.html", context)


@requires(Permission.MANAGE_STRATEGY)
def write_rendition(request, slug, number, kind):
    """Where an officer writes it, looks at it, and sees when a colleague was faster."""
    version = _version(slug, number)
    written, published = open_rendition(version, kind), published_rendition(version, kind)
    begun = written or published
    form = RenditionForm(
        sent(request)[0],
        subject=version,
        kind=kind,
        by=request.user,
        now=clock.now(),
        initial={
            "body": begun.body if begun else "",
            "revision": written.revision if written else 0,
        },
    )
    context = _writing(version, kind, form, written, published)
    if "preview" in request.POST:
        body = request.POST.get("body", "").replace("\r\n", "\n")
        context["preview"] = render_markdown(body, 2, context["pictures"], "text-")
    elif request.method == "POST" and form.done():
        messages.success(request, form.said(form.result))
        return redirect("strategy:write_rendition", slug, number, kind)
    return render(request, "strategy/word/write.html", context)


def _writing(version, kind, form, written, published):
    begun = written or published
    return {
        "version": version,
        "kind": kind,
        "words": Rendition.Kind(kind).label,
        "form": form,
        "written": written,
        "published": published,
        "pictures": pictures_beside(_of(begun, version)) if begun else shown_pictures(version),
        "how": BY_HAND[kind],
        "refusal_to_publish": why_not(check_can_publish, written) if written else "",
    }


@requires(Permission.MANAGE_STRATEGY)
def add_rendition_picture(request, slug, number, kind):
    """A picture for the text that is being written."""
    version = _version(slug, number)
    written = open_rendition(version, kind)
    post, files = sent(request)
    form = AddPictureForm(post, files, subject=version, kind=kind, by=request.user, now=clock.now())
    here = reverse("strategy:write_rendition", args=[slug, number, kind])
    return act_page(
        request,
        form,
        to=here,
        base="officers/base.html",
        refusal=why_not(check_can_add_picture, written),
        trail=[("Strategy", reverse("strategy:desk")), (Rendition.Kind(kind).label, here)],
    )


@public
def rendition_picture(request, slug, number, kind, edition, key):
    """A picture of a published text; of one that is being written for officers only."""
    version = visible_version(request.user, slug, number)
    found = get_object_or_404(version.renditions, kind=kind, number=edition)
    officer = request.user.is_authenticated and request.user.may(Permission.MANAGE_STRATEGY)
    if not found.published_at and not officer:
        raise Http404
    kept = NEVER_CHANGES if version.is_published and found.published_at else "private, no-cache"
    return picture_answer(get_object_or_404(found.pictures, key=key), cache=kept)


@requires(Permission.MANAGE_STRATEGY)
def publish_rendition(request, slug, number, kind):
    """Opens what was written to everybody, after asking."""
    version = _version(slug, number)
    written = open_rendition(version, kind)
    manage = reverse("strategy:manage", args=[slug, number])
    if written is None:
        return redirect("strategy:write_rendition", slug, number, kind)
    form = PublishRenditionForm(sent(request)[0], subject=written, by=request.user, now=clock.now())
    return act_page(
        request,
        form,
        to=lambda done: reverse("strategy:rendition", args=[slug, number, kind]),
        base="officers/base.html",
        refusal=why_not(check_can_publish, written),
        trail=[("Strategy", reverse("strategy:desk")), (version.name, manage)],
    )


def _shown(rendition, body):
    """The text as its page shows it; headings begin below the page's own."""
    return render_markdown(body, 2, pictures_beside(rendition), "text-")


def _of(rendition, version):
    """The rendition, knowing its version without asking again."""
    rendition.version = version
    return rendition


def _version(slug, number):
    versions = Version.objects.select_related("strategy")
    return get_object_or_404(versions, strategy__slug=slug, number=number)
