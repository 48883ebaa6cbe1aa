"""The parts of an application as its task list shows them."""

from dataclasses import dataclass

from django.urls import reverse

from funding.queries.applying.sections import sections_of
from funding.queries.applying.signing import signature_of
from funding.queries.applying.written import ABOUT, BUDGET, is_empty, written_in


@dataclass(frozen=True)
class Part:
    """One task: its name, address, what is missing, and how far it is."""

    key: str
    title: str
    url: str
    hint: str
    missing: int
    begun: bool
    waits: bool = False

    @property
    def status(self):
        """“done”, “begun”, “empty” or “waits”."""
        if self.waits:
            return "waits"
        if not self.missing:
            return "done"
        return "begun" if self.begun else "empty"


@dataclass(frozen=True)
class Group:
    """Tasks under one heading."""

    title: str
    parts: list


def address(application, name, *more):
    """Where a page of an application stands."""
    return reverse(f"funding:application_{name}", args=[application.pk, *more])


def groups_of(application, lacks, *, may_read):
    """Every part, in groups. `lacks` is what the rules say is missing; the queries are constant."""
    missing = {}
    for lack in lacks:
        missing[lack.part] = missing.get(lack.part, 0) + 1
    return [
        Group("Your organisation", _organisation(application, missing, may_read)),
        Group("Your project", _project(application, missing)),
        Group("Finish", _finish(application, missing)),
    ]


def _organisation(application, missing, may_read):
    waits = not may_read
    hint = "We confirm first that you belong to it. You can send without." if waits else ""
    for key, title in (("organisation", "Facts about it"), ("documents", "Its documents")):
        number = missing.get(key, 0)
        yield Part(key, title, address(application, key), hint, number, bool(number), waits)


def _project(application, missing):
    about = written_in(application, ABOUT)
    yield _written(application, ABOUT, "In short: name, dates, place", about, missing, "about")
    for section in sections_of(application.call):
        values = written_in(application, section.part, section)
        given = any(section.file_questions) and bool(application.files.all())
        yield Part(
            section.part,
            section.title,
            address(application, "section", section.number),
            "",
            missing.get(section.part, 0),
            given or not all(map(is_empty, values.values())),
        )
    money = written_in(application, BUDGET)
    title = "What it costs and what you ask for"
    yield _written(application, BUDGET, title, money, missing, "budget")


def _written(application, key, title, values, missing, name):
    begun = not all(map(is_empty, values.values()))
    return Part(key, title, address(application, name), "", missing.get(key, 0), begun)


def _finish(application, missing):
    others = sum(number for part, number in missing.items() if part != "sign")
    signature = signature_of(application)
    hint = f"Signed off by {signature.name}." if signature else ""
    people = address(application, "people")
    yield Part("people", "People who work on it", people, "Invite others, any time.", 0, True)
    sign = address(application, "sign")
    waits = bool(others) and not signature
    yield Part(
        "sign",
        "Sign-off by a trustee or director",
        sign,
        hint,
        missing.get("sign", 0),
        False,
        waits,
    )
    check = address(application, "check")
    yield Part("check", "Check and send", check, "", 1, False, bool(sum(missing.values())))
