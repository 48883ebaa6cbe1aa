"""When a Word file that was read may become the draft."""

import re

from civilsociety.refusal import Refused, allows

FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|bmp|tiff?|webp)", re.I)
NOTHING_SAID = {"picture", "image", "photo", "figure", "graphic", "logo", "diagram", "chart"}
LEAST_WORDS = 3  # characters


def check_says_something(words):
    """Raises Refused unless the words could tell somebody what a picture shows."""
    words = " ".join(words.split())
    if FILE_NAME.fullmatch(words):
        raise Refused("This is the name of a file. Say what the picture shows.")
    if len(words) < LEAST_WORDS or words.casefold().strip(" .0123456789") in NOTHING_SAID:
        raise Refused("Say what the picture shows, as you would on the telephone.")


def check_can_bring_in(word_import, alts):
    """Raises Refused unless the file was read to the end and every picture has its words."""
    if word_import.state != word_import.State.DONE:
        raise Refused("The file has not been read to its end. Wait for it, then import it.")
    if word_import.problems:
        raise Refused("The file cannot be imported as it is: " + word_import.problems[0])
    for key in word_import.pictures.values_list("key", flat=True):
        if not alts.get(key, "").strip():
            raise Refused(f"Say what {key.replace('-', ' ')} shows, then import the file.")
        check_says_something(alts[key])


def can_bring_in(word_import, alts):
    """Whether the file may become the draft now."""
    return allows(check_can_bring_in, word_import, alts)
