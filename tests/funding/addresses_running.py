"""Who may open the addresses of payments, reports, variations and money that comes back."""

from datetime import timedelta

from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.contents import ScanOutcome
from funding.actions.files import keep_file
from funding.actions.running import begin
from funding.actions.running import payments as paying
from funding.actions.running import reports as reporting
from funding.actions.running.ending import give_notice
from funding.actions.running.money_back import ask_back
from funding.actions.running.variations import ask_for_change
from funding.models import BankAccount, ReportFile
from funding.models.choices import MoneyBackKind, Side
from funding.queries.running.terms import terms_of
from funding.states import BankState
from tests.access import SIGNED_IN, Row
from tests.funding.makers import world_of

OFFICERS = {Permission.MANAGE_FUNDING}
READERS = {Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET}
UPLOAD = {
    "file_name": "invoice.pdf",
    "content_type": "application/pdf",
    "content": b"%PDF-1.4",
    "scan": ScanOutcome.NOT_SCANNED,
}


def an_award(cast, *, pence=12_000_00, days=-40, long=True):
    """Tess's award that began some days ago (by the real clock) and runs for two years."""
    world = world_of(cast)
    today = timezone.localdate()
    first = today + timedelta(days=days)
    award = world.held_award(
        pence=pence,
        starts_on=first,
        ends_on=first + timedelta(days=730 if long else 20),
    )
    begin(award=award, by=world.officer, now=world.now)
    BankAccount.objects.create(
        organisation=world.kitchen, account_name="Marsh Lane Community Kitchen", sealed=b"x",
        last_digits="1234", state=BankState.VERIFIED, entered_by=world.tess,
        checked_by=world.officer, verified_by=world.holder,
    )  # fmt: skip
    return world, award


def now():
    return timezone.now()


def of_award(cast):
    _, award = an_award(cast)
    return {"award": award.pk}


def a_payment(cast, *, claimed=False, proposed=False):
    world, award = an_award(cast)
    award.payments.filter(number=1).update(needs_claim=True)
    payment = award.payments.get(number=1)
    if claimed or proposed:
        words = "The ovens are here and paid for."
        paying.claim(payment=payment, words=words, uploads=[UPLOAD], by=world.tess, now=now())
    if proposed:
        paying.propose(payment=payment, by=world.officer, now=now())
    return payment


def claim(cast):
    payment = a_payment(cast)
    return {"award": payment.award_id, "pk": payment.pk}


def evidence(cast):
    payment = a_payment(cast, claimed=True)
    return {"award": payment.award_id, "payment": payment.pk, "pk": payment.evidence.get().pk}


def a_report(cast, *, sent=False, file=False):
    world, award = an_award(cast)
    report = award.reports.first()
    figures = dict.fromkeys(award.programme.indicators.all(), 40)
    reporting.save_report(
        report=report, story="Forty neighbours cook together every week.", learned="Begin early.",
        spent_pence=4_000_00, figures=figures, by=world.tess, now=now(),
    )  # fmt: skip
    if sent:
        reporting.send_report(report=report, by=world.tess, now=now())
    if file:
        ReportFile.objects.create(
            report=report, file=keep_file(upload=UPLOAD, by=world.tess, now=now())
        )
    return report


def report(cast):
    row = a_report(cast, file=True)
    return {"award": row.award_id, "pk": row.pk}


def report_file(cast):
    row = a_report(cast, file=True)
    return {"award": row.award_id, "report": row.pk, "pk": row.files.get().pk}


def a_change(cast, side=Side.COUNCIL):
    world, award = an_award(cast)
    by = world.officer if side == Side.COUNCIL else world.tess
    wanted = terms_of(award) | {
        "title": "A kitchen for two streets",
        "ends_on": (award.ends_on + timedelta(days=90)).isoformat(),
        "amount_pence": 11_000_00,
        "targets": {str(award.programme.indicators.first().pk): 60},
    }
    return ask_for_change(
        award=award, side=side, wanted=wanted, why="The second street asked to join.", by=by,
        now=now(),
    )  # fmt: skip


def change(cast):
    row = a_change(cast)
    return {"award": row.award_id, "pk": row.pk}


def a_notice(cast):
    world, award = an_award(cast)
    return give_notice(
        award=award, ends_on=timezone.localdate() + timedelta(days=120),
        why="The budget of the programme is cut.", by=world.officer, now=now(),
    )  # fmt: skip


def notice(cast):
    row = a_notice(cast)
    return {"award": row.award_id, "pk": row.pk}


def some_money(cast):
    world, award = an_award(cast)
    return ask_back(
        award=award, kind=MoneyBackKind.UNDERSPEND, pence=500_00, why="Fewer meals than planned.",
        side=Side.HOLDER, by=world.tess, now=now(),
    )[0]  # fmt: skip


def everything(cast):
    """Something of every kind, for lists."""
    world, award = an_award(cast)
    award.reports.update(due_on=timezone.localdate() - timedelta(days=9))
    ask_back(
        award=award, kind=MoneyBackKind.UNDERSPEND, pence=500_00, why="Fewer meals.",
        side=Side.HOLDER, by=world.tess, now=now(),
    )  # fmt: skip
    return {}


def of(make, name="pk"):
    """The address's `pk` of what `make(cast)` makes."""
    return lambda cast: {name: make(cast).pk}


def award_pk(cast):
    return {"pk": an_award(cast)[1].pk}


def finished(cast):
    """Ready to be completed but for its money: the page refuses with what is open."""
    return award_pk(cast)


MINE = {"only": "respondent"}
ROWS = {
    "funding:to_do": Row(SIGNED_IN, everything),
    "funding:report": Row(SIGNED_IN, report, **MINE),
    "funding:report_file": Row(SIGNED_IN, report_file, page=False, **MINE),
    "funding:remove_report_file": Row(SIGNED_IN, report_file, method="post", page=False, **MINE),
    "funding:claim": Row(SIGNED_IN, claim, **MINE),
    "funding:payment_evidence": Row(SIGNED_IN, evidence, page=False, **MINE),
    "funding:give_back": Row(SIGNED_IN, of_award, **MINE),
    "funding:ask_for_change": Row(SIGNED_IN, of_award, **MINE),
    "funding:change": Row(SIGNED_IN, change, **MINE),
    "funding:withdraw_change": Row(SIGNED_IN, change, method="post", page=False, **MINE),
    "funding:end_notice": Row(SIGNED_IN, notice, **MINE),
    "funding:payment_run": Row(READERS, everything),
    "funding:payment_run_csv": Row(READERS, everything, page=False),
    "funding:late_reports": Row(READERS, everything),
    "funding:late_reports_csv": Row(READERS, everything, page=False),
    "funding:evidence_for_officers": Row(
        READERS, lambda cast: {"pk": a_payment(cast, claimed=True).evidence.get().pk}, page=False
    ),
    "funding:report_file_for_officers": Row(
        READERS, lambda cast: {"pk": a_report(cast, file=True).files.get().pk}, page=False
    ),
    # The admin: lists, pages of rows, files.
    **{
        f"admin:funding_{model}_changelist": Row(READERS, everything)
        for model in ("payment", "moneyback", "report", "variation", "endnotice")
    },
    **{
        f"admin:funding_{model}_{kind}": Row(READERS, everything, page=False)
        for model in ("payment", "moneyback", "report", "variation", "endnotice")
        for kind in ("csv", "xlsx")
    },
    "admin:funding_payment_change": Row(
        READERS, of(lambda cast: a_payment(cast, proposed=True), "object_id")
    ),
    "admin:funding_moneyback_change": Row(READERS, of(some_money, "object_id")),
    "admin:funding_report_change": Row(
        READERS, of(lambda cast: a_report(cast, sent=True, file=True), "object_id")
    ),
    "admin:funding_variation_change": Row(
        READERS, of(lambda cast: a_change(cast, Side.HOLDER), "object_id")
    ),
    "admin:funding_endnotice_change": Row(READERS, of(a_notice, "object_id")),
    # Acts.
    "admin:funding_propose_of_payment": Row(
        OFFICERS, of(lambda cast: a_payment(cast, claimed=True))
    ),
    "admin:funding_release_of_payment": Row(
        READERS, of(lambda cast: a_payment(cast, proposed=True))
    ),
    "admin:funding_return_of_payment": Row(
        READERS, of(lambda cast: a_payment(cast, proposed=True))
    ),
    "admin:funding_schedule_of_award": Row(OFFICERS, award_pk),
    "admin:funding_settle_of_moneyback": Row(OFFICERS, of(some_money)),
    "admin:funding_drop_of_moneyback": Row(OFFICERS, of(some_money)),
    "admin:funding_back_of_award": Row(OFFICERS, award_pk),
    "admin:funding_accept_of_report": Row(OFFICERS, of(lambda cast: a_report(cast, sent=True))),
    "admin:funding_question_of_report": Row(OFFICERS, of(lambda cast: a_report(cast, sent=True))),
    "admin:funding_move_of_report": Row(OFFICERS, of(a_report)),
    "admin:funding_excuse_of_report": Row(OFFICERS, of(a_report)),
    "admin:funding_again_of_report": Row(OFFICERS, of(a_report)),
    "admin:funding_targets_of_award": Row(OFFICERS, award_pk),
    "admin:funding_agree_of_variation": Row(OFFICERS, of(lambda cast: a_change(cast, Side.HOLDER))),
    "admin:funding_decline_of_variation": Row(
        OFFICERS, of(lambda cast: a_change(cast, Side.HOLDER))
    ),
    "admin:funding_withdraw_of_variation": Row(OFFICERS, of(a_change)),
    "admin:funding_ask_change_of_award": Row(OFFICERS, award_pk),
    "admin:funding_withdraw_of_endnotice": Row(OFFICERS, of(a_notice)),
    "admin:funding_end_of_endnotice": Row(OFFICERS, of(a_notice)),
    "admin:funding_notice_of_award": Row(OFFICERS, award_pk),
    "admin:funding_complete_of_award": Row(OFFICERS, award_pk),
}
