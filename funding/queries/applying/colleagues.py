"""Who works on an application."""

from funding.models import Colleague
from funding.models.choices import ColleagueRole

WRITERS = (ColleagueRole.LEAD, ColleagueRole.WRITER)


def colleague_of(application, user):
    """This person's place on an application, or None."""
    return application.colleagues.filter(person=user, left_at=None).first()


def people_of(application):
    """Everybody on an application now, those who have not joined yet among them."""
    rows = application.colleagues.filter(left_at=None).select_related("person")
    return sorted(rows, key=lambda each: (list(ColleagueRole.values).index(each.role), each.pk))


def invitation(token):
    """An open place or one that was taken, by the link we mailed; None for any other."""
    rows = Colleague.objects.select_related(
        "application__call__programme", "application__organisation", "person"
    )
    return rows.filter(token=token, left_at=None).first() if token else None
