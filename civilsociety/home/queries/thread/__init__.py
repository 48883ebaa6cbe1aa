"""The golden thread of a strategy, drawn whole: made of what every app puts beside its sections."""

from dataclasses import dataclass

from civilsociety.home.queries.thread.beginnings import Beginning, beginning
from civilsociety.home.queries.thread.picture import Picture, drawn
from civilsociety.home.queries.thread.story import Chapter, Line, chapters_of, line_of
from strategy.models import Strategy, Version
from strategy.queries import current_version, published_strategies
from strategy.slots import threads_for
from strategy.states import SETTLED

# On the page of one section every step is drawn, up to this many of one part.
DEEP = 6


@dataclass(frozen=True)
class Thread:
    """What the page shows: the lines asked for, under their chapters, and the same as a picture.

    `section` is the line of `?section=`, `begun` what `?from=` names. `lost` says what could not
    be found in a sentence. `sections` are all lines, for choosing one.
    """

    version: Version
    chapters: tuple[Chapter, ...]
    picture: Picture | None
    sections: tuple[Line, ...]
    section: Line | None = None
    begun: Beginning | None = None
    lost: str = ""


def version_for(user, slug, number):
    """The version whose thread is drawn, or None: by default the first strategy's in force."""
    strategies = published_strategies()
    chosen = next((each for each in strategies if each.slug == slug), None)
    if chosen is None and slug:
        chosen = Strategy.objects.filter(slug=slug).first()
    chosen = chosen or (strategies[0] if strategies else None)
    if chosen is None:
        return None
    if number.isdecimal() and len(number) < 5:
        visible = chosen.versions.visible_to(user).select_related("strategy")
        return visible.filter(number=int(number)).first() or current_version(chosen, user)
    return current_version(chosen, user)


def story_for(user, *, strategy="", version="", section="", begun_from=""):
    """The Thread somebody asks for by the address of the page; None before any strategy.

    Who comes from something that any strategy may speak of (a decision, a pound) gets the first
    one that does.
    """
    if begun_from and not strategy:
        versions = [each.current for each in published_strategies()]
    else:
        versions = [version_for(user, strategy, version)]
    story = None
    for each in filter(None, versions):
        story = thread_of(each, user, section=section, begun_from=begun_from)
        if story.chapters:
            break
    return story


def thread_of(version, user, *, section="", begun_from=""):
    """The thread of a version as `user` may see it; narrowed to a section and what is below it,
    or to the lines that lead to something. A constant number of queries."""
    lines = tuple(_lines(version, user))
    begun = beginning(begun_from) if begun_from else None
    chosen = next((line for line in lines if section and line.key == section), None)
    shown = lines
    if begun:
        shown = tuple(line.at(begun.addresses) for line in lines if line.leads_to(begun.addresses))
    elif chosen:
        shown = _below(lines, chosen)
    running = [line for line in shown if line.parts]
    deep = DEEP if chosen or (begun and len(running) < 4) else 1
    return Thread(
        version,
        tuple(chapters_of(shown)),
        drawn(running, deep=deep) if running else None,
        lines,
        chosen,
        begun,
        _lost(section, chosen, begun_from, begun),
    )


def _lines(version, user):
    sections = list(version.sections.all())
    for each in sections:
        each.version = version
    knots = threads_for(sections, user)
    page = (version.strategy if version.state in SETTLED else version).get_absolute_url()
    for each in sections:
        yield line_of(each, knots.get(each.key, ()), page)


def _below(lines, chosen):
    """A section and everything inside it."""
    start = lines.index(chosen)
    inside = [chosen]
    for line in lines[start + 1 :]:
        if line.level <= chosen.level:
            break
        inside.append(line)
    return tuple(inside)


def _lost(section, chosen, begun_from, begun):
    if begun_from and begun is None:
        return "We do not know what you come from. Here is the whole thread."
    if section and chosen is None and not begun:
        return "This version has no such section. Here is the whole thread."
    return ""
