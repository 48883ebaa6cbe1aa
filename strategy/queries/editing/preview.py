"""A section as readers will see it, from words that are not saved yet."""

from dataclasses import dataclass

from django.urls import reverse

from civilsociety.documents import render_markdown


@dataclass(frozen=True)
class ShownPicture:
    """A picture as the page of a text needs it."""

    url: str
    alt: str
    width: int
    height: int


def pictures_of(version):
    """The pictures a text may show, by key, without their bytes."""
    return {picture.key: picture for picture in version.pictures.defer("content")}


def preview_of(section, body, pictures):
    """The text as HTML, its headings below the one of the preview."""
    return render_markdown(
        body,
        heading_level=3,
        pictures={key: _shown(section.version, picture) for key, picture in pictures.items()},
        note_prefix=f"preview-{section.key}-",
    )


def _shown(version, picture):
    address = reverse("strategy:picture", args=[version.strategy.slug, version.number, picture.key])
    return ShownPicture(address, picture.alt, picture.width, picture.height)
