"""manage.py demo: loads the sample data; with --sign-ins, says who can sign in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from civilsociety.home.demonstration import PEOPLE, is_loaded, load


class Command(BaseCommand):
    help = (
        "Loads the demonstration: sample people, the strategy and what belongs to it. "
        "A second time nothing changes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--sign-ins", action="store_true", help="only list the sample people who can sign in"
        )

    def handle(self, *, sign_ins, **options):
        if not settings.DEMONSTRATION:
            raise CommandError(
                "Sample data never goes into production. "
                "Unset ENVIRONMENT, or set it to “demonstration”, to try the portal."
            )
        if sign_ins:
            self._say_sign_ins()
        else:
            load()
            self.stdout.write("The sample data is loaded.")

    def _say_sign_ins(self):
        """The people by what they do; their codes arrive in the demonstration's post box."""
        if not is_loaded():
            self.stdout.write("There is no sample data. Load it with: manage.py demo")
            return
        width = max(len(person.email) for person in PEOPLE)
        self.stdout.write("Sign in with one of these addresses (all invented):")
        for person in PEOPLE:
            self.stdout.write(f"  {person.email:<{width}}  {person.role_name}")
        self.stdout.write(f"The code arrives at {settings.PUBLIC_URL}/officers/outbox/")
