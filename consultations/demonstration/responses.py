"""Stores the invented responses as if they had been sent."""

import hashlib
import random
import uuid
from datetime import timedelta

from civilsociety.organisations.models import Organisation
from civilsociety.organisations.models.choices import Kind as OrganisationKind
from consultations.demonstration.answers import NAMES, Crowd
from consultations.models import EqualityAnswers, Registration, Response, TextAnswer
from consultations.models.response import Channel, Consent
from consultations.questionnaire.answers import sort_into_parts

KINDS = {
    "registered-charity": OrganisationKind.REGISTERED_CHARITY,
    "community-group": OrganisationKind.COMMUNITY_GROUP,
    "social-enterprise": OrganisationKind.SOCIAL_ENTERPRISE,
}
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def answer(consultation, respondents, *, seed, until=None):
    """One response for each of `respondents` (type → how many), spread over the days open."""
    version = consultation.versions.get()
    crowd = Crowd(version.questionnaire, seed)
    chance = random.Random(seed + 1)  # noqa: S311  sample data, no secret
    types = [kind for kind, number in respondents.items() for _ in range(number)]
    chance.shuffle(types)
    last = until or consultation.closes_at
    span = (last - consultation.opens_at) / (len(types) + 1)
    names = iter(chance.sample(NAMES, len(NAMES)))
    for place, respondent_type in enumerate(types, start=1):
        organisation = _organisation(names, respondent_type)
        moment = consultation.opens_at + span * place + timedelta(minutes=chance.randrange(-90, 90))
        _store(consultation, version, crowd, chance, respondent_type, organisation, moment)


def _organisation(names, respondent_type):
    if respondent_type not in KINDS:
        return None
    name = f"{next(names)} (sample)"
    known = Organisation.objects.filter(name=name).first()
    return known or Organisation.objects.create(
        name=name, kind=KINDS[respondent_type], is_sample=True
    )


def _store(consultation, version, crowd, chance, respondent_type, organisation, moment):
    values, _ = crowd.values(respondent_type, organisation)
    parts = sort_into_parts(version.questionnaire, values, {})
    reference = "-".join(["CS", *("".join(chance.choices(ALPHABET, k=4)) for _ in range(2))])
    consents = (Consent.NAMED, Consent.ANONYMOUS, Consent.NOT_AT_ALL)
    response = Response.objects.create(
        consultation=consultation,
        version=version,
        reference=reference,
        submission_key=uuid.UUID(int=chance.getrandbits(128), version=4),
        change_key_hash=hashlib.sha256(chance.randbytes(32)).hexdigest(),
        channel=Channel.WEB,
        submitted_at=moment,
        choices=parts.choices,
        respondent_type=parts.respondent_type,
        district=parts.district,
        postcode=parts.postcode,
        organisation=organisation,
        organisation_name=organisation.name if organisation else "",
        consent=chance.choices(consents, (5, 4, 1))[0],
        is_sample=True,
    )
    TextAnswer.objects.bulk_create(
        [
            TextAnswer(response=response, question_key=key, text=text, words=words)
            for key, text, words in parts.texts
        ]
    )
    _apart(response, parts, chance)


def _apart(response, parts, chance):
    """Equality answers and the wish to be told: neither stands on the response."""
    if parts.equality:
        EqualityAnswers.objects.create(
            consultation=response.consultation,
            link=hashlib.sha256(chance.randbytes(32)).hexdigest(),
            answers=parts.equality,
        )
    if chance.random() < 0.6:
        Registration.objects.create(
            consultation=response.consultation,
            email=f"sample-{response.reference.lower()}@example.org",
            source=Registration.Source.RESPONSE,
            registered_at=response.submitted_at,
            is_sample=True,
        )
