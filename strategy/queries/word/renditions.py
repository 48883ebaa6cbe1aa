"""The summary and the easy-read version of a text."""

from strategy.models import Rendition


def published_renditions(version):
    """The published summary and easy-read version, each the newest: one query."""
    held = version.renditions.filter(published_at__isnull=False).order_by("number").defer("body")
    newest = {each.kind: each for each in held}
    return [newest[kind] for kind in Rendition.Kind.values if kind in newest]


def published_rendition(version, kind):
    """The newest published one of a kind, or None."""
    held = version.renditions.filter(kind=kind, published_at__isnull=False)
    return held.order_by("-number").first()


def open_rendition(version, kind):
    """The one of a kind that is being written, or None."""
    return version.renditions.filter(kind=kind, published_at=None).first()


def written_renditions(version):
    """For officers: of each kind what is published and what is being written. One query."""
    held = list(version.renditions.order_by("number").defer("body"))
    return [
        {
            "kind": kind,
            "published": next(
                (e for e in reversed(held) if e.kind == kind and e.published_at), None
            ),
            "open": next((e for e in held if e.kind == kind and not e.published_at), None),
        }
        for kind in Rendition.Kind
    ]
