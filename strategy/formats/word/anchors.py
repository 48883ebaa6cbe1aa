"""Anchors of the sections of a Word file: those the strategy has already live on."""

import re

from django.utils.text import slugify
from rapidfuzz import fuzz, process

from civilsociety.documents.word_file import bookmark_name
from strategy.formats.headings import LONGEST_ANCHOR, RESERVED_ANCHORS

ALIKE = 78  # of 100: titles that are one title reworded
SAME_TEXT = 85  # of 100: a text that got a new title
ENOUGH_TEXT = 80  # characters, to tell one text by


def same_title(title):
    """A title as it is compared: small letters and digits."""
    return " ".join(re.findall(r"[^\W_]+", title.casefold().replace("&", " and ")))


def keys_for(headings, known):
    """An anchor for each heading, and what was matched although its title changed.

    `headings` are (title, bookmarks, body, level). By the bookmark our own export left there,
    then by title, then by likeness of title or text; what is new gets an anchor of its own.
    """
    keys, left = [None] * len(headings), {each.key: each for each in known}
    for rule in (_by_bookmark, _by_title):
        for i, heading in enumerate(headings):
            if keys[i] is None and (found := rule(heading, left)):
                keys[i] = found
                del left[found]
    reworded = []
    for i, heading in enumerate(headings):
        if keys[i] is None and (found := _by_likeness(heading, left)):
            keys[i] = found
            reworded.append((i, left.pop(found).title))
    _name_the_rest(headings, keys)
    return keys, reworded


def _by_bookmark(heading, left):
    marks = heading[1]
    return next((key for key in left if bookmark_name(key) in marks), None) if marks else None


def _by_title(heading, left):
    title = same_title(heading[0])
    found = [each for each in left.values() if same_title(each.title) == title]
    found.sort(key=lambda each: each.level != heading[3])
    return found[0].key if found else None


def _by_likeness(heading, left):
    titles = {key: same_title(each.title) for key, each in left.items()}
    best = process.extractOne(same_title(heading[0]), titles, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if best:
        return best[2]
    bodies = {key: each.body for key, each in left.items() if len(each.body) >= ENOUGH_TEXT}
    if len(heading[2]) < ENOUGH_TEXT or not bodies:
        return None
    best = process.extractOne(heading[2], bodies, scorer=fuzz.ratio, score_cutoff=SAME_TEXT)
    return best[2] if best else None


def _name_the_rest(headings, keys):
    taken, path = {key for key in keys if key} | RESERVED_ANCHORS, []
    for i, (title, _, _, level) in enumerate(headings):
        path = path[: level - 1]
        if keys[i] is None:
            keys[i] = _new_key(title, path[-1] if path else "", taken)
            taken.add(keys[i])
        path.append(keys[i])


def _new_key(title, parent, taken):
    """An anchor from the title; from the parent's and the title where that is taken."""
    stem = slugify(title).replace("_", "-")[:LONGEST_ANCHOR].strip("-")
    stem = re.sub(r"-{2,}", "-", stem)
    if not stem or not stem[0].isalpha():
        stem = f"section-{stem}".strip("-")
    if stem in taken and parent:
        stem = f"{parent}-{stem}"
    stem = stem[: LONGEST_ANCHOR - 5].strip("-")
    key, count = stem, 1
    while key in taken:
        count += 1
        key = f"{stem}-{count}"
    return key
