"""The pictures of a version, as its pages and files show them."""

from dataclasses import dataclass

from django.urls import reverse

from civilsociety.documents import Picture


@dataclass(frozen=True)
class ShownPicture:
    """A picture as a page shows it."""

    url: str
    alt: str
    width: int
    height: int


def shown_pictures(version):
    """The pictures of a version by key, without their bytes: one query."""
    return {
        key: ShownPicture(_address(version, key), alt, width, height)
        for key, alt, width, height in version.pictures.values_list("key", "alt", "width", "height")
    }


def pictures_beside(rendition):
    """Those a summary or easy-read version may show: the version's, and its own."""
    held = rendition.pictures.values_list("key", "alt", "width", "height")
    own = {
        key: ShownPicture(_own_address(rendition, key), alt, width, height)
        for key, alt, width, height in held
    }
    return {**shown_pictures(rendition.version), **own}


def printed_pictures(version, rendition=None):
    """The same with their bytes, for PDF and Word."""
    own = list(rendition.pictures.all()) if rendition else []
    return {
        each.key: Picture(
            content=bytes(each.content),
            content_type=each.content_type,
            alt=each.alt,
            width=each.width,
            height=each.height,
        )
        for each in [*version.pictures.all(), *own]
    }


def _own_address(rendition, key):
    version = rendition.version
    parts = [version.strategy.slug, version.number, rendition.kind, rendition.number, key]
    return reverse("strategy:rendition_picture", args=parts)


def _address(version, key):
    return reverse("strategy:picture", args=[version.strategy.slug, version.number, key])
