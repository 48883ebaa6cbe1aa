"""The whole ledger, for officers to take away."""

from django.urls import path

from civilsociety.budget.views import ledger

urlpatterns = [
    path("officers/budget/ledger.beancount", ledger.beancount, name="beancount"),
]
