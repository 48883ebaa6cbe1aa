"""Every address of the standing conversation; fixed words stand before a group's name."""

from engagement.urls import conversations, elections, groups, meetings, notices, reviews

app_name = "engagement"
urlpatterns = [
    *notices.urlpatterns,
    *reviews.urlpatterns,
    *conversations.urlpatterns,
    *elections.urlpatterns,
    *meetings.urlpatterns,
    *groups.urlpatterns,
]
