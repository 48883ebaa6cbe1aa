"""Letting a finding rest on what was heard in a conversation, beside the answers."""

from django.db import transaction
from django.db.models import Max

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from consultations.models import Finding, FindingPoint
from consultations.rules.answer import check_can_edit_findings
from engagement.models import Conversation
from engagement.queries.conversations.listing import EVIDENCE


@transaction.atomic
def rest_on_point(*, finding, point, by):
    """Shows a point under a finding, after the others. It changes no figure.

    Raises Refused for a conversation that nobody has checked.
    """
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    check_can_edit_findings(finding.consultation)
    # Held as it is now: nobody takes the record back while a finding comes to rest on it.
    heard = Conversation.objects.select_for_update().get(pk=point.conversation_id)
    if heard.state not in EVIDENCE:
        raise Refused(
            "Another officer checks the conversation first. Then a finding may rest on it."
        )
    last = finding.points.aggregate(last=Max("position"))["last"] or 0
    shown, made = FindingPoint.objects.get_or_create(
        finding=finding, point=point, defaults={"position": last + 1}
    )
    if made:
        _record(finding, point, by, f"{by} put something heard under “{finding.heading}”.")
    return shown


@transaction.atomic
def take_out_point(*, shown, by):
    """Takes a point out from under a finding; it stays in the log of conversations."""
    check_can_edit_findings(shown.finding.consultation)
    sentence = f"{by} took something heard out from under “{shown.finding.heading}”."
    _record(shown.finding, shown.point, by, sentence)
    shown.delete()


def _record(finding, point, by, sentence):
    record(
        verb="finding.heard",
        target=finding,
        by=by,
        sentence=sentence,
        details={"point": point.pk, "conversation": point.conversation_id},
    )
