"""What an assessor fills in for one bid: points and the reason for them, on each criterion."""

from django import forms

from civilsociety.refusal import Refused
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.widgets import Radios
from funding.actions.judging import scoring
from funding.queries.judging.scoring import POINTS


class ScoresForm(GovukForm):
    """The scores of one assessment; kept as a draft however much is missing, or sent."""

    submit_label = ""
    says_optional = False

    comment = LongTextField(
        label="Anything the panel should know (you can leave this empty)",
        help_text="The panel reads it with your scores. The applicant may ask to see it.",
        required=False,
        max_length=4000,
        rows=4,
    )

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        self.criteria = list(assessment.application.call.programme.criteria.all())
        known = {score.criterion_id: score for score in assessment.scores.all()}
        self.fields["comment"].initial = assessment.comment
        for criterion in self.criteria:
            self._add(criterion, known.get(criterion.pk))
        self.order_fields([name for name in self.fields if name != "comment"])

    def _add(self, criterion, score):
        counts = {1: "once", 2: "twice"}.get(criterion.weight, f"{criterion.weight} times")
        self.fields[f"points_{criterion.pk}"] = forms.TypedChoiceField(
            label=f"{criterion.name} (counts {counts})",
            help_text=criterion.description,
            choices=[(str(n), f"{n} – {word}") for n, word, _ in POINTS],
            coerce=int,
            empty_value=None,
            required=False,
            widget=Radios,
            initial=str(score.points) if score and score.points is not None else None,
        )
        self.fields[f"why_{criterion.pk}"] = LongTextField(
            label=f"Why these points for {criterion.name}",
            required=False,
            max_length=4000,
            rows=4,
            initial=score.justification if score else "",
        )

    @property
    def scores(self):
        """{criterion: (points or None, justification)} as typed."""
        given = self.cleaned_data
        return {
            each: (given.get(f"points_{each.pk}"), given.get(f"why_{each.pk}") or "")
            for each in self.criteria
        }

    def keep(self, *, by):
        """Keeps a draft; False with the refusal on the page."""
        return self._done(scoring.save_scores, by=by)

    def send(self, *, by, now):
        """Sends the scores; False with each gap beside its field."""
        if not self.is_valid():
            return False
        for criterion, (points, justification) in self.scores.items():
            if points is None:
                self.add_error(f"points_{criterion.pk}", f"Choose the points for {criterion.name}.")
            if not justification.strip():
                self.add_error(
                    f"why_{criterion.pk}", f"Say why you give these points for {criterion.name}."
                )
        return self._done(scoring.send_scores, by=by, now=now)

    def _done(self, action, **who):
        if not self.is_valid():
            return False
        comment = self.cleaned_data["comment"]
        try:
            action(assessment=self.assessment, scores=self.scores, comment=comment, **who)
        except Refused as refused:
            self.add_error(None, str(refused))
            return False
        return True
