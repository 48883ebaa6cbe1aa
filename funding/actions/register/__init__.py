"""Publishing awards in the register, proving it, and evaluating programmes."""

from funding.actions.register.checking import request_register_check, run_register_check
from funding.actions.register.evaluating import (
    begin_evaluation,
    publish_evaluation,
    say_what_followed,
    take_back_evaluation,
    write_evaluation,
)
from funding.actions.register.publishing import publish_award
from funding.actions.register.republishing import republish

__all__ = [
    "begin_evaluation",
    "publish_award",
    "publish_evaluation",
    "republish",
    "request_register_check",
    "run_register_check",
    "say_what_followed",
    "take_back_evaluation",
    "write_evaluation",
]
