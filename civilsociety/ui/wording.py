"""What forms say when something is wrong: by label, and telling what to do."""

from django import forms

from civilsociety.ui import fields

NULL = "Remove the invisible null character from %s"
STANDING_ALONE = ("your ", "the ", "a ", "an ", "any ", "this ", "that ", "how ", "why ", "what ")
STANDING_ALONE += ("where ", "which ", "when ", "who ", "one ", "all ")
# Labels that already tell people what to do keep their words, as questions do.
TELLING = ("tell ", "describe ", "explain ", "give ", "add ", "write ", "list ", "say ", "upload ")
TELLING += ("choose ", "select ", "enter ", "attach ", "confirm ", "i ", "we ", "if ")


def in_sentence(label):
    """A label in the middle of a sentence: “Closing date” becomes “the closing date”.

    A question, or a label that tells what to do, keeps its words in quotation marks.
    """
    label = str(label or "").strip().rstrip(":.")
    if label.endswith("?") or label.lower().startswith(TELLING):
        return f"“{label}”"
    if not label[1:2].isupper():
        label = label[:1].lower() + label[1:]
    return label if label.lower().startswith(STANDING_ALONE) else f"the {label}"


def at_start(noun):
    """The same at the start of a sentence: “The closing date”."""
    return noun[:1].upper() + noun[1:]


def reword(field, label, noun=""):
    """Puts plain sentences in place of the default messages; what the author wrote stays."""
    # A stray “%” would be taken for a placeholder when the message is put together.
    noun = (noun or in_sentence(label)).replace("%", "per cent")
    written = _written_by_author(field)
    for code, sentence in _sentences(field, noun).items():
        if code not in written:
            field.error_messages[code] = sentence


def _written_by_author(field):
    defaults = {}
    for cls in reversed(type(field).__mro__):
        defaults.update(getattr(cls, "default_error_messages", {}))
    return {code for code, text in field.error_messages.items() if defaults.get(code) != text}


def _sentences(field, noun):
    base = {
        "required": _required(field, noun),
        "null_characters_not_allowed": NULL % noun,
        "unique": f"{at_start(noun)} is taken: somebody else has it already",
    }
    return {**base, **_by_kind(field, noun, at_start(noun))}


def _required(field, noun):
    question = noun.startswith("“")
    if isinstance(field, forms.FileField):
        return f"Choose a file for {noun}"
    if isinstance(field, forms.BooleanField):
        words = noun if question else f"“{at_start(noun.removeprefix('the '))}”"
        return f"Tick {words} to go on"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return f"Choose an answer to {noun}" if question else f"Select {noun}"
    return f"Answer {noun}" if question else f"Enter {noun}"


def _by_kind(field, noun, start):
    for cls, sentences in KINDS:
        if isinstance(field, cls):
            return {code: text.format(noun=noun, start=start) for code, text in sentences.items()}
    return {}


LENGTHS = {
    "max_length": "{start} must be %(limit_value)s characters or fewer",
    "min_length": "{start} must be %(limit_value)s characters or more",
}
NUMBERS = {
    "invalid": "{start} must be a number, like 25",
    "min_value": "{start} must be %(limit_value)s or more",
    "max_value": "{start} must be %(limit_value)s or less",
    "max_digits": "{start} must have %(max)s digits or fewer",
    "max_decimal_places": "{start} must have %(max)s decimal places or fewer",
    "max_whole_digits": "{start} must have %(max)s digits or fewer before the decimal point",
    "step_size": "{start} must be a multiple of %(limit_value)s",
}
DATES = {
    "missing": "{start} must include a %(missing)s",
    "invalid": "Enter a real date for {noun}, like 3 October 2021",
    "earliest": "{start} must be %(limit)s or later",
    "latest": "{start} must be %(limit)s or earlier",
}
CHOICES = {
    "invalid_choice": "Choose one of the answers listed for {noun}",
    "invalid_list": "Choose from the answers listed for {noun}",
    "invalid_pk_value": "Choose from the answers listed for {noun}",
}
# The first that fits wins, so the narrower classes come first.
KINDS = (
    (
        fields.DateTimeField,
        {
            **DATES,
            "time": "Enter a time for {noun}, like 9:30am or 5pm",
            "clocks": "For {noun}, %(time)s %(why)s. Choose another time",
        },
    ),
    (fields.DateField, DATES),
    (
        fields.PoundsField,
        {
            "zero": "{start} must be more than nothing",
            "negative": "{start} must be more than nothing: leave out the minus sign",
            "fraction": "{start} must be in whole pence, with two figures after the point",
            "currency": "{start} must be in pounds: other currencies are not kept here",
            "short": "Write {noun} out in figures, like 1,000",
            "comma": "Put commas between thousands only in {noun}, like 1,000.00",
            "words": "{start} must be an amount in pounds, like 5,000 or 5,000.50",
            "most": "{start} must be %(limit)s or less",
        },
    ),
    (
        fields.MoneyField,
        {
            "invalid": "{start} must be an amount in pounds, like 5,000 or 5,000.50",
            "least": "{start} must be %(limit)s or more",
            "most": "{start} must be %(limit)s or less",
        },
    ),
    (
        fields.LongTextField,
        {
            "max_words": "{start} must be %(limit)s words or fewer: it has %(count)s",
            "max_length": "{start} must be %(limit)s characters or fewer: it has %(count)s",
        },
    ),
    (forms.DateTimeField, {"invalid": "Enter a real date and time for {noun}"}),
    (forms.DateField, {"invalid": "Enter a real date for {noun}, like 3 October 2021"}),
    (
        forms.EmailField,
        {**LENGTHS, "invalid": "Enter {noun} in full, like name@example.org"},
    ),
    (
        forms.URLField,
        {**LENGTHS, "invalid": "Enter {noun} in full, like https://www.example.org"},
    ),
    (forms.IntegerField, {**NUMBERS, "invalid": "{start} must be a whole number, like 25"}),
    (forms.MultipleChoiceField | forms.ModelMultipleChoiceField, CHOICES),
    (forms.ChoiceField | forms.ModelChoiceField, CHOICES),
    (
        forms.FileField,
        {
            "invalid": "Choose the file for {noun} again",
            "missing": "Choose the file for {noun} again",
            "empty": "The file for {noun} is empty. Choose another",
            "max_length": "The file’s name must be %(max)s characters or fewer: it has %(length)s",
            "contradiction": "Choose a file or tick the box to remove it, not both",
            "invalid_image": "The file for {noun} must be a picture",
        },
    ),
    (forms.CharField, {**LENGTHS, "invalid": "Check {noun}: something in it is not allowed"}),
)
