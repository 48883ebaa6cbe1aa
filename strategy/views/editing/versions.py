"""Beginning the next draft, and describing one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import asked, sent
from strategy.actions import editing
from strategy.forms.editing import DescribeForm
from strategy.rules import check_can_change
from strategy.views.editing.shared import address, outline_at, trail_of, version_or_404


@requires(Permission.MANAGE_STRATEGY)
@require_POST
def start_revision(request, slug, number):
    """Begins the next draft with the text of a published version."""
    version = version_or_404(slug, number)
    try:
        draft = editing.start_revision(version=version, by=request.user, now=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address("manage", version))
    messages.success(
        request,
        f"Version {draft.number} is begun with the text of {version.name}. Only officers and "
        "reviewers can read it until you publish it.",
    )
    return redirect(outline_at(draft))


@requires(Permission.MANAGE_STRATEGY)
def describe(request, slug, number):
    """Title, summary, period, name and news of a draft."""
    version = version_or_404(slug, number)
    form = DescribeForm(sent(request)[0], version=version)
    form.cancel_url = address("manage", version)
    if form.is_valid():
        try:
            editing.describe(version=version, by=request.user, **form.cleaned_data)
        except editing.Clash as clash:
            form.show_theirs(clash)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. Readers see it once the version is published.")
            return redirect(address("manage", version))
    form.lead = "What readers see above the text and in the list of versions."
    form.heading = lambda: f"Describe {version.name}"
    refusal = "" if form.is_bound else why_not(check_can_change, version)
    return asked(request, form, trail=trail_of(version), base="officers/base.html", refusal=refusal)
