"""Questionnaires at random, for properties."""

from hypothesis import strategies as st

from consultations.questionnaire.content import DEFAULT_WORD_LIMIT
from consultations.questionnaire.kinds import (
    BUILT_IN_OPTIONS,
    CHOICES,
    ONCE,
    OWN_OPTIONS,
    Kind,
)

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: text.strip() or "word"
)
PROSE = st.lists(WORDS, max_size=4).map("\n".join)
KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z0-9]", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["sections", "questions", "key", "kind", "options", "show_if", "all"])
            | st.text(max_size=8),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@st.composite
def questionnaires(draw):
    """A valid questionnaire as plain data."""
    taken, earlier, once = set(), {}, set()
    sections = []
    for number in range(draw(st.integers(0, 3))):
        equality = draw(st.booleans())
        section = {"key": f"s{number}", "title": draw(WORDS), "equality": equality}
        if draw(st.booleans()):
            section["intro"] = draw(PROSE).strip()
        if earlier and draw(st.booleans()):
            section["show_if"] = draw(conditions(earlier))
        section["questions"] = [
            draw(questions(taken, earlier, once, equality)) for _ in range(draw(st.integers(0, 4)))
        ]
        sections.append(section)
    return {"sections": sections}


@st.composite
def questions(draw, taken, earlier, once, equality):
    key = draw(KEYS.filter(lambda key: key not in taken))
    kind = draw(st.sampled_from([kind for kind in Kind if kind not in once]))
    if kind in ONCE:
        once.add(kind)
    plain = {"key": key, "kind": kind.value, "text": draw(WORDS)}
    if not equality and draw(st.booleans()):
        plain["required"] = True
    if kind in OWN_OPTIONS:
        keys = draw(
            st.lists(KEYS.filter(lambda k: k != "none"), min_size=2, max_size=4, unique=True)
        )
        plain["options"] = [{"key": each, "label": draw(WORDS)} for each in keys]
    if kind in CHOICES and draw(st.booleans()):
        plain["other"] = draw(WORDS)
    if kind == Kind.SEVERAL_CHOICES and draw(st.booleans()):
        plain["none"] = draw(WORDS)
    if kind in DEFAULT_WORD_LIMIT and draw(st.booleans()):
        plain["word_limit"] = draw(st.integers(1, 500))
    if earlier and draw(st.booleans()):
        plain["show_if"] = draw(conditions(earlier))
    taken.add(key)
    if kind != Kind.INFORMATION:
        earlier[key] = plain
    return plain


@st.composite
def conditions(draw, earlier):
    tests = []
    for key in draw(
        st.lists(st.sampled_from(sorted(earlier)), min_size=1, max_size=3, unique=True)
    ):
        plain = earlier[key]
        own = [option["key"] for option in plain.get("options", [])]
        keys = own or [k for k, _ in BUILT_IN_OPTIONS.get(Kind(plain["kind"]), ())]
        test = {"question": key}
        if keys and draw(st.booleans()):
            test["any_of"] = draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
        tests.append(test)
    return {draw(st.sampled_from(["all", "any"])): tests}
