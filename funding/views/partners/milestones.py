"""The partner's pages of milestones: what is asked, and the evidence for it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from civilsociety.accounts.access import requires, signed_in
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.forms.partners.milestones import EvidenceForm
from funding.models import Award, MilestoneFile
from funding.rules.partners.pilots import check_can_give_evidence
from funding.views.offers.shared import award_or_404
from funding.views.partners.shared import trail_to
from funding.views.shared import act_page, sent, stored


def _milestone_or_404(request, pk, number):
    award = award_or_404(request, pk)
    related = ("award__programme", "award__organisation", "payment", "answered_by")
    return get_object_or_404(award.milestones.select_related(*related), number=number)


@signed_in
def milestone(request, pk, number):
    """One milestone: what it asks for, what was given and answered, and a form for evidence."""
    found = _milestone_or_404(request, pk, number)
    initial = {"evidence": found.evidence}
    form = EvidenceForm(
        *sent(request), subject=found, by=request.user, now=clock.now(), initial=initial
    )
    return act_page(
        request,
        form,
        to=reverse("funding:milestone", args=[pk, number]),
        trail=trail_to(found.award),
        template="funding/partners/milestone.html",
        milestone=found,
        files=found.files.select_related("file").defer("file__content"),
        refusal=why_not(check_can_give_evidence, found),
        today=clock.today(),
    )


@signed_in
def milestone_file(request, pk, number, file):
    """A file the partner gave as evidence, for the partner."""
    found = _milestone_or_404(request, pk, number)
    return stored(get_object_or_404(found.files.select_related("file"), pk=file).file)


@requires(Permission.MANAGE_FUNDING)
def evidence_file(request, pk):
    """The same file, for officers who judge the evidence."""
    shown = Award.objects.shown_to(request.user)
    files = MilestoneFile.objects.filter(milestone__award__in=shown).select_related("file")
    return stored(get_object_or_404(files, pk=pk).file)
