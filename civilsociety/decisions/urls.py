"""The public register of decisions, and the officers' addresses."""

from django.urls import path, register_converter

from civilsociety.decisions.views import belongings, desk, notices, prepare, public, standing


class Reference:
    """A reference in an address: 21-00055 for 21/00055."""

    regex = "(?:[A-Z]{2,8}-)?[0-9]{2}-[0-9]{5}"

    def to_python(self, value):
        return value.replace("-", "/")

    def to_url(self, value):
        return value.replace("/", "-")


register_converter(Reference, "reference")

app_name = "decisions"
urlpatterns = [
    path("decisions/", public.register, name="register"),
    path("decisions.csv", public.register_csv, name="register_csv"),
    path("decisions/feed/", public.feed, name="feed"),
    path("decisions/forward-plan/", public.forward_plan, name="forward_plan"),
    path("decisions/forward-plan/<int:pk>/", public.notice, name="notice"),
    path("decisions/<reference:reference>/", public.decision, name="decision"),
    path("decisions/<reference:reference>.pdf", public.decision_pdf, name="decision_pdf"),
    path(
        "decisions/<reference:reference>/versions/<int:version>/", public.decision, name="version"
    ),
    path(
        "decisions/<reference:reference>/versions/<int:version>.pdf",
        public.decision_pdf,
        name="version_pdf",
    ),
    path("decisions/<reference:reference>/papers/<int:pk>/", public.paper, name="paper"),
    path("officers/decisions/", desk.desk, name="desk"),
    path("officers/decisions/start/", desk.start, name="start"),
    path("officers/decisions/purposes/", desk.purposes, name="purposes"),
    path("officers/decisions/<int:pk>/", prepare.prepare, name="prepare"),
    path("officers/decisions/<int:pk>/read/", prepare.read, name="read"),
    path("officers/decisions/<int:pk>/change/<slug:part>/", prepare.change, name="change"),
    path("officers/decisions/<int:pk>/give/", prepare.give, name="give"),
    path("officers/decisions/<int:pk>/discard/", prepare.discard, name="discard"),
    path("officers/decisions/<int:pk>/publish/", prepare.publish, name="publish"),
    path("officers/decisions/<int:pk>/money/", belongings.money, name="money"),
    path(
        "officers/decisions/<int:pk>/money/<int:authority>/remove/",
        belongings.remove_money,
        name="remove_money",
    ),
    path("officers/decisions/<int:pk>/papers/", belongings.papers, name="papers"),
    path(
        "officers/decisions/<int:pk>/papers/<int:paper>/remove/",
        belongings.remove_paper,
        name="remove_paper",
    ),
    path(
        "officers/decisions/<int:pk>/papers/<int:paper>/withdraw/",
        belongings.withdraw_paper,
        name="withdraw_paper",
    ),
    path("officers/decisions/<int:pk>/comments/", belongings.comments, name="comments"),
    path(
        "officers/decisions/<int:pk>/comments/<int:comment>/remove/",
        belongings.remove_comment,
        name="remove_comment",
    ),
    path("officers/decisions/<int:pk>/correct/", standing.correct, name="correct"),
    path("officers/decisions/<int:pk>/supersede/", standing.supersede, name="supersede"),
    path("officers/decisions/<int:pk>/call-in/", standing.call_in, name="call_in"),
    path("officers/decisions/<int:pk>/call-in/answer/", standing.answer, name="answer_call_in"),
    path("officers/decisions/notices/start/", notices.start, name="start_notice"),
    path("officers/decisions/notices/<int:pk>/", notices.page, name="prepare_notice"),
    path("officers/decisions/notices/<int:pk>/change/", notices.change, name="change_notice"),
    path("officers/decisions/notices/<int:pk>/publish/", notices.publish, name="publish_notice"),
    path("officers/decisions/notices/<int:pk>/withdraw/", notices.withdraw, name="withdraw_notice"),
    path("officers/decisions/notices/<int:pk>/discard/", notices.discard, name="discard_notice"),
]
