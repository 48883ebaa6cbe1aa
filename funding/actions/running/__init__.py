"""An award that runs: payments, reports, changes, money back, an early end."""

from funding.actions.running.beginning import begin

__all__ = ["begin"]
