"""What the database refuses about published decisions, whichever way somebody comes to it."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from civilsociety.decisions.models import Authority, CallIn, Comment, Decision, Paper, Purpose
from civilsociety.decisions.states import CallInState, DecisionState

pytestmark = pytest.mark.django_db

TEXTS = {"decision": "Grant the money.", "reasons": "It is needed.", "alternatives": "None."}


@pytest.fixture
def fund():
    return Purpose.objects.create(key="recovery-fund", name="Recovery Fund")


def draft(reference="21/00055", **fields):
    fields = {**TEXTS, "title": "Adopt it", "maker_kind": "cabinet", **fields}
    fields = {"taken_on": date(2021, 12, 9), "effective_from": date(2021, 12, 17), **fields}
    return Decision.objects.create(reference=reference, **fields)


def publish(decision):
    decision.state = DecisionState.PUBLISHED
    decision.published_at = datetime(2021, 12, 9, 12, tzinfo=UTC)
    decision.published_on = date(2021, 12, 9)
    decision.save()
    return decision


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()
    return True


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "Grant more."},
        {"effective_from": date(2021, 12, 10)},
        {"taken_on": date(2021, 12, 8)},
        {"title": "Something else"},
        {"state": DecisionState.DRAFT},
        {"reference": "21/00056"},
        {"is_key": True},
    ],
)
def test_published_decision_is_not_changed_by_any_update(change):
    decision = publish(draft())
    assert refused(lambda: Decision.objects.filter(pk=decision.pk).update(**change))


def test_published_decision_is_not_deleted():
    decision = publish(draft())
    assert refused(lambda: Decision.objects.filter(pk=decision.pk).delete())


def test_decision_is_not_created_as_published():
    moment = datetime(2021, 12, 9, 12, tzinfo=UTC)
    day = date(2021, 12, 9)
    assert refused(lambda: draft(state="published", published_at=moment, published_on=day))


def test_draft_may_be_deleted_with_all_that_belongs_to_it(fund):
    decision = draft()
    decision.authorities.create(purpose=fund, up_to_pence=1)
    decision.papers.create(title="Report", link="https://example.org")
    decision.comments.create(committee="Policy", on=date(2021, 11, 9), said="Agreed.")
    decision.delete()
    assert not Authority.objects.exists() and not Paper.objects.exists()


def test_money_of_a_published_decision_is_not_changed_added_or_removed(fund):
    decision = draft()
    authority = decision.authorities.create(purpose=fund, up_to_pence=100_00)
    publish(decision)
    assert refused(lambda: Authority.objects.update(up_to_pence=200_00))
    assert refused(authority.delete)
    assert refused(lambda: decision.authorities.create(purpose=fund, up_to_pence=1))


def test_papers_and_comments_of_a_published_decision_are_not_changed():
    decision = draft()
    decision.papers.create(title="Report", link="https://example.org")
    decision.comments.create(committee="Policy", on=date(2021, 11, 9), said="Agreed.")
    publish(decision)
    assert refused(lambda: Paper.objects.update(title="Another"))
    assert refused(lambda: Comment.objects.update(said="Refused."))
    assert refused(lambda: decision.papers.create(title="Late", link="https://example.org"))


def test_money_hangs_on_version_one_only(fund):
    first = publish(draft())
    second = draft(version=2, corrects=first, correction_note="A name.")
    assert refused(lambda: second.authorities.create(purpose=fund, up_to_pence=1))


def test_correction_that_moves_the_date_of_effect_is_not_published():
    first = publish(draft())
    second = draft(
        version=2, corrects=first, correction_note="A date.", effective_from=date(2021, 12, 18)
    )
    Decision.objects.filter(pk=first.pk).update(state=DecisionState.CORRECTED)
    assert refused(lambda: publish(second))


def test_decisions_under_one_delegation_cannot_exceed_it_even_by_raw_sql(fund):
    framework = draft()
    delegation = framework.authorities.create(
        purpose=fund, up_to_pence=100_00, delegate_to="Director"
    )
    publish(framework)
    for number, pence in (("22/00001", 60_00), ("22/00002", 41_00)):
        wanted = {"taken_on": date(2022, 1, 10), "effective_from": date(2022, 1, 20)}
        each = draft(number, maker_kind="officer", delegation=delegation, **wanted)
        each.authorities.create(purpose=fund, up_to_pence=pence, under=delegation)
    sql = (
        "UPDATE decisions_decision SET state = 'published', published_at = now(),"
        " published_on = now() WHERE reference = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, ["22/00001"])
        assert refused(lambda: cursor.execute(sql, ["22/00002"]))


@pytest.mark.parametrize(
    ("delegated", "drawn"),
    [
        ({"delegate_to": ""}, {}),
        ({"until": date(2022, 3, 31)}, {}),
        ({"until": date(2022, 3, 31)}, {"until": date(2022, 4, 1)}),
        ({"until": date(2022, 1, 9)}, {"until": date(2022, 1, 9)}),
        ({}, {"purpose": "another"}),
    ],
)
def test_delegation_that_does_not_cover_a_decision_is_not_drawn_on(fund, delegated, drawn):
    another = Purpose.objects.create(key="another", name="Another")
    framework = draft()
    wanted = {"purpose": fund, "up_to_pence": 100_00, "delegate_to": "Director", **delegated}
    delegation = framework.authorities.create(**wanted)
    publish(framework)
    each = draft("22/00001", taken_on=date(2022, 1, 10), effective_from=date(2022, 1, 20))
    drawn = {"purpose": fund, **drawn}
    drawn["purpose"] = another if drawn["purpose"] == "another" else fund
    each.authorities.create(up_to_pence=1, under=delegation, **drawn)
    assert refused(lambda: publish(each))


def test_delegation_not_in_force_yet_is_not_drawn_on(fund):
    framework = draft()
    delegation = framework.authorities.create(
        purpose=fund, up_to_pence=100_00, delegate_to="Director"
    )
    each = draft("22/00001", taken_on=date(2021, 12, 16))
    each.authorities.create(purpose=fund, up_to_pence=1, under=delegation)
    assert refused(lambda: publish(each))
    publish(framework)
    assert refused(lambda: publish(each))


def test_decision_called_in_is_not_effective_until_it_is_confirmed():
    decision = publish(draft())
    day = date(2021, 12, 20)
    assert decision.is_effective(day)
    call_in = CallIn.objects.create(
        decision=decision, called_in_on=date(2021, 12, 13), called_in_by="Three", reason="Cost."
    )
    assert not decision.is_effective(day)
    assert not Decision.objects.effective_on(day).exists()
    call_in.state, call_in.ended_on, call_in.effective_from = CallInState.CONFIRMED, day, day
    call_in.save()
    assert decision.is_effective(day)
    assert Decision.objects.effective_on(day).get() == decision
    assert refused(lambda: CallIn.objects.update(reason="Another."))
