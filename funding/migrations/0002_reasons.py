"""The reasons a panel and a gate usually give, to begin with. They are edited in the admin."""

from django.db import migrations

REASONS = (
    ("refused", "need", "The need was not shown clearly enough",
     "We could not see from the application who needs this project and how you know. Numbers are "
     "not the only way: what people told you, a waiting list or a survey of your own all count."),
    ("refused", "plan", "The plan left important things open",
     "We could not see clearly what you would do, when, and who would do it. A short list of steps "
     "with dates would have helped us to score it higher."),
    ("refused", "outcomes", "It was not clear what would change for people",
     "You told us what you would do, and less of what would be different afterwards and how you "
     "would notice. One or two changes you can see or count are enough."),
    ("refused", "costs", "The costs did not match the plan",
     "Some costs were missing, not explained, or more than we would expect for this work. Each "
     "line of the budget should belong to something in your plan."),
    ("refused", "delivery", "We were not sure it could be carried out in time",
     "We had doubts that the project could be done with the people and the time you have. That is "
     "no judgement of your organisation: a smaller project may be the better one."),
    ("refused", "others", "Something like it is there already",
     "People in the same place can already get much the same help. Say how yours differs, or how "
     "you would work with those who offer it."),
    ("refused", "money", "Good enough to fund, but the money went to higher scores",
     "Your application was good enough to fund. There was not enough money in this round for all "
     "that were, and others scored higher. Nothing in it has to be put right."),
    ("ineligible", "organisation", "The organisation is outside the published criteria",
     "This programme is for other kinds of organisation, or for another area, than yours. The "
     "programme’s page says for whom it is."),
    ("ineligible", "project", "The project is something the programme does not fund",
     "The money would be for something on the list of what this programme does not fund."),
    ("ineligible", "documents", "A document we have to see did not reach us",
     "We asked for a document that we must see before we may give public money, and it did not "
     "reach us in time. Once you have it, you can apply to the next round."),
    ("ineligible", "duplicate", "The same project is funded by us already",
     "The council already gives money for the same project, and the same costs cannot be paid "
     "twice. A further step of the project may be possible."),
    ("part", "pressure", "To let more projects start",
     "Many good applications asked for more than there is. You are offered a part, so that more of "
     "them can begin. Tell us if the project cannot work with it."),
    ("part", "lines", "Some costs are outside what the programme funds",
     "We fund the project without the costs that this programme does not pay for. The offer says "
     "which they are."),
    ("part", "stage", "A first stage, with more to be decided later",
     "We fund a first stage. What you learn from it will help you, and us, with the next one."),
)  # fmt: skip


def add(apps, schema_editor):
    reasons = apps.get_model("funding", "Reason")
    for position, (use, key, label, text) in enumerate(REASONS, 1):
        reasons.objects.get_or_create(
            key=f"{use}-{key}",
            defaults={"use": use, "label": label, "text": text, "position": position * 10},
        )


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
