"""Addresses of the officers' hub, the gate, assessment and panels."""

from django.urls import path

from funding.views.judging import assess, desk, meetings, panels

HUB = "officers/funding/"
ROUND = f"{HUB}rounds/<int:pk>/"
BID = f"{HUB}bids/<int:pk>/"
PANEL = f"{HUB}panels/<int:pk>/"
ITEM = f"{PANEL}bids/<int:item>/"

urlpatterns = [
    path(HUB, desk.desk, name="desk"),
    path(ROUND, desk.round_page, name="round"),
    path(f"{ROUND}interests/", assess.interests, name="interests"),
    path(f"{ROUND}assessors/add/", desk.add_assessor, name="add_assessor"),
    path(f"{ROUND}draw/", desk.draw, name="draw"),
    path(f"{ROUND}panel/", desk.call_panel, name="call_panel"),
    path(f"{HUB}assessors/<int:pk>/remove/", desk.remove_assessor, name="remove_assessor"),
    path(f"{HUB}assessments/<int:pk>/stand-down/", desk.stand_down, name="stand_down"),
    path(f"{HUB}assess/", assess.assess, name="assess"),
    path(f"{HUB}assess/<int:pk>/", assess.score, name="score"),
    path(BID, assess.bid_page, name="bid"),
    path(f"{BID}interest/", assess.declare, name="declare"),
    path(f"{BID}moderate/", assess.moderate, name="moderate"),
    path(f"{BID}files/<int:file>/", assess.bid_file, name="bid_file"),
    path(f"{HUB}panels/", panels.panels, name="panels"),
    path(PANEL, panels.panel_page, name="panel"),
    path(f"{PANEL}change/", panels.change_panel, name="change_panel"),
    path(f"{PANEL}members/add/", panels.add_member, name="add_member"),
    path(f"{PANEL}members/<int:member>/remove/", panels.remove_member, name="remove_panel_member"),
    path(f"{PANEL}fill/", panels.fill_paper, name="fill_paper"),
    path(f"{PANEL}line/", panels.move_line, name="move_line"),
    path(f"{ITEM}propose/", panels.propose, name="propose"),
    path(f"{ITEM}take-off/", panels.take_off, name="take_off"),
    path(f"{ITEM}decide/", meetings.decide, name="decide"),
    path(f"{PANEL}issue/", panels.issue, name="issue_paper"),
    path(f"{PANEL}paper/", panels.paper, name="panel_paper"),
    path(f"{PANEL}paper.<slug:kind>", panels.paper_file, name="panel_file"),
    path(f"{PANEL}files-again/", panels.files_again, name="panel_files_again"),
    path(f"{PANEL}attendance/", meetings.attendance, name="attendance"),
    path(f"{PANEL}hold/", meetings.hold, name="hold_panel"),
    path(f"{PANEL}minute/", meetings.minute, name="minute"),
    path(f"{PANEL}minute.pdf", meetings.minute_file, name="minute_file"),
    path(f"{PANEL}minute/edit/", meetings.discussion, name="discussion"),
    path(f"{PANEL}minute/agree/", meetings.agree, name="agree_minute"),
]
