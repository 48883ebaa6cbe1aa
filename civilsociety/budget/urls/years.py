"""The end of a year: what is open, closing, statements; and the year as it was."""

from django.urls import path, register_converter

from civilsociety.budget.models import StatementFile
from civilsociety.budget.views import as_it_was, statements, years


class YearSlug:
    """A financial year in an address: 2021-22."""

    regex = r"20\d\d-\d\d"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class StatementFormat(YearSlug):
    """The ending of a statement's file."""

    regex = "|".join(StatementFile.Format.values)


class TableFormat(YearSlug):
    """The ending of a file of tables."""

    regex = "csv|xlsx"


register_converter(YearSlug, "budget_year")
register_converter(StatementFormat, "statement_format")
register_converter(TableFormat, "table_format")

AT = "officers/budget/years"
ONE = f"{AT}/<budget_year:year>"
KEPT = f"{ONE}/statements/<int:pk>"

urlpatterns = [
    path(f"{AT}/", years.index, name="years"),
    path(f"{ONE}/", years.workbench, name="year_end"),
    path(f"{ONE}/settle/", years.settle, name="year_settle"),
    path(f"{ONE}/answer/", years.answer, name="year_answer"),
    path(f"{ONE}/close/", years.close, name="year_close"),
    path(f"{ONE}/reopen/", years.reopen, name="year_reopen"),
    path(f"{KEPT}/", statements.page, name="statement"),
    path(f"{KEPT}/again/", statements.again, name="statement_again"),
    path(f"{KEPT}.<statement_format:form>", statements.file, name="statement_file"),
    path("officers/budget/statement/", as_it_was.page, name="as_it_was"),
    path("officers/budget/statement.<table_format:form>", as_it_was.file, name="as_it_was_file"),
]
