"""What an award begins with: its payments and its reports."""


def begin(*, award, by, now):
    """Gives an accepted award its payments and reports, unless it has them."""
