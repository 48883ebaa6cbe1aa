"""Who may open the addresses of crowdfunded projects and pledges."""

from civilsociety.accounts.permissions import Permission
from funding.admin.crowd.partners import PartnerPledgeAdmin
from funding.admin.crowd.projects import ProjectAdmin
from funding.models import PartnerPledge, Project
from tests.access import Row
from tests.funding.crowd.makers import Crowd
from tests.funding.makers import world_of

OFFICERS = {Permission.MANAGE_FUNDING}
READERS = OFFICERS | {Permission.HOLD_BUDGET}


def a_crowd(cast):
    """Projects in every state, with pledges of others."""
    crowd = Crowd(world_of(cast))
    first = crowd.reserved(title="A stage for young people")
    crowd.partner(first, 1_200_00)
    crowd.partner(first, 350_00, "Creek Bakery", is_public=False)
    crowd.commit(crowd.ready(1_000_00, title="Benches along the creek"))
    proposed = crowd.project("A stage for the young people", target_pence=12_000_00)
    crowd.partner(proposed, 2_000_00)
    crowd.project("A library of tools", kinds=["capital"])
    return crowd


def programme(cast):
    return {"slug": a_crowd(cast).programme.slug}


def panel(cast):
    return {"pk": a_crowd(cast).programme.pk}


def everything(cast):
    a_crowd(cast)
    return {}


def one(model, key="pk"):
    """The address of the first row of a kind."""

    def kwargs(cast):
        a_crowd(cast)
        return {key: model.objects.order_by("pk").first().pk}

    return kwargs


def pages_of(admin, model):
    """A row for each act’s page."""
    return {
        f"admin:funding_{page.name}": Row(OFFICERS, one(model) if page.on_row else everything)
        for page in admin.pages
    }


def list_of(name, model):
    """The rows of a list in the admin, of its files and of the page of one."""
    return {
        f"admin:funding_{name}_changelist": Row(READERS, everything),
        f"admin:funding_{name}_change": Row(READERS, one(model, "object_id")),
        f"admin:funding_{name}_csv": Row(READERS, everything, page=False),
        f"admin:funding_{name}_xlsx": Row(READERS, everything, page=False),
    }


ROWS = {
    "funding:crowd": Row(OFFICERS, panel),
    "funding:project": Row(kwargs=one(Project)),
    "funding:projects": Row(kwargs=programme),
    "funding:crowd_statement": Row(kwargs=programme),
    "funding:crowd_statement_csv": Row(kwargs=programme, page=False),
    **pages_of(ProjectAdmin, Project),
    **pages_of(PartnerPledgeAdmin, PartnerPledge),
    **list_of("project", Project),
    **list_of("partnerpledge", PartnerPledge),
}
