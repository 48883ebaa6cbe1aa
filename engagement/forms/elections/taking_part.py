"""What the sector types: a nomination, an answer to it, a ballot."""

from django import forms

from civilsociety.ui import widgets
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField, SeveralChoicesField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import plural, uk_datetime
from engagement.actions.elections import nominating
from engagement.queries.elections.contests import contests_of
from engagement.queries.elections.result import organisation_name
from engagement.rules.elections.voting import order_for

STATEMENT_WORDS = 250
NOBODY = "none"


class NominateForm(ActForm):
    """Puts somebody forward; `subject` is the organisation's place on the roll."""

    submit_label = "Send the nomination"
    refused_at = "email"
    nouns = {"name": "their name", "email": "their email address", "contest": "the seat"}

    contest = forms.ChoiceField(label="Which seat is it for?", widget=widgets.Radios)
    name = forms.CharField(label="Their name", max_length=200)
    email = forms.EmailField(
        label="Their email address",
        max_length=254,
        help_text="We ask them there. You may nominate yourself.",
    )
    organisation_name = forms.CharField(
        label="Their organisation",
        max_length=200,
        help_text="As it should stand beside their name.",
    )

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        contests = contests_of(subject.election, with_candidates=False)
        self.fields["contest"].choices = [
            (str(each.number), f"{each.name} ({plural(each.places, 'seat')})") for each in contests
        ]
        if len(contests) == 1:
            self.fields["contest"].widget = forms.HiddenInput()
            self.fields["contest"].initial = str(contests[0].number)
        self.fields["organisation_name"].initial = subject.organisation.name

    @property
    def lead(self):
        closes = uk_datetime(self.subject.election.nominations_close_at)
        return (
            f"You nominate for {self.subject.organisation}. We ask the person by mail; they have "
            f"to say yes before {closes}."
        )

    def heading(self):
        return f"Nominate somebody for {self.subject.election.group}"

    def carry_out(self):
        given = self.cleaned_data
        return nominating.nominate(
            voter=self.subject,
            contest=int(given["contest"]),
            name=given["name"],
            email=given["email"],
            organisation_name=given["organisation_name"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        closes = uk_datetime(self.subject.election.nominations_close_at)
        return (
            f"Your nomination is sent. We have asked {result.name} by mail; they can say yes "
            f"until {closes}. You can nominate somebody else meanwhile."
        )


class CandidateForm(ActForm):
    """The person's own answer; `subject` is the nomination."""

    submit_label = "Send your answer"
    refused_at = "answer"
    nouns = {"answer": "whether you stand", "interests": "your interests"}
    reveals = {"answer": {"yes": ["statement", "interests", "consent"]}}
    says_optional = False

    answer = forms.ChoiceField(
        label="Do you want to stand?",
        choices=[("yes", "Yes, I stand"), ("no", "No, I do not stand")],
        widget=widgets.Radios,
    )
    statement = LongTextField(
        label="Your statement",
        max_words=STATEMENT_WORDS,
        rows=10,
        required=False,
        help_text="Why you would be good at it, in your own words. Published as you write it.",
    )
    interests = LongTextField(
        label="Your interests",
        max_length=2000,
        rows=4,
        required=False,
        help_text="Organisations you work for, lead or advise, and money they have from the "
        "council. Write “None” if there are none. They are published.",
    )
    consent = forms.BooleanField(
        label="I agree that my name, organisation, statement and interests are published",
        required=False,
        help_text="Who stands for election is public. Without this you cannot stand.",
    )

    def __init__(self, *args, subject, **kwargs):
        given = {}
        if subject.accepted_at:
            given = {
                "answer": "yes",
                "statement": subject.statement,
                "interests": subject.interests,
                "consent": subject.consent_to_name,
            }
        super().__init__(*args, subject=subject, initial=given, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "yes":
            for name, words in MISSING.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    def carry_out(self):
        given = self.cleaned_data
        if given["answer"] == "no":
            return nominating.decline(nomination=self.subject, now=self.now)
        return nominating.accept(
            nomination=self.subject,
            statement=given["statement"],
            interests=given["interests"],
            consent=given["consent"],
            now=self.now,
            user=self.by,
        )

    def said(self, result):
        closes = uk_datetime(result.election.nominations_close_at)
        if self.cleaned_data["answer"] == "no":
            return "You do not stand. Nothing is published, and nobody is told why."
        return (
            f"You have accepted. You can change what you wrote until {closes}. "
            "We check nominations after that, and write to you."
        )


MISSING = {
    "statement": "Write a few sentences: voters read nothing else about you.",
    "interests": "Enter your interests, or “None”.",
    "consent": "Agree to be named, or choose “No, I do not stand”.",
}


class WithdrawForm(ActForm):
    """A candidate steps back."""

    submit_label = "Step back from the election"

    def carry_out(self):
        return nominating.withdraw(nomination=self.subject, now=self.now)

    def said(self, result):
        return "You have stepped back. You are not a candidate any more."


class BallotForm(GovukForm):
    """One organisation's ballot: a question for each contest with a vote."""

    submit_label = ""
    form_tag = False

    def __init__(self, *args, voter, contests, **kwargs):
        super().__init__(*args, **kwargs)
        self.contests = [each for each in contests if each.is_contested]
        for contest in self.contests:
            self.fields[f"contest_{contest.number}"] = _question(contest, voter)

    def choices(self):
        """What the action is given: numbers of candidates by contest."""
        return {
            str(each.number): [int(value) for value in self._chosen(each) if value != NOBODY]
            for each in self.contests
        }

    def _chosen(self, contest):
        found = self.cleaned_data[f"contest_{contest.number}"]
        return [found] if isinstance(found, str) else found

    def named(self):
        """(contest, the candidates chosen in it), to be read once more."""
        chosen = self.choices()
        return [
            (each, [c for c in each.candidates if c.pk in chosen[str(each.number)]])
            for each in self.contests
        ]

    def carried(self):
        """(field, value) pairs that carry a ballot from one page to the next."""
        return [
            (f"contest_{each.number}", value)
            for each in self.contests
            for value in self._chosen(each)
        ]


def _question(contest, voter):
    ordered = order_for(voter, contest.candidates)
    choices = [
        *((str(each.pk), each.name) for each in ordered),
        (NOBODY, "No choice here"),
    ]
    hints = {str(each.pk): organisation_name(each) for each in ordered}
    errors = {
        "required": f"{contest.name}: choose somebody, or “No choice here”.",
        "invalid_choice": f"{contest.name}: somebody you chose is not a candidate any more. "
        "Look at the list and choose again.",
    }
    if contest.places == 1:
        return forms.ChoiceField(
            label=contest.name,
            choices=choices,
            widget=widgets.Radios(hints=hints),
            help_text="Choose one.",
            error_messages=errors,
        )
    return ContestField(
        label=contest.name,
        choices=choices,
        hints=hints,
        exclusive=NOBODY,
        places=contest.places,
        help_text=f"Choose up to {contest.places}.",
        error_messages=errors,
    )


class ContestField(SeveralChoicesField):
    """Candidates of a contest, as many as there are seats at most."""

    def __init__(self, *, places, **kwargs):
        super().__init__(**kwargs)
        self.places = places

    def validate(self, value):
        super().validate(value)
        if len(set(value)) > self.places:
            raise forms.ValidationError(
                f"{self.label}: choose {plural(self.places, 'candidate')} at most. "
                f"You chose {len(set(value))}."
            )
