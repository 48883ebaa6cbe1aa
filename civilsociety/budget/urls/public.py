"""What anybody may read about the framework's money."""

from django.urls import path, register_converter

from civilsociety.budget.views.public import commitments, entries, files, framework, moves


class Padded:
    """A number as people quote it, six digits or more: 000123."""

    regex = "[0-9]{6,12}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{int(value):06d}"


class YearSlug:
    """A financial year: 2021-22."""

    regex = "[12][0-9]{3}-[0-9]{2}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Padded, "padded")
register_converter(YearSlug, "financial_year")

urlpatterns = [
    path("budget/", framework.budget, name="framework"),
    path("budget/<financial_year:slug>/", framework.year, name="year"),
    path("budget/programmes/<slug:key>/", framework.programme, name="programme"),
    path("budget/figures.<str:kind>", files.figures, name="figures_file"),
    path("budget/entries/", entries.entries, name="entries"),
    path("budget/entries.<str:kind>", entries.entries_file, name="entries_file"),
    path("budget/moves/", moves.moves, name="moves"),
    path("budget/moves/feed/", moves.feed, name="feed"),
    path("budget/moves.<str:kind>", moves.moves_file, name="moves_file"),
    path("budget/moves/L-<padded:pk>/", moves.move, name="move"),
    path("budget/commitments/", commitments.commitments, name="commitments"),
    path("budget/commitments.<str:kind>", commitments.commitments_file, name="commitments_file"),
    path("budget/commitments/C-<padded:pk>/", commitments.commitment, name="commitment"),
]
