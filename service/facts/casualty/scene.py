"""A sentence as the rules of casualties see it: word classes, harm words and counts, each found once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from service.facts.casualty.counts import EXTREMES, counts, may_count_one, may_number
from service.facts.casualty.lexicon import LEXICON, SINGLE_WAKES, TELLING, WAKES, Expression, Frame, expression, may_begin, may_stand_apart, openers
from service.facts.casualty.phrases import Count
from service.facts.clause.words import tag
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import among

_SINGLES = frozenset(LEXICON["singles"]["harms"])
_NOBODY = frozenset({"no", "nobody", "none", "no-one"})
SHARES = frozenset({"most", "mostly", "many", "all", "some", "half", "both", "largely", "mainly", "chiefly", "none", "few"})
_AGED = frozenset({"aged", "ages"})
_JOINING = frozenset({"and", "or", ",", "plus", "as", "well", "along", "with", "together", "&", "/"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence. ``tags`` has a letter for each of its tokens; ``counts`` and ``expressions`` are in order."""

    reading: Reading
    sentence: Sentence
    tags: str
    norms: list[str]
    """The norms of the whole text."""
    base: int
    """The sentence's first token."""
    limit: int
    """The end of the sentence."""
    words: frozenset[str]
    """The norms of the sentence."""
    expressions: tuple[Expression, ...]
    counts: tuple[Count, ...]
    _lefts: list[int]
    _starts: dict[int, Expression]
    _ends: dict[int, Expression]

    def tag(self, i: int) -> str:
        """The class of token ``i``; a stop outside the sentence."""
        return self.tags[i - self.base] if self.base <= i < self.limit else "."

    def norm(self, i: int) -> str:
        """The norm of token ``i``, empty outside the sentence."""
        return self.norms[i] if self.base <= i < self.limit else ""

    def holding(self, i: int) -> int | None:
        """The index of the count that token ``i`` belongs to, its qualifiers and complement counted in."""
        at = bisect_right(self._lefts, i) - 1
        return at if at >= 0 and i < self.counts[at].end else None

    def starting(self, i: int) -> int | None:
        """The index of the count whose qualifiers or number begin at token ``i``, or within its qualifiers."""
        at = self.holding(i)
        return at if at is not None and i <= self.counts[at].first else None

    def after(self, i: int) -> int | None:
        """The index of the first count that begins at or behind token ``i``."""
        at = bisect_right(self._lefts, i - 1)
        return at if at < len(self.counts) else None

    def before(self, i: int) -> int | None:
        """The index of the last count that begins before token ``i``."""
        at = bisect_right(self._lefts, i - 1) - 1
        return at if at >= 0 else None

    def expression_at(self, i: int) -> Expression | None:
        """The harm word that begins at token ``i``."""
        return self._starts.get(i)

    def expression_before(self, i: int) -> Expression | None:
        """The harm word that ends before token ``i``."""
        return self._ends.get(i)

    def joined(self, at: int) -> bool:
        """Whether count ``at + 1`` is coordinated with count ``at``: nothing but commas, "and" and prepositional phrases between."""
        if at < 0 or at + 1 >= len(self.counts):
            return False
        i, stop = self.counts[at].end, self.counts[at + 1].left
        if not i < stop <= i + 16:
            return False
        seen = False
        while i < stop:
            t, norm = self.tag(i), self.norms[i]
            if norm == "," and self.norms[i + 1] in SHARES:
                while i + 1 < stop and self.norms[i + 1] != ",":  # "2,000 people, most of them civilians, and 66 soldiers"
                    i += 1
                i += 1
            elif norm in _JOINING and (
                norm not in {"with", "well", "as", "along", "together"} or self.norm(i - 1) in {",", "as", "well", "along", "together"}
            ):
                seen = True
                i += 1
            elif norm in _AGED and self.tag(i + 1) == "Q":
                i += 1
                while i < stop and (self.tag(i) in "QC" or (self.norms[i] == "," and self.tag(i + 1) == "Q")) and i + 1 < stop:
                    i += 1  # "two women, aged 39 and 52, and a man"
                if self.tag(i - 1) == "C":
                    seen = True
            elif t == "P" and norm != "according":
                seen = False
                i += 1
                while i < stop and self.tag(i) in "DNQpBG-":
                    i += 1
            elif t in 'B"':
                i += 1
            else:
                return False
        return seen


def scene(reading: Reading, sentence: Sentence) -> Scene:
    """Reads ``sentence``, once."""
    return reading.once(_scene, sentence)


def expressions(reading: Reading, sentence: Sentence) -> tuple[Expression, ...]:
    """The harm words of ``sentence`` in order, found once."""
    return reading.once(_expressions, sentence)


def _expressions(reading: Reading, sentence: Sentence) -> tuple[Expression, ...]:
    norms, first, last = reading.tokens.norms, sentence.first, sentence.last
    own = norms[first:last]
    if TELLING.isdisjoint(own):
        return ()
    found: list[Expression] = []
    end = first
    first_words = openers(frozenset(own))
    for at in among(own, first_words) if first_words else ():
        i = first + at
        e = expression(norms, i, last) if i >= end and may_begin(norms, i) else None
        if e is not None:
            found.append(e)
            end = e.last
    return tuple(found)


def _counts_singles(found: tuple[Expression, ...], words: frozenset[str]) -> bool:
    """Whether "a man" and names may count as victims in a sentence of these harm words."""
    return any(s.harm in _SINGLES for e in found for s in e.senses) or not EXTREMES.isdisjoint(words)


def _scene(reading: Reading, sentence: Sentence) -> Scene:
    norms = reading.tokens.norms
    tags = tag(reading.tokens, reading.numerals, sentence.first, sentence.last)
    found = expressions(reading, sentence)
    words = frozenset(norms[sentence.first : sentence.last])
    people = tuple(counts(reading, sentence, tags, singles=_counts_singles(found, words)))
    return Scene(
        reading,
        sentence,
        tags,
        norms,
        sentence.first,
        sentence.last,
        words,
        found,
        people,
        [c.left for c in people],
        {e.first: e for e in found},
        {e.last: e for e in found},
    )


def worth_reading(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence has a harm word together with a number, a name or a word for nobody or somebody."""
    return reading.once(_worth_reading, sentence)


def _worth_reading(reading: Reading, sentence: Sentence) -> bool:
    own = reading.tokens.norms[sentence.first : sentence.last]
    if WAKES.isdisjoint(own):
        return False
    sure = not _NOBODY.isdisjoint(own) or "single" in own
    numbered = sure or reading.numerals.any_within(sentence.first, sentence.last)
    if not numbered and SINGLE_WAKES.isdisjoint(own) and not ("own" in own and "life" in own):
        return False
    words = frozenset(own)
    found = expressions(reading, sentence)
    if not found and not may_stand_apart(words):
        return False
    # beside amounts, years and the like nothing else is a count, and there are no claims where nothing is
    return sure or (numbered and may_number(reading, sentence)) or (_counts_singles(found, words) and may_count_one(reading, sentence, words))


__all__ = ["Frame", "Scene", "scene", "worth_reading"]
