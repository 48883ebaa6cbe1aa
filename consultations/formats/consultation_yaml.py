"""A whole consultation as one file: texts, dates in UK time, papers, questionnaire.

What is written here is read back exactly. Files among the papers do not travel: the file
names them, and they stay or are uploaded where it is imported. See `docs/formats.md`.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from consultations.formats.fields import FIELDS, in_uk_time
from consultations.formats.marked_yaml import read_marked, write_yaml
from consultations.models import Consultation, Paper
from consultations.questionnaire.content import Questionnaire, read_questionnaire
from strategy.models import Version

PAPER_PARTS = {"kind", "title", "link", "file"}
NAMES = [*FIELDS, "strategy", "follows", "papers", "questionnaire"]


@dataclass(frozen=True)
class PlannedPaper:
    """A paper as the file names it: a link, or the name of a file kept here."""

    kind: str
    title: str
    link: str = ""
    file_name: str = ""


@dataclass
class Plan:
    """What a file says a consultation should be."""

    # Field names of the model and their values.
    fields: dict = field(default_factory=dict)
    papers: list = field(default_factory=list)
    questionnaire: Questionnaire = field(default_factory=Questionnaire)

    @property
    def slug(self):
        """The address of the consultation it is about."""
        return self.fields.get("slug", "")


def write_consultation(consultation):
    """The consultation as YAML text; after launch with the questionnaire being answered."""
    data = {}
    for name, (attribute, reader) in FIELDS.items():
        value = getattr(consultation, attribute)
        if value not in ("", None) or name in {"slug", "title"}:
            data[name] = reader.write(value)
    if version := consultation.strategy_version:
        data["strategy"] = {"slug": version.strategy.slug, "version": version.number}
    if consultation.follows:
        data["follows"] = consultation.follows.slug
    papers = [_write_paper(paper) for paper in consultation.papers.defer("content")]
    if papers:
        data["papers"] = papers
    last = consultation.versions.last()
    data["questionnaire"] = (last or consultation).questionnaire.to_dict()
    return write_yaml(_plain(data))


def _plain(data):
    """Tuples as lists and choices as their values: what YAML knows."""
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    return str(data) if isinstance(data, str) else data


def _write_paper(paper):
    where = {"link": paper.link} if paper.link else {"file": paper.file_name}
    return {"kind": paper.kind, "title": paper.title, **where}


def read_consultation(content):
    """The Plan in a file, and a list of Problems; never raises on any content.

    Unknown names, wrong types, unreal moments, strategies we do not have: each problem says
    where it stands and what to write instead.
    """
    marked = read_marked(content)
    reader = _Reader(marked)
    if marked.problems:
        return reader.plan, marked.problems
    return reader.read(), reader.problems


def read_questionnaire_part(content):
    """Only the questionnaire of such a file (or a file that holds nothing else), and Problems."""
    marked = read_marked(content)
    if marked.problems:
        return Questionnaire(), marked.problems
    inside = isinstance(marked.data, dict) and "questionnaire" in marked.data
    plain = marked.data["questionnaire"] if inside else marked.data
    prefix = ("questionnaire",) if inside else ()
    questionnaire, problems = read_questionnaire(plain)
    return questionnaire, [
        marked.problem((*prefix, *path), sentence) for path, sentence in problems
    ]


class _Reader:
    """Collects every problem of one file instead of stopping at the first."""

    def __init__(self, marked):
        self.marked, self.plan, self.problems = marked, Plan(), []

    def problem(self, path, sentence):
        self.problems.append(self.marked.problem(path, sentence))

    def read(self):
        data = self.marked.data
        if not isinstance(data, dict):
            self.problem((), "Start with “slug:”, “title:” and so on, one name on each line.")
            return self.plan
        for name in data:
            if name not in NAMES:
                self.problem((name,), f"“{name}” is not known here. Use: {', '.join(NAMES)}.")
        for name, (attribute, reader) in FIELDS.items():
            self._field(data, name, attribute, reader)
        self.plan.fields["strategy_version"] = self._strategy(data.get("strategy"))
        self.plan.fields["follows"] = self._follows(data.get("follows"))
        self.plan.papers = self._papers(data.get("papers"))
        self._questionnaire(data.get("questionnaire", {"sections": []}))
        self._order()
        return self.plan

    def _field(self, data, name, attribute, reader):
        value = data.get(name)
        if value in (None, ""):
            if name in {"slug", "title"}:
                self.problem((name,), f"Give the {name}.")
            self.plan.fields[attribute] = reader.empty
            return
        try:
            self.plan.fields[attribute] = reader.read(name, value)
        except ValidationError as error:
            self.problem((name,), error.messages[0])

    def _strategy(self, plain):
        if plain is None:
            return None
        slug = plain.get("slug") if isinstance(plain, dict) else None
        number = plain.get("version") if isinstance(plain, dict) else None
        whole = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 32_000
        if not (isinstance(slug, str) and whole) or set(plain) - {"slug", "version"}:
            self.problem(("strategy",), "Give the strategy as “slug” and “version”, a number.")
            return None
        version = Version.objects.filter(strategy__slug=slug, number=number).first()
        if version is None:
            self.problem(
                ("strategy",),
                f"There is no version {number} of a strategy “{slug[:60]}”. "
                "Import the strategy first, or remove these lines.",
            )
        return version

    def _follows(self, slug):
        if slug is None:
            return None
        found = isinstance(slug, str) and Consultation.objects.filter(slug=slug).first()
        if not found:
            self.problem(("follows",), "Name the slug of a consultation we have, or remove this.")
        return found or None

    def _papers(self, entries):
        if entries is None:
            return []
        if not isinstance(entries, list) or len(entries) > 50:
            self.problem(("papers",), "Write the papers as a list, 50 at most.")
            return []
        papers = [self._paper(entry, ("papers", i)) for i, entry in enumerate(entries)]
        return [paper for paper in papers if paper]

    def _paper(self, entry, path):
        texts = isinstance(entry, dict) and all(isinstance(v, str) for v in entry.values())
        if not texts or set(entry) - PAPER_PARTS or not entry.get("title"):
            self.problem(path, "Write each paper with kind, title, and link or file.")
            return None
        if entry.get("kind") not in Paper.Kind.values:
            kinds = ", ".join(Paper.Kind.values)
            self.problem((*path, "kind"), f"Choose the kind of paper: {kinds}.")
            return None
        if bool(entry.get("link")) == bool(entry.get("file")):
            self.problem(path, "Give a link, or the name of a file kept here; not both.")
            return None
        paper = Paper(
            kind=entry["kind"],
            title=entry["title"],
            link=entry.get("link", ""),
            file_name=entry.get("file", ""),
        )
        try:
            paper.clean_fields(exclude={"consultation", "content"})
        except ValidationError as error:
            name, messages = next(iter(error.message_dict.items()))
            name = "file" if name == "file_name" else name
            self.problem((*path, name), messages[0])
            return None
        return PlannedPaper(paper.kind, paper.title, paper.link, paper.file_name)

    def _questionnaire(self, plain):
        self.plan.questionnaire, problems = read_questionnaire(plain)
        for path, sentence in problems:
            self.problem(("questionnaire", *path), sentence)

    def _order(self):
        opens, closes = (self.plan.fields.get(name) for name in ("opens_at", "closes_at"))
        if isinstance(opens, datetime) and isinstance(closes, datetime) and opens >= closes:
            self.problem(
                ("closes",),
                f"Set the closing after the opening ({in_uk_time(timezone.localtime(opens))}).",
            )
