"""Who may open the addresses of programmes, their calls, their prospectus and alerts."""

from datetime import timedelta

from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from funding.models import Call, PledgeRules, ProgrammeDocument, Question, Reason, Subscription
from funding.states import CallState, ProgrammeState
from tests.access import Row
from tests.funding.makers import world_of

OFFICERS = {Permission.MANAGE_FUNDING}
READERS = {Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET}
OF_A_PROGRAMME = (
    "texts", "terms", "publish", "end", "reopen", "call", "criterion", "eligibility", "indicator",
    "document", "pledge_rules",
)  # fmt: skip
OF_A_CALL = ("edit", "publish", "extend", "cancel", "finish", "remove", "question")


def open_world(cast):
    """The world with its round open at this very moment, for the pages' clock is the real one."""
    world, now = world_of(cast), timezone.now()
    dates = {
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=20),
        "panel_on": (now + timedelta(days=30)).date(),
        "decision_by": (now + timedelta(days=45)).date(),
        "starts_from": (now + timedelta(days=60)).date(),
    }
    Call.objects.filter(pk=world.call.pk).update(**dates)
    texts = {
        "who_can_apply": "Charities and community groups that work in **Kent**.",
        "exclusions": "- Buildings and vehicles\n- What has begun already",
        "terms": "Keep receipts for six years.",
        "what_next": "We check, several people score, a panel recommends.",
        "most_percent": 90,
    }
    type(world.programme).objects.filter(pk=world.programme.pk).update(**texts)
    ProgrammeDocument.objects.create(
        programme=world.programme,
        title="Guidance notes",
        file_name="guidance.pdf",
        content_type="application/pdf",
        content=b"%PDF-1.7",
    )
    return world


def slug(cast):
    return {"slug": open_world(cast).programme.slug}


def everything(cast):
    """A list with an open round, one to come, one given by a partner, one that has ended."""
    world, now = open_world(cast), timezone.now()
    soon = world.make_programme("spring-fund", "SPR", name="Spring fund")
    world.make_call(soon, opens_at=now + timedelta(days=9), closes_at=now + timedelta(days=50))
    world.make_programme("partner-fund", "PAR", kind="regrant", partner=world.kitchen)
    ended = world.make_programme("old-fund", "OLD", state=ProgrammeState.ENDED)
    world.make_call(ended, state=CallState.DECIDED)
    return {}


def crowd(cast):
    world = open_world(cast)
    programme = world.make_programme("crowd", "CRO", kind="crowdfunding")
    PledgeRules.objects.create(
        programme=programme,
        cap_pence=5_000_00,
        cap_percent=50,
        public_percent=65,
        excluded_kinds=["capital", "large_event"],
    )
    return world


def form(cast):
    world = open_world(cast)
    return {"slug": world.programme.slug, "number": world.call.number}


def document(cast):
    world = open_world(cast)
    return {"slug": world.programme.slug, "pk": world.programme.documents.get().pk}


def token(cast):
    open_world(cast)
    return {"token": Subscription.objects.create(email="rosa@example.org", token="t" * 43).token}


def nothing_yet(cast):
    open_world(cast)
    return {}


def in_admin(find):
    return lambda cast: {"object_id": find(open_world(cast)).pk}


def pk_of(find):
    return lambda cast: {"pk": find(crowd(cast)).pk}


def a_draft(world):
    return world.make_call(number=2, state=CallState.DRAFT)


def a_question(world):
    return Question.objects.filter(call=a_draft(world)).first()


def a_reason(world):
    reason, _ = Reason.objects.get_or_create(
        key="refused-need", defaults={"use": "refused", "label": "Need", "text": "Not clear."}
    )
    return reason


def the_programme(world):
    return world.programme


ROWS = {
    "funding:index": Row(kwargs=everything),
    "funding:calendar": Row(kwargs=everything, page=False),
    "funding:alerts": Row(kwargs=nothing_yet),
    "funding:alerts_asked": Row(),
    "funding:alerts_confirm": Row(kwargs=token),
    "funding:alerts_stop": Row(kwargs=token),
    "funding:programme": Row(kwargs=slug),
    "funding:programme_calendar": Row(kwargs=slug, page=False),
    "funding:check": Row(kwargs=slug),
    "funding:programme_document": Row(kwargs=document, page=False),
    "funding:call_form": Row(kwargs=form),
    "funding:call_form_pdf": Row(kwargs=form, page=False),
    "funding:call_form_docx": Row(kwargs=form, page=False),
    **{
        f"admin:funding_{name}_changelist": Row(READERS, everything)
        for name in ("programme", "call", "reason")
    },
    **{
        f"admin:funding_{name}_{kind}": Row(READERS, nothing_yet, page=False)
        for name in ("programme", "call", "reason")
        for kind in ("csv", "xlsx")
    },
    "admin:funding_programme_change": Row(READERS, in_admin(the_programme)),
    "admin:funding_call_change": Row(READERS, in_admin(a_draft)),
    "admin:funding_reason_change": Row(READERS, in_admin(a_reason)),
    "admin:funding_add_programme": Row(OFFICERS, nothing_yet),
    "admin:funding_add_reason": Row(OFFICERS, nothing_yet),
    "admin:funding_edit_of_reason": Row(OFFICERS, pk_of(a_reason)),
    **{
        f"admin:funding_{name}_of_programme": Row(OFFICERS, pk_of(the_programme))
        for name in OF_A_PROGRAMME
    },
    **{f"admin:funding_{name}_of_call": Row(OFFICERS, pk_of(a_draft)) for name in OF_A_CALL},
    **{
        f"admin:funding_{act}_{kind}_of_row": Row(
            OFFICERS, pk_of(lambda world, owned=owned: getattr(world.programme, owned).first())
        )
        for kind, owned in (
            ("criterion", "criteria"),
            ("eligibility", "eligibility_questions"),
            ("indicator", "indicators"),
        )
        for act in ("change", "remove")
    },
    "admin:funding_remove_document_of_row": Row(
        OFFICERS, pk_of(lambda world: world.programme.documents.first())
    ),
    **{
        f"admin:funding_{act}_question_of_row": Row(OFFICERS, pk_of(a_question))
        for act in ("change", "move", "remove")
    },
}
