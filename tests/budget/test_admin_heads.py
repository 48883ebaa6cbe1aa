"""Programmes added and changed in the admin, and held money that ends soon."""

from datetime import date

import pytest
from django.urls import reverse

from civilsociety.budget.models import Head

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_of, frank, framework, hold_clock):
    hold_clock(2021, 12, 20, 12, 0)
    return client_of(frank)


@pytest.fixture
def holder(client_of, bea, framework):
    return client_of(bea)


def page_of(name, *args):
    return reverse(f"admin:budget_{name}", args=args)


def errors(answer, field):
    return answer.context["form"].errors.get(field, [])


def a_head(**more):
    return {
        "name": "Recovery Fund",
        "key": "recovery-fund",
        "split": "equal",
        "position": "20",
    } | more


def test_programme_added_and_changed(holder, framework):
    answer = holder.post(page_of("add_head"), a_head(purpose=framework.purpose.pk), follow=True)
    assert "Recovery Fund is saved" in answer.text

    head = Head.objects.get(key="recovery-fund")
    changed = a_head(name="Strategic Recovery Fund", purpose=framework.purpose.pk)
    holder.post(page_of("edit_of_head", head.pk), changed)
    head.refresh_from_db()
    assert (head.name, head.key) == ("Strategic Recovery Fund", "recovery-fund")


def test_programme_with_a_taken_key_is_refused_beside_it(holder, framework):
    answer = holder.post(page_of("add_head"), a_head(key=framework.head.key))

    assert "already a head with this key" in errors(answer, "key")[0]
    assert 'value="Recovery Fund"' in answer.text


def test_purpose_stays_under_what_is_promised_for_it(holder, framework):
    framework.commit(100_00)
    other = framework.purpose.__class__.objects.create(key="other", name="Something else")
    typed = a_head(name=framework.head.name, purpose=other.pk)
    answer = holder.post(page_of("edit_of_head", framework.head.pk), typed)

    assert "Money is promised under Volunteering for Volunteering" in errors(answer, "purpose")[0]


def test_single_source_is_asked_for_when_all_comes_from_one(holder, framework):
    answer = holder.post(page_of("add_head"), a_head(split="single"))

    assert "Select the one source" in errors(answer, "single_source")[0]


def test_reservations_that_end_soon_are_listed(officer, framework):
    soon = framework.reserve(100_00, expires_on=date(2021, 12, 30))
    framework.reserve(100_00, expires_on=date(2022, 3, 1))

    rows = officer.get(page_of("reservation_changelist") + "?expires=soon").context["cl"].queryset
    assert list(rows) == [soon]
    assert soon.number in officer.get("/admin/").text
