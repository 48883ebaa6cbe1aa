"""Names as they are compared: without accents, legal endings and punctuation."""

import re
import unicodedata

from django.db import models

_LEGAL_ENDINGS = re.compile(
    r"\b(community interest company|charitable incorporated organisation"
    r"|limited|ltd|cic|cio|plc|llp|the)\b"
)


def match_key(name):
    """The name as it is compared: two spellings of one name have the same key.

    A name made of nothing else ("CIC Ltd") keeps all its words.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    plain = re.sub(r"['.]", "", plain)
    words = re.sub(r"[\W_]+", " ", plain).strip()
    return " ".join(_LEGAL_ENDINGS.sub(" ", words).split()) or words


class MatchKeyField(models.TextField):
    """Holds the match key of another column, renewed at every save."""

    def __init__(self, *args, source="name", **kwargs):
        self.source = source
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        key = match_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key
