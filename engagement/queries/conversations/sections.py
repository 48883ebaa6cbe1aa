"""The sections of the strategies that a point may be about."""

from strategy.models import Section, Version


def sections_to_speak_of():
    """(key, section) of every section of the text each strategy stands by, in its order."""
    versions = Version.objects.published().order_by("strategy").most_settled_first()
    chosen = {}
    for version in versions.only("pk", "strategy"):
        chosen.setdefault(version.strategy_id, version.pk)
    sections = Section.objects.filter(version__in=chosen.values())
    return [(section.key, str(section)) for section in sections.order_by("version", "position")]


def named(keys):
    """(title, address) of sections by key, in the text each strategy stands by."""
    versions = Version.objects.published().most_settled_first()
    chosen = {}
    for version in versions.only("pk", "strategy"):
        chosen.setdefault(version.strategy_id, version.pk)
    found = Section.objects.filter(version__in=chosen.values(), key__in=keys)
    return {
        section.key: (str(section), section.get_absolute_url())
        for section in found.select_related("version__strategy")
    }
