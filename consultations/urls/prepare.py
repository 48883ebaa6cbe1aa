"""Preparing a consultation, and the pages the public reads before answering."""

from django.urls import path

from consultations.views.prepare import (
    builder,
    desk,
    files,
    launching,
    papers,
    public,
    questions,
    texts,
)

PUBLIC = [
    path("", public.index, name="index"),
    path("unsubscribe/<uuid:token>/", public.unsubscribe_page, name="unsubscribe"),
    path("<slug:slug>/", public.consultation_page, name="consultation"),
    path("<slug:slug>/papers/<int:pk>/", public.paper, name="paper"),
    path("<slug:slug>/other-formats/", public.ask_format, name="ask_format"),
    path("<slug:slug>/other-formats/asked/", public.format_asked, name="format_asked"),
    path("<slug:slug>/tell-me/", public.tell_me, name="tell_me"),
    path("<slug:slug>/tell-me/done/", public.tell_me_done, name="tell_me_done"),
]

ONE = "<slug:slug>/"

DESK = [
    path("", desk.desk, name="prepare_list"),
    path("new/", desk.new, name="prepare_new"),
    path("import/", files.bring, name="prepare_import"),
    path(ONE, desk.overview, name="prepare_overview"),
    path(f"{ONE}preview/", desk.preview, name="prepare_preview"),
    path(f"{ONE}texts/", texts.texts, name="prepare_texts"),
    path(f"{ONE}texts/<slug:group>/", texts.edit, name="prepare_edit"),
    path(f"{ONE}papers/", papers.papers, name="prepare_papers"),
    path(f"{ONE}papers/<int:pk>/remove/", papers.remove_paper, name="prepare_remove_paper"),
    path(f"{ONE}format-requests/", papers.format_requests, name="prepare_format_requests"),
    path(f"{ONE}format-requests/<int:pk>/", papers.format_request, name="prepare_format_request"),
    path(f"{ONE}checklist/<slug:check>/", launching.override, name="prepare_override"),
    path(
        f"{ONE}checklist/<slug:check>/withdraw/",
        launching.withdraw_override,
        name="prepare_withdraw_override",
    ),
    path(f"{ONE}launch/", launching.launch, name="prepare_launch"),
    path(f"{ONE}extend/", texts.extend, name="prepare_extend"),
    path(f"{ONE}cancel/", texts.cancel, name="prepare_cancel"),
    path(f"{ONE}new-wording/", launching.publish_wording, name="prepare_publish_wording"),
    path(f"{ONE}export.yaml", files.export, name="prepare_export"),
]

PAGES = f"{ONE}questionnaire/"

BUILDER = [
    path(PAGES, builder.questionnaire, name="prepare_questionnaire"),
    path(f"{PAGES}arrange/", builder.arrange, name="prepare_arrange"),
    path(f"{PAGES}preview/", builder.preview, name="prepare_questionnaire_preview"),
    path(f"{PAGES}import/", files.bring_questionnaire, name="prepare_bring_questionnaire"),
    path(f"{PAGES}delete/<slug:what>/<slug:key>/", builder.delete, name="prepare_delete"),
    path(f"{PAGES}shown/<slug:what>/<slug:key>/", questions.condition, name="prepare_condition"),
    path(f"{PAGES}sections/", questions.section, name="prepare_new_section"),
    path(f"{PAGES}sections/<slug:key>/", questions.section, name="prepare_section"),
    path(
        f"{PAGES}sections/<slug:section_key>/add/",
        questions.new_question,
        name="prepare_new_question",
    ),
    path(
        f"{PAGES}sections/<slug:section_key>/add/<slug:kind>/",
        questions.write_question,
        name="prepare_write_question",
    ),
    path(f"{PAGES}questions/<slug:key>/", questions.question, name="prepare_question"),
]

OFFICERS = [*DESK, *BUILDER]
