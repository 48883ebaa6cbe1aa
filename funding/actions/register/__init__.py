"""Publishing awards in the register."""

from funding.actions.register.publishing import publish_award

__all__ = ["publish_award"]
