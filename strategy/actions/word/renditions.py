"""Writing and publishing the summary and the easy-read version of a text."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.actions.steps import THROWN_AWAY
from strategy.models import Rendition, RenditionPicture, Version
from strategy.rules.word.imports import check_says_something
from strategy.rules.word.renditions import (
    check_can_add_picture,
    check_can_keep,
    check_can_publish,
)


class Clash(Exception):
    """Somebody saved in between: `theirs` is what stands there now, `mine` what was not saved."""

    def __init__(self, mine, theirs):
        self.mine, self.theirs = mine, theirs
        super().__init__("Somebody else saved this text in between.")


@transaction.atomic
def save_rendition(*, version, kind, body, revision, by, now):
    """Keeps what was written, in the unpublished one of this kind or in a new one.

    `revision` is the one the writer began from, 0 for a new text. Raises Clash when it is not
    the last any more, and Refused.
    """
    version = _held(version.pk)
    held = version.renditions.filter(kind=kind, published_at=None).first()
    if (held.revision if held else 0) != revision:
        raise Clash(body, held)
    last = version.renditions.filter(kind=kind).order_by("-number").first()
    check_can_keep(version, body, held or last)
    if held is None:
        number = last.number + 1 if last else 1
        held = Rendition(version=version, kind=kind, number=number, revision=0, created_at=now)
        held.save()
        _take_over_pictures(last, held)
    held.body, held.revision = body, held.revision + 1
    held.save()
    record(
        verb="strategy.rendition_saved",
        target=version,
        by=by,
        sentence=f"Saved the {held.get_kind_display().lower()}, number {held.number}.",
    )
    return held


def _held(pk):
    """The version as it is now, held until the action ends. Raises Refused."""
    version = Version.objects.select_for_update().filter(pk=pk).first()
    if version is None:
        raise Refused(THROWN_AWAY)
    return version


def _take_over_pictures(last, held):
    """The pictures of the one before go on in the one that follows it."""
    for each in last.pictures.all() if last else ():
        each.pk, each.rendition = None, held
        each.save(force_insert=True)


@transaction.atomic
def add_picture(*, version, kind, picture, alt, by):
    """Adds a picture to the text that is being written; the text names it by its key.

    `picture` is (bytes, content type, (width, height)) as `formats.word.converted` gives it.
    Raises Refused.
    """
    version = _held(version.pk)
    held = version.renditions.filter(kind=kind, published_at=None).first()
    check_can_add_picture(held)
    check_says_something(alt)
    content, content_type, (width, height) = picture
    made = RenditionPicture.objects.create(
        rendition=held,
        key=f"own-{held.pictures.count() + 1}",
        alt=" ".join(alt.split()),
        content_type=content_type,
        content=content,
        width=width,
        height=height,
    )
    record(
        verb="strategy.rendition_picture_added",
        target=version,
        by=by,
        sentence=f"Added a picture to the {held.get_kind_display().lower()}: {made.alt}",
    )
    return made


@transaction.atomic
def publish_rendition(*, rendition, by, now):
    """Opens it to everybody; from here on it never changes. Raises Refused."""
    version = _held(rendition.version_id)
    found = version.renditions.select_for_update().filter(pk=rendition.pk).first()
    if found is None:
        raise Refused("This text was thrown away. Write it anew.")
    check_can_publish(found)
    check_can_keep(version, found.body, found)
    found.published_at = now
    found.save()
    record(
        verb="strategy.rendition_published",
        target=version,
        by=by,
        sentence=f"Published the {found.get_kind_display().lower()}, number {found.number}.",
    )
    return found
