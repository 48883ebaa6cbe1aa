"""Addresses: meetings and what they ask for."""

from django.urls import path

from engagement.views.meetings import officers, reading

GROUP = "groups/<slug:slug>/"
ONE = f"{GROUP}meetings/<int:pk>/"
MEETING = "officers/groups/meetings/<int:pk>/"
ITEM = "officers/groups/meetings/items/<int:pk>/"
TASK = "officers/groups/meetings/tasks/<int:pk>/"

urlpatterns = [
    path(f"{GROUP}meetings/", reading.meetings, name="meetings"),
    path(f"{GROUP}meetings.ics", reading.meetings_calendar, name="meetings_calendar"),
    path(ONE, reading.meeting, name="meeting"),
    path(f"{ONE}meeting.ics", reading.meeting_event, name="meeting_event"),
    path(f"{ONE}papers/<int:paper>/", reading.meeting_paper, name="meeting_paper"),
    path(f"{ONE}items/<int:item>/interest/", reading.declare_interest, name="declare_interest"),
    path(f"{ONE}<slug:what>.<slug:ending>", reading.meeting_document, name="meeting_document"),
    path("officers/groups/<slug:slug>/meetings/new/", officers.plan_meeting, name="plan_meeting"),
    path("officers/groups/<slug:slug>/tasks/", officers.tasks, name="tasks"),
    path(MEETING, officers.manage_meeting, name="manage_meeting"),
    path(f"{MEETING}change/", officers.change_meeting, name="change_meeting"),
    path(f"{MEETING}cancel/", officers.cancel_meeting, name="cancel_meeting"),
    path(f"{MEETING}agenda/send/", officers.send_agenda, name="send_agenda"),
    path(f"{MEETING}items/add/", officers.add_item, name="add_item"),
    path(f"{MEETING}items/open/", officers.bring_open_business, name="bring_open_business"),
    path(f"{MEETING}attendance/", officers.attendance, name="attendance"),
    path(f"{MEETING}minutes/agree/", officers.agree_minutes, name="agree_minutes"),
    path(f"{MEETING}minutes/publish/", officers.publish_minutes, name="publish_minutes"),
    path(ITEM, officers.change_item, name="change_item"),
    path(f"{ITEM}move/", officers.move_item, name="move_item"),
    path(f"{ITEM}remove/", officers.remove_item, name="remove_item"),
    path(f"{ITEM}minutes/", officers.write_minutes, name="write_minutes"),
    path(f"{ITEM}papers/add/", officers.add_paper, name="add_meeting_paper"),
    path(f"{ITEM}tasks/add/", officers.add_task, name="add_task"),
    path(
        "officers/groups/meetings/papers/<int:pk>/remove/",
        officers.remove_paper,
        name="remove_meeting_paper",
    ),
    path(TASK, officers.end_task, name="end_task"),
    path(f"{TASK}reopen/", officers.reopen_task, name="reopen_task"),
]
