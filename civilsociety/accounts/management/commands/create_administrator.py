"""Makes the first administrator of a new service."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from civilsociety.accounts import actions
from civilsociety.refusal import Refused


class Command(BaseCommand):
    help = "Makes the person with this email address an administrator."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address they will sign in with")

    def handle(self, *, email, **options):
        email = email.strip()
        try:
            validate_email(email)
            actions.create_administrator(email=email)
        except ValidationError as error:
            raise CommandError("Give an email address, like name@example.gov.uk") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{email.lower()} is now an administrator. They sign in by emailed code.")
