"""Who may open the addresses of decisions."""

from datetime import date

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import SYSTEM
from civilsociety.decisions import actions
from civilsociety.decisions.models import Decision
from tests.access import PUBLIC, Row
from tests.decisions.makers import a_decision, a_draft, a_notice, a_purpose, at

PREPARERS = {Permission.PREPARE_DECISIONS}
MAKERS = {Permission.MAKE_DECISIONS}
PDF = {"file_name": "report.pdf", "content_type": "application/pdf", "content": b"%PDF-1.7"}


def published(cast):
    return {"reference": a_decision(pence=330_000_00).reference}


def version(cast):
    return {**published(cast), "version": 1}


def announced(cast):
    return {"pk": a_notice().pk}


def notice_draft(cast):
    return {"pk": a_notice(published_on=None, due_from=date(2099, 1, 1)).pk}


def draft(cast):
    return {"pk": a_draft(pence=330_000_00).pk}


def part(name):
    return lambda cast: {**draft(cast), "part": name}


def decided(cast):
    return {"pk": a_decision(pence=330_000_00).pk}


def called_in(cast):
    decision = a_decision()
    actions.call_in(
        decision=decision,
        called_in_on=date(2021, 12, 14),
        called_in_by="Three members",
        reason="The cost.",
        by=SYSTEM,
    )
    return {"pk": decision.pk}


def with_paper(decision):
    return actions.add_paper(decision=decision, kind="report", title="Report", file=PDF, by=SYSTEM)


def public_paper(cast):
    decision = a_draft()
    paper = with_paper(decision)
    actions.publish(decision=decision, by=SYSTEM, now=at(decision.taken_on))
    return {"reference": decision.reference, "pk": paper.pk}


def published_paper(cast):
    found = public_paper(cast)
    decision = Decision.objects.get(reference=found["reference"])
    return {"pk": decision.pk, "paper": found["pk"]}


def draft_paper(cast):
    decision = a_draft()
    return {"pk": decision.pk, "paper": with_paper(decision).pk}


def draft_comment(cast):
    decision = a_draft()
    comment = actions.add_comment(
        decision=decision, committee="Policy", on=date(2021, 11, 9), said="Agreed.", by=SYSTEM
    )
    return {"pk": decision.pk, "comment": comment.pk}


def with_one_paper(cast):
    return {"pk": draft_paper(cast)["pk"]}


def with_one_comment(cast):
    return {"pk": draft_comment(cast)["pk"]}


def draft_amount(cast):
    decision = a_draft()
    amount = actions.add_authority(
        decision=decision, purpose=a_purpose(), up_to_pence=100, by=SYSTEM
    )
    return {"pk": decision.pk, "authority": amount.pk}


def post(kwargs, **more):
    return Row(PREPARERS, kwargs, method="post", page=False, **more)


ROWS = {
    "decisions:register": Row(PUBLIC),
    "decisions:register_csv": Row(PUBLIC, page=False),
    "decisions:feed": Row(PUBLIC, page=False),
    "decisions:forward_plan": Row(PUBLIC),
    "decisions:notice": Row(PUBLIC, announced),
    "decisions:decision": Row(PUBLIC, published),
    "decisions:decision_pdf": Row(PUBLIC, published, page=False),
    "decisions:version": Row(PUBLIC, version),
    "decisions:version_pdf": Row(PUBLIC, version, page=False),
    "decisions:paper": Row(PUBLIC, public_paper, page=False),
    "decisions:desk": Row(PREPARERS),
    "decisions:start": Row(PREPARERS),
    "decisions:purposes": Row(PREPARERS),
    "decisions:prepare": Row(PREPARERS, draft),
    "decisions:read": Row(PREPARERS, draft),
    "decisions:change": Row(PREPARERS, part("key")),
    "decisions:give": post(draft),
    "decisions:discard": Row(PREPARERS, draft),
    "decisions:publish": Row(MAKERS, draft),
    "decisions:money": Row(PREPARERS, draft),
    "decisions:remove_money": post(draft_amount, opens=False),
    "decisions:papers": Row(PREPARERS, with_one_paper),
    "decisions:remove_paper": post(draft_paper, opens=False),
    "decisions:withdraw_paper": Row(PREPARERS, published_paper),
    "decisions:comments": Row(PREPARERS, with_one_comment),
    "decisions:remove_comment": post(draft_comment, opens=False),
    "decisions:correct": Row(PREPARERS, decided),
    "decisions:supersede": Row(MAKERS, decided),
    "decisions:call_in": Row(PREPARERS, decided),
    "decisions:answer_call_in": Row(MAKERS, called_in),
    "decisions:start_notice": Row(PREPARERS),
    "decisions:prepare_notice": Row(PREPARERS, notice_draft),
    "decisions:change_notice": Row(PREPARERS, notice_draft),
    "decisions:publish_notice": Row(PREPARERS, notice_draft),
    "decisions:withdraw_notice": Row(PREPARERS, announced),
    "decisions:discard_notice": Row(PREPARERS, notice_draft),
}
