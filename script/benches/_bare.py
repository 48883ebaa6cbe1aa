"""A bare Django view that asks the same questions and stores the same JSON: the floor.

CSRF protection and a validating form, nothing else: no sessions, no accounts, no audit. Its
fields are drawn once and kept, as a careful author would who wanted it fast.
"""

import os

import django
from django.conf import settings

if not settings.configured:
    import dj_database_url

    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
        MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
        ROOT_URLCONF="script.benches._bare",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.template.context_processors import csrf  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils.safestring import mark_safe  # noqa: E402

from script.benches._questions import (  # noqa: E402
    OPTIONS,
    SEVERAL,
    SINGLE,
    TEXTS,
    question_text,
)

CHOICES = [(option, option.replace("-", " ")) for option in OPTIONS]
PAGE = Template(
    "<!DOCTYPE html><html lang=en><title>Questions</title><form method=post>"
    '<input type="hidden" name="csrfmiddlewaretoken" value="{{ csrf_token }}">'
    "{{ fields }}<button>Send</button></form></html>"
)


class Answer(models.Model):
    """One response as one JSON document."""

    answers = models.JSONField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"

    def __str__(self):
        return str(self.pk)


def _fields():
    for key in SINGLE:
        yield (
            key,
            forms.ChoiceField(label=question_text(key), choices=CHOICES, widget=forms.RadioSelect),
        )
    for key in SEVERAL:
        yield (
            key,
            forms.MultipleChoiceField(
                label=question_text(key), choices=CHOICES, widget=forms.CheckboxSelectMultiple
            ),
        )
    for key in TEXTS:
        yield key, forms.CharField(label=question_text(key), widget=forms.Textarea)


Questions = type("Questions", (forms.Form,), dict(_fields()))


DRAWN = str(Questions().as_div())


def view(request):
    form = Questions(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        Answer.objects.create(answers=form.cleaned_data)
        return HttpResponseRedirect("/done/")
    fields = form.as_div() if form.is_bound else mark_safe(DRAWN)  # noqa: S308  Django drew it
    return HttpResponse(PAGE.render(Context({"fields": fields, **csrf(request)})))


urlpatterns = [path("", view)]
application = get_wsgi_application()


def prepare():
    """Makes its one table."""
    with connection.schema_editor() as editor:
        editor.create_model(Answer)


if __name__ == "__main__":
    prepare()
