"""Conditions: a question or a section is shown by what was answered before it."""

from dataclasses import dataclass

from consultations.questionnaire.kinds import CHOICES


@dataclass(frozen=True)
class Test:
    """One earlier question, and the answers that fulfil the test (any answer when empty)."""

    question: str
    any_of: tuple[str, ...] = ()

    def holds(self, values):
        """Whether the answer in `values` fulfils this test."""
        answer = values.get(self.question)
        if answer is None or answer == "" or answer == []:
            return False
        if not self.any_of:
            return True
        given = answer if isinstance(answer, list) else [answer]
        return any(option in self.any_of for option in given)


@dataclass(frozen=True)
class Condition:
    """Several tests, of which all or any must hold."""

    tests: tuple[Test, ...]
    every: bool = True

    def holds(self, values):
        """Whether this condition holds for the values answered so far."""
        combine = all if self.every else any
        return combine(test.holds(values) for test in self.tests)

    def to_dict(self):
        """Plain JSON, as `read` takes it."""
        tests = []
        for test in self.tests:
            plain = {"question": test.question}
            if test.any_of:
                plain["any_of"] = list(test.any_of)
            tests.append(plain)
        return {"all" if self.every else "any": tests}

    @classmethod
    def read(cls, plain, earlier):
        """The condition in `plain` and its problems; `earlier` maps keys to questions."""
        if not isinstance(plain, dict) or len(plain) != 1 or not {"all", "any"} & set(plain):
            return None, [((), "Write the condition as a list under “all” or under “any”.")]
        word, entries = next(iter(plain.items()))
        if not isinstance(entries, list) or not entries or len(entries) > 20:
            return None, [((word,), "Give between 1 and 20 tests.")]
        tests, problems = [], []
        for i, entry in enumerate(entries):
            test, sentence = _read_test(entry, earlier)
            if test:
                tests.append(test)
            else:
                problems.append(((word, i), sentence))
        return (cls(tuple(tests), word == "all") if tests else None), problems


def _read_test(entry, earlier):
    if not isinstance(entry, dict) or set(entry) - {"question", "any_of"}:
        return None, "Write each test as “question” and, if it matters, “any_of”."
    key, wanted = entry.get("question"), entry.get("any_of", [])
    if not isinstance(key, str) or key not in earlier:
        return None, f"“{key}” is not a question that comes earlier. Move it up or name another."
    question = earlier[key]
    if not isinstance(wanted, list) or not all(isinstance(w, str) for w in wanted):
        return None, "Write “any_of” as a list of option keys."
    if wanted and question.kind not in CHOICES:
        return None, f"“{key}” has no options; leave “any_of” out to ask whether it is answered."
    unknown = [w for w in wanted if w not in question.option_keys]
    if unknown:
        return None, f"“{unknown[0]}” is not an option of “{key}”."
    return Test(key, tuple(wanted)), None


def shown(questionnaire, values):
    """The keys of sections and of questions that these values show, in two sets.

    Evaluated from top to bottom: the answer to a question that is itself hidden counts
    as not given, so a chain of conditions closes behind its first link.
    """
    sections, questions, seen = set(), set(), {}
    for section in questionnaire.sections:
        if section.show_if and not section.show_if.holds(seen):
            continue
        sections.add(section.key)
        for question in section.questions:
            if question.show_if and not question.show_if.holds(seen):
                continue
            questions.add(question.key)
            if question.key in values:
                seen[question.key] = values[question.key]
    return sections, questions
