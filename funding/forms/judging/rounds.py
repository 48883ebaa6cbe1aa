"""Forms about a round: its assessors, the lot, standing down, interests, moderation."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.words import plural
from funding.actions.judging import assessors, interests, scoring
from funding.forms.judging.fields import PersonField, WhyField
from funding.queries.judging.cards import standing_of
from funding.queries.judging.rounds import assessors_to_choose, list_to_declare
from funding.rules.judging.assessing import MOST_EACH


class AddAssessorForm(ActForm):
    """Asks somebody to assess bids of a round (`subject`)."""

    title = "Add an assessor"
    lead = "They read the list of applicants and declare their interests before any bid opens."
    submit_label = "Add the assessor"
    refused_at = "person"

    person = PersonField(None, label="Assessor", empty_label="Choose a person")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = assessors_to_choose(self.subject)

    def carry_out(self):
        person = self.cleaned_data["person"]
        return assessors.add_assessor(call=self.subject, person=person, by=self.by, now=self.now)

    def said(self, assessor):
        return (
            f"{assessor.person} is on the list. Next, they declare their interests; it waits on "
            "their desk."
        )


class DrawForm(ActForm):
    """Draws assessors by lot for the bids of a round (`subject`) that have none."""

    title = "Draw assessors"
    lead = (
        "By lot, evenly, never somebody with an interest or who belongs to the applicant. All "
        "bids get their assessors, or none does."
    )
    submit_label = "Draw now"
    refused_at = "each"

    each = forms.IntegerField(
        label="Assessors for each bid", min_value=1, max_value=MOST_EACH, initial=2
    )

    def carry_out(self):
        each = self.cleaned_data["each"]
        return assessors.draw_assessors(call=self.subject, each=each, by=self.by, now=self.now)

    def said(self, found):
        return (
            f"Assessors are drawn for {plural(len(found), 'bid')}. Next, they score; you see who "
            "is in, and the scores when all are."
        )


class StandDownForm(ActForm):
    """Takes a bid from an assessor (`subject` is the assessment)."""

    title = "Stand an assessor down"
    lead = "What they wrote is kept and no longer counts. Somebody else is drawn, if there is one."
    submit_label = "Stand them down"
    refused_at = "why"

    why = WhyField()

    def heading(self):
        return f"Stand {self.subject.assessor} down"

    def carry_out(self):
        self.instead = assessors.stand_down(
            assessment=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )
        return self.subject

    def said(self, assessment):
        if self.instead:
            return f"{assessment.assessor} is stood down. {self.instead} was drawn instead."
        return (
            f"{assessment.assessor} is stood down. Nobody could be drawn instead: add an assessor "
            "to the round if the bid needs another."
        )


class InterestForm(ActForm):
    """Declares an interest in one bid (`subject`)."""

    title = "Declare an interest"
    lead = (
        "Do you or somebody close to you belong to this organisation, work for it, or gain from "
        "this bid? Then the bid, its scores and its rank are no longer shown to you anywhere. "
        "Only another officer can take this back."
    )
    submit_label = "Declare it"
    refused_at = "interest"

    interest = WhyField(label="What the interest is")

    def heading(self):
        return f"Declare an interest in {self.subject.organisation}"

    def carry_out(self):
        return interests.declare_interest(
            application=self.subject,
            interest=self.cleaned_data["interest"],
            by=self.by,
            now=self.now,
        )

    def said(self, conflict):
        return "Your interest is declared. The bid is no longer shown to you."


class InterestsForm(ActForm):
    """Reads the list of applicants of a round (`subject`) and declares every interest."""

    title = "Declare your interests"
    lead = (
        "These organisations applied. Where you or somebody close to you belong to one, work for "
        "it or would gain, say what the interest is; leave the others empty. Bids open to you "
        "only after this."
    )
    submit_label = "Declare and continue"
    says_optional = False

    read = forms.BooleanField(label="I have read the whole list and declared every interest I have")

    def __init__(self, *args, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.bids = list(list_to_declare(self.subject, self.by))
        for bid in self.bids:
            self.fields[f"interest_{bid.pk}"] = forms.CharField(
                label=f"{bid.organisation}: {bid.title}",
                required=False,
                max_length=500,
            )
        self.order_fields([name for name in self.fields if name not in {"read", "key"}])

    def carry_out(self):
        words = {bid: self.cleaned_data[f"interest_{bid.pk}"].strip() for bid in self.bids}
        declared = {bid: text for bid, text in words.items() if text}
        interests.finish_declaring(places=self.places, interests=declared, by=self.by, now=self.now)
        return declared

    def said(self, declared):
        if declared:
            return (
                f"You declared an interest in {plural(len(declared), 'bid')}: no longer shown to "
                "you. The others open as they are given to you."
            )
        return "You declared that you have no interest. Bids open as they are given to you."


class WithdrawInterestForm(ActForm):
    """Takes a declared interest back (`subject`), as another officer."""

    title = "Withdraw a declared interest"
    lead = "The bid is shown to this person again. The declaration and your reason are kept."
    submit_label = "Withdraw it"
    refused_at = "why"

    why = WhyField(label="Why it no longer stands")

    def carry_out(self):
        return interests.withdraw_interest(
            conflict=self.subject, why=self.cleaned_data["why"], by=self.by, now=self.now
        )

    def said(self, conflict):
        return f"The interest is withdrawn. {conflict.person} sees the bid again."


class ModerateForm(ActForm):
    """Writes down the points agreed on together for a bid (`subject`)."""

    title = "Moderate the scores"
    lead = (
        "Where assessors lie far apart, they talk, and you write down what they agreed on. It "
        "counts in place of the mean; what each had given stays on record."
    )
    submit_label = "Save the moderated scores"
    refused_at = "why"

    why = WhyField(label="Why", help_text="What was agreed on, and why. The panel reads it.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = standing_of(self.subject)
        flagged = set(self.standing.spread.criteria) if self.standing.spread else set()
        agreed = self.standing.moderated
        for criterion, scores, counts, _ in self.standing.rows:
            given = " and ".join(str(score.points) for score in scores if score)
            self.fields[f"points_{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.name + (": far apart" if criterion in flagged else ""),
                help_text=f"The assessors gave {given}; {counts} counts now.",
                choices=[("", "As it is"), *[(str(n), str(n)) for n in range(6)]],
                coerce=int,
                empty_value=None,
                required=False,
                initial=str(agreed[criterion.pk].points) if criterion.pk in agreed else "",
            )
        self.order_fields([name for name in self.fields if name != "why"])

    def heading(self):
        return f"Moderate {self.subject.number} {self.subject.organisation}"

    def carry_out(self):
        points = {
            criterion: self.cleaned_data[f"points_{criterion.pk}"]
            for criterion in self.standing.criteria
            if self.cleaned_data.get(f"points_{criterion.pk}") is not None
        }
        return scoring.moderate(
            application=self.subject,
            points=points,
            why=self.cleaned_data["why"],
            by=self.by,
            now=self.now,
        )

    def said(self, application):
        return f"The moderated scores of {application.number} are saved and count from now on."
