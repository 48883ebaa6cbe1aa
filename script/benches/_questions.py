"""The twelve questions every server of the bench asks, and two hundred answers to them."""

import random
from urllib.parse import urlencode

SINGLE = [f"single-{n}" for n in range(1, 5)]
SEVERAL = [f"several-{n}" for n in range(1, 3)]
TEXTS = [f"text-{n}" for n in range(1, 7)]
OPTIONS = [f"option-{n}" for n in range(1, 7)]
WORDS_IN_A_TEXT = 300


def question_text(key):
    return f"What do you think of the proposal called {key.replace('-', ' ')}?"


def words(seed=7, count=2000):
    """A vocabulary: searching and storing behave as with real text when words repeat unevenly."""
    chance = random.Random(seed)
    letters = "etaoinshrdlucmfwypvbgk"
    return ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(count)]


def sentences(count, length, seed=11):
    """`count` texts of `length` words each."""
    chance, vocabulary = random.Random(seed), words()
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    return [" ".join(chance.choices(vocabulary, weights, k=length)) for _ in range(count)]


def bodies(name_of, value_of, fixed=(), count=200):
    """Encoded forms; `name_of(key)` and `value_of(option)` are how a server calls them."""
    chance = random.Random(3)
    texts = sentences(60, WORDS_IN_A_TEXT)
    encoded = []
    for _ in range(count):
        pairs = list(fixed)
        pairs += [(name_of(key), value_of(chance.choice(OPTIONS))) for key in SINGLE]
        for key in SEVERAL:
            pairs += [(name_of(key), value_of(option)) for option in chance.sample(OPTIONS, 2)]
        pairs += [(name_of(key), chance.choice(texts)) for key in TEXTS]
        encoded.append(urlencode(pairs).encode())
    return encoded
