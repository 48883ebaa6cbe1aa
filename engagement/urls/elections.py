"""Addresses: elections by the sector."""

from django.urls import path

from engagement.views.elections import officers, public, roll, taking_part

GROUP = "groups/<slug:slug>/elections/"
ONE = f"{GROUP}<int:pk>/"
DESK = "officers/elections/"
HUB = f"{DESK}<int:pk>/"
ROLL = f"{HUB}roll/"
NOMINATION = f"{HUB}nominations/<int:nomination>/"

urlpatterns = [
    path("elections/nominate/<str:token>/", taking_part.nominate_by_link, name="nominate_by_link"),
    path("elections/candidate/<str:token>/", taking_part.candidacy, name="candidacy"),
    path("elections/candidate/<str:token>/step-back/", taking_part.step_back, name="step_back"),
    path("elections/vote/<str:token>/", taking_part.vote_by_link, name="vote_by_link"),
    path("elections/receipt.txt", taking_part.receipt_file, name="receipt_file"),
    path(GROUP, public.elections, name="elections"),
    path(ONE, public.election, name="election"),
    path(f"{ONE}calendar.ics", public.calendar_file, name="election_calendar"),
    path(f"{ONE}ballots.csv", public.ballots, name="ballots"),
    path(f"{ONE}count/", public.repeat_count, name="repeat_count"),
    path(f"{ONE}recount.py", public.recount_program, name="recount_program"),
    path(f"{ONE}nominate/", taking_part.nominate, name="nominate"),
    path(f"{ONE}vote/", taking_part.vote, name="vote"),
    path(DESK, officers.elections_desk, name="elections_desk"),
    path(
        "officers/groups/<slug:slug>/elections/prepare/",
        officers.prepare_election,
        name="prepare_election",
    ),
    path(HUB, officers.manage_election, name="manage_election"),
    path(f"{HUB}change/", officers.change_election, name="change_election"),
    path(f"{HUB}seats/", officers.election_seats, name="election_seats"),
    path(f"{HUB}dates/", officers.move_dates, name="move_dates"),
    path(f"{HUB}call/", officers.call_election, name="call_election"),
    path(f"{HUB}open/", officers.open_voting, name="open_voting"),
    path(f"{HUB}remind/", officers.remind_voters, name="remind_voters"),
    path(f"{HUB}declare/", officers.declare_result, name="declare_result"),
    path(f"{HUB}appoint/", officers.appoint_elected, name="appoint_elected"),
    path(f"{HUB}cancel/", officers.cancel_election, name="cancel_election"),
    path(NOMINATION, officers.judge_nomination, name="judge_nomination"),
    path(f"{NOMINATION}take-off/", officers.take_off_candidate, name="take_off_candidate"),
    path(ROLL, roll.election_roll, name="election_roll"),
    path(f"{ROLL}fill/", roll.fill_roll, name="fill_roll"),
    path(f"{ROLL}add/", roll.add_to_roll, name="add_to_roll"),
    path(f"{ROLL}<int:voter>/strike/", roll.strike_voter, name="strike_voter"),
    path(f"{ROLL}<int:voter>/put-back/", roll.put_back_voter, name="put_back_voter"),
    path(f"{ROLL}<int:voter>/address/", roll.voter_address, name="voter_address"),
]
