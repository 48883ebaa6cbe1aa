from django.db import migrations
from django.utils import timezone


def write(apps, schema_editor):
    """Steps of the pathway for versions that were published before steps were recorded.

    Their days are in the versions. Without a step the page of how a strategy came about would
    not exist.
    """
    Step = apps.get_model("strategy", "Step")
    Version = apps.get_model("strategy", "Version")
    earlier = Version.objects.filter(published_at__isnull=False, steps=None)
    Step.objects.bulk_create(step for version in earlier for step in steps_of(Step, version))


def steps_of(Step, version):
    """Its publication, and its adoption where there was one."""
    consulted = version.state == "consultation_draft"
    yield Step(
        version=version,
        state="consultation_draft" if consulted else "final",
        on=timezone.localdate(version.published_at),
        recorded_at=version.published_at,
    )
    if version.adopted_on:
        yield Step(
            version=version,
            state="adopted",
            on=version.adopted_on,
            decision_reference=version.decision_reference,
            recorded_at=version.published_at,
        )


class Migration(migrations.Migration):
    dependencies = [("strategy", "0002_living_strategy")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
