"""Who may take the whole ledger away."""

from civilsociety.accounts.permissions import Permission
from tests.access import Row

ROWS = {"budget:beancount": Row({Permission.READ_BUDGET}, page=False)}
