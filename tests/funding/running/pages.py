"""What tests of pages share: words of an answer, a report filled in, addresses."""

import re

from django.urls import reverse

MARCH = (2022, 3, 2, 12, 0)
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF"
TEXT = "Forty neighbours cook together."


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def filled(award, **more):
    """A report's form filled in."""
    figures = {f"figure_{each.pk}": "40" for each in award.programme.indicators.all()}
    return {"story": TEXT, "spent_pence": "5,000", "act": "send", "seen": ""} | figures | more


def report_url(award):
    return reverse("funding:report", args=[award.pk, award.reports.get().pk])


def address(name, row):
    return reverse(f"admin:funding_{name}", args=[row.pk])
