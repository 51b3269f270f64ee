"""Cuts a text into tokens once; everything after it works on token indices.

A token is a word, a run of digits with its separators, a clitic or one other character:
``£43.3m`` is ``£`` ``43.3`` ``m``; ``M23`` is one word; ``Government’s`` is ``Government`` ``’s``; ``two-thirds`` is three.
``norms`` holds each token in lower case with plain apostrophes and without soft hyphens: what lexicons are keyed by.
Offsets are never taken from a lowered copy.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress, count, pairwise
from operator import add
from typing import Any

from service.lexicon import load

_JOINED = "|".join(sorted(load("service.transcript")["joined"]["currencies"], key=len, reverse=True))
_CLITIC = r"[’'](?:s|t|re|ve|ll|d|m|S|T|RE|VE|LL|D|M)(?!\w)"
_PIECE = re.compile(
    rf"""
    (?:
    [A-Za-z]++(?=[\ .,\n])                  # nearly every word, at once
    | [.,?!:;()]                            # nearly every mark
    | (?=[A-Z][A-Za-z]{{1,3}}\d)(?:{_JOINED})(?=\d)      # a currency joined to its digits: USD115
    | (?:[KNPR]|MK)(?=\d{{1,3}}(?:[.,]\d+)*(?:\ ?(?:[mbt]r?illion|bn|m)\b|(?<=,\d\d\d)|\ (?:a|per)\ (?:day|week|month|year)\b))  # R5 million, N20,000, K40 a day
    | [^\W\d_][^\W_]*+(?:(?:\u00ad|[’'](?!(?:s|t|re|ve|ll|d|m|S|T|RE|VE|LL|D|M)(?!\w))(?=[^\W\d_]))[^\W_]*+)*+   # a word, with digits inside: M23, O’Brien
    | \d+(?:[.,]\d+)*                       # digits with their separators: 1,000.50
    | {_CLITIC}
    | [^\w\s]
    | _
    )\s*+
    """,
    re.VERBOSE,
)
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00ad": None, "‐": "-", "‑": "-", "–": "–"})


class _Words(dict[str, str]):
    """Remembers the word of each piece, so that a word that comes again is the same object: its hash is worked out once."""

    def __missing__(self, piece: str) -> str:
        bare = piece.rstrip()
        word = self[piece] = self.setdefault(bare, bare)
        return word


class _Norms(dict[str, str]):
    """Remembers the norm of each surface for the length of one document."""

    def __missing__(self, surface: str) -> str:
        # A soft hyphen that stands alone has no norm but itself: none is empty.
        norm = surface.lower() if surface.isascii() else surface.translate(_PLAIN).lower() or surface
        self[surface] = norm
        return norm


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: token ``i`` is ``words[i] == text[starts[i]:ends[i]]``; of a record's double marks (``…'') the word is the mark that they stand for.

    ``subjects`` remembers what stands before a verb while the verbs near it are read: by the two tokens between which it was looked for.
    """

    text: str
    words: list[str]
    norms: list[str]
    starts: list[int]
    ends: list[int]
    vocabulary: frozenset[str]
    """Every norm of the text, once."""
    subjects: dict[tuple[int, int], Any] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.words)

    def adjoin(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it with nothing between."""
        return i > 0 and self.ends[i - 1] == self.starts[i]

    def at(self, offset: int) -> int:
        """The index of the first token that ends behind ``offset``."""
        return bisect_right(self.ends, offset)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that stand wholly in ``[start, end)``."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)

    def slice(self, first: int, last: int) -> str:
        """The text from token ``first`` up to and without token ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def _typeset(text: str) -> str:
    """``text`` with the double marks of printed records (``…'') as one mark and a space, so that all else stays where it was."""
    return text.replace("``", " “").replace("'''", "'” ").replace("''", "” ") if "``" in text else text


def among(forms: Iterable[str], wanted: Container[str]) -> list[int]:
    """The indices of the words or norms ``forms`` that are among ``wanted``, in order."""
    return list(compress(count(), map(wanted.__contains__, forms)))


def places(forms: list[str], wanted: str) -> list[int]:
    """The indices of one word or norm, in order: in a quarter of the time of ``among``."""
    found: list[int] = []
    at = -1
    try:
        while True:
            at = forms.index(wanted, at + 1)
            found.append(at)
    except ValueError:
        return found


def tokenise(text: str, cuts: Sequence[int] = ()) -> Tokens:
    """Cuts ``text`` into tokens in one pass; white space separates and is no token, and none crosses an offset of ``cuts``."""
    pieces: list[str] = []
    starts: list[int] = []
    typeset = _typeset(text)
    for first, last in pairwise((0, *cuts, len(text))):
        stretch = typeset[first:last]
        found = _PIECE.findall(stretch)
        starts += accumulate(map(len, found[:-1]), initial=first + len(stretch) - len(stretch.lstrip())) if found else ()
        pieces += found
    words = list(map(_Words().__getitem__, pieces))
    ends = list(map(add, starts, map(len, words)))
    if typeset is not text:
        for i, word in enumerate(words):
            if word in "“”" and text[starts[i]] != word:  # both characters are the mark
                starts[i] -= word == "“"
                ends[i] += word == "”"
    norms = _Norms()
    normed = list(map(norms.__getitem__, words))
    return Tokens(text, words, normed, starts, ends, frozenset(norms.values()))
