"""Who may open the pages of answering."""

from tests.access import PUBLIC, Row
from tests.consultations.makers import open_now


def slug(cast):
    """A consultation that is open."""
    return {"slug": open_now().slug}


def a_section(cast):
    return slug(cast) | {"section_key": "about-you"}


ROWS = {
    "consultations:respond": Row(PUBLIC, slug),
    "consultations:respond_section": Row(PUBLIC, a_section),
    "consultations:respond_named_section": Row(PUBLIC, a_section, page=False),
    "consultations:respond_save": Row(PUBLIC, a_section, method="post", page=False),
    "consultations:respond_save_last": Row(PUBLIC, slug, method="post", page=False),
    "consultations:respond_last": Row(PUBLIC, slug),
    "consultations:respond_organisation": Row(PUBLIC, slug, page=False),
    "consultations:respond_check": Row(PUBLIC, slug, page=False),
    "consultations:respond_send": Row(PUBLIC, slug, method="post", page=False),
    "consultations:respond_done": Row(PUBLIC, slug, page=False),
    "consultations:respond_receipt": Row(PUBLIC, slug, page=False),
    "consultations:respond_later": Row(PUBLIC, slug, page=False),
    "consultations:respond_return": Row(PUBLIC, slug),
    "consultations:respond_open": Row(
        PUBLIC, lambda cast: slug(cast) | {"key": "0" * 40}, opens=False
    ),
    "consultations:respond_change": Row(PUBLIC, slug, page=False),
    "consultations:respond_withdraw": Row(PUBLIC, slug, page=False),
    "consultations:respond_leave": Row(PUBLIC, slug, method="post", page=False),
}
