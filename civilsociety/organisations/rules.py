"""What may be done to an organisation, and in which form its numbers come."""

import re

from civilsociety.organisations import slots
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.states import MOVES, Status
from civilsociety.refusal import Refused, allows

_COMPANY_FORMS = re.compile(r"\d{8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]|R\d{7}")
_CHARITY_FORM = re.compile(r"\d{6,7}(-[1-9]\d{0,2})?")


def charity_number(text):
    """The number as the Charity Commission for England and Wales writes it, or "".

    Six or seven digits; a linked charity adds a dash and its place, like 1234567-1.
    Raises Refused with what to do.
    """
    number = re.sub(r"\s", "", text).replace("–", "-")
    if number and not (_CHARITY_FORM.fullmatch(number) and number.isascii()):
        raise Refused(
            "Enter the charity number as six or seven digits, like 1234567. "
            "Leave it empty when the organisation is not registered in England and Wales."
        )
    return number


def company_number(text):
    """The number as Companies House writes it: eight characters, leading zeros kept, or "".

    Six or seven digits are what is left when a spreadsheet has eaten the zeros: they are
    put back. Raises Refused with what to do.
    """
    number = re.sub(r"[\s.-]", "", text).upper()
    if number.isascii() and re.fullmatch(r"\d{6,7}", number):
        number = number.zfill(8)
    if number and not (_COMPANY_FORMS.fullmatch(number) and number.isascii()):
        raise Refused(
            "Enter the company number as eight characters with its zeros, "
            "like 01234567 or SC123456."
        )
    return number


def check_is_standing(organisation):
    """Raises Refused when the organisation now lives under another name."""
    if organisation.is_merged:
        raise Refused(
            f"{organisation} was merged into {organisation.merged_into}. "
            f"Make the change to {organisation.merged_into}."
        )


def check_number_is_free(organisation):
    """Raises Refused when a confirmed organisation already holds one of its numbers."""
    others = Organisation.objects.filter(status=Status.CONFIRMED).exclude(pk=organisation.pk)
    for field, register in (("charity_number", "charity"), ("company_number", "company")):
        number = getattr(organisation, field)
        other = number and others.filter(**{field: number}).first()
        if other:
            raise Refused(
                f"{other} already has {register} number {number}. "
                "Merge the two if they are the same organisation, or correct the number."
            )


def check_can_confirm(organisation):
    """Raises Refused unless an officer may say that this organisation was checked."""
    check_is_standing(organisation)
    if Status.CONFIRMED not in MOVES[organisation.status]:
        raise Refused(f"{organisation} was already checked. There is nothing to do.")
    check_number_is_free(organisation)


def check_can_merge(*, keep, drop):
    """Raises Refused unless `drop` may become another name of `keep`."""
    if keep.pk == drop.pk:
        raise Refused("Choose two different organisations to merge.")
    if keep.is_merged:
        raise Refused(
            f"{keep} was itself merged into {keep.merged_into}. "
            f"Merge with {keep.merged_into} instead."
        )
    if Status.MERGED not in MOVES[drop.status]:
        raise Refused(f"{drop} was already merged into {drop.merged_into}. There is nothing to do.")
    _check_same_numbers(keep, drop)
    if keep.is_sample != drop.is_sample:
        raise Refused("One of them is sample data. Sample and real organisations stay apart.")
    if missing := slots.unknown():
        raise Refused(
            "Organisations cannot be merged at present: the service does not know how to move "
            f"{', '.join(missing)}. Tell the people who maintain it."
        )


def _check_same_numbers(keep, drop):
    for field, register in (("charity_number", "charity"), ("company_number", "company")):
        ours, theirs = getattr(keep, field), getattr(drop, field)
        if ours and theirs and ours != theirs:
            raise Refused(
                f"They have different {register} numbers, {ours} and {theirs}, so they are two "
                "organisations. If one number is wrong, correct it first."
            )


def can_confirm(organisation):
    """Whether an officer may say that this organisation was checked."""
    return allows(check_can_confirm, organisation)


def can_merge(*, keep, drop):
    """Whether `drop` may become another name of `keep`."""
    return allows(check_can_merge, keep=keep, drop=drop)
