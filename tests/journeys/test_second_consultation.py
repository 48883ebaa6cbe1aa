"""A second, different consultation: from a YAML file to its published report, as people do it."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from consultations.actions.publish import build_report
from consultations.models import Consultation, IssueFile, Report, ReportBuild, Response
from tests.pdf import assert_pdf_ua

SLUG = "community-transport"
FILE = """\
slug: community-transport
title: Getting there without a car
summary: Which journeys matter most to people who do not drive, and who could provide them.
purpose: To decide which community transport the council supports from next April.
open_to_influence: Which journeys come first, and who runs them.
not_open_to_influence: The amount set aside for the first year.
what_happens_next: We publish what you said, and what we will do, within 12 weeks.
caveat: Open to everybody; not a representative survey.
minutes_needed: 3
opens: 2026-03-02 09:00
closes: 2026-04-12 23:59
decision_expected: 2026-06-01
contact_name: Transport team
contact_email: transport@example.org
papers:
  - kind: eqia
    title: Equality impact assessment
    link: https://www.example.org/eqia
  - kind: strategy
    title: Draft transport plan
    link: https://www.example.org/draft
questionnaire:
  sections:
    - key: you
      title: About you
      questions:
        - key: as
          kind: responding_as
          text: How are you answering?
          required: true
          options:
            - key: passenger
              label: As a passenger
            - key: driver
              label: As a volunteer driver
            - key: group
              label: For a group
    - key: journeys
      title: Journeys
      questions:
        - key: first
          kind: one_choice
          text: Which journey comes first?
          required: true
          options:
            - key: doctor
              label: To the doctor
            - key: shops
              label: To the shops
        - key: missed
          kind: number
          text: How many journeys did you miss last month?
          minimum: 0
          maximum: 60
        - key: story
          kind: long_text
          text: Tell us about one of them
          word_limit: 50
          show_if:
            all:
              - question: missed
"""


@pytest.fixture
def officer(client_of, olivia):
    return client_of(olivia)


def respond(number, kind, first, **more):
    """One person answers in a browser of their own, page by page, and sends it."""
    visitor = Client(REMOTE_ADDR=f"10.9.{number // 200}.{number % 200 + 1}")

    def address(name, *args):
        return reverse(f"consultations:respond{name}", args=[SLUG, *args])

    visitor.post(address("_section", "you"), {"q_as": kind})
    visitor.post(address("_section", "journeys"), {"q_first": first, **more})
    visitor.post(address("_last"), {"d_consent": "anonymous", "d_told": "no"})
    sent = visitor.post(address("_send"))
    assert sent.url == address("_done")
    return visitor


def page(client, name, *args):
    return client.get(reverse(f"consultations:{name}", args=[SLUG, *args])).content.decode()


def send(client, name, fields, *args):
    return client.post(reverse(f"consultations:{name}", args=[SLUG, *args]), fields)


def refused(officer):
    """The sentences that stand in the way of launching."""
    return re.findall(r"<li>([^<]+)</li>", page(officer, "prepare_launch"))


def test_second_consultation_goes_from_yaml_to_a_published_report(
    tmp_path, officer, hold_clock, olivia
):
    file = tmp_path / "transport.yaml"
    file.write_text(FILE)
    hold_clock(2026, 2, 20, 10)
    call_command("import_consultation", str(file))
    assert any("version of the strategy" in sentence for sentence in refused(officer))
    send(officer, "prepare_override", {"reason": "A plan of its own."}, "strategy")
    assert send(officer, "prepare_launch", {}).status_code == 302
    assert Consultation.objects.get(slug=SLUG).state == "launched"

    hold_clock(2026, 3, 10, 18)
    for number in range(22):
        kind = "passenger" if number < 12 else "driver"
        first = "doctor" if number < 12 else "shops"
        respond(number, kind, first, q_missed="3", q_story="I could not get to the surgery.")
    assert Response.objects.filter(consultation__slug=SLUG).count() == 22

    hold_clock(2026, 5, 1, 10)
    publish(officer)
    public = Client()
    html = public.get(f"/consultations/{SLUG}/you-said-we-did/").content.decode()
    assert "12 of 22 (55%)" in html
    assert "No change, and why" in html
    pdf = public.get(f"/consultations/{SLUG}/you-said-we-did.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert_pdf_ua(pdf.content)


def publish(officer):
    """One finding bound to its figure, the report's texts, and the button."""
    send(officer, "answer_findings", {"heading": "The doctor first"})
    finding = Consultation.objects.get(slug=SLUG).findings.get()
    bind = reverse("consultations:answer_bind", args=[SLUG, finding.pk])
    figure = {"name": "doctor", "any_of": ["doctor"], "scope": "all"}
    assert officer.post(f"{bind}?question=first", figure).status_code == 302
    words = {
        "heading": "The doctor first",
        "said": "Most of you, {{doctor}}, put the doctor first.",
        "did": "Nothing changes: the plan says so already.",
        "outcome": "no_change",
        "answers_sections": [f"{SLUG}/journeys"],
        "revision": "0",
    }
    assert send(officer, "answer_finding", words, finding.pk).status_code == 302
    texts = {"summary": "What you said.", "next_steps": "What follows.", "revision": "0"}
    assert send(officer, "answer_texts", texts).status_code == 302
    assert Report.objects.get().consultation.slug == SLUG
    assert send(officer, "answer_publish", {"tell_people": "yes"}).status_code == 302
    build = ReportBuild.objects.get()
    issue = build_report(build=build, now=build.requested_at)
    build.refresh_from_db()
    assert build.error == ""
    assert IssueFile.objects.filter(issue=issue).count() == 5
