"""Which two versions are compared, and which reader may see them."""

from strategy.models import Version
from strategy.queries.reading import current_version
from strategy.states import VersionState

# The largest number of a version the database holds.
LARGEST = 32_767


def visible_versions(strategy, user):
    """Every version of a strategy that this reader may see, newest first."""
    versions = strategy.versions.visible_to(user).select_related("strategy")
    return list(versions.order_by("-number"))


def numbered(versions, number):
    """The version with this number among those given, or None; any text may be asked for."""
    text = str(number or "")
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LARGEST)):
        return None
    return next((version for version in versions if version.number == int(text)), None)


def previous_of(version):
    """The published version before this one, whose text it follows; None for the first."""
    earlier = Version.objects.published().filter(
        strategy=version.strategy_id, number__lt=version.number
    )
    return earlier.select_related("strategy").order_by("-number").first()


def told_about(strategy, versions, user, *, since=None, until=None):
    """(older, newer) of the page about what changed: what `since` and `until` name, if they can.

    Else from the last consultation draft to the text in force; where that is a draft itself,
    from the text before it. The older is None where nothing came before.
    """
    after = numbered(versions, until) or current_version(strategy, user)
    earlier = [version for version in versions if version.number < after.number]
    wanted = numbered(earlier, since)
    consulted = [one for one in earlier if one.state == VersionState.CONSULTATION_DRAFT]
    published = [one for one in earlier if one.is_published]
    return next(iter([wanted] if wanted else consulted or published), None), after
