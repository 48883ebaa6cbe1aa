"""The life of an organisation in our list: its states, their two labels, the allowed moves."""

from django.db.models import TextChoices


class Status(TextChoices):
    """How sure we are of an organisation, in the officers' words."""

    PROPOSED = "proposed", "Named by a respondent, not checked"
    CONFIRMED = "confirmed", "Checked by an officer"
    MERGED = "merged", "Merged into another"


# What the organisation itself sees for each state.
PUBLIC_LABELS = {
    Status.PROPOSED: "Added by you or a colleague",
    Status.CONFIRMED: "Known to the council",
    Status.MERGED: "Listed under another name",
}

# From each state, the states an officer may move an organisation to.
MOVES = {
    Status.PROPOSED: (Status.CONFIRMED, Status.MERGED),
    Status.CONFIRMED: (Status.MERGED,),
    Status.MERGED: (),
}
