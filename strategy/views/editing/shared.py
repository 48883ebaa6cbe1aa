"""What the pages of a draft have in common."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from strategy.models import Section, Version


def version_or_404(slug, number):
    """A version by its address, published or not."""
    versions = Version.objects.select_related("strategy")
    return get_object_or_404(versions, strategy__slug=slug, number=number)


def section_or_404(slug, number, key):
    """A section of a version by its anchor."""
    found = Section.objects.select_related("version__strategy", "parent").filter(
        version__strategy__slug=slug, version__number=number, key=key
    )
    section = found.first()
    if section is None:
        raise Http404
    return section


def address(name, version, *more):
    """The address of an officers' page about a version."""
    return reverse(f"strategy:{name}", args=[version.strategy.slug, version.number, *more])


def outline_at(version, key="", *, is_open=False):
    """The outline of a version, at one section; `is_open` keeps what can be done with it open."""
    wanted = f"?open={key}" if is_open and key else ""
    return address("manage", version) + wanted + (f"#outline-{key}" if key else "#outline")


def trail_of(version, section=None):
    """The way to a page about a version, or about one of its sections."""
    trail = [
        ("Strategy", reverse("strategy:desk")),
        (version.name, address("manage", version)),
    ]
    if section is not None:
        trail.append((str(section), address("edit_section", version, section.key)))
    return trail
