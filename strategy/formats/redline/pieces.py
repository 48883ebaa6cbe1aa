"""Two blocks compared word by word: what stayed, what came, what went.

A changed sentence is shown as a reader would mark it, in few strokes: single words that happen
to stand in both wordings, between much that changed, are joined to the change.
"""

import re
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from rapidfuzz.distance import Indel

from strategy.formats.redline.words import GLUE, fine_words, has_markup, joined


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    RESTYLED = "restyled"  # the same words, but bold, or with another link


class Piece(NamedTuple):
    """Words with one fate and one dress; `was` is the dress they had before."""

    mark: Mark
    text: str
    spaced: bool = True
    style: tuple = ()
    was: tuple = ()


# A Piece of all its parts: these few are made by the ten thousand.
_made = partial(tuple.__new__, Piece)
# Read a thousand times in a comparison: a name here is found faster than in the class.
KEPT, INSERTED, DELETED = Mark.KEPT, Mark.INSERTED, Mark.DELETED

# Words of both texts that are compared at once; beyond, sentences are compared first.
MOST_AT_ONCE = 25_000_000
# Kept words between two changes, at most this many characters, may be joined to them.
ISLAND = 24

_PARTS = re.compile(r"\w+|\s|[^\w\s]")


def pieces_of(old, new):
    """The pieces of two inline Markdown texts, in reading order; deleted before inserted."""
    if old == new:
        return whole(new, Mark.KEPT)
    if has_markup(old) or has_markup(new):
        return _dressed(fine_words(old), fine_words(new))
    return pieces_of_words(old.split(), new.split())


def whole(text, mark):
    """All of a text with one fate."""
    if has_markup(text):
        words = fine_words(text)
        return tuple(_run(words, 0, len(words.keys), mark))
    words = " ".join(text.split())
    return (Piece(mark, words),) if words else ()


def pieces_of_words(old, new):
    """The same for two texts without markup, already split at their gaps."""
    found = []
    add = found.append
    for same, before, until, start, end in changes(old, new):
        words = new[start] if end - start == 1 else " ".join(new[start:end])
        if same:
            add(_made((KEPT, words, True, (), ())))
        elif before == until:
            add(_made((INSERTED, words, True, (), ())))
        else:
            gone = old[before] if until - before == 1 else " ".join(old[before:until])
            if words and (gone[0] == words[0] or gone[-1] == words[-1]):
                _replace(gone, words, add)
                continue
            add(_made((DELETED, gone, True, (), ())))
            if words:
                add(_made((INSERTED, words, True, (), ())))
    return tuple(found)


def _replace(old, new, add):
    """One wording for another; what they share at either end stays, as “gained” in “gained.”"""
    if old.isalnum() and new.isalnum():
        add(_made((DELETED, old, True, (), ())))
        add(_made((INSERTED, new, True, (), ())))
        return
    before, after = _PARTS.findall(old), _PARTS.findall(new)
    most = min(len(before), len(after))
    first = _shared(before, after, most)
    last = _shared(before[::-1], after[::-1], most - first)
    if last and not _ends_alike(before, after, first, last):
        last = 0
    if first:
        add(Piece(KEPT, "".join(before[:first])))
    for mark, parts in ((DELETED, before), (INSERTED, after)):
        if middle := "".join(parts[first : len(parts) - last]):
            add(Piece(mark, middle.strip(" "), not first or middle[0] == " "))
    if last:
        gap = after[len(after) - last - 1] == " "
        add(Piece(KEPT, "".join(after[len(after) - last :]), gap))


def _ends_alike(before, after, first, last):
    """Whether the gap before the shared end is the same in both texts."""
    gaps = [parts[len(parts) - last - 1 : len(parts) - last] for parts in (before, after)]
    if not first and last in (len(before), len(after)):
        return False
    return (gaps[0] == [" "]) == (gaps[1] == [" "])


def _shared(one, other, most):
    count = 0
    while count < most and one[count] == other[count] != " ":
        count += 1
    return count


def _dressed(old, new):
    found = []
    for same, before, until, start, end in changes(old.keys, new.keys):
        if same:
            found += _kept(old, before, new, start, end)
        else:
            found += _run(old, before, until, DELETED)
            found += _run(new, start, end, INSERTED)
    return tuple(found)


def _kept(old, before, new, start, end):
    """Words that stayed, cut where their dress, now or before, changes."""
    begins, shift = start, before - start
    now, was = new.styles[start:end], old.styles[before : end + shift]
    if now == was and now.count(now[0]) == end - start:
        yield _piece(KEPT, new.keys[start:end], now[0], was[0])
        return
    dress = (old.styles[before], new.styles[start])
    for at in range(start + 1, end + 1):
        here = (old.styles[at + shift], new.styles[at]) if at < end else None
        if here != dress:
            was, style = dress
            mark = KEPT if was == style else Mark.RESTYLED
            yield _piece(mark, new.keys[begins:at], style, was)
            begins, dress = at, here


def _run(words, start, end, mark):
    styles = words.styles[start:end]
    if styles and styles.count(styles[0]) == end - start:
        yield _piece(mark, words.keys[start:end], styles[0])
        return
    begins = start
    for at in range(start + 1, end + 1):
        if at == end or words.styles[at] != words.styles[begins]:
            yield _piece(mark, words.keys[begins:at], words.styles[begins])
            begins = at


def _piece(mark, keys, style, was=()):
    return _made((mark, joined(keys), keys[0][0] != GLUE, style, was))


def changes(old, new):
    """(same, from, until, from, until) over both lists of words, small islands joined."""
    if len(old) * len(new) > MOST_AT_ONCE:
        return _joined_islands(_by_sentences(old, new), new)
    return _joined_islands(_steps(old, new), new)


def _steps(old, new, before=0, start=0):
    """As `changes`, each step a list; what went and what came at one place are one step."""
    found, last = [], (True,)
    for tag, a, b, c, d in Indel.opcodes(old, new).as_list():
        if tag == "equal":
            last = [True, a + before, b + before, c + start, d + start]
        elif last[0]:
            last = [False, a + before, b + before, c + start, d + start]
        else:
            last[2], last[4] = b + before, d + start
            continue
        found.append(last)
    return found


def _by_sentences(old, new):
    """For very long paragraphs: whole sentences first, then the words of those that changed."""
    olds, news = _sentences(old), _sentences(new)
    steps = []
    for same, a, b, c, d in _steps([key for key, _ in olds], [key for key, _ in news]):
        ends = (
            _place(olds, a, old),
            _place(olds, b, old),
            _place(news, c, new),
            _place(news, d, new),
        )
        if same or (ends[1] - ends[0]) * (ends[3] - ends[2]) > MOST_AT_ONCE:
            steps.append([same, *ends])
        else:
            steps += _steps(old[ends[0] : ends[1]], new[ends[2] : ends[3]], ends[0], ends[2])
    return _side_by_side(steps)


def _place(sentences, number, words):
    return sentences[number][1] if number < len(sentences) else len(words)


def _sentences(words):
    """(words, where they begin) of each sentence, of fifty words at most."""
    found, begins = [], 0
    for at, word in enumerate(words, 1):
        if word[-1:] in ".?!;:" or at - begins == 50 or at == len(words):
            found.append((tuple(words[begins:at]), begins))
            begins = at
    return found


def _joined_islands(steps, new):
    """The steps with changes made one where only a few kept words stand between them."""
    found = []
    kept, changed = None, None  # the last two: nothing else follows one another
    for step in steps:
        if step[0]:
            kept = step
        elif changed and kept and _is_island(changed, kept, step, new):
            found.pop()
            changed[2], changed[4] = step[2], step[4]
            continue
        else:
            changed = step
        found.append(step)
    return found


def _side_by_side(steps):
    """Steps of one kind that follow one another, as one."""
    found = []
    for step in steps:
        if found and step[0] == found[-1][0]:
            found[-1][2], found[-1][4] = step[2], step[4]
        else:
            found.append(step)
    return found


def _is_island(before, kept, after, new):
    """Whether kept words are fewer than what changed on both sides of them."""
    count = kept[2] - kept[1]
    if count > before[2] - before[1] and count > before[4] - before[3]:
        return False
    if count > after[2] - after[1] and count > after[4] - after[3]:
        return False
    return len(" ".join(new[kept[3] : kept[4]])) <= ISLAND
