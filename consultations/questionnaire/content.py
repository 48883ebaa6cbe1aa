"""The questionnaire document: sections, questions, options, and the checks on them."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from functools import cached_property

from consultations.questionnaire.conditions import Condition
from consultations.questionnaire.kinds import BUILT_IN_OPTIONS, CHOICES, ONCE, OWN_OPTIONS, Kind

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
# More than a person would answer; keeps a hostile file from filling the database.
MOST_SECTIONS = 40
MOST_QUESTIONS = 200
MOST_OPTIONS = 60
LONGEST_LABEL = 500
LONGEST_PROSE = 20_000
HIGHEST_WORD_LIMIT = 5_000
DEFAULT_WORD_LIMIT = {Kind.SHORT_TEXT: 40, Kind.LONG_TEXT: 300}


@dataclass(frozen=True)
class Option:
    """One choice of a question: a stable key and the words people read."""

    key: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question. `key` never changes once answers exist; the words may."""

    key: str
    kind: Kind
    text: str
    help: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    # “Other”, with a box to say what; empty when the question has none.
    other: str = ""
    # An exclusive “None of these”; empty when the question has none.
    none: str = ""
    word_limit: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    show_if: Condition | None = None

    OTHER_KEY = "other"
    NONE_KEY = "none"

    @property
    def field(self):
        """The name of this question's form control."""
        return f"q_{self.key}"

    @property
    def is_answered(self):
        """Whether this question takes an answer at all."""
        return self.kind != Kind.INFORMATION

    @property
    def all_options(self):
        """The options as shown, with “other” and the exclusive “none” at the end."""
        extra = []
        if self.other and self.OTHER_KEY not in {o.key for o in self.options}:
            extra.append(Option(self.OTHER_KEY, self.other))
        if self.none:
            extra.append(Option(self.NONE_KEY, self.none))
        return (*self.options, *extra)

    @cached_property
    def option_keys(self):
        return frozenset(option.key for option in self.all_options)

    def label_of(self, option_key):
        """The words of an option; the key itself when the option is gone."""
        return next((o.label for o in self.all_options if o.key == option_key), option_key)

    @property
    def limit(self):
        """How many words a text answer may have; None when the question is not a text."""
        return self.word_limit or DEFAULT_WORD_LIMIT.get(self.kind)

    @cached_property
    def wording(self):
        """A fingerprint of what was asked: results are added up only where it is equal."""
        parts = [self.kind.value, self.text, *(f"{o.key}={o.label}" for o in self.all_options)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Section:
    """One page of the questionnaire, tied to a part of the strategy or to none."""

    key: str
    title: str
    intro: str = ""
    # The stable anchor of the strategy's section that this page asks about.
    strategy_section: str = ""
    # Equality questions: optional, purpose stated, stored apart from the answers.
    equality: bool = False
    show_if: Condition | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Questionnaire:
    """All sections in order. Immutable: a change makes a new one."""

    sections: tuple[Section, ...] = field(default=())

    @property
    def questions(self):
        """Every question in order."""
        return [question for section in self.sections for question in section.questions]

    @cached_property
    def by_key(self):
        return {question.key: question for question in self.questions}

    def section(self, key):
        """The section of that key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def of_kind(self, kind):
        """The first question of that kind outside the equality block, or None."""
        return next(
            (q for s in self.sections if not s.equality for q in s.questions if q.kind == kind),
            None,
        )

    @property
    def is_short(self):
        """One page only: answered and sent without a separate check page."""
        return len(self.sections) == 1

    def to_dict(self):
        """Plain JSON, leaving out what has its default, so that files stay readable."""
        return {"sections": [_section_to_dict(section) for section in self.sections]}

    @cached_property
    def sha256(self):
        """The fingerprint of the whole document."""
        text = json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _section_to_dict(section):
    plain = _without_defaults(section, Section)
    plain["questions"] = [_question_to_dict(question) for question in section.questions]
    return plain


def _question_to_dict(question):
    plain = _without_defaults(question, Question)
    plain["kind"] = question.kind.value
    built_in = BUILT_IN_OPTIONS.get(question.kind, ())
    if question.options and tuple((o.key, o.label) for o in question.options) != built_in:
        plain["options"] = [asdict(option) for option in question.options]
    else:
        plain.pop("options", None)
    return plain


def _without_defaults(thing, of):
    plain = {}
    for name, spec in of.__dataclass_fields__.items():
        value = getattr(thing, name)
        if value != spec.default:
            plain[name] = value.to_dict() if isinstance(value, Condition) else value
    return plain


def read_questionnaire(plain):
    """The questionnaire in `plain` (as `to_dict` writes it) and a list of problems.

    A problem is a pair: the path into `plain` as a tuple, and a sentence that says what
    to do. When there are problems the questionnaire holds what could be read.
    """
    return _Reader().read(plain)


class _Reader:
    """Reads plain data and collects every problem instead of stopping at the first."""

    def __init__(self):
        self.problems = []
        self.keys = {}
        self.section_keys = set()
        self.used_once = set()

    def read(self, plain):
        if not isinstance(plain, dict) or not isinstance(plain.get("sections"), list):
            self._problem((), "Give the questionnaire as a list under “sections”.")
            return Questionnaire(), self.problems
        entries = plain["sections"]
        self._unknown(plain, {"sections"}, ())
        if len(entries) > MOST_SECTIONS:
            self._problem(("sections",), f"Use at most {MOST_SECTIONS} sections.")
            entries = entries[:MOST_SECTIONS]
        sections = [self._section(e, ("sections", i)) for i, e in enumerate(entries)]
        if len(self.keys) > MOST_QUESTIONS:
            self._problem(("sections",), f"Use at most {MOST_QUESTIONS} questions.")
        return Questionnaire(tuple(s for s in sections if s)), self.problems

    def _problem(self, path, sentence):
        self.problems.append((path, sentence))

    def _unknown(self, plain, known, path):
        for name in plain:
            if name not in known:
                names = ", ".join(sorted(known))
                self._problem((*path, name), f"“{name}” is not known here. Use: {names}.")

    def _text(self, plain, name, path, *, longest=LONGEST_LABEL, needed=False):
        value = plain.get(name, "")
        if value is None:
            value = ""
        if not isinstance(value, str):
            self._problem((*path, name), f"Write “{name}” as text.")
            return ""
        value = value.replace("\r\n", "\n").strip()
        if "\x00" in value:
            self._problem((*path, name), f"Remove the character that is not text from “{name}”.")
            value = value.replace("\x00", "")
        if needed and not value:
            self._problem((*path, name), f"Write the {name}.")
        if len(value) > longest:
            self._problem((*path, name), f"Shorten “{name}” to {longest:,} characters or fewer.")
            value = value[:longest]
        return value

    def _flag(self, plain, name, path):
        value = plain.get(name, False)
        if not isinstance(value, bool):
            self._problem((*path, name), f"Write “{name}” as true or false.")
            return False
        return value

    def _whole(self, plain, name, path, *, lowest=None, highest=None):
        value = plain.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**12:
            self._problem((*path, name), f"Write “{name}” as a whole number.")
            return None
        if (lowest is not None and value < lowest) or (highest is not None and value > highest):
            self._problem((*path, name), f"Give “{name}” between {lowest} and {highest:,}.")
            return None
        return value

    def _key(self, plain, path, taken, what):
        value = plain.get("key", "")
        if not isinstance(value, str) or not KEY.fullmatch(value):
            self._problem(
                (*path, "key"),
                f"Give the {what} a key of small letters, digits and hyphens (up to 60).",
            )
            return None
        if value in taken:
            self._problem((*path, "key"), f"The key “{value}” is used twice. Change one of them.")
            return None
        return value

    def _section(self, plain, path):
        if not isinstance(plain, dict):
            self._problem(path, "Write each section with a key, a title and questions.")
            return None
        self._unknown(plain, set(Section.__dataclass_fields__), path)
        key = self._key(plain, path, self.section_keys, "section")
        entries = plain.get("questions", [])
        if not isinstance(entries, list):
            self._problem((*path, "questions"), "Write the questions as a list.")
            entries = []
        # A section's condition may only look back, so it is read before its questions.
        show_if = self._condition(plain, path)
        equality = self._flag(plain, "equality", path)
        questions = [
            self._question(entry, (*path, "questions", i), equality)
            for i, entry in enumerate(entries[: MOST_QUESTIONS + 1])
        ]
        if key is None:
            return None
        self.section_keys.add(key)
        return Section(
            key=key,
            title=self._text(plain, "title", path, needed=True),
            intro=self._text(plain, "intro", path, longest=LONGEST_PROSE),
            strategy_section=self._text(plain, "strategy_section", path),
            equality=equality,
            show_if=show_if,
            questions=tuple(q for q in questions if q),
        )

    def _question(self, plain, path, equality):
        if not isinstance(plain, dict):
            self._problem(path, "Write each question with a key, a kind and a text.")
            return None
        self._unknown(plain, set(Question.__dataclass_fields__), path)
        key = self._key(plain, path, self.keys, "question")
        kind = self._kind(plain, path)
        if key is None or kind is None:
            return None
        question = Question(
            key=key,
            kind=kind,
            text=self._text(plain, "text", path, longest=self._longest(kind), needed=True),
            help=self._text(plain, "help", path, longest=LONGEST_PROSE),
            required=self._required(plain, path, equality),
            options=self._options(plain, kind, path),
            other=self._text(plain, "other", path),
            none=self._text(plain, "none", path),
            word_limit=self._whole(plain, "word_limit", path, lowest=1, highest=HIGHEST_WORD_LIMIT),
            minimum=self._whole(plain, "minimum", path),
            maximum=self._whole(plain, "maximum", path),
            show_if=self._condition(plain, path),
        )
        self._check_fit(question, path)
        self.keys[key] = question
        return question

    def _longest(self, kind):
        return LONGEST_PROSE if kind == Kind.INFORMATION else LONGEST_LABEL

    def _kind(self, plain, path):
        try:
            return Kind(plain.get("kind", ""))
        except (ValueError, TypeError):
            names = ", ".join(Kind.values)
            self._problem((*path, "kind"), f"Choose the kind of question: {names}.")
            return None

    def _required(self, plain, path, equality):
        required = self._flag(plain, "required", path)
        if required and equality:
            self._problem((*path, "required"), "Equality questions are always optional.")
            return False
        return required

    def _options(self, plain, kind, path):
        entries = plain.get("options")
        if entries is None:
            entries = [{"key": k, "label": v} for k, v in BUILT_IN_OPTIONS.get(kind, ())]
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self._problem((*path, "options"), "Write the options as a list of key and label.")
            return ()
        if entries and kind not in CHOICES:
            self._problem((*path, "options"), f"A question of kind “{kind}” has no options.")
            return ()
        if len(entries) > MOST_OPTIONS:
            self._problem((*path, "options"), f"Use at most {MOST_OPTIONS} options.")
        options, taken = [], {Question.NONE_KEY}
        for i, entry in enumerate(entries[:MOST_OPTIONS]):
            here = (*path, "options", i)
            self._unknown(entry, {"key", "label"}, here)
            key = self._key(entry, here, taken, "option")
            if key:
                taken.add(key)
                options.append(Option(key, self._text(entry, "label", here, needed=True)))
        if kind in OWN_OPTIONS and len(options) < 2 and not (options and plain.get("other")):
            self._problem((*path, "options"), "Give at least two options to choose from.")
        return tuple(options)

    def _condition(self, plain, path):
        if plain.get("show_if") is None:
            return None
        condition, problems = Condition.read(plain["show_if"], self.keys)
        for where, sentence in problems:
            self._problem((*path, "show_if", *where), sentence)
        return condition

    def _check_fit(self, question, path):
        """What makes sense for one kind only."""
        if question.other and question.kind not in CHOICES:
            self._problem((*path, "other"), "Only questions with options can have “other”.")
        if question.none and question.kind != Kind.SEVERAL_CHOICES:
            self._problem((*path, "none"), "Only “several choices” can have “none of these”.")
        if question.word_limit and question.kind not in DEFAULT_WORD_LIMIT:
            self._problem((*path, "word_limit"), "Only text questions have a word limit.")
        low, high = question.minimum, question.maximum
        if low is not None and high is not None and low > high:
            self._problem((*path, "maximum"), "Give a maximum that is not below the minimum.")
        if question.kind in ONCE:
            if question.kind in self.used_once:
                self._problem((*path, "kind"), f"Ask “{question.kind.label}” only once.")
            self.used_once.add(question.kind)
