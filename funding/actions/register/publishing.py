"""Writing an award into the public register: the first version, and each that differs."""

from django.db import transaction

from civilsociety.rows import locked
from funding.models import PublishedAward
from funding.queries.awards import decision_of, standing_of
from funding.queries.identifiers import grant_identifier, organisation_identifier
from funding.rules.register import RULES, check_may_be_published

# What one version says. Two versions that say the same are one.
SAID = (
    "identifier", "reference", "title", "summary", "recipient_name", "recipient_org_id",
    "charity_number", "company_number", "recipient_kind", "income_band", "districts",
    "amount_pence", "first_pence", "applied_pence", "awarded_on", "starts_on", "ends_on",
    "department", "programme_slug", "programme_name", "programme_code", "call_name",
    "from_open_call", "objective", "decision_reference", "regrant_type", "state", "is_sample",
)  # fmt: skip


@transaction.atomic
def publish_award(*, award, now, what_changed=""):
    """Publishes an award as it stands, unless the register says the same already.

    Call it in the transaction that changes the award or its money, after the change. Raises
    Refused when a text holds personal data. Returns the latest version.
    """
    award = locked(award)
    check_may_be_published(award, what_changed=what_changed)
    said = _said(award)
    latest = award.published.filter(is_latest=True).first()
    if latest and all(getattr(latest, name) == said[name] for name in SAID):
        return latest
    if latest:
        latest.is_latest = False
        latest.save(update_fields=["is_latest"])
    return PublishedAward.objects.create(
        award=award,
        version=latest.version + 1 if latest else 1,
        what_changed=what_changed[:300],
        published_at=now,
        read_by_rules=RULES,
        **said,
    )


def _said(award):
    programme, organisation = award.programme, award.organisation
    standing, decision = standing_of(award), decision_of(award)
    application = award.application
    return {
        "identifier": grant_identifier(award),
        "reference": award.number,
        "title": award.title,
        "summary": award.summary,
        "recipient_name": organisation.name,
        "recipient_org_id": organisation_identifier(organisation),
        "charity_number": organisation.charity_number,
        "company_number": organisation.company_number,
        "recipient_kind": organisation.kind,
        "income_band": organisation.income_band,
        "districts": award.districts or [organisation.district or "kent_wide"],
        "amount_pence": standing.now,
        "first_pence": award.amount_pence,
        "applied_pence": application.requested_pence if application else None,
        "awarded_on": award.awarded_on,
        "starts_on": award.starts_on,
        "ends_on": award.ends_on,
        "department": award.department,
        "programme_slug": programme.slug,
        "programme_name": programme.name,
        "programme_code": programme.code,
        "call_name": award.call.name if award.call else "",
        "from_open_call": application is not None,
        "objective": programme.objective,
        "decision_reference": decision.reference if decision else "",
        "regrant_type": award.regrant_type,
        "state": award.state,
        "is_sample": award.is_sample,
    }
