"""The pictures of a draft, as an import brings them."""

import re
from dataclasses import replace

from strategy.models import Picture

SHOWN = re.compile(r"\]\(picture:([a-z0-9-]+)\)")


def store_pictures(version, text):
    """Keeps the pictures a text comes with; returns the text with the keys they have here.

    They take the place of the draft's own, but for those that its summary or easy-read version
    shows. A text that says nothing of pictures may name those the strategy has already.
    """
    if text.pictures is None:
        _carry_over(version, text)
        return text
    bodies = version.renditions.values_list("body", flat=True)
    elsewhere = {key for body in bodies for key in SHOWN.findall(body)}
    version.pictures.exclude(key__in=elsewhere).delete()
    staying = dict(version.pictures.values_list("key", "sha256"))
    keys = _keys(text.pictures, staying)
    new = [
        _picture(version, replace(each, key=keys[each.key]))
        for each in text.pictures
        if keys[each.key] not in staying
    ]
    Picture.objects.bulk_create(new)
    return _renamed(text, keys)


def _keys(pictures, staying):
    """The key of each picture: its own, unless another picture that stays has it."""
    keys, taken = {}, set(staying)
    for each in pictures:
        key, count = each.key, len(pictures)
        while key in taken and staying.get(key) != each.sha256:
            count += 1
            key = f"picture-{count}"
        taken.add(key)
        keys[each.key] = key
    return keys


def _renamed(text, keys):
    if all(old == new for old, new in keys.items()):
        return text

    def named(found):
        return f"](picture:{keys.get(found[1], found[1])})"

    sections = tuple(
        replace(section, body=SHOWN.sub(named, section.body)) for section in text.sections
    )
    return replace(text, sections=sections)


def _picture(version, each):
    return Picture(
        version=version,
        key=each.key,
        alt=each.alt,
        content_type=each.content_type,
        content=each.content,
        width=each.width,
        height=each.height,
        sha256=each.sha256,
    )


def _carry_over(version, text):
    """Pictures that the text names and another version of the strategy holds, the newest's."""
    named = {key for section in text.sections for key in SHOWN.findall(section.body)}
    missing = named - set(version.pictures.values_list("key", flat=True))
    if not missing:
        return
    held = Picture.objects.filter(version__strategy=version.strategy, key__in=missing)
    newest = {each.key: each for each in held.order_by("version__number")}
    Picture.objects.bulk_create(_picture(version, each) for each in newest.values())
