"""From a decision to an accepted offer: notices, awards, letters, answers, conditions."""

from funding.actions.offers.answering import (
    accept_offer,
    decline_offer,
    give_more_time,
    lapse_offer,
    remind_of_offer,
)
from funding.actions.offers.assistance import (
    answer_notice,
    mail_notice,
    say_no_subsidy,
    send_notice,
    withdraw_notice,
)
from funding.actions.offers.awarding import (
    award_bid,
    award_outright,
    refuse_reserve,
    settle_call,
    write_feedback,
)
from funding.actions.offers.conditions import change_condition, meet_condition, set_condition
from funding.actions.offers.letters import make_letters, save_text, send_again
from funding.actions.offers.sending import send_letters, send_the_rest

__all__ = [
    "accept_offer",
    "answer_notice",
    "award_bid",
    "award_outright",
    "change_condition",
    "decline_offer",
    "give_more_time",
    "lapse_offer",
    "mail_notice",
    "make_letters",
    "meet_condition",
    "refuse_reserve",
    "remind_of_offer",
    "save_text",
    "say_no_subsidy",
    "send_again",
    "send_letters",
    "send_notice",
    "send_the_rest",
    "set_condition",
    "settle_call",
    "withdraw_notice",
    "write_feedback",
]
