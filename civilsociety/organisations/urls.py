"""The officers' addresses about organisations."""

from django.urls import path

from civilsociety.organisations.views import listing, merging, page

app_name = "organisations"
urlpatterns = [
    path("officers/organisations/", listing.organisations, name="list"),
    path("officers/organisations.csv", listing.organisations_csv, name="csv"),
    path("officers/organisations/<int:pk>/", page.organisation, name="organisation"),
    path("officers/organisations/<int:pk>/edit/", page.edit, name="edit"),
    path("officers/organisations/<int:pk>/confirm/", page.confirm, name="confirm"),
    path("officers/organisations/<int:pk>/names/", page.add_alias, name="add_alias"),
    path(
        "officers/organisations/<int:pk>/names/<int:alias>/remove/",
        page.remove_alias,
        name="remove_alias",
    ),
    path("officers/organisations/<int:pk>/contacts/add/", page.contact, name="add_contact"),
    path("officers/organisations/<int:pk>/contacts/<int:contact>/", page.contact, name="contact"),
    path(
        "officers/organisations/<int:pk>/contacts/<int:contact>/remove/",
        page.remove_contact,
        name="remove_contact",
    ),
    path(
        "officers/organisations/<int:pk>/members/<int:membership>/confirm/",
        page.member,
        {"act": "confirm"},
        name="confirm_member",
    ),
    path(
        "officers/organisations/<int:pk>/members/<int:membership>/remove/",
        page.member,
        {"act": "remove"},
        name="remove_member",
    ),
    path("officers/organisations/<int:pk>/merge/", merging.choose, name="choose"),
    path("officers/organisations/<int:pk>/merge/<int:other>/", merging.merge, name="merge"),
]
