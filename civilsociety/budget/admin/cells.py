"""Cells of the lists: pounds, and links from one number to another."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from civilsociety.ui.words import pounds


def money(field, label):
    """A column of pounds, to the penny, that sorts by `field`."""

    @admin.display(description=label, ordering=field)
    def cell(row):
        return amount(_read(row, field))

    cell.__name__ = field
    return cell


def _read(row, field):
    for part in field.split("__"):
        row = getattr(row, part)
    return row


def amount(pence):
    """Pounds in a cell of figures that stand under one another; nothing is a quiet dash."""
    if not pence:
        return format_html('<span class="figure figure--none">{}</span>', "£0")
    return format_html('<span class="figure">{}</span>', pounds(pence))


def to(row, words=None):
    """A link to a row's page in the admin."""
    address = address_of(row)
    return format_html('<a href="{}">{}</a>', address, words or str(row))


def address_of(row):
    """Where a row's page in the admin stands."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
