"""Many projects from one CSV file: each cell that is wrong is named by its address."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from civilsociety.refusal import Refused
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.words import plural
from funding.actions import crowd
from funding.formats.crowd import COLUMNS, MOST_BYTES, NEEDED, read_projects
from funding.forms.crowd.organisations import known_as, not_known
from funding.forms.crowd.projects import RoundField

SHOWN = 50


class ImportForm(ActForm):
    title = "Take in projects from a file"
    lead = (
        "A CSV file with one project a row. Those we know by their page are seen again: only what "
        "is raised changes. All rows are taken in, or none."
    )
    submit_label = "Take in these projects"
    before = "admin/funding/crowd/import_before.html"
    refused_at = "file"
    nouns = {"file": "the file", "call": "the round", "seen_on": "the day it was taken"}

    call = RoundField()
    seen_on = DateField(label="Day the figures were taken from the platform")
    file = forms.FileField(label="CSV file", help_text="Up to 200 projects, saved as CSV UTF-8.")

    problems, unshown = (), 0

    def __init__(self, *args, now, initial=None, **kwargs):
        known = {"seen_on": timezone.localdate(now)}
        super().__init__(*args, now=now, initial=known | (initial or {}), **kwargs)
        self.columns = [(label, name in NEEDED) for name, label in COLUMNS.items()]

    def clean_seen_on(self):
        day, today = self.cleaned_data["seen_on"], timezone.localdate(self.now)
        if day > today:
            raise ValidationError("Enter a day that is not in the future.")
        return day

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("The file is larger than 1 MB. Split it.")
        reading = read_projects(file.read())
        self.rows = [(row.values, self._organisation(reading, row)) for row in reading.rows]
        self._look_for_more(reading)
        if reading.problems:
            order = sorted(reading.problems, key=lambda each: each.row)
            self.problems, self.unshown = order[:SHOWN], max(len(order) - SHOWN, 0)
            counted = plural(reading.problems, "cell is", "cells are")
            raise ValidationError(f"{counted} not right: see the list. Nothing was taken in.")
        return file

    def _organisation(self, reading, row):
        name = row.values.get("organisation") or ""
        found = known_as(name) if name else []
        if len(found) > 1:
            reading.add(row, "organisation", "Several have that name. Enter its number.")
        elif name and not found and not row.values.get("organisation_kind"):
            how = f"If it is new, fill in “{COLUMNS['organisation_kind']}”."
            reading.add(row, "organisation", not_known(name, how=how))
        return found[0] if found else None

    def _look_for_more(self, reading):
        seen = {}
        for row in reading.rows:
            page = (row.values.get("platform_url") or "").rstrip("/").lower()
            if page and page in seen:
                reading.add(row, "platform_url", f"Row {seen[page]} has the same page.")
            seen.setdefault(page, row.number)
            for name in ("title", "summary"):
                try:
                    check_no_personal_data(row.values.get(name), where=f"the {name}")
                except Refused as refused:
                    reading.add(row, name, str(refused))

    def carry_out(self):
        data = self.cleaned_data
        return crowd.import_projects(
            programme=data["call"].programme,
            call=data["call"],
            rows=self.rows,
            seen_on=data["seen_on"],
            by=self.by,
            now=self.now,
        )

    def onward(self, result):
        call = self.cleaned_data["call"]
        return f"{reverse('funding:crowd', args=[call.programme_id])}?round={call.pk}"

    def said(self, result):
        added, again = (plural(each, "project") for each in result)
        return f"{added} added, {again} seen again. Next, see what the meter suggests for the new."
