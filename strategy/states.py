"""The life of one version of a strategy: its states, their two labels, the allowed moves."""

from django.db.models import TextChoices


class VersionState(TextChoices):
    """Where a version stands, in the officers' words."""

    DRAFT = "draft", "Draft, not published"
    CONSULTATION_DRAFT = "consultation_draft", "Published as a consultation draft"
    FINAL = "final", "Published as the final text"
    ADOPTED = "adopted", "Adopted by decision"


# What a reader outside the council sees for each state.
PUBLIC_LABELS = {
    VersionState.DRAFT: "Early draft",
    VersionState.CONSULTATION_DRAFT: "Consultation draft",
    VersionState.FINAL: "Final text",
    VersionState.ADOPTED: "Adopted strategy",
}

# From each state, the states an officer may move a version to.
MOVES = {
    VersionState.DRAFT: (VersionState.CONSULTATION_DRAFT, VersionState.FINAL),
    VersionState.CONSULTATION_DRAFT: (),
    VersionState.FINAL: (VersionState.ADOPTED,),
    VersionState.ADOPTED: (),
}

PUBLISHED = (VersionState.CONSULTATION_DRAFT, VersionState.FINAL, VersionState.ADOPTED)
SETTLED = (VersionState.ADOPTED, VersionState.FINAL)
