"""The draft of a review as its reader sees it: piece by piece, with what was said of each."""

from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from civilsociety.documents import render_markdown
from engagement.models import Comment
from engagement.queries.reviews.anchors import Anchors
from engagement.queries.reviews.pieces import pieces_of
from engagement.queries.reviews.reading import is_officer
from strategy.models import SectionRevision

# Words beyond which a draft is shown chapter by chapter.
LONG = 6_000
_SCROLLER = (
    '<div class="scroller" role="region" tabindex="0" aria-label="Table in {} {}, paragraph {}">'
)


@dataclass
class ReadPiece:
    """A paragraph with its comments."""

    number: int
    words: str
    markdown: str
    anchor: str
    html: SafeString = SafeString("")
    comments: list = field(default_factory=list)

    @property
    def has_new(self):
        """Whether something about it is new to this reader."""
        return any(comment.is_new for comment in self.comments)


@dataclass
class ReadSection:
    """A section with its pieces, and the comments that speak of all of it."""

    key: str
    number: str
    title: str
    level: int
    revision: int
    chapter: str
    pieces: list
    comments: list = field(default_factory=list)
    changed: bool = False

    @property
    def heading(self):
        """The heading's level on the page: chapters stand below the page's own title."""
        return min(self.level + 1, 6)

    @property
    def count(self):
        """How many comments stand here, at the section and at its paragraphs."""
        return len(self.comments) + sum(len(piece.comments) for piece in self.pieces)

    @property
    def has_news(self):
        """Whether something said of the section itself is new."""
        return any(comment.is_new for comment in self.comments)

    @property
    def news(self):
        """How many comments or answers are new here."""
        at_pieces = (comment for piece in self.pieces for comment in piece.comments)
        return sum(comment.is_new for comment in [*self.comments, *at_pieces])


@dataclass
class Reading:
    """The whole draft for one reader: sections, comments on the whole, and what is new."""

    sections: list
    comments: list
    about_whole: list
    since: object = None

    @property
    def chapters(self):
        """The chapters' own sections, for moving from one to the next."""
        return [section for section in self.sections if section.key == section.chapter]

    @property
    def is_long(self):
        """Whether it is read chapter by chapter."""
        words = sum(
            len(piece.words.split()) for section in self.sections for piece in section.pieces
        )
        return words > LONG and len(self.chapters) > 1

    @property
    def new_comments(self):
        """Comments and answers since the last visit, in the order of the text."""
        return [comment for comment in self.comments if comment.is_new]

    @property
    def changed_sections(self):
        """Sections whose text changed since the last visit."""
        return [section for section in self.sections if section.changed]


def comments_for(review, user):
    """The comments a reader of the review sees, each with its answer and who agrees."""
    return (
        Comment.objects.filter(review=review)
        .readable_by(user, officer=is_officer(user))
        .select_related("answer__change", "term__seat")
        .prefetch_related("agreements")
        .order_by("pk")
    )


def read(review, user, *, since=None):
    """The draft with every comment this reader may see, each where its words stand today.

    `since` is the moment of the visit before: what came later is new. The same number of
    queries however many sections and comments there are.
    """
    sections = sections_of(review.version)
    comments = list(comments_for(review, user))
    by_key = {section.key: section for section in sections}
    reading = Reading(sections, comments, [], since)
    place_all(comments, sections)
    for comment in comments:
        _dress(comment, user, since, by_key)
        _put(comment, reading, by_key)
    order = {section.key: at for at, section in enumerate(sections)}
    comments.sort(key=lambda each: (order.get(each.place.key, -1), each.place.number or 0, each.pk))
    _mark_changed(review, by_key, since)
    return reading


def sections_of(version):
    """The sections of a version taken apart, in order."""
    found, chapter = [], ""
    for section in version.sections.all():
        chapter = section.key if section.level == 1 else chapter
        pieces = [
            ReadPiece(piece.number, piece.words, piece.markdown, f"{section.key}.p{piece.number}")
            for piece in pieces_of(section.body)
        ]
        found.append(
            ReadSection(
                section.key,
                section.number,
                section.title,
                section.level,
                section.revision,
                chapter,
                pieces,
            )  # fmt: skip
        )
    return found


def place_all(comments, sections):
    """Gives each comment its `.place` today, and `.renumbered` where its section is."""
    anchors = Anchors(
        {each.key: (each.title, [piece.words for piece in each.pieces]) for each in sections}
    )
    numbers = {each.key: each.number for each in sections}
    for comment in comments:
        comment.place = anchors.find(
            key=comment.section_key,
            title=comment.section_title,
            number=comment.block,
            words=comment.anchor_text,
        )
        today = numbers.get(comment.place.key, "")
        was = comment.section_number
        comment.renumbered = f"was {was}, now {today}" if was and today and was != today else ""


def draw(sections, pictures=None):
    """Renders the pieces of the sections that are shown; `pictures` are those of the version."""
    for section in sections:
        level = min(section.level + 2, 6)
        for piece in section.pieces:
            html = render_markdown(piece.markdown, heading_level=level, pictures=pictures)
            if "<table" in html:
                html = _framed(html, section, piece)
            piece.html = html


def _framed(html, section, piece):
    opening = format_html(_SCROLLER, section.number, section.title, piece.number)
    # The table comes from our own renderer, which cleans what it gives.
    return mark_safe(  # noqa: S308
        html.replace("<table", f"{opening}<table").replace("</table>", "</table></div>")
    )


def _dress(comment, user, since, by_key):
    comment.mine = comment.writer_id == user.pk
    comment.agreeing = len(comment.agreements.all())
    comment.agreed = any(each.member_id == user.pk for each in comment.agreements.all())
    answer = comment.given_answer
    comment.new_answer = bool(since and answer and answer.at > since)
    written_later = bool(since and comment.sent_at and comment.sent_at > since and not comment.mine)
    comment.is_new = written_later or comment.new_answer
    section = by_key.get(comment.place.key)
    comment.stands_at = f"{section.number} {section.title}" if section else "the whole draft"


def _put(comment, reading, by_key):
    section = by_key.get(comment.place.key)
    if section is None:
        reading.about_whole.append(comment)
    elif comment.place.number is None:
        section.comments.append(comment)
    else:
        section.pieces[comment.place.number - 1].comments.append(comment)


def _mark_changed(review, by_key, since):
    if since is None:
        return
    revisions = SectionRevision.objects.filter(version=review.version_id, revision__gt=1)
    # Moving alone changes no word.
    changed = revisions.filter(at__gt=since).exclude(how=SectionRevision.How.MOVED)
    for key in set(changed.values_list("key", flat=True)):
        if key in by_key:
            by_key[key].changed = True


@dataclass(frozen=True)
class Part:
    """The part of a draft that one page shows: all of it, or a chapter with its neighbours."""

    sections: list
    chapter: ReadSection | None = None
    before: ReadSection | None = None
    after: ReadSection | None = None


def shown_part(reading, key):
    """The whole draft; of a long one the chapter with the section `key`, or the first."""
    if not reading.is_long:
        return Part(reading.sections)
    chapters = reading.chapters
    wanted = next((each.chapter for each in reading.sections if each.key == key), chapters[0].key)
    at = next(at for at, each in enumerate(chapters) if each.key == wanted)
    return Part(
        [each for each in reading.sections if each.chapter == wanted],
        chapters[at],
        chapters[at - 1] if at else None,
        chapters[at + 1] if at + 1 < len(chapters) else None,
    )
