"""`export_consultation SLUG`: writes a consultation as YAML."""

from django.core.management.base import BaseCommand, CommandError

from consultations.formats import write_consultation
from consultations.models import Consultation


class Command(BaseCommand):
    help = "Writes a consultation as YAML (docs/formats.md), to be read by import_consultation."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the last part of its address")

    def handle(self, *, slug, **options):
        found = Consultation.objects.select_related("strategy_version__strategy", "follows")
        consultation = found.filter(slug=slug).first()
        if consultation is None:
            known = ", ".join(found.order_by("slug").values_list("slug", flat=True)[:20])
            raise CommandError(f"There is no consultation “{slug}”. There are: {known or 'none'}.")
        self.stdout.write(write_consultation(consultation), ending="")
