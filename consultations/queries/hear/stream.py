"""The stream of responses: when, how, from whom and from where; and who is missing."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, F
from django.db.models.functions import TruncDate, TruncWeek
from django.utils import timezone

from civilsociety.documents import PublishedBase, PublishedBreakdown, breakdown, crosstab
from civilsociety.documents.suppression import figure
from civilsociety.ui.words import uk_date
from consultations.models import Draft, DuplicateFlag
from consultations.queries.hear.people import filter_choices, words_for
from consultations.queries.hear.rounds import heard_together
from consultations.queries.tally import counted
from consultations.questionnaire.content import Question

NOT_GIVEN = "Not given"
# A draft nobody has touched for this long is likely to be left behind.
LEFT_BEHIND = timedelta(days=2)


def publish(counts, *, exactly):
    """A breakdown of responses; the whole's size is a headline, known anyway."""
    base = sum(counts.values())
    if exactly:
        cells = tuple((label, figure(count, base)) for label, count in counts.items() if base)
        return PublishedBreakdown(PublishedBase(base, 0), cells, "single")
    threshold = settings.SUPPRESSION_THRESHOLD
    return breakdown(counts, base, threshold=threshold, base_is_headline=True)


def divided(consultation, column, *, exactly=False):
    """The responses by `respondent_type`, `district` or `channel`, in the order asked.

    Rounds heard together are judged together: what is shown of this one must not give
    away a small one when it is taken from all of them.
    """
    rounds = heard_together(consultation)
    choices = filter_choices(rounds)
    counts = _by_round(rounds, column, choices)
    mine = counts[consultation.pk]
    if exactly or len(rounds) == 1:
        return publish(mine, exactly=exactly)
    table = crosstab(counts, threshold=settings.SUPPRESSION_THRESHOLD, row_totals_are_known=True)
    cells = dict(table.rows).get(consultation.pk, ())
    shown = tuple(zip(table.columns, cells, strict=True)) if cells else ()
    base = PublishedBase(sum(mine.values()), settings.SUPPRESSION_THRESHOLD)
    return PublishedBreakdown(base, shown, "single")


def _by_round(rounds, column, choices):
    """Round → words → how many, each with the same words in the same order."""
    rows = counted(rounds).order_by().values_list("consultation_id", column)
    stored = {(pk, value): n for pk, value, n in rows.annotate(number=Count("pk"))}
    found = {value for _, value in stored}
    offered = [value for value, _ in choices.get(column, ())]
    if column == "channel":
        offered = [value for value in offered if value in found]
    values = dict.fromkeys([*offered, *sorted(found - {""}), *sorted(found & {""})])
    words = {value: words_for(choices, column, value) or NOT_GIVEN for value in values}
    return {
        each.pk: {words[value]: stored.get((each.pk, value), 0) for value in values}
        for each in rounds
    }


def by_time(consultation, *, exactly=False):
    """(head, breakdown) of the responses by day, or by week where days are too small to show."""
    by_day = publish(_per(consultation, TruncDate, timedelta(days=1)), exactly=exactly)
    if exactly or _mostly_shown(by_day):
        return "Day", by_day
    return "Week from", publish(_per(consultation, TruncWeek, timedelta(days=7)), exactly=False)


def _mostly_shown(shown):
    return shown.shown and 2 * sum(cell.shown for _, cell in shown) >= len(shown.cells)


def _per(consultation, trunc, step):
    """Day or week in words → how many responses, without gaps from first to last."""
    rows = counted([consultation]).order_by().annotate(moment=trunc("submitted_at"))
    found = dict(rows.values_list("moment").annotate(number=Count("pk")))
    found = {_day(moment): number for moment, number in found.items()}
    counts, day = {}, min(found, default=None)
    while found and day <= max(found):
        counts[uk_date(day)] = found.get(day, 0)
        day += step
    return counts


def _day(moment):
    return timezone.localtime(moment).date() if hasattr(moment, "hour") else moment


def pages_reached(consultation, *, exactly=False):
    """Where those who have begun, but not sent, are now."""
    drafts = Draft.objects.filter(consultation=consultation, submitted_at=None, response=None)
    rows = drafts.order_by().values_list("section_key").annotate(number=Count("pk"))
    stored = dict(rows)
    version = consultation.versions.order_by("number").last()
    titles = {s.key: s.title for s in version.questionnaire.sections} if version else {}
    counts = {title: stored.pop(key, 0) for key, title in titles.items()}
    if rest := sum(stored.values()):
        counts["Another page"] = rest
    return publish(counts, exactly=exactly)


def drafts_under_way(consultation, now):
    """(begun and not sent, of these untouched for two days)."""
    drafts = Draft.objects.filter(consultation=consultation, submitted_at=None, response=None)
    return drafts.count(), drafts.filter(updated_at__lt=now - LEFT_BEHIND).count()


def typical_minutes(consultation):
    """Median minutes between beginning and sending on this site; None when too few.

    Longer than a day is somebody who came back, not somebody who wrote all the time.
    """
    spans = Draft.objects.filter(
        consultation=consultation, submitted_at__isnull=False, response=None
    ).annotate(took=F("submitted_at") - F("started_at"))
    took = sorted(spans.filter(took__lt=timedelta(days=1)).values_list("took", flat=True))
    if len(took) < settings.SUPPRESSION_THRESHOLD:
        return None
    return round(took[len(took) // 2].total_seconds() / 60)


def not_heard(consultation, column):
    """Groups that were offered and from whom nothing has come, in words."""
    choices = filter_choices([consultation])
    heard = set(counted([consultation]).order_by().values_list(column, flat=True).distinct())
    # “Something else” is nobody one could write to.
    heard.add(Question.OTHER_KEY)
    return [words for value, words in choices.get(column, ()) if value not in heard]


def twins_to_judge(consultation):
    """How many pairs of responses may be one response sent twice, and wait for an officer."""
    waiting = DuplicateFlag.objects.filter(verdict=DuplicateFlag.Verdict.OPEN)
    return waiting.filter(second__consultation=consultation).count()
