"""What other funders pledge: beside ours, never in our ledger."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.words import pounds
from funding.actions.crowd.rows import held
from funding.models import PartnerPledge


@transaction.atomic
def add_partner_pledge(*, project, funder, pence, is_public, pledged_on, by):
    """Writes down what another funder pledged. Returns the PartnerPledge.

    Public money counts towards the common limit of all public pledges.
    """
    project = held(project)
    funder = " ".join(funder.split())
    check_no_personal_data(funder, where="the funder’s name")
    if known := project.partner_pledges.filter(funder__iexact=funder).first():
        raise Refused(
            f"{known.funder} has pledged {pounds(known.amount_pence)} already. Change that pledge."
        )
    pledge = PartnerPledge.objects.create(
        project=project,
        funder=funder,
        amount_pence=pence,
        is_public=is_public,
        pledged_on=pledged_on,
    )
    _record("added", project, by, f"{funder} pledged {pounds(pence)} to {project}.", pence)
    return pledge


@transaction.atomic
def change_partner_pledge(*, pledge, pence, is_public, pledged_on, by):
    """Corrects what another funder pledged. Returns the PartnerPledge."""
    project = held(pledge.project)
    before = pledge.amount_pence
    pledge.amount_pence, pledge.is_public, pledge.pledged_on = pence, is_public, pledged_on
    pledge.save()
    told = f"{pledge.funder} pledges {pounds(pence)} to {project}, not {pounds(before)}."
    if before == pence:
        told = f"The pledge of {pledge.funder} to {project} was corrected."
    _record("changed", project, by, told, pence)
    return pledge


@transaction.atomic
def remove_partner_pledge(*, pledge, by):
    """Takes away a pledge that another funder does not make. Returns the project."""
    project = held(pledge.project)
    told = f"{pledge.funder} no longer pledges {pounds(pledge.amount_pence)} to {project}."
    _record("removed", project, by, told, pledge.amount_pence)
    pledge.delete()
    return project


def _record(what, project, by, sentence, pence):
    record(
        verb=f"funding.partner_pledge_{what}",
        target=project,
        by=by,
        sentence=sentence,
        details={"pence": pence},
    )
