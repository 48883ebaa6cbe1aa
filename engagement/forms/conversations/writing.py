"""Noting a conversation with everything that was said, on one page."""

from datetime import date

from django import forms
from django.utils import timezone

from civilsociety.organisations.models.choices import District
from civilsociety.refusal import Refused
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.widgets import Radios
from engagement.actions import conversations as actions
from engagement.actions.conversations.writing import PARTICULARS
from engagement.forms.fields import find_organisation
from engagement.models import Channel, Group
from engagement.queries.conversations.sections import sections_to_speak_of
from engagement.rules.conversations import check_names_nobody

MOST_POINTS, BLANK = 40, 3
MOST_PEOPLE = 1_000_000
PARTS = ("text", "topic", "section_key")
WITHOUT_NAMES = {
    "title": "the title",
    "who": "who took part",
    "summary": "the summary",
    "follow_up": "what you promised",
}


class OrganisationsField(LongTextField):
    """Organisations by name or number, one on a line."""

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(each.name for each in value or ())

    def clean(self, value):
        lines = [line.strip() for line in (super().clean(value) or "").splitlines()]
        return list(dict.fromkeys(find_organisation(line[:200]) for line in lines if line))


class ConversationForm(ActForm):
    """Where and with whom we spoke, and the points that were made; empty points are left out."""

    refused_at = None
    nouns = {"channel": "what it was", "who": "who took part", "people": "how many took part"}

    title = forms.CharField(
        label="Title", max_length=200, help_text="Like “Swale forum: what volunteers need”."
    )
    on = DateField(label="Day of the conversation", earliest=date(2000, 1, 1))
    channel = forms.ChoiceField(label="What it was", choices=Channel.choices, widget=Radios)
    place = forms.CharField(
        label="Place", required=False, max_length=200, help_text="A town or hall, or “online”."
    )
    district = forms.ChoiceField(
        label="District", required=False, choices=[("", "No one place"), *District.choices]
    )
    partner = forms.CharField(
        label="Forum or partner",
        required=False,
        max_length=200,
        help_text="Write it as before: the log is filtered by it.",
    )
    group = forms.ModelChoiceField(
        Group.objects.all(), label="Group it belongs to", required=False, empty_label="None"
    )
    who = forms.CharField(
        label="Who took part, without names",
        max_length=300,
        help_text="Describe them, like “14 small organisations from Swale”. No names, addresses or "
        "telephone numbers: readers see this.",
    )
    people = forms.IntegerField(
        label="How many people took part",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text="Leave it empty if nobody counted. Small numbers are not published.",
    )
    organisations = OrganisationsField(
        label="Organisations that took part, one on a line",
        required=False,
        max_length=10_000,
        rows=3,
        help_text="For us alone: they are not published. Names or charity numbers.",
    )
    our_part = forms.CharField(
        label="Who was there for the council",
        required=False,
        max_length=200,
        help_text="A post, not a name.",
    )
    summary = LongTextField(label="What it was about", required=False, max_length=5000, rows=4)
    follow_up = LongTextField(
        label="What we promised to do next", required=False, max_length=2000, rows=3
    )
    rows = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=MOST_POINTS
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = timezone.localdate(self.now)
        points = list(self.subject.points.all()) if self.subject else []
        self.sections = [("", "None"), *sections_to_speak_of()]
        self.number = self._rows_asked(len(points))
        self.initial["rows"] = self.number
        for number in range(1, self.number + 1):
            self._add_point(number, points[number - 1] if number <= len(points) else None)

    def _rows_asked(self, there):
        """How many points the page shows: those there are and three to fill, or as it was sent."""
        asked = self.data.get("rows", "") if self.is_bound else ""
        # Long strings of digits are no number of rows.
        wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
        return min(max(wanted, there + (0 if self.is_bound else BLANK), 1), MOST_POINTS)

    def _add_point(self, number, point):
        sections = self.sections
        if point and point.section_key not in dict(sections):
            sections = [*sections, (point.section_key, point.section_key)]
        self.fields |= {
            f"pk_{number}": forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=point and point.pk
            ),
            f"text_{number}": LongTextField(
                label=f"Point {number}: what was said",
                required=False,
                max_length=3000,
                rows=3,
                initial=point.text if point else "",
            ),
            f"topic_{number}": forms.CharField(
                label=f"Point {number}: topic",
                required=False,
                max_length=120,
                initial=point.topic if point else "",
            ),
            f"section_key_{number}": forms.ChoiceField(
                label=f"Point {number}: section of the strategy it is about",
                required=False,
                choices=sections,
                initial=point.section_key if point else "",
            ),
        }

    def heading(self):
        return self.title_of_page

    def particulars(self):
        """The fields about the conversation, as they stand on the page."""
        return [field for field in self._about() if not field.is_hidden]

    def hidden_particulars(self):
        """What the form needs and nobody fills in, but for what belongs to a point."""
        return [field for field in self._about() if field.is_hidden]

    def _about(self):
        names = [name for name in self.fields if not name.rpartition("_")[2].isdigit()]
        return [self[name] for name in names]

    def points(self):
        """The fields of each point, for the page."""
        return [
            (number, [self[f"{part}_{number}"] for part in PARTS], self[f"pk_{number}"])
            for number in range(1, self.number + 1)
        ]

    def with_more(self):
        """This form as it was sent, with three empty points more; nothing typed is lost."""
        data = self.data.copy()
        data["rows"] = str(min(self.number + BLANK, MOST_POINTS))
        again = type(self)(data, subject=self.subject, by=self.by, now=self.now)
        # Asked for room, not for judgement: errors come when the form is sent for good.
        again._errors = forms.utils.ErrorDict()
        again.cleaned_data = {}
        return again

    def clean(self):
        given = super().clean()
        told = {**WITHOUT_NAMES, **{f"text_{n}": f"point {n}" for n in range(1, self.number + 1)}}
        for name, where in told.items():
            try:
                check_names_nobody(given.get(name), where=where)
            except Refused as refused:
                self.add_error(name, str(refused))
        for number in range(1, self.number + 1):
            self._check_point(given, number)
        return given

    def _check_point(self, given, number):
        name = f"text_{number}"
        if given.get(f"topic_{number}") and not given.get(name) and name not in self.errors:
            self.add_error(name, f"Write what was said in point {number}.")

    def told(self):
        """What was filled in, as the actions take it."""
        given = self.cleaned_data
        points = [
            {"pk": given.get(f"pk_{n}"), **{part: given[f"{part}_{n}"] for part in PARTS}}
            for n in range(1, self.number + 1)
            if given[f"text_{n}"].strip()
        ]
        particulars = {name: given[name] for name in PARTICULARS}
        return {**particulars, "points": points, "organisations": given["organisations"]}


class NoteForm(ConversationForm):
    """Notes a conversation."""

    title_of_page = "Note a conversation"
    submit_label = "Note the conversation"

    def carry_out(self):
        return actions.note_conversation(by=self.by, **self.told())

    def said(self, conversation):
        return "The conversation is noted. Next, another officer checks it."


class ChangeForm(ConversationForm):
    """Changes a conversation; two officers at once both keep what they wrote."""

    title_of_page = "Change the conversation"
    submit_label = "Save the conversation"

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in PARTICULARS:
            self.initial.setdefault(name, getattr(self.subject, name))
        self.initial.setdefault("organisations", list(self.subject.organisations.all()))
        self.initial.setdefault("revision", self.subject.revision)

    def carry_out(self):
        return actions.change_conversation(
            conversation=self.subject,
            revision=self.cleaned_data["revision"],
            by=self.by,
            **self.told(),
        )

    def said(self, conversation):
        return "The conversation is saved. Another officer checks it before it is evidence."
