"""Places on the pages of accounts that other apps fill."""

from dataclasses import dataclass, field

from civilsociety.ui.slots import Slot


@dataclass(frozen=True)
class Section:
    """A part of the account page: what it is called, and what stands in it.

    `rows` are pairs of (text, address); `nothing` is what stands there without rows.
    """

    title: str
    rows: list = field(default_factory=list)
    nothing: str = ""
    more: tuple = ()


# Filled with the user: “My responses”, “My organisations”. A filler returns Sections.
account_sections = Slot("what belongs to this person")

# Filled with the user, inside the transaction that closes their account: whoever holds anything
# of theirs lets go of it, and returns the names in the record of what spoke of them.
account_closing = Slot("what goes when an account is closed")
