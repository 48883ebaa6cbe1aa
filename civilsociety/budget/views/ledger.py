"""The whole ledger, to take away."""

from django.http import StreamingHttpResponse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.budget.formats.beancount import as_beancount


@requires(Permission.READ_BUDGET)
def beancount(request):
    """Every move as plain-text accounts, with balances that `bean-check` proves."""
    return StreamingHttpResponse(
        as_beancount(),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="ledger.beancount"'},
    )
