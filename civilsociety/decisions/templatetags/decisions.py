"""A decision named in another app's text, as a link where its record is published here."""

from django import template

from civilsociety.decisions.queries.register import address_of

register = template.Library()

register.filter("decision_address", address_of)
