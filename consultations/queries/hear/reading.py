"""Answers in words: which there are, which are read, who said what about a theme."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import Count, Exists, OuterRef, Q

from consultations.models import Coding, Reading, TextAnswer, Theme
from consultations.queries.counts import versions_of
from consultations.queries.hear.rounds import heard_together
from consultations.queries.tally import counted
from consultations.questionnaire.kinds import TEXTS

# Written into a headline around each hit; no answer holds these characters.
HIT_STARTS, HIT_ENDS = "\ue000", "\ue001"
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class TextQuestion:
    """A question answered in words, and how far its answers have been heard."""

    key: str
    text: str
    section_title: str
    answers: int = 0
    read: int = 0
    coded: int = 0

    @property
    def unread(self):
        """How many answers nobody has read."""
        return self.answers - self.read

    @property
    def percent(self):
        """How much has been read, 0 to 100."""
        return 100 * self.read // self.answers if self.answers else 0


def answers_of(consultation, key=None):
    """The answers in words that count; of one question or of all."""
    found = TextAnswer.objects.filter(response__in=counted([consultation]).order_by())
    return found.filter(question_key=key) if key else found


def text_questions(consultation):
    """Every question answered in words, in order, with its progress."""
    rows = answers_of(consultation).order_by().values("question_key")
    read = rows.annotate(
        answers=Count("pk", distinct=True),
        read=Count("reading", distinct=True),
        coded=Count("pk", filter=Q(codings__isnull=False), distinct=True),
    )
    progress = {row.pop("question_key"): row for row in read}
    asked = words_of_questions(consultation)
    known = [
        TextQuestion(key, *words, **progress.get(key, {}))
        for key, words in asked.items()
        if not key.endswith("__other") or key in progress
    ]
    strays = [TextQuestion(k, k, "", **row) for k, row in progress.items() if k not in asked]
    return known + strays


def words_of_questions(consultation):
    """Key → (question, section title) of everything that may be answered in words."""
    asked = {}
    for version in versions_of([consultation]):
        for section in version.questionnaire.sections:
            for question in () if section.equality else section.questions:
                if question.kind in TEXTS:
                    asked.setdefault(question.key, (question.text, section.title))
                if question.other:
                    words = f"“{question.other}” at: {question.text}"
                    asked.setdefault(f"{question.key}__other", (words, section.title))
    return asked


def listed(answers, *, words="", show="", theme=None, respondent_type="", consent=""):
    """Answers narrowed down, in the order they came.

    `words` searches as an English search does (stems, “quoted phrases”, -without); `show` is
    "unread", "read", "uncoded" or "quoted". Each answer carries `is_read`, `is_quoted`.
    """
    found = answers.annotate(is_read=_has(Reading), is_quoted=Exists(_quotes()))
    if show:
        found = found.filter(SHOW[show]())
    if theme:
        found = found.filter(codings__theme=theme)
    if respondent_type:
        found = found.filter(response__respondent_type=respondent_type)
    if consent:
        found = found.filter(response__consent=consent)
    if words.strip():
        query = search_query(words)
        # Answers of the last minutes have no search words yet: their text is searched itself.
        found = found.annotate(
            fresh=SearchVector("text", config="english"), headline=headline(query)
        ).filter(Q(search=query) | Q(search=None, fresh=query))
    return found.order_by("response_id", "pk")


def search_query(words):
    """What somebody typed, as PostgreSQL understands it; nothing typed can be an error."""
    return SearchQuery(
        words.replace("\x00", "")[:LONGEST_SEARCH], config="english", search_type="websearch"
    )


def headline(query):
    """The words around each hit."""
    return SearchHeadline(
        "text",
        query,
        config="english",
        start_sel=HIT_STARTS,
        stop_sel=HIT_ENDS,
        max_words=60,
        min_words=30,
        max_fragments=3,
    )


def _has(model):
    return Exists(model.objects.filter(answer=OuterRef("pk")))


def _quotes():
    return TextAnswer.objects.filter(pk=OuterRef("pk"), quotes__isnull=False)


SHOW = {
    "unread": lambda: ~_has(Reading),
    "read": lambda: _has(Reading),
    "uncoded": lambda: ~_has(Coding),
    "quoted": lambda: Exists(_quotes()),
}


def with_codes(answers):
    """The answers with their themes and quotes, in a constant number of queries."""
    return answers.select_related("response").prefetch_related("codings__theme", "quotes")


@dataclass(frozen=True)
class Place:
    """Where an answer stands among those of its question."""

    number: int
    total: int
    read: int
    previous: int | None
    next: int | None
    next_unread: int | None


def place_of(answer, consultation):
    """The answer's place, and the answers around it, as numbers for addresses."""
    order = answers_of(consultation, answer.question_key).order_by("response_id", "pk")
    unread = SHOW["unread"]()
    before = Q(response_id__lt=answer.response_id)
    after = Q(response_id__gt=answer.response_id)
    waiting = order.filter(unread).exclude(pk=answer.pk).values_list("pk", flat=True)
    return Place(
        number=order.filter(before).count() + 1,
        total=order.count(),
        read=order.filter(~unread).count(),
        previous=order.filter(before).values_list("pk", flat=True).last(),
        next=order.filter(after).values_list("pk", flat=True).first(),
        next_unread=waiting.filter(after).first() or waiting.first(),
    )


def first_to_read(consultation, key):
    """The first answer nobody has read, else the first of all; None without answers."""
    order = answers_of(consultation, key).order_by("response_id", "pk")
    return order.filter(SHOW["unread"]()).first() or order.first()


def themes_for(consultation, key=None):
    """The themes of all rounds heard together; with a key, those that fit the question."""
    found = Theme.objects.filter(consultation__in=heard_together(consultation))
    return found.filter(Q(question_key="") | Q(question_key=key)) if key else found
