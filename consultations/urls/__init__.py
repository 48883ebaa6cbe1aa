"""Addresses of consultations, by what people do there."""

from consultations.urls import answer, hear, prepare, respond

app_name = "consultations"

urlpatterns = [
    *prepare.urlpatterns,
    *respond.urlpatterns,
    *hear.urlpatterns,
    *answer.urlpatterns,
]
