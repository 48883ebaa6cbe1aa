"""Addresses: reviews of drafts."""

from django.urls import path

from engagement.views.reviews import answering, commenting, files, officers, reading

urlpatterns = [
    path("officers/reviews/", officers.reviews, name="reviews"),
    path("officers/reviews/new/", officers.open_review, name="open_review"),
    path("officers/reviews/<int:pk>/", answering.manage, name="manage_review"),
    path("officers/reviews/<int:pk>/answer/", answering.answer, name="answer_comments"),
    path("officers/reviews/<int:pk>/time/", officers.more_time, name="more_time"),
    path("officers/reviews/<int:pk>/close/", officers.close, name="close_review"),
    path("officers/reviews/<int:pk>/report/", officers.report, name="report_review"),
    path("reviews/<int:pk>/", reading.review, name="review"),
    path("reviews/<int:pk>/new/", reading.new_since, name="review_new"),
    path("reviews/<int:pk>/comment/", commenting.write, name="write_comment"),
    path("reviews/<int:pk>/mine/", commenting.mine, name="my_comments"),
    path("reviews/<int:pk>/send/", commenting.send, name="send_comments"),
    path("reviews/<int:pk>/comments/<int:comment>/", reading.comment, name="comment"),
    path("reviews/<int:pk>/comments/<int:comment>/edit/", commenting.edit, name="edit_comment"),
    path("reviews/<int:pk>/comments/<int:comment>/agree/", commenting.agree, name="agree"),
    path(
        "reviews/<int:pk>/comments/<int:comment>/take-back/",
        commenting.take_back,
        name="take_back_comment",
    ),
    path("reviews/<int:pk>/pictures/<slug:key>/", files.picture, name="review_picture"),
    path("reviews/<int:pk>/report/", files.report, name="review_report"),
    path("reviews/<int:pk>/report.pdf", files.report_pdf, name="review_report_pdf"),
    path("reviews/<int:pk>/report.docx", files.report_docx, name="review_report_docx"),
]
