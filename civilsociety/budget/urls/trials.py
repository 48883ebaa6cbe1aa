"""Can we afford this? What is tried before anybody votes."""

from django.urls import path

from civilsociety.budget.views import trials

AT = "officers/budget/what-if"

urlpatterns = [
    path(f"{AT}/", trials.index, name="trials"),
    path(f"{AT}/compare/", trials.compare, name="trials_compare"),
    path(f"{AT}/<int:pk>/", trials.trial, name="trial"),
    path(f"{AT}/<int:pk>.csv", trials.as_csv, name="trial_csv"),
    path(f"{AT}/<int:pk>/copy/", trials.copy, name="trial_copy"),
    path(f"{AT}/<int:pk>/delete/", trials.delete, name="trial_delete"),
    path(f"{AT}/<int:pk>/reserve/", trials.reserve, name="trial_reserve"),
]
