"""One's own account, and the officers' pages about people, the record and the post box."""

from django.urls import path

from civilsociety.accounts.views import account, outbox, people, record

app_name = "accounts"
urlpatterns = [
    path("accounts/", account.home, name="home"),
    path("accounts/name/", account.change_name, name="name"),
    path("accounts/close/", account.close, name="close"),
    path("officers/people/", people.people, name="people"),
    path("officers/people/add/", people.add, name="add_person"),
    path("officers/people/<int:pk>/", people.person, name="person"),
    path("officers/people/<int:pk>/give/<slug:role>/", people.give, name="give_role"),
    path("officers/people/<int:pk>/roles/<int:assignment>/end/", people.end, name="end_role"),
    path("officers/people/<int:pk>/second-factor/", people.second_factor, name="second_factor"),
    path("officers/audit/", record.record, name="record"),
    path("officers/audit/record.csv", record.record_csv, name="record_csv"),
    path("officers/audit/<str:target>/", record.history, name="history"),
    path("officers/outbox/", outbox.outbox, name="outbox"),
    path("officers/outbox/<int:pk>/", outbox.message, name="outbox_message"),
    path("officers/outbox/<int:pk>/html/", outbox.message_html, name="outbox_html"),
    path("officers/outbox/<int:pk>/<int:attachment>/", outbox.attachment, name="outbox_file"),
]
