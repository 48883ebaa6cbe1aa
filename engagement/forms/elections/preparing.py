"""What officers type about an election before it is called."""

from django import forms

from civilsociety.organisations.models.choices import District, IncomeBand, Kind
from civilsociety.ui import widgets
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, DateTimeField, LongTextField, SeveralChoicesField
from engagement.actions.elections import preparing
from engagement.actions.elections.preparing import MOMENTS, MOVABLE, WORDS
from engagement.queries.elections.seats import seat_choices
from engagement.queries.elections.voters import confirmed_organisations
from engagement.rules.elections.running import check_terms_follow

WHO = (
    "Every voluntary, community and social enterprise organisation in Kent that the council has "
    "confirmed. Each has one vote, however large it is."
)
MOST_NUMBER = 2**31 - 1


class TermsFollow(ActForm):
    """A form with the end of voting and the first day of the terms: one comes after the other."""

    def clean(self):
        self.hold_to(check_terms_follow, "voting_closes_at", "term_starts_on")
        return super().clean()


class ElectionForm(TermsFollow):
    """The words and moments of an election."""

    submit_label = "Save"
    nouns = {"about": "what it is about"}

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=MOST_NUMBER)
    title = forms.CharField(
        label="Title", max_length=200, help_text="Like “Two seats for small groups, 2022”."
    )
    about = LongTextField(
        label="What it is about",
        max_length=5000,
        rows=5,
        help_text="What the seats are for, and what is expected of whoever is elected.",
    )
    who_may_vote = LongTextField(label="Who may vote", max_length=2000, rows=3, initial=WHO)
    returning_officer = forms.CharField(
        label="Returning officer",
        max_length=200,
        help_text="The post that answers for the election, like Head of Democratic Services.",
    )
    nominations_open_at = DateTimeField(label="Nominations open")
    nominations_close_at = DateTimeField(
        label="Nominations close", help_text="At least seven days later."
    )
    voting_opens_at = DateTimeField(
        label="Voting opens", help_text="Leave time to check nominations."
    )
    voting_closes_at = DateTimeField(
        label="Voting ends", help_text="At least three days later. A vote at that moment is late."
    )
    term_starts_on = DateField(label="First day of the terms")

    def values(self):
        """What the action is given."""
        return {name: self.cleaned_data[name] for name in (*WORDS, *MOMENTS)}


class PrepareForm(ElectionForm):
    """Begins an election of a group; `subject` is the group."""

    submit_label = "Save and choose the seats"
    lead = "Only officers see it until you publish the call."
    refused_at = "nominations_close_at"

    def heading(self):
        return f"Prepare an election to {self.subject}"

    def carry_out(self):
        return preparing.prepare(group=self.subject, values=self.values(), by=self.by, now=self.now)

    def said(self, result):
        return "The election is saved. Choose next which seats it fills."


class ChangeForm(ElectionForm):
    """Rewrites an election before its call; the second of two writers sees what the first wrote."""

    title_of_page = "Change the election"
    refused_at = None

    def __init__(self, *args, subject, **kwargs):
        given = {name: getattr(subject, name) for name in (*WORDS, *MOMENTS)}
        super().__init__(
            *args, subject=subject, initial=given | {"revision": subject.revision}, **kwargs
        )

    def heading(self):
        return self.title_of_page

    def carry_out(self):
        return preparing.change(
            election=self.subject,
            values=self.values(),
            revision=self.cleaned_data["revision"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return "The election is saved. Nothing is published yet."


class MoveDatesForm(TermsFollow):
    """Moves dates still to come."""

    title = "Move the dates"
    lead = "Dates that are announced move later only, and the page says that they were moved."
    submit_label = "Move the dates"
    refused_at = "nominations_close_at"

    nominations_close_at = DateTimeField(label="Nominations close")
    voting_opens_at = DateTimeField(label="Voting opens")
    voting_closes_at = DateTimeField(label="Voting ends")
    term_starts_on = DateField(
        label="First day of the terms", help_text="After voting has ended: it may have to move too."
    )
    why = LongTextField(label="Why they are moved", max_length=500, rows=3)

    def __init__(self, *args, subject, **kwargs):
        given = {name: getattr(subject, name) for name in MOVABLE}
        super().__init__(*args, subject=subject, initial=given, **kwargs)

    def carry_out(self):
        values = {name: self.cleaned_data[name] for name in MOVABLE}
        return preparing.move_dates(
            election=self.subject,
            values=values,
            why=self.cleaned_data["why"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return "The dates are moved. The public page and the calendar show the new ones now."


class SeatsForm(ActForm):
    """Which seats are filled, and from how many lists."""

    title = "Choose the seats"
    submit_label = "Save the seats"
    refused_at = "seats"
    nouns = {"seats": "the seats to be filled", "lists": "how the candidates are listed"}
    reveals = {"lists": {"one": ["name"]}}

    seats = SeveralChoicesField(label="Seats to be filled")
    lists = forms.ChoiceField(
        label="How are candidates listed?",
        choices=[
            ("by_name", "One list for each kind of seat: seats with the same name share a list"),
            ("one", "One list for all these seats"),
        ],
        widget=widgets.Radios,
    )
    name = forms.CharField(label="Name of the list", max_length=200, required=False)

    def __init__(self, *args, subject, **kwargs):
        chosen = list(subject.seats.all())
        one = len({row.contest for row in chosen}) <= 1 and len(chosen) > 1
        given = {
            "seats": [str(row.seat_id) for row in chosen],
            "lists": "one" if one else "by_name",
            "name": chosen[0].contest_name if one else "",
        }
        super().__init__(*args, subject=subject, initial=given, **kwargs)
        self.choices = {str(each.seat.pk): each for each in seat_choices(subject)}
        field = self.fields["seats"]
        field.choices = [(key, each.seat.name) for key, each in self.choices.items()]
        field.widget.hints = {key: each.note for key, each in self.choices.items()}

    def rows(self):
        """(seat, contest, name of the contest), in the order of the group's seats."""
        seats = [self.choices[key].seat for key in self.cleaned_data["seats"]]
        if self.cleaned_data["lists"] == "one":
            return [(seat, 1, self.cleaned_data["name"]) for seat in seats]
        numbers = {}
        return [
            (seat, numbers.setdefault(seat.name, len(numbers) + 1), seat.name) for seat in seats
        ]

    def carry_out(self):
        return preparing.choose_seats(
            election=self.subject, rows=self.rows(), by=self.by, now=self.now
        )

    def said(self, result):
        return "The seats are saved."


class FillRollForm(ActForm):
    """Puts organisations on the roll by what they are and where they work."""

    title = "Fill the roll"
    lead = (
        "Organisations you have confirmed come to the roll, with the address of the contact you "
        "have known longest. Those there already, and those you took off, stay as they are."
    )
    submit_label = "Put them on the roll"

    kinds = forms.MultipleChoiceField(
        label="Kinds of organisation",
        choices=Kind.choices,
        required=False,
        widget=widgets.Checkboxes,
        help_text="Tick none for all kinds.",
    )
    districts = forms.MultipleChoiceField(
        label="Where they work",
        choices=District.choices,
        required=False,
        widget=widgets.Checkboxes,
        help_text="Tick none for everywhere.",
    )
    incomes = forms.MultipleChoiceField(
        label="Yearly income",
        choices=IncomeBand.choices,
        required=False,
        widget=widgets.Checkboxes,
        help_text="Tick none for any. Organisations whose income you do not know come only then.",
    )

    def carry_out(self):
        chosen = {name: self.cleaned_data[name] for name in ("kinds", "districts", "incomes")}
        return preparing.fill_roll(
            election=self.subject,
            organisations=list(confirmed_organisations(**chosen)),
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        if result:
            return f"{result:,} came to the roll. Look through it and take off who may not vote."
        return "Nobody new: every organisation that fits was on the roll already."
