"""Which paragraph became which: the old blocks of a text set beside the new ones."""

from bisect import bisect_left
from collections import Counter, defaultdict

from rapidfuzz.distance import Indel, LCSseq

from strategy.formats.redline.words import has_markup, without_signs

# How much two blocks have in common (0 to 1) to be one block that was changed.
ALIKE = 0.45
# A paragraph that grew counts by this share of what it held before.
HELD = 0.7
# To be taken for the same without looking at the others around.
SURELY = 0.75
# To be one block that was moved somewhere else, and of how many words at least.
MOVED = 0.7
MOVED_WORDS = 5
# Pairs of blocks that are weighed against each other at once.
MOST_PAIRS = 2_500
_SHINGLE = 3


class Blocks:
    """The blocks of one text with their words, which are what is compared.

    Only the words of those that are not kept as they were are ever asked for.
    """

    def __init__(self, blocks):
        self.blocks = blocks
        self.keys = [(block.shape, block.text) for block in blocks]
        self._words = {}

    def words(self, at):
        """The words of a block, without the signs of markup."""
        return (self._words.get(at) or self._read(at))[0]

    def is_plain(self, at):
        """Whether a block has no markup at all: its words are all there is to it."""
        return (self._words.get(at) or self._read(at))[1]

    def _read(self, at):
        text = self.blocks[at].text
        plain = not has_markup(text)
        found = self._words[at] = ((text if plain else without_signs(text)).split(), plain)
        return found

    def __len__(self):
        return len(self.blocks)


def paired(old, new):
    """(old index or None, new index or None) in reading order; then the moved, as a dictionary.

    The dictionary holds the new index of each old block that stands somewhere else now; these
    two are None and the index of the other in the list.
    """
    pairs = []
    for tag, a, b, c, d in Indel.opcodes(old.keys, new.keys).as_list():
        if tag == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        else:
            pairs += [(one, None) for one in range(a, b)] + [(None, one) for one in range(c, d)]
    pairs = _filled(pairs, old, new)
    return pairs, _moved(pairs, old, new)


def _filled(pairs, old, new):
    """The gaps between equal blocks, settled one after the other."""
    found, olds, news = [], [], []
    for one, other in [*pairs, (-1, -1)]:
        if one is None:
            news.append(other)
        elif other is None:
            olds.append(one)
        else:
            if olds or news:
                found += settled(olds, news, lambda a, b: likeness(old, a, new, b))
                olds, news = [], []
            if one >= 0:
                found.append((one, other))
    return found


def likeness(old, a, new, b, least=ALIKE):
    """How much two blocks have in common, 0 where it is less than `least`.

    A heading never becomes a paragraph; a paragraph may become an item of a list.
    """
    one, other = old.blocks[a], new.blocks[b]
    if one.shape != other.shape and not {one.shape, other.shape} <= _RUNNING:
        return 0
    before, after = old.words(a), new.words(b)
    alike = Indel.normalized_similarity(before, after, score_cutoff=least)
    return alike or _held(before, after, least)


def _held(before, after, least):
    """How much of the shorter text is held in the longer one: a paragraph that grew."""
    fewer = min(len(before), len(after))
    if fewer < MOVED_WORDS:
        return 0
    shared = LCSseq.similarity(before, after, score_cutoff=MOVED_WORDS)
    held = HELD * shared / fewer
    return held if held >= least else 0


_RUNNING = {"paragraph", "item", "quote"}


def settled(olds, news, like):
    """Pairs of two runs of indexes: first those that are surely the same at either end.

    `like(old, new)` says how much two have in common. What is left is weighed as a whole.
    """
    most = min(len(olds), len(news))
    first = last = 0
    while first < most and like(olds[first], news[first]) >= SURELY:
        first += 1
    while last < most - first and like(olds[-1 - last], news[-1 - last]) >= SURELY:
        last += 1
    before, after = olds[first : len(olds) - last], news[first : len(news) - last]
    middle = _weighed(before, after, like) if before and after else _apart(before, after)
    head = zip(olds[:first], news[:first], strict=True)
    tail = zip(olds[len(olds) - last :], news[len(news) - last :], strict=True)
    return [*head, *middle, *tail]


def _apart(olds, news):
    return [(one, None) for one in olds] + [(None, one) for one in news]


def _weighed(olds, news, like):
    if len(olds) * len(news) > MOST_PAIRS:
        return _halved(olds, news, like)
    best = _best(olds, news, like)
    found, a, b = [], 0, 0
    while a < len(olds) and b < len(news):
        score = like(olds[a], news[b])
        if score and best[a][b] == best[a + 1][b + 1] + score:
            found.append((olds[a], news[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            found.append((olds[a], None))
            a += 1
        else:
            found.append((None, news[b]))
            b += 1
    return found + _apart(olds[a:], news[b:])


def _best(olds, news, like):
    """The most that can be had in common from each pair of places to the end."""
    best = [[0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for a in range(len(olds) - 1, -1, -1):
        for b in range(len(news) - 1, -1, -1):
            score = like(olds[a], news[b])
            best[a][b] = max(best[a + 1][b], best[a][b + 1], score and best[a + 1][b + 1] + score)
    return best


def _halved(olds, news, like):
    """Too many to weigh at once: a pair near the middle that is surely the same, then each half."""
    for a in _from_the_middle(len(olds)):
        b = round(a * len(news) / len(olds))
        for at in range(max(0, b - 25), min(len(news), b + 25)):
            if like(olds[a], news[at]) >= SURELY:
                before = settled(olds[:a], news[:at], like)
                return [*before, *settled(olds[a:], news[at:], like)]
    return _apart(olds, news)


def _from_the_middle(length):
    middle = length // 2
    return sorted(range(length), key=lambda at: abs(at - middle))[:25]


def _moved(pairs, old, new):
    """New index of each old block that stands somewhere else now."""
    gone = [a for a, b in pairs if b is None and len(old.words(a)) >= MOVED_WORDS]
    come = [b for a, b in pairs if a is None and len(new.words(b)) >= MOVED_WORDS]
    if not gone or not come:
        return {}
    found, taken = {}, set()
    index = defaultdict(list)
    for b in come:
        for shingle in _shingles(new.words(b)):
            index[shingle].append(b)
    for a in gone:
        votes = Counter(b for each in _shingles(old.words(a)) for b in index[each][:20])
        for b, _ in votes.most_common(5):
            if b not in taken and likeness(old, a, new, b, MOVED) >= MOVED:
                found[a] = b
                taken.add(b)
                break
    return found


def _shingles(words):
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def longest_rising(numbers):
    """The places of a longest rising run: what kept its order where others moved."""
    ends, before, tops = [], [], []
    for at, number in enumerate(numbers):
        place = bisect_left(tops, number)
        before.append(ends[place - 1] if place else None)
        if place == len(ends):
            ends.append(at)
            tops.append(number)
        else:
            ends[place], tops[place] = at, number
    found, at = [], ends[-1] if ends else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]
