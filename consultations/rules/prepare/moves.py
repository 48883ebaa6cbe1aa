"""When a consultation may be edited, extended, cancelled, and its wording replaced."""

from django.utils import timezone

from civilsociety.refusal import Refused, allows
from consultations.models import Consultation
from consultations.states import ConsultationState, may_move

# Addresses below /officers/consultations/ and /consultations/ that are no consultation.
RESERVED_SLUGS = {"new", "import", "unsubscribe"}
# After launch the public has read the rest: what was asked of whom, on which draft.
EDITABLE_WHILE_LAUNCHED = {
    "summary",
    "purpose",
    "open_to_influence",
    "not_open_to_influence",
    "background",
    "how_we_asked",
    "caveat",
    "what_happens_next",
    "minutes_needed",
    "decision_expected_on",
    "contact_name",
    "contact_email",
    "contact_phone",
    "other_formats",
}


def check_can_edit(consultation, fields=()):
    """Raises Refused unless these fields may be changed now."""
    if consultation.state == ConsultationState.CANCELLED:
        raise Refused("This consultation was cancelled. Prepare a new one instead.")
    if consultation.state == ConsultationState.REPORTED:
        raise Refused(
            "The report on this consultation is published, so its texts stay as they were read. "
            "Publish a correction of the report instead."
        )
    if consultation.state == ConsultationState.LAUNCHED:
        fixed = sorted(set(fields) - EDITABLE_WHILE_LAUNCHED)
        if fixed:
            names = ", ".join(_name(consultation, field) for field in fixed)
            raise Refused(f"After launch this cannot be changed: {names}.")


def can_edit(consultation):
    """Whether anything of it may be changed now."""
    return allows(check_can_edit, consultation)


def _name(consultation, field):
    return str(consultation._meta.get_field(field).verbose_name)


def check_can_take_slug(slug, but=None):
    """Raises Refused when another consultation, or a page of ours, has this address."""
    others = Consultation.objects.filter(slug=slug).exclude(pk=but and but.pk)
    if slug in RESERVED_SLUGS or others.exists():
        raise Refused(f"The address “{slug}” is taken. Choose another.")


def check_can_write_questionnaire(consultation):
    """Raises Refused when the questionnaire in preparation can no longer be of use."""
    if consultation.state not in {ConsultationState.DRAFT, ConsultationState.LAUNCHED}:
        raise Refused("The questionnaire can no longer be changed: the consultation has ended.")


def check_can_extend(consultation, closes_at, reason, now):
    """Raises Refused unless it may close later: never earlier than was announced."""
    if consultation.state != ConsultationState.LAUNCHED:
        raise Refused("Only a consultation that was launched, and not yet answered, is extended.")
    if closes_at <= consultation.closes_at:
        raise Refused(
            f"It was announced to be open until {consultation.until}. "
            "Choose a later time: it may be extended, never shortened."
        )
    if closes_at <= now:
        raise Refused("Choose a closing time that is still to come.")
    decision = consultation.decision_expected_on
    if decision and decision <= timezone.localdate(closes_at):
        raise Refused("The decision would come before the closing. Move the decision day first.")
    if not reason.strip():
        raise Refused("Write why it is extended. The reason is shown on its page.")


def can_extend(consultation):
    """Whether a later closing can be given at all."""
    return consultation.state == ConsultationState.LAUNCHED


def check_can_cancel(consultation, reason):
    """Raises Refused unless it may be cancelled, with a reason people can read."""
    if not may_move(ConsultationState(consultation.state), ConsultationState.CANCELLED):
        raise Refused(
            f"A consultation that is “{consultation.get_state_display()}” cannot be cancelled."
        )
    if not reason.strip():
        raise Refused("Write why it is cancelled. The reason is shown on its page.")


def can_cancel(consultation):
    """Whether it could be cancelled, given a reason."""
    return may_move(ConsultationState(consultation.state), ConsultationState.CANCELLED)


def check_can_handle(request, state):
    """Raises Refused unless a request for another format may move to that state."""
    from_state = type(state)(request.state)
    if not may_move(from_state, state):
        raise Refused(f"A request that is “{from_state.label}” cannot become “{state.label}”.")


def check_can_publish_wording(consultation, questionnaire, note, now):
    """Raises Refused unless this questionnaire may follow the one being answered.

    Before opening nobody has answered, so anything may change. From then on only words:
    every answer already begun must stay an answer to the same question.
    """
    if consultation.state != ConsultationState.LAUNCHED:
        raise Refused("New wording is published only between launch and report.")
    if now >= consultation.closes_at:
        raise Refused("The consultation has closed. Nobody would read the new wording.")
    current = consultation.versions.last().questionnaire
    if questionnaire.sha256 == current.sha256:
        raise Refused("The wording is the same as the one published. Change it first.")
    if not note.strip():
        raise Refused("Write what changed and why. The note is kept with the results.")
    if now >= consultation.opens_at and (differences := unlike(current, questionnaire)):
        raise Refused(
            "Answers are being given, so only words may change now. " + " ".join(differences)
        )


def can_publish_wording(consultation, now):
    """Whether new wording could be published at all."""
    launched = consultation.state == ConsultationState.LAUNCHED
    return launched and now < consultation.closes_at


def unlike(current, new):
    """What differs between two questionnaires beyond words, as sentences.

    Allowed: words, more options, a higher word limit, an answer no longer required.
    """
    sentences = []
    if _skeleton(current) != _skeleton(new):
        sentences.append(
            "Keep the same sections and questions in the same order, with the same conditions."
        )
    for question in current.questions:
        after = new.by_key.get(question.key)
        if after is not None:
            sentences += _unlike_question(question, after)
    return sentences


def _skeleton(questionnaire):
    return [
        (s.key, s.equality, s.show_if, [(q.key, q.show_if) for q in s.questions])
        for s in questionnaire.sections
    ]


def _unlike_question(before, after):
    name = f"“{before.text}”"
    if before.kind != after.kind:
        yield f"Keep the kind of {name}."
    if before.option_keys - after.option_keys:
        yield f"Keep every option of {name}; you may add some and change their words."
    if after.required and not before.required:
        yield f"Keep {name} optional."
    if (before.limit or 0) > (after.limit or 0):
        yield f"Keep the word limit of {name} at {before.limit} or more."
    if (before.minimum, before.maximum) != (after.minimum, after.maximum):
        yield f"Keep the smallest and largest number of {name}."
