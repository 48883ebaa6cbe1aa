"""Which changes of a text still wait for a reason."""

from dataclasses import dataclass, field

from strategy.models import Change, Strategy
from strategy.queries.redline.choosing import previous_of
from strategy.queries.redline.comparing import ComparedSection, compare_versions
from strategy.queries.redline.reasons import shown_reasons


@dataclass
class Asked:
    """A section of which a reader may ask why, and the reasons recorded so far."""

    section: ComparedSection
    reasons: list = field(default_factory=list)


@dataclass
class Questions:
    """What an officer has to explain in one version, compared with the one before it."""

    comparison: object
    sections: list
    of_whole: list
    others: dict  # reasons of sections that are as they were, by anchor

    @property
    def waiting(self):
        """The sections without a reason."""
        return [asked for asked in self.sections if not asked.reasons]

    @property
    def given(self):
        """(place in words, anchor, reasons) of all that is explained, in the order of the text."""
        found = [("The text as a whole", "", self.of_whole)] if self.of_whole else []
        for asked in self.sections:
            if asked.reasons:
                found.append((_place(asked.section.section), asked.section.key, asked.reasons))
        places = {key: one for one in self.comparison.sections for key in one.keys}
        for key, reasons in self.others.items():
            place = _place(places[key].section) if key in places else key
            found.append((place, key, reasons))
        return found


def _place(section):
    return f"{section.number} {section.title}"


def questions_of(version, user):
    """The sections of a version that ask for a reason; None where no text came before it."""
    before = previous_of(version)
    if before is None:
        return None
    comparison = compare_versions(before, version)
    reasons = shown_reasons(Change.objects.filter(version=version), user)
    asked = [
        Asked(section, [r for key in sorted(section.keys) for r in reasons.pop(key, ())])
        for section in comparison.asking
    ]
    return Questions(comparison, asked, reasons.pop("", []), reasons)


def waiting_in(version, before):
    """How many sections of a version wait for a reason."""
    explained = set(version.changes.values_list("section_key", flat=True))
    return sum(
        not section.keys & explained
        for section in compare_versions(before, version).sections
        if section.asks_why
    )


def newest_texts():
    """(newest version, the published one before it) of every strategy that has both."""
    for strategy in Strategy.objects.prefetch_related("versions"):
        versions = list(strategy.versions.all())  # newest first
        earlier = [version for version in versions[1:] if version.is_published]
        if versions and earlier:
            versions[0].strategy = strategy
            yield versions[0], earlier[0]
