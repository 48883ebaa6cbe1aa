"""Programmes: the list, a page for each, and every act on them and what belongs to them."""

from functools import partial

from django.contrib import admin
from django.db.models import Count, Q

from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.admin.pages import OFFICERS, FundingAdmin, Page, act, register
from funding.forms.programmes import belongings, calls, programmes
from funding.models import (
    Alert,
    Criterion,
    EligibilityQuestion,
    Indicator,
    PledgeRules,
    Programme,
    ProgrammeDocument,
    ProgrammeKind,
    Subscription,
)
from funding.queries.programmes.listing import size_of
from funding.queries.programmes.prospectus import documents_of
from funding.rules import programmes as rules
from funding.states import ProgrammeState

SUBSCRIBED = Q(confirmed_at__isnull=False, ended_at=None)


@register(Programme)
class ProgrammeAdmin(FundingAdmin):
    """What money is offered for, to whom, and how it is judged."""

    about = "What money is offered for. Texts, criteria, questions and rounds stand on each page."
    list_display = ["name", "code", "kind", "head", "sizes", "state"]
    list_filter = ["state", "kind", "head"]
    list_select_related = ["head"]
    search_fields = ["name", "code", "summary"]
    search_help_text = "A name, a code or words of the summary."
    change_list_template = "admin/funding/programmes/list.html"
    page = "admin/funding/programmes/programme.html"
    columns = (
        ("Programme", "text", lambda programme: programme.name),
        ("Code", "text", lambda programme: programme.code),
        ("Kind", "text", lambda programme: programme.get_kind_display()),
        ("Budget head", "text", lambda programme: programme.head.name),
        ("Objective", "text", lambda programme: programme.objective),
        ("Smallest grant", "money", lambda programme: programme.least_pence),
        ("Largest grant", "money", lambda programme: programme.most_pence),
        ("State", "text", lambda programme: programme.get_state_display()),
    )
    pages = (
        Page("add_programme", programmes.AddForm, OFFICERS, Programme),
        Page("texts_of_programme", programmes.TextsForm, OFFICERS, Programme),
        Page("terms_of_programme", programmes.TermsForm, OFFICERS, Programme),
        Page("publish_of_programme", programmes.PublishForm, OFFICERS, Programme),
        Page("end_of_programme", programmes.EndForm, OFFICERS, Programme),
        Page("reopen_of_programme", programmes.ReopenForm, OFFICERS, Programme),
        Page("call_of_programme", calls.StartCallForm, OFFICERS, Programme),
        Page("criterion_of_programme", belongings.AddCriterionForm, OFFICERS, Programme),
        Page("change_criterion_of_row", belongings.ChangeCriterionForm, OFFICERS, Criterion),
        Page("remove_criterion_of_row", belongings.RemoveCriterionForm, OFFICERS, Criterion),
        Page("eligibility_of_programme", belongings.AddEligibilityForm, OFFICERS, Programme),
        Page("change_eligibility_of_row", belongings.ChangeEligibilityForm, OFFICERS,
             EligibilityQuestion),
        Page("remove_eligibility_of_row", belongings.RemoveEligibilityForm, OFFICERS,
             EligibilityQuestion),
        Page("indicator_of_programme", belongings.AddIndicatorForm, OFFICERS, Programme),
        Page("change_indicator_of_row", belongings.ChangeIndicatorForm, OFFICERS, Indicator),
        Page("remove_indicator_of_row", belongings.RemoveIndicatorForm, OFFICERS, Indicator),
        Page("document_of_programme", belongings.DocumentForm, OFFICERS, Programme),
        Page("remove_document_of_row", belongings.RemoveDocumentForm, OFFICERS,
             ProgrammeDocument),
        Page("pledge_rules_of_programme", belongings.PledgeRulesForm, OFFICERS, Programme),
    )  # fmt: skip

    def changelist_view(self, request, extra_context=None):
        acts = [act(request.user, OFFICERS, "Add a programme", "add_programme")]
        return super().changelist_view(request, {"acts": acts, **(extra_context or {})})

    @admin.display(description="Grants")
    def sizes(self, programme):
        return size_of(programme) or "No limit"

    def back_to(self, subject):
        """Rows that belong to a programme are left for its page."""
        return super().back_to(getattr(subject, "programme", subject))

    def page_context(self, request, programme):
        user = request.user
        return {
            "size": size_of(programme),
            "acts": _acts(user, programme),
            "missing": _missing(programme),
            "parts": _parts(user, programme),
            "calls": programme.calls.select_related("year").annotate(
                bids=Count("applications", filter=Q(applications__submitted_at__isnull=False))
            ),
            "pledge_rules": PledgeRules.objects.filter(programme=programme).first(),
            "is_crowd": programme.kind == ProgrammeKind.CROWDFUNDING,
            "subscribed": _subscribed(programme),
            "alerts": Alert.objects.filter(call__programme=programme).count(),
        }


def _missing(programme):
    draft = programme.state == ProgrammeState.DRAFT
    return rules.missing_from_programme(programme) if draft else []


def _subscribed(programme):
    """How many get alerts of it, by name or with all others. Addresses are shown to nobody."""
    found = Subscription.objects.filter(SUBSCRIBED)
    return {
        "this": found.filter(programme=programme).count(),
        "all": found.filter(programme=None).count(),
    }


def _acts(user, programme):
    def can(label, name, check=None, **known):
        return act(user, OFFICERS, label, name, row=programme, check=check, **known)

    about = {"programme": programme}
    acts = [
        can("Change the texts", "texts_of_programme"),
        can("Change money and rules", "terms_of_programme", rules.check_can_change_terms, **about),
    ]
    if programme.kind == ProgrammeKind.CROWDFUNDING:
        acts.append(can("Set the rules of pledging", "pledge_rules_of_programme"))
    if programme.kind in rules.IN_ROUNDS:
        acts.append(can("Prepare a round", "call_of_programme", rules.check_can_add_call, **about))
    if programme.state == ProgrammeState.DRAFT:
        acts.append(can("Publish it", "publish_of_programme", rules.check_can_publish, **about))
    elif programme.state == ProgrammeState.PUBLISHED:
        now = clock.now()
        acts.append(can("End it", "end_of_programme", rules.check_can_end, now=now, **about))
    else:
        acts.append(can("Open it again", "reopen_of_programme"))
    return acts


def _parts(user, programme):
    """What belongs to a programme: each part with its rows, and what can be done with them."""
    frozen = why_not(rules.check_can_change_criteria, programme)
    return [
        _part(
            user, programme, "criterion", "Criteria", "Add a criterion",
            "No criteria yet. Bids are scored on them, and applicants read them.",
            programme.criteria.all(), rules.check_can_remove_criterion, frozen,
        ),
        _part(
            user, programme, "eligibility", "Eligibility checker", "Add a question",
            "No questions yet. They spare organisations that cannot apply an evening.",
            programme.eligibility_questions.all(),
        ),
        _part(
            user, programme, "indicator", "Indicators", "Add an indicator",
            "No indicators yet. Grant holders report on them.",
            programme.indicators.all(), rules.check_can_remove_indicator,
        ),
        _part(
            user, programme, "document", "Documents", "Add a document",
            "No documents yet. Guidance and an example of an application help most.",
            documents_of(programme), changes=False,
        ),
    ]  # fmt: skip


def _part(user, programme, kind, title, add, empty, rows, may_remove=None, frozen="", changes=True):
    """One part of a programme's page; `frozen` says why nothing of it changes now."""

    def acts(row):
        if frozen:
            return
        if changes:
            yield act(user, OFFICERS, "Change", f"change_{kind}_of_row", row=row)
        check = partial(may_remove, row) if may_remove else None
        yield act(user, OFFICERS, "Remove", f"remove_{kind}_of_row", row=row, check=check)

    adding = act(user, OFFICERS, add, f"{kind}_of_programme", row=programme)
    return {
        "kind": kind,
        "title": title,
        "empty": empty,
        "frozen": frozen,
        "rows": [(row, list(acts(row))) for row in rows],
        "add": [] if frozen else [adding],
    }
