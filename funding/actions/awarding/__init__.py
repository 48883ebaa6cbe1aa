"""Giving money: one way for every kind of programme."""

from funding.actions.awarding.agreeing import agree
from funding.actions.awarding.making import increase_award, make_award, take_in

__all__ = ["agree", "increase_award", "make_award", "take_in"]
