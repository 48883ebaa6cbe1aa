"""The one exception a rule raises."""


class Refused(Exception):
    """The rules do not allow this act now; the text says why, and what a person can do.

    Views show the sentence; nobody else catches it.
    """
