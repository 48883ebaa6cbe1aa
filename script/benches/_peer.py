"""django-survey-and-report with the same questions, in an environment of its own.

Run by that environment's Python, never by ours: the package is AGPL and no part of this.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

import dj_database_url
import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent

if not settings.configured:
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
        INSTALLED_APPS=[
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "survey",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        ROOT_URLCONF="script.benches._peer",
        STATIC_URL="/static/",
        STATIC_ROOT="/nowhere",
        MEDIA_URL="/media/",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        CHOICES_SEPARATOR=",",
        USER_DID_NOT_ANSWER="Left blank",
        SURVEY_DEFAULT_PIE_COLOR="blue",
        EXCEL_COMPATIBLE_CSV=True,
        DEFAULT_SURVEY_PUBLISHING_DURATION=7,
        CSV_DIRECTORY=Path("/tmp"),
        TEX_DIRECTORY=Path("/tmp"),
        TEX_CONFIGURATION_FILE=Path("/tmp/none"),
        LOGIN_URL="/login/",
        LOGGING_CONFIG=None,
    )
    django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils.timezone import now  # noqa: E402
from survey.models import Category, Question, Survey  # noqa: E402

from script.benches._questions import (  # noqa: E402
    OPTIONS,
    SEVERAL,
    SINGLE,
    TEXTS,
    question_text,
)

urlpatterns = [path("survey/", include("survey.urls"))]
application = get_wsgi_application()


def prepare():
    """Its tables, one survey on one page, and the names of its fields, one line each."""
    call_command("migrate", verbosity=0, interactive=False)
    today = now().date()
    survey = Survey.objects.create(
        name="Bench",
        description="",
        is_published=True,
        need_logged_user=False,
        editable_answers=False,
        display_method=Survey.ALL_IN_ONE_PAGE,
        publish_date=today - timedelta(days=1),
        expire_date=today + timedelta(days=30),
    )
    category = Category.objects.create(name="All", survey=survey, order=1, description="")
    kinds = [(SINGLE, Question.RADIO), (SEVERAL, Question.SELECT_MULTIPLE), (TEXTS, Question.TEXT)]
    order = 0
    for keys, kind in kinds:
        for key in keys:
            order += 1
            question = Question.objects.create(
                text=question_text(key),
                order=order,
                required=True,
                category=category,
                survey=survey,
                type=kind,
                choices=",".join(OPTIONS) if kind != Question.TEXT else None,
            )
            sys.stdout.write(f"{key}=question_{question.pk}\n")
    sys.stdout.write(f"path=/survey/{survey.pk}/\n")


if __name__ == "__main__":
    prepare()
