"""What an organisation gives once: who sees it, how it is checked, what is never shown."""

from datetime import date

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from civilsociety.audit.models import Event
from civilsociety.organisations import actions as organisations_actions
from civilsociety.organisations.models import Membership
from civilsociety.refusal import Refused
from funding.actions import applying, messages
from funding.actions import organisations as acts
from funding.formats.sealed import CannotOpen, seal, unseal
from funding.models import BankAccount, Message, OrganisationDocument, Profile
from funding.queries.organisations import documents_of, verified_account
from funding.rules.applying import lacks_of
from funding.rules.organisations import check_bank_is_verified, may_read
from funding.states import BankState, DocumentState
from tests.funding.applying.files import PDF, uploaded
from tests.funding.applying.makers import FACTS, complete_organisation, draft
from tests.funding.makers import NOW

TODAY = date(2021, 12, 20)
pytestmark = pytest.mark.usefixtures("in_december")


def page_of(organisation, name="", *more):
    name = f"organisation_{name}" if name else "organisation"
    return reverse(f"funding:{name}", args=[organisation.pk, *more])


def post_everything():
    for pk in list(Message.objects.filter(sent_at=None).values_list("pk", flat=True)):
        messages.send(pk=pk, now=NOW)


def an_account(world, number="00012345", **more):
    fields = {"account_name": "The kitchen", "sort_code": "123456", "by": world.tess, "now": NOW}
    return acts.enter_account(organisation=world.kitchen, account_number=number, **(fields | more))


def verified(world, frank, fern, **more):
    account = an_account(world, **more)
    acts.check_account(account=account, how="Rang Jo", by=frank, now=NOW)
    return acts.verify_account(account=account, by=fern, now=NOW)


# -- Who sees it --------------------------------------------------------------------------


def test_unconfirmed_member_sees_nothing_that_others_gave(world, client_of, noor):
    complete_organisation(world)
    an_account(world)
    document = OrganisationDocument.objects.first()
    organisations_actions.join(user=noor, organisation=world.kitchen, position="trustee")
    client = client_of(noor)
    html = client.get(page_of(world.kitchen)).content.decode()
    assert "We have to confirm that you belong" in html
    assert "2345" not in html
    assert "Cooking together" not in html
    for name, *more in (("profile",), ("documents",), ("bank",), ("document", document.pk)):
        assert client.get(page_of(world.kitchen, name, *more)).status_code == 404
        assert client.post(page_of(world.kitchen, name, *more)).status_code == 404
    assert client.post(page_of(world.kitchen, "still_right")).status_code == 404


def test_stranger_to_an_organisation_has_no_page_of_it(world, client_of, noor, frank):
    for person in (noor, frank):
        assert client_of(person).get(page_of(world.kitchen)).status_code == 404


def test_invited_colleague_does_not_see_the_organisations_papers(world, client_of, noor):
    application = draft(world)
    complete_organisation(world)
    colleague = applying.invite(
        application=application, email=noor.email, role="writer", by=world.tess, now=NOW
    )
    applying.join(colleague=colleague, by=noor, now=NOW)
    for name in ("organisation", "documents"):
        page = reverse(f"funding:application_{name}", args=[application.pk])
        html = client_of(noor).get(page).content.decode()
        assert "We confirm first that you belong to it" in html
        assert "rules.pdf" not in html


def test_whoever_registered_it_sees_it_until_somebody_else_belongs_to_it(world, noor, asa):
    mine = applying.name_organisation(name="Mine", kind="cic", position="trustee", by=noor)
    assert may_read(noor, mine)
    organisations_actions.join(user=asa, organisation=mine, position="trustee")
    assert not may_read(noor, mine)
    assert not may_read(asa, mine)
    membership = Membership.objects.get(user=noor, organisation=mine)
    organisations_actions.confirm_member(membership=membership, by=world.officer)
    assert may_read(noor, mine)


def test_lead_who_is_not_confirmed_is_not_kept_from_sending(world, noor):
    organisations_actions.join(user=noor, organisation=world.kitchen, position="trustee")
    application = draft(world, person=noor)
    assert {each.part for each in lacks_of(application, TODAY)} == {"sign"}


# -- Given once ---------------------------------------------------------------------------


def test_second_application_only_asks_whether_it_is_still_right(world, client_of, hold_clock):
    complete_organisation(world)
    hold_clock(2021, 12, 30, 12, 0)
    call = world.make_call(number=2)
    application = applying.start(
        call=call, organisation=world.kitchen, by=world.tess, now=NOW.replace(day=30)
    )
    found = {each.part for each in lacks_of(application, date(2021, 12, 30))}
    assert "organisation" in found
    assert "documents" not in found
    page = reverse("funding:application_organisation", args=[application.pk])
    assert "Yes, this is still right" in client_of(world.tess).get(page).content.decode()
    home = application.get_absolute_url()
    answer = client_of(world.tess).post(page_of(world.kitchen, "still_right"), {"next": home})
    assert answer.url == home
    assert "organisation" not in {e.part for e in lacks_of(application, date(2021, 12, 30))}


def test_page_to_return_to_is_one_of_ours(world, client_of):
    complete_organisation(world)
    for evil in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answer = client_of(world.tess).post(page_of(world.kitchen, "still_right"), {"next": evil})
        assert answer.url == page_of(world.kitchen)


def test_facts_are_typed_and_bad_ones_refused_in_words(world, client_of):
    page = page_of(world.kitchen, "profile")
    typed = {
        "purpose": "Cooking", "year_founded": "2030", "income_pence": "lots", "trustees": "-1",
        "spending_pence": "1", "volunteers": "9" * 30,
    }  # fmt: skip
    form = client_of(world.tess).post(page, typed).context["form"]
    assert set(form.errors) == {"year_founded", "income_pence", "trustees", "volunteers"}
    assert not Profile.objects.exists()


def test_facts_changed_by_another_meanwhile_are_not_overwritten(world, client_of):
    complete_organisation(world)
    old = Profile.objects.get().changed_at.isoformat()
    acts.save_profile(
        organisation=world.kitchen, facts=FACTS | {"trustees": 6}, seen=None, by=world.tess,
        now=NOW.replace(hour=13),
    )  # fmt: skip
    typed = {
        "purpose": "Mine", "year_founded": "2014", "income_pence": "1", "spending_pence": "1",
        "trustees": "7", "seen": old,
    }  # fmt: skip
    page = client_of(world.tess).post(page_of(world.kitchen, "profile"), typed)
    html = page.content.decode()
    assert "changed these facts while you wrote" in html
    assert "Mine</textarea>" in html
    assert Profile.objects.get().trustees == 6
    again = page.context["form"]["seen"].value()
    client_of(world.tess).post(page_of(world.kitchen, "profile"), typed | {"seen": again})
    assert Profile.objects.get().trustees == 7


def test_newer_document_takes_the_place_of_the_old(world, client_of):
    page = page_of(world.kitchen, "documents")
    for name in ("old.pdf", "new.pdf"):
        client_of(world.tess).post(page, {"kind": "governing", "file": uploaded(name)})
    states = OrganisationDocument.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [DocumentState.REPLACED, DocumentState.GIVEN]


def test_document_is_asked_for_again_the_day_after_its_last(world, frank):
    complete_organisation(world)
    document = OrganisationDocument.objects.get(kind="accounts")
    acts.check_document(document=document, valid_until=date(2022, 3, 1), by=frank, today=TODAY)

    def valid(day):
        rows = documents_of(world.kitchen, day)
        return next(each.valid for each in rows if each.kind == "accounts")

    assert valid(date(2022, 3, 1))
    assert not valid(date(2022, 3, 2))


def test_document_not_accepted_is_explained_and_asked_for_again(world, client_of, frank):
    complete_organisation(world)
    document = OrganisationDocument.objects.get(kind="accounts")
    address = reverse("admin:funding_refuse_of_organisationdocument", args=[document.pk])
    client = client_of(frank)
    key = client.get(address).context["form"]["key"].value()
    client.post(address, {"why": "It is not signed.", "key": key})
    post_everything()
    assert "It is not signed." in mail.outbox[-1].body
    assert mail.outbox[-1].to == [world.tess.email]
    html = client_of(world.tess).get(page_of(world.kitchen, "documents")).content.decode()
    assert "It is not signed." in html
    accounts = next(e for e in documents_of(world.kitchen, TODAY) if e.kind == "accounts")
    assert not accounts.valid


def test_officer_of_the_organisation_checks_nothing_of_it(world, frank):
    complete_organisation(world)
    Membership.objects.create(user=frank, organisation=world.kitchen, position="trustee")
    document, account = OrganisationDocument.objects.first(), an_account(world)
    with pytest.raises(Refused, match="You belong to"):
        acts.check_document(document=document, valid_until=None, by=frank, today=TODAY)
    with pytest.raises(Refused, match="You belong to"):
        acts.check_account(account=account, how="Rang", by=frank, now=NOW)


def test_document_is_served_as_a_download_that_runs_nothing(world, client_of):
    complete_organisation(world)
    document = OrganisationDocument.objects.first()
    answer = client_of(world.tess).get(page_of(world.kitchen, "document", document.pk))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


# -- The bank account ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "number", "wrong"),
    [
        ("12-34-56", "12345678", set()),
        ("12 34 56", "123456", set()),
        ("12345", "12345678", {"sort_code"}),
        ("12-34-5x", "12345678", {"sort_code"}),
        ("000000", "00000000", {"sort_code", "account_number"}),
        ("١٢٣٤٥٦", "12345678", {"sort_code"}),
        ("123456", "12345", {"account_number"}),
        ("123456", "123456789", {"account_number"}),
        ("\0", "\0", {"sort_code", "account_number"}),
        ("9" * 1000, "9" * 1000, {"sort_code", "account_number"}),
    ],
)
def test_numbers_are_checked_for_their_form(world, client_of, code, number, wrong):
    data = {"account_name": "The kitchen", "sort_code": code, "account_number": number}
    answer = client_of(world.tess).post(page_of(world.kitchen, "bank"), data)
    assert BankAccount.objects.exists() != bool(wrong)
    if wrong:
        assert set(answer.context["form"].errors) == wrong


def test_account_is_verified_by_a_second_officer_who_did_not_check_it(world, frank, fern):
    account = an_account(world)
    with pytest.raises(Refused, match="waits for a first officer"):
        check_bank_is_verified(world.kitchen)
    acts.check_account(account=account, how="Rang Jo", by=frank, now=NOW)
    with pytest.raises(Refused, match="Another officer verifies it"):
        acts.verify_account(account=account, by=frank, now=NOW)
    acts.verify_account(account=account, by=fern, now=NOW)
    check_bank_is_verified(world.kitchen)


def test_old_account_stays_in_use_until_the_new_one_is_verified(world, frank, fern):
    old = verified(world, frank, fern)
    new = an_account(world, "00099999")
    assert verified_account(world.kitchen) == old
    acts.check_account(account=new, how="Rang Jo", by=frank, now=NOW)
    assert verified_account(world.kitchen) == old
    acts.verify_account(account=new, by=fern, now=NOW)
    assert verified_account(world.kitchen) == new
    old.refresh_from_db()
    assert old.state == BankState.REPLACED


def test_everybody_confirmed_of_the_organisation_hears_of_a_change(world, noor, asa):
    organisations_actions.join(user=asa, organisation=world.kitchen, position="member")
    Membership.objects.create(
        user=noor, organisation=world.kitchen, position="trustee", confirmed_at=NOW,
        confirmed_by=world.officer,
    )  # fmt: skip
    an_account(world)
    post_everything()
    assert sorted(each.to[0] for each in mail.outbox) == [noor.email, world.tess.email]
    assert all("ending 2345" in each.body for each in mail.outbox)


def test_full_numbers_stand_nowhere_but_on_the_audited_page(world, client_of, frank, fern, caplog):
    account = verified(world, frank, fern, number="31415926", sort_code="271828")
    post_everything()
    told = [each.body for each in mail.outbox] + [caplog.text]
    told += [f"{event.sentence} {event.details}" for event in Event.objects.all()]
    row = reverse("admin:funding_bankaccount_change", args=[account.pk])
    numbers = reverse("admin:funding_numbers_of_bankaccount", args=[account.pk])
    for person, pages in (
        (world.tess, [page_of(world.kitchen), page_of(world.kitchen, "bank")]),
        (frank, [row, numbers, reverse("admin:funding_bankaccount_csv")]),
    ):
        for page in pages:
            answer = client_of(person).get(page)
            told.append(b"".join(answer).decode())
    assert not any("31415926" in each or "27-18-28" in each or "271828" in each for each in told)
    assert b"31415926" not in bytes(BankAccount.objects.get().sealed)
    shown = client_of(frank).post(numbers)
    assert "31415926" in shown.content.decode()
    assert "27-18-28" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Event.objects.filter(verb="funding.bank_numbers_read", actor=f"user:{frank.pk}").exists()


def test_budget_holder_reads_no_numbers(world, client_of, bea):
    numbers = reverse("admin:funding_numbers_of_bankaccount", args=[an_account(world).pk])
    assert client_of(bea).post(numbers).status_code == 403


def test_refused_account_is_explained_and_another_may_follow(world, client_of, frank):
    account = an_account(world)
    acts.refuse_account(account=account, why="It is a person’s account.", by=frank, now=NOW)
    html = client_of(world.tess).get(page_of(world.kitchen, "bank")).content.decode()
    assert "It is a person’s account." in html
    an_account(world, "00088888")
    assert BankAccount.objects.filter(state=BankState.ENTERED).count() == 1


def test_officer_cannot_write_digits_into_how_it_was_checked(world, client_of, frank):
    account = an_account(world, "31415926")
    address = reverse("admin:funding_check_of_bankaccount", args=[account.pk])
    client = client_of(frank)
    key = client.get(address).context["form"]["key"].value()
    html = client.post(address, {"how": "Compared 5926", "key": key}).content.decode()
    assert "Leave the digits of the account out" in html
    client.post(address, {"how": "Rang Jo on the number we had", "key": key})
    account.refresh_from_db()
    assert account.state == BankState.CHECKED


def test_sealed_numbers_open_with_a_former_key_and_with_no_other():
    with override_settings(SECRET_KEY="old", SECRET_KEY_FALLBACKS=[]):  # noqa: S106
        sealed = seal("271828")
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"]):  # noqa: S106
        assert unseal(sealed) == "271828"
    fresh = override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[])  # noqa: S106
    with fresh, pytest.raises(CannotOpen):
        unseal(sealed)


def test_merged_organisations_have_one_set_of_papers(world, noor, frank, fern):
    twin = world.make_organisation("Marsh Lane Kitchen", noor)
    complete_organisation(world)
    complete_organisation(world, twin, noor, NOW.replace(hour=14))
    ours = verified(world, frank, fern)
    theirs = an_account(world, "00077777")
    BankAccount.objects.filter(pk=theirs.pk).update(organisation=twin)
    organisations_actions.merge(keep=world.kitchen, drop=twin, by=frank)
    assert Profile.objects.get().organisation == world.kitchen
    standing = [each.document for each in documents_of(world.kitchen, TODAY) if each.valid]
    assert {each.file.given_by for each in standing} == {noor}
    assert verified_account(world.kitchen) == ours
    assert BankAccount.objects.get(pk=theirs.pk).organisation == world.kitchen
