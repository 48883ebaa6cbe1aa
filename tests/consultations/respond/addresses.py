"""Who may open the pages of answering."""

from civilsociety.accounts.permissions import Permission
from consultations.models import DuplicateFlag, Response
from tests.access import PUBLIC, Row
from tests.consultations.makers import open_now


def slug(cast):
    """A consultation that is open."""
    return {"slug": open_now().slug}


def a_section(cast):
    return slug(cast) | {"section_key": "about-you"}


def a_flag(cast):
    """Two responses somebody should look at."""
    consultation = open_now()
    version = consultation.versions.get()
    pair = [
        Response.objects.create(
            consultation=consultation,
            version=version,
            reference=f"CS-2222-222{number}",
            change_key_hash=f"{number}",
            consent="anonymous",
        )
        for number in (2, 3)
    ]
    flag = DuplicateFlag.objects.create(first=pair[0], second=pair[1], reason="The same account")
    return {"slug": consultation.slug, "pk": flag.pk}


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
ROWS |= {
    "consultations:respond_enter": Row({Permission.ENTER_RESPONSES}, slug),
    "consultations:respond_entered": Row({Permission.ENTER_RESPONSES}, slug),
    "consultations:respond_duplicates": Row({Permission.READ_RESPONSES}, slug),
    "consultations:respond_duplicate": Row({Permission.READ_RESPONSES}, a_flag),
}
