"""The one exception a rule raises, and the two ways of asking a rule without raising it."""


class Refused(Exception):
    """The rules do not allow this act now; the text says why, and what a person can do.

    Views show the sentence; nobody else catches it.
    """


class Overtaken(Refused):
    """Somebody else saved the same thing meanwhile; `theirs` is the row as it is now.

    A form shows both texts, and sent again it replaces what the other wrote.
    """

    def __init__(self, sentence, theirs):
        super().__init__(sentence)
        self.theirs = theirs


def allows(check, *args, **kwargs):
    """Whether a rule lets this pass: the `can_…` of a `check_can_…`."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True


def why_not(check, *args, **kwargs):
    """The sentence with which a rule refuses this, or nothing where it lets it pass."""
    try:
        check(*args, **kwargs)
    except Refused as refused:
        return str(refused)
    return ""
