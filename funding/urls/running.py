"""Addresses of payments, reports, variations and money that comes back."""

from django.urls import path

from funding.views.running import changes, money, officers, reports, to_do

AWARD = "funding/awards/<int:award>/"
OFFICERS = "officers/funding/"

urlpatterns = [
    path("funding/to-do/", to_do.to_do, name="to_do"),
    path(f"{AWARD}reports/<int:pk>/", reports.report, name="report"),
    path(f"{AWARD}reports/<int:report>/files/<int:pk>/", reports.report_file, name="report_file"),
    path(
        f"{AWARD}reports/<int:report>/files/<int:pk>/remove/",
        reports.remove_report_file,
        name="remove_report_file",
    ),
    path(f"{AWARD}payments/<int:pk>/claim/", money.claim, name="claim"),
    path(
        f"{AWARD}payments/<int:payment>/evidence/<int:pk>/", money.evidence, name="payment_evidence"
    ),
    path(f"{AWARD}give-back/", money.give_back, name="give_back"),
    path(f"{AWARD}changes/new/", changes.ask, name="ask_for_change"),
    path(f"{AWARD}changes/<int:pk>/", changes.change, name="change"),
    path(f"{AWARD}changes/<int:pk>/withdraw/", changes.withdraw, name="withdraw_change"),
    path(f"{AWARD}notices/<int:pk>/", changes.notice, name="end_notice"),
    path(f"{OFFICERS}payments/", officers.payment_run, name="payment_run"),
    path(f"{OFFICERS}payments.csv", officers.payment_run_file, name="payment_run_csv"),
    path(f"{OFFICERS}late-reports/", officers.late_reports, name="late_reports"),
    path(f"{OFFICERS}late-reports.csv", officers.late_reports_file, name="late_reports_csv"),
    path(
        f"{OFFICERS}evidence/<int:pk>/",
        officers.evidence_for_officers,
        name="evidence_for_officers",
    ),
    path(
        f"{OFFICERS}report-files/<int:pk>/",
        officers.report_file_for_officers,
        name="report_file_for_officers",
    ),
]
