"""Whatever officers do to an outline, in whatever order: it stays one that reads in order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from civilsociety.audit.actions import SYSTEM
from civilsociety.refusal import Refused
from strategy.actions import editing, import_text
from strategy.formats import read_strategy
from strategy.models import Version
from tests.strategy.conftest import SHORT

pytestmark = pytest.mark.django_db

PLACES = st.sampled_from(["before", "after", "inside", "last"])
WAYS = st.sampled_from(["up", "down", "in", "out"])
PICK = st.integers(0, 1000)
START = datetime(2021, 9, 6, 12, tzinfo=UTC)


class Outline(RuleBasedStateMachine):
    """A draft under many hands; `texts` is what each anchor should say, `order` what is there."""

    def __init__(self):
        super().__init__()
        text = read_strategy(SHORT.encode())
        slug = f"text-{Version.objects.count()}-{id(self)}"
        self.version = import_text(slug=slug, text=text, by=SYSTEM, now=START).version
        self.texts = {s.key: (s.title, s.body) for s in self.version.sections.all()}
        self.out = {}
        self.now = START

    def pick(self, number):
        sections = list(self.version.sections.all())
        return sections[number % len(sections)] if sections else None

    def tick(self):
        self.now += timedelta(seconds=1)
        return {"by": SYSTEM, "now": self.now}

    @rule(number=PICK, place=PLACES, title=st.sampled_from(["Aims", "People", "日本", "12 ways"]))
    def add(self, number, place, title):
        beside = self.pick(number)
        beside = beside.key if beside else None
        try:
            made = editing.add_section(
                version=self.version, title=title, place=place, beside=beside, **self.tick()
            )
        except Refused:
            return
        assert made.key not in self.texts
        assert made.key not in self.out
        self.texts[made.key] = (title, "")

    @precondition(lambda self: self.texts)
    @rule(number=PICK, way=WAYS)
    def move(self, number, way):
        section = self.pick(number)
        inside = [
            s.key for s in self.version.sections.filter(number__startswith=f"{section.number}.")
        ]
        try:
            editing.move_section(section=section, way=way, **self.tick())
        except Refused:
            return
        moved = self.version.sections.get(key=section.key)
        now = self.version.sections.filter(number__startswith=f"{moved.number}.")
        # What is inside goes along; moved out, nothing else comes in.
        assert [s.key for s in now] == inside

    @precondition(lambda self: self.texts)
    @rule(number=PICK, body=st.sampled_from(["One.", "Two.", "# A\n\na\n\n# B\n\nb"]))
    def rename(self, number, body):
        section = self.pick(number)
        title = f"{section.title[:40]} again"
        editing.save_section(
            section=section,
            title=title,
            body=body,
            revision=section.revision,
            **self.tick(),
        )
        self.texts[section.key] = (title, body)

    @precondition(lambda self: self.texts)
    @rule(number=PICK)
    def divide(self, number):
        section = self.pick(number)
        if not section.body.startswith("# A"):
            return
        try:
            made = editing.split_section(
                section=section, line=1, revision=section.revision, **self.tick()
            )
        except Refused:
            return
        self.texts[section.key] = (section.title, "")
        self.texts |= {part.key: (part.title, part.body) for part in made}
        assert [(part.title, part.body) for part in made] == [("A", "a"), ("B", "b")]

    @precondition(lambda self: self.texts)
    @rule(number=PICK)
    def take_out(self, number):
        section = self.pick(number)
        gone = editing.take_out(section=section, **self.tick())
        self.out[section.key] = [each.key for each in gone]
        for each in gone:
            self.texts.pop(each.key)

    @precondition(lambda self: self.out)
    @rule(number=PICK)
    def put_back(self, number):
        key = list(self.out)[number % len(self.out)]
        try:
            back = editing.put_back(version=self.version, key=key, **self.tick())
        except Refused as refusal:
            assert "deep" in str(refusal)
            return
        assert [section.key for section in back] == self.out.pop(key)
        self.texts |= {section.key: (section.title, section.body) for section in back}

    @invariant()
    def outline_is_sound(self):
        sections = list(self.version.sections.select_related("parent"))
        path = []
        for position, section in enumerate(sections, 1):
            assert section.position == position
            assert section.level <= len(path) + 1
            path = path[: section.level - 1]
            assert section.parent == (path[-1] if path else None)
            before = path[-1].number + "." if path else ""
            number = int(section.number.removeprefix(before))
            siblings = [s for s in sections[: position - 1] if s.parent == section.parent]
            assert number == len(siblings) + 1
            path.append(section)

    @invariant()
    def nothing_is_lost(self):
        found = {s.key: (s.title, s.body) for s in self.version.sections.all()}
        assert found == self.texts

    @invariant()
    def every_section_is_kept_as_it_stands(self):
        for section in self.version.sections.all():
            kept = self.version.revisions.get(key=section.key, revision=section.revision)
            assert (kept.title, kept.body) == (section.title, section.body)


def test_outline_under_many_hands():
    health = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    run(
        Outline,
        settings=settings(
            max_examples=15, stateful_step_count=20, suppress_health_check=health, deadline=None
        ),
    )
