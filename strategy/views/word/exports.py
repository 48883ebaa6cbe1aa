"""A version, its summary and its easy-read version as PDF and Word; its pictures."""

from hashlib import sha256

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import get_object_or_404

from civilsociety.accounts.access import public
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.ui import clock
from civilsociety.ui.contents import DOCX, PDF
from civilsociety.ui.downloads import download
from strategy.actions.pathway import note_reading
from strategy.models import DraftReading, Version
from strategy.queries.word.document import document_of, document_of_rendition
from strategy.queries.word.renditions import published_rendition
from strategy.states import DAYS
from strategy.views.word.imports import picture_answer

MAKERS = {"pdf": (to_pdf, PDF), "docx": (to_docx, DOCX)}
FORMS = {"pdf": DraftReading.Form.PDF, "docx": DraftReading.Form.DOCX}
A_WEEK = 7 * 24 * 3600  # seconds
KEPT_BY_BROWSERS = "public, max-age=300"
NEVER_CHANGES = "public, max-age=31536000, immutable"
# What a published version may still be given shows on its title page.
STILL_MOVES = ("state", "decision_reference", *DAYS.values())


@public
def version_pdf(request, slug, number):
    """A version as a tagged PDF. A draft does not exist for strangers."""
    return _version(request, slug, number, "pdf")


@public
def version_docx(request, slug, number):
    """A version as a Word file. A draft does not exist for strangers."""
    return _version(request, slug, number, "docx")


@public
def rendition_pdf(request, slug, number, kind):
    """The published summary or easy-read version as a tagged PDF."""
    return _rendition(request, slug, number, kind, "pdf")


@public
def rendition_docx(request, slug, number, kind):
    """The published summary or easy-read version as a Word file."""
    return _rendition(request, slug, number, kind, "docx")


@public
def picture(request, slug, number, key):
    """A picture of a version. A draft's does not exist for strangers."""
    version = visible_version(request.user, slug, number)
    found = get_object_or_404(version.pictures, key=key)
    kept = NEVER_CHANGES if version.is_published else "private, no-cache"
    return picture_answer(found, cache=kept)


def visible_version(user, slug, number):
    """The version, if this reader may see it; else it does not exist."""
    versions = Version.objects.visible_to(user).select_related("strategy")
    return get_object_or_404(versions, strategy__slug=slug, number=number)


def _version(request, slug, number, form):
    version = visible_version(request.user, slug, number)
    note_reading(version=version, user=request.user, form=FORMS[form], now=clock.now())

    def make():
        return MAKERS[form][0](document_of(version, request.user, today=clock.today()))

    name = f"{slug}-version-{number}{'' if version.is_published else '-draft'}.{form}"
    return _file(version, form, name, make, "")


def _rendition(request, slug, number, kind, form):
    version = visible_version(request.user, slug, number)
    found = published_rendition(version, kind)
    if found is None:
        raise Http404
    found.version = version

    def make():
        return MAKERS[form][0](document_of_rendition(found, request.user, today=clock.today()))

    name = f"{slug}-version-{number}-{kind.replace('_', '-')}.{form}"
    return _file(version, form, name, make, str(found.pk))


def _file(version, form, name, make, part):
    """The file; one of a published version is made once and kept."""
    if not version.is_published:
        return download(make(), name=name, content_type=MAKERS[form][1])
    moved = ":".join(str(getattr(version, field)) for field in STILL_MOVES)
    stamp = sha256(f"{version.published_at}:{moved}:{version.strategy.slug}".encode()).hexdigest()
    content = cache.get_or_set(f"strategy-file:{version.pk}:{part}:{form}:{stamp}", make, A_WEEK)
    answer = download(content, name=name, content_type=MAKERS[form][1])
    answer["Cache-Control"] = KEPT_BY_BROWSERS
    return answer
