"""What somebody typed into the search box, brought into a shape that can be searched."""

from dataclasses import dataclass

LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """The words as they are searched, and whether some were cut off at the end."""

    words: str
    is_cut: bool = False


def read(typed):
    """What was typed, with what no text holds taken out: control characters, curly quotes."""
    plain = typed.replace("“", '"').replace("”", '"').replace("’", "'")
    seen = "".join(each if each.isprintable() else " " for each in plain)
    words = " ".join(seen.split())
    if len(words) <= LONGEST:
        return Asked(words)
    return Asked(words[:LONGEST].rpartition(" ")[0] or words[:LONGEST], is_cut=True)
