"""Addresses: groups and the people on them."""

from django.urls import path

from engagement.views.groups import desk, manage, members, public, seats, terms

GROUP = "groups/<slug:slug>/"
OFFICERS = "officers/groups/<slug:slug>/"

urlpatterns = [
    path("groups/", public.groups, name="groups"),
    path(GROUP, public.group, name="group"),
    path(f"{GROUP}members.<slug:ending>", public.group_document, name="group_document"),
    path(f"{GROUP}members/", members.front, name="group_members"),
    path(f"{GROUP}members/<int:pk>/entry/", members.entry, name="my_entry"),
    path(f"{GROUP}members/<int:pk>/interests/", members.declare, name="declare_interest"),
    path(f"{GROUP}members/interests/<int:pk>/", members.end, name="end_interest"),
    path("officers/groups/", desk.desk, name="desk"),
    path("officers/groups/start/", desk.start, name="start_group"),
    path(OFFICERS, manage.manage, name="manage_group"),
    path(f"{OFFICERS}describe/", manage.describe, name="describe_group"),
    path(f"{OFFICERS}close/", manage.close, name="close_group"),
    path(f"{OFFICERS}rotation/", manage.rotation, name="group_rotation"),
    path(f"{OFFICERS}seats/add/", seats.add, name="add_seat"),
    path(f"{OFFICERS}seats/<int:pk>/", seats.change, name="change_seat"),
    path(f"{OFFICERS}seats/<int:pk>/abolish/", seats.abolish, name="abolish_seat"),
    path(f"{OFFICERS}seats/<int:pk>/appoint/", seats.appoint, name="appoint"),
    path(f"{OFFICERS}terms/<int:pk>/renew/", terms.renew, name="renew_term"),
    path(f"{OFFICERS}terms/<int:pk>/extend/", terms.extend, name="extend_term"),
    path(f"{OFFICERS}terms/<int:pk>/end/", terms.end, name="end_term"),
    path(f"{OFFICERS}terms/<int:pk>/person/", terms.correct, name="correct_person"),
]
