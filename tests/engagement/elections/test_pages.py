"""The pages of elections: what each person sees and sends, and bad input that is told in words."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from engagement.actions.elections import running
from engagement.actions.elections.parting import let_go_of_nominations
from engagement.models import Ballot, Election, Nomination, Voter
from engagement.queries.elections.links import nomination_token, voter_token
from tests.engagement.elections.held import CHECKING, a_member, called, prepared
from tests.engagement.makers import a_group, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def voting_now(hold_clock):
    return hold_clock(2021, 10, 5, 9, 0)


@pytest.fixture
def nominating_now(hold_clock):
    return hold_clock(2021, 9, 7, 9, 0)


@pytest.fixture
def three(held):
    return held.open("Ann", "Ben", "Cat")


def page_of(held, name="election"):
    return reverse(f"engagement:{name}", args=[held.election.group.slug, held.election.pk])


def link_of(held, number=0):
    return reverse("engagement:vote_by_link", args=[voter_token(held.voter(number))])


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


class TestVoting:
    def cast(self, client, address, *people):
        chosen = {"contest_1": [str(each.pk) for each in people] or ["none"]}
        check = client.post(address, chosen | {"step": "check"}).content.decode()
        sealed = hidden(check, "receipt")
        answer = client.post(address, chosen | {"step": "cast", "receipt": sealed})
        return check, answer.content.decode(), chosen | {"step": "cast", "receipt": sealed}

    def test_by_link_with_check_and_receipt(self, held, three, stranger, voting_now):
        check, done, _ = self.cast(stranger, link_of(held), three[0], three[2])
        assert "It is not cast yet" in check
        receipt = re.search(r'election-receipt">([^<]+)<', done)[1]
        assert receipt in check
        assert Ballot.objects.get().choices == {"1": [three[0].pk, three[2].pk]}
        assert Ballot.objects.get().receipt == receipt

    def test_looking_and_checking_cast_nothing(self, held, three, stranger, voting_now):
        stranger.get(link_of(held))
        stranger.post(link_of(held), {"step": "check", "contest_1": [three[0].pk]})
        assert not Ballot.objects.exists()
        assert held.voter(0).voted_on is None

    def test_the_same_answer_again_shows_the_same_receipt(self, held, three, stranger, voting_now):
        _, done, data = self.cast(stranger, link_of(held), three[0])
        again = stranger.post(link_of(held), data).content.decode()
        assert re.search(r'election-receipt">([^<]+)<', again)[1] in done
        assert Ballot.objects.count() == 1

    def test_voting_twice(self, held, three, stranger, voting_now):
        self.cast(stranger, link_of(held), three[0])
        page = stranger.get(link_of(held)).content.decode()
        assert "Ashford Pantry has voted. Each organisation has one vote" in page

    def test_at_the_very_second_of_the_end(self, held, three, stranger, hold_clock):
        hold_clock(2021, 10, 18, 16, 59)
        _, _, data = self.cast(stranger, link_of(held, 1), three[0])
        hold_clock(2021, 10, 18, 17, 0)
        page = stranger.get(link_of(held)).content.decode()
        assert "Voting ended at 5pm on 18 October 2021" in page
        late = stranger.post(link_of(held), data).content.decode()
        assert "election-receipt" not in late
        assert Ballot.objects.count() == 1

    def test_a_guessed_link(self, held, three, stranger, voting_now):
        for guess in ("x", "a" * 5000, voter_token(held.voter(0))[:-1]):
            address = reverse("engagement:vote_by_link", args=[guess])
            assert stranger.get(address).status_code == 404

    def test_guessing_is_slowed_down(self, held, stranger):
        address = reverse("engagement:vote_by_link", args=["guess"])
        answers = {stranger.get(address).status_code for _ in range(61)}
        assert answers == {404, 429}

    @pytest.mark.parametrize(
        ("chosen", "words"),
        [
            ([], "choose somebody, or “No choice here”"),
            (["999999999999999999999"], "is not a candidate any more"),
            (["\0"], "is not a candidate any more"),
            (["' or 1=1"], "is not a candidate any more"),
        ],
    )
    def test_tampered_choices(self, held, three, stranger, voting_now, chosen, words):
        answer = stranger.post(link_of(held), {"step": "check", "contest_1": chosen})
        assert answer.status_code == 200
        assert words in answer.content.decode()

    def test_too_many_keeps_what_was_chosen(self, held, three, stranger, voting_now):
        chosen = [str(each.pk) for each in three]
        page = stranger.post(link_of(held), {"step": "check", "contest_1": chosen})
        page = page.content.decode()
        assert "choose 2 candidates at most. You chose 3" in page
        assert len(re.findall(r"checked", page)) == 3

    def test_somebody_and_nobody(self, held, three, stranger, voting_now):
        chosen = [str(three[0].pk), "none"]
        page = stranger.post(link_of(held), {"step": "check", "contest_1": chosen})
        assert "Select “No choice here” alone" in page.content.decode()

    def test_a_forged_receipt_casts_nothing(self, held, three, stranger, voting_now):
        data = {"contest_1": [three[0].pk], "step": "cast", "receipt": "AAAA-AAAA"}
        page = stranger.post(link_of(held), data).content.decode()
        assert "Check your ballot once more" in page
        assert not Ballot.objects.exists()

    def test_a_member_for_one_of_two_organisations(self, held, three, client_of, tess, voting_now):
        for number in (0, 1):
            a_member(held.organisations[number], tess, held.officer)
        client = client_of(tess)
        page = client.get(page_of(held, "vote")).content.decode()
        assert "For which organisation do you vote?" in page
        address = f"{page_of(held, 'vote')}?organisation={held.organisations[1].pk}"
        self.cast(client, address, three[0])
        assert held.voter(1).voted_on
        assert held.voter(0).voted_on is None

    def test_somebody_of_another_organisation(self, held, three, client_of, noor, voting_now):
        address = f"{page_of(held, 'vote')}?organisation={held.organisations[1].pk}"
        page = client_of(noor).get(address).content.decode()
        assert "You do not act for an organisation on the roll" in page

    def test_receipt_as_a_file(self, stranger):
        address = reverse("engagement:receipt_file")
        answer = stranger.post(address, {"receipt": "ACDE-ACDE\r\nx", "title": "Two\r\nseats"})
        assert b"Your receipt: ACDE-ACDEx" in answer.content
        assert stranger.post(address, {}).status_code == 302


class TestPublic:
    def test_nothing_is_public_before_the_call(self, olivia, stranger, client_of):
        held = prepared(olivia)
        assert stranger.get(page_of(held)).status_code == 404
        assert client_of(olivia).get(page_of(held)).status_code == 200

    def test_cancelled_before_the_call_stays_hidden(self, olivia, stranger, nominating_now):
        held = prepared(olivia)
        running.cancel(election=held.election, why="A mistake", by=olivia, now=nominating_now)
        assert stranger.get(page_of(held)).status_code == 404

    def test_a_group_that_is_not_public_keeps_its_elections(self, olivia, stranger):
        held = called(olivia, group=a_group(is_public=False))
        assert stranger.get(page_of(held)).status_code == 404
        assert stranger.get(f"/groups/{held.election.group.slug}/elections/").status_code == 404

    def test_candidates_are_named_only_once_published(self, held, stranger, hold_clock):
        hold_clock(2021, 9, 28, 12, 0)
        held.stand("Annabel", "Benedict", "Caterina")
        assert "Annabel" not in stranger.get(page_of(held)).content.decode()
        hold_clock(2021, 10, 5, 12, 0)
        running.open_voting(election=held.election, by=held.officer, now=CHECKING)
        page = stranger.get(page_of(held)).content.decode()
        assert "Annabel would listen." in page
        assert "annabel@example.org" not in page

    def test_turnout_while_voting_and_no_result(self, held, three, stranger, voting_now):
        held.vote(0, three[0])
        page = stranger.get(page_of(held)).content.decode()
        assert "organisation has</dt>" in page or "organisation has voted" in page
        assert "The result" not in page
        assert stranger.get(page_of(held, "ballots")).status_code == 404
        assert stranger.get(page_of(held, "repeat_count")).status_code == 404

    def test_result_ballots_and_own_receipt(self, held, three, stranger, hold_clock):
        hold_clock(2021, 10, 20, 12, 0)
        held.vote(0, three[0], three[1], receipt="WWWW-AAAA-AAAA-AAAA")
        held.vote(1, three[0], receipt="CCCC-AAAA-AAAA-AAAA")
        held.vote(2, receipt="FFFF-AAAA-AAAA-AAAA")
        held.declare()
        page = stranger.get(page_of(held)).content.decode()
        assert "60%" in page
        assert "3 of 5" in page
        lines = stranger.get(page_of(held, "ballots")).content.decode().splitlines()
        assert lines == [
            "receipt,contest,choices",
            f"CCCC-AAAA-AAAA-AAAA,1,{three[0].pk}",
            "FFFF-AAAA-AAAA-AAAA,1,",
            f"WWWW-AAAA-AAAA-AAAA,1,{three[0].pk} {three[1].pk}",
        ]
        address = page_of(held, "repeat_count")
        found = stranger.get(address, {"receipt": "cccc aaaa aaaa aaaa"}).content.decode()
        assert "CCCC-AAAA-AAAA-AAAA is on the list" in found
        for bad in ("x", "é", "x" * 900):
            answer = stranger.get(address, {"receipt": bad})
            assert "No ballot has this receipt" in answer.content.decode()

    def test_calendar_follows_moved_dates(self, held, stranger):
        text = stranger.get(page_of(held, "election_calendar")).content.decode()
        assert text.count("BEGIN:VEVENT") == 4
        assert "DTSTART:20210927T160000Z" in text

    def test_the_list_of_a_group_asks_the_same_number_of_queries(
        self, held, stranger, count_queries
    ):
        address = f"/groups/{held.election.group.slug}/elections/"
        stranger.get(address)
        one = count_queries(lambda: stranger.get(address))
        for _ in range(2):
            Election.objects.filter(pk=held.election.pk).first()
            copy = Election.objects.get(pk=held.election.pk)
            copy.pk = None
            copy.save()
        assert count_queries(lambda: stranger.get(address)) == one

    def test_the_page_asks_the_same_number_of_queries(
        self, held, three, stranger, count_queries, voting_now
    ):
        stranger.get(page_of(held))
        one = count_queries(lambda: stranger.get(page_of(held)))
        Nomination.objects.filter(pk=three[2].pk).update(state="withdrawn")
        assert count_queries(lambda: stranger.get(page_of(held))) == one


class TestNominating:
    data = {"key": "0" * 32, "contest": "1", "name": "Ann", "email": "ann@example.org"}

    def test_by_link_then_accepted_by_link(self, held, stranger, nominating_now):
        address = reverse("engagement:nominate_by_link", args=[voter_token(held.voter(0))])
        stranger.post(address, self.data | {"organisation_name": "Pantry"})
        nomination = Nomination.objects.get()
        assert nomination.proposing_organisation == held.organisations[0]
        answer = reverse("engagement:candidacy", args=[nomination_token(nomination)])
        given = {"key": "0" * 32, "answer": "yes", "statement": "I listen.", "interests": "None"}
        page = stranger.post(answer, given).content.decode()
        assert "Agree to be named" in page
        assert "I listen." in page
        stranger.post(answer, given | {"consent": "on"})
        nomination.refresh_from_db()
        assert (nomination.state, nomination.statement) == ("accepted", "I listen.")

    def test_it_is_of_whoever_was_written_to(self, held, make_person, client_of, nominating_now):
        """Somebody else may be signed in on the device on which the link is opened."""
        nomination = held.nominate("Ann")
        address = reverse("engagement:candidacy", args=[nomination_token(nomination)])
        given = {"answer": "yes", "statement": "I listen.", "interests": "None", "consent": "on"}
        ann, ben = make_person("Ann", email="Ann@example.org"), make_person("Ben")
        for number, (person, whose) in enumerate(((ben, None), (ann, ann), (ben, ann))):
            answer = client_of(person).post(address, given | {"key": f"{number:032}"})
            assert answer.status_code == 302
            nomination.refresh_from_db()
            assert (nomination.state, nomination.user) == ("accepted", whose)

    def test_a_statement_that_is_too_long_is_kept(self, held, stranger, nominating_now):
        address = reverse("engagement:candidacy", args=[nomination_token(held.nominate("Ann"))])
        words = "word " * 251
        given = {"key": "0" * 32, "answer": "yes", "statement": words, "interests": "None"}
        page = stranger.post(address, given | {"consent": "on"}).content.decode()
        assert "must be 250 words or fewer: it has 251" in page
        assert page.count("word word") > 10

    def test_too_late(self, held, stranger, hold_clock):
        hold_clock(2021, 9, 27, 17, 0)
        address = reverse("engagement:nominate_by_link", args=[voter_token(held.voter(0))])
        page = stranger.post(address, self.data).content.decode()
        assert "Nominations closed at 5pm on 27 September 2021" in page
        assert not Nomination.objects.exists()

    @pytest.mark.parametrize("contest", ["2", "x", "\0", "9" * 30])
    def test_a_contest_that_is_not_there(self, held, stranger, nominating_now, contest):
        address = reverse("engagement:nominate_by_link", args=[voter_token(held.voter(0))])
        data = self.data | {"contest": contest, "organisation_name": "Pantry"}
        assert stranger.post(address, data).status_code == 200
        assert not Nomination.objects.exists()


class TestOfficers:
    def test_desk_and_roll_ask_the_same_number_of_queries(
        self, held, client_of, olivia, count_queries
    ):
        client = client_of(olivia)
        roll = reverse("engagement:election_roll", args=[held.election.pk])
        Voter.objects.exclude(pk=held.voter(0).pk).delete()
        client.get(roll)
        one = count_queries(lambda: client.get(roll))
        for name in ("Zebra", "Yacht"):
            Voter.objects.create(
                election=held.election, organisation=an_organisation(name, by=olivia)
            )
        assert count_queries(lambda: client.get(roll)) == one

    @pytest.mark.parametrize("words", ["\\", "x" * 999, "%"])
    def test_bad_words_on_the_roll(self, held, client_of, olivia, words):
        roll = reverse("engagement:election_roll", args=[held.election.pk])
        answer = client_of(olivia).get(roll, {"q": words, "show": "?", "page": "x"})
        assert answer.status_code == 200

    @pytest.mark.parametrize("number", ["", "x", "\0", "9" * 40, "0"])
    def test_adding_an_organisation_that_is_not_there(self, held, client_of, olivia, number):
        address = reverse("engagement:add_to_roll", args=[held.election.pk])
        assert client_of(olivia).post(address, {"organisation": number}).status_code == 404

    def test_an_act_too_early_says_why(self, held, client_of, olivia, nominating_now):
        address = reverse("engagement:open_voting", args=[held.election.pk])
        page = client_of(olivia).post(address, {"key": "0" * 32}).content.decode()
        assert "Candidates can be published when nominations have closed" in page

    def test_terms_move_with_the_end_of_voting(self, held, client_of, olivia, nominating_now):
        client = client_of(olivia)
        address = reverse("engagement:move_dates", args=[held.election.pk])
        page = client.get(address).content.decode()
        typed = dict(re.findall(r'name="([^"]+)"[^>]*?value="([^"]*)"', page))
        typed |= {
            "voting_closes_at_day": "5", "voting_closes_at_month": "1",
            "voting_closes_at_year": "2022", "why": "A storm",
        }  # fmt: skip

        page = client.post(address, typed).content.decode()
        assert '<a href="#id_term_starts_on_day">The terms must begin after voting' in page
        assert "A storm" in page
        client.post(address, typed | {"term_starts_on_day": "6"})
        held.election.refresh_from_db()
        assert held.election.term_starts_on == date(2022, 1, 6)

    def test_the_second_officer_sees_both_texts(self, olivia, client_of):
        held = prepared(olivia)
        address = reverse("engagement:change_election", args=[held.election.pk])
        client = client_of(olivia)
        page = client.get(address).content.decode()
        names = re.findall(r'name="([^"]+)"[^>]*?value="([^"]*)"', page)
        data = dict(names) | {"about": "Mine", "who_may_vote": "All", "title": "Typed"}
        Election.objects.update(revision=5, title="Theirs")
        page = client.post(address, data).content.decode()
        assert "Theirs" in page
        assert "Typed" in page

    def test_those_elected_are_proposed_days_that_keep_the_rotation(
        self, held, three, client_of, olivia, hold_clock
    ):
        hold_clock(2021, 10, 20, 12, 0)
        held.vote(0, three[0], three[1])
        held.vote(1, three[0])
        held.declare()
        address = reverse("engagement:appoint_elected", args=[held.election.pk])
        client = client_of(olivia)
        page = client.get(address).content.decode()
        data = dict(re.findall(r'name="(\w+)"[^>]*?value="([^"]*)"', page))
        years = [value for name, value in sorted(data.items()) if name.endswith("_year")]
        assert len(set(years)) == 2
        assert client.post(address, data).status_code == 302
        assert held.election.terms.count() == 2

    def test_desk_says_what_waits(self, held, three, client_of, olivia, hold_clock):
        hold_clock(2021, 10, 18, 17, 0)
        page = client_of(olivia).get("/officers/").content.decode()
        assert "Count and declare: Two seats for small groups" in page


def test_the_account_page_leads_to_the_vote(held, three, client_of, tess, voting_now):
    a_member(held.organisations[0], tess, held.officer)
    page = client_of(tess).get(reverse("accounts:home")).content.decode()
    assert f"{page_of(held, 'vote')}?organisation={held.organisations[0].pk}" in page


def test_a_closed_account_leaves_its_candidacy_without_address(held, make_person, hold_clock):
    ann = make_person("Ann")
    three = held.open("Ann", "Ben", "Cat")
    Nomination.objects.filter(pk=three[0].pk).update(user=ann)
    held.declare(now=hold_clock(2021, 10, 20, 12, 0) + timedelta(days=1))
    let_go_of_nominations(ann)
    three[0].refresh_from_db()
    assert three[0].user is None
    assert "ann@example.org" not in three[0].email
