"""Addresses of the framework's money, one part for each kind of reader."""

from civilsociety.budget.urls import ledger, public, trials, years

app_name = "budget"

urlpatterns = [
    *public.urlpatterns,
    *ledger.urlpatterns,
    *trials.urlpatterns,
    *years.urlpatterns,
]
