"""Pounds, dates and small words in templates: `{% load ui %}`."""

from urllib.parse import urlencode

from django import template
from django.utils.safestring import mark_safe

from civilsociety.ui import words

register = template.Library()

register.filter("pounds", words.pounds)
register.filter("uk_date", words.uk_date)
register.filter("uk_time", words.uk_time)
register.filter("uk_datetime", words.uk_datetime)
register.filter("financial_year", words.financial_year)
register.filter("thousands", words.thousands)


@register.filter
def plural(count, names):
    """`{{ n|plural:"response,responses" }}` is “1 response”, “71 responses”, “no responses”."""
    return words.plural(count, *names.split(","))


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms):
    """The list of everything to put right, each a link to its control; nothing without errors."""
    return {"problems": [problem for form in forms if form for problem in _problems(form)]}


@register.simple_tag
def has_errors(*forms):
    """Whether any of these forms or formsets has something to put right."""
    return any(form.errors or form.non_field_errors() for form in forms if _bound(form))


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The page's own query string with `changes`; an empty value drops the name."""
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value not in ("", None):
            asked[name] = value
    pairs = [(name, value) for name, values in asked.lists() for value in values]
    return mark_safe("?" + urlencode(pairs).replace("&", "&amp;"))  # noqa: S308 - quoted just here


@register.inclusion_tag("components/sort_head.html", takes_context=True)
def sort_head(context, label, key, numeric=False):
    """A table head that sorts: `?sort=key`, pressed again `?sort=-key`."""
    asked = context["request"].GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(asked, "none")
    return {
        "label": label,
        "direction": direction,
        "numeric": numeric,
        "url": query(context, sort=f"-{key}" if asked == key else key, page=""),
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page):
    """Links to the other pages of `page` (a Django Page), keeping every filter; nothing for one."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [
        {"number": n, "url": query(context, page=n), "current": n == page.number}
        if isinstance(n, int)
        else {"gap": True}
        for n in numbers
    ]
    return {
        "page": page,
        "items": items,
        "previous": query(context, page=page.number - 1),
        "next": query(context, page=page.number + 1),
    }


def _bound(form):
    return form and getattr(form, "is_bound", False)


def _problems(form):
    if hasattr(form, "forms"):
        return _of_formset(form)
    return _of_form(form)


def _of_formset(formset):
    if not formset.is_bound:
        return []
    whole = [
        {"message": message, "target": "main-content"} for message in formset.non_form_errors()
    ]
    return whole + [problem for form in formset.forms for problem in _of_form(form)]


def _of_form(form):
    if not getattr(form, "is_bound", False):
        return []
    first = next((anchor(field) for field in form.visible_fields()), "main-content")
    found = [{"message": message, "target": first} for message in form.non_field_errors()]
    for field in form:
        target = first if field.is_hidden else anchor(field)
        found += [{"message": message, "target": target} for message in field.errors]
    return found


def anchor(field):
    """The id of the first control of a field, where a link to it must land."""
    return getattr(field, "anchor", None) or field.id_for_label or field.auto_id
