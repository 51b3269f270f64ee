"""Cuts paragraphs into sentences, on tokens: linear, and right with quotes, abbreviations, initials and decimals."""

from __future__ import annotations

from dataclasses import dataclass

from service.lexicon import load
from service.transcript.document import BlockRole, Document
from service.transcript.tokens import Tokens

_LEXICON = load("service.transcript", "lexicon.toml")
_ABBREVIATIONS = frozenset(_LEXICON["abbreviations"]["words"])
_CLOSERS = frozenset("”’\"')]}»")
_STOPS = frozenset(".?!…")
LONGEST = 600
"""Tokens after which a sentence without a stop (speech-to-text) is cut, so that sentence-local work stays bounded."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of tokens of one block, and its offsets. ``question``: it ends in a question mark."""

    index: int
    block: int
    first: int
    last: int
    start: int
    end: int
    question: bool
    heading: bool = False


def sentences(document: Document, tokens: Tokens) -> list[Sentence]:
    """The sentences of every speech and heading block, in order."""
    found: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        if block.role is BlockRole.FURNITURE:
            continue
        first, last = tokens.within(block.start, block.end)
        for begin, stop in _cut(tokens, first, last):
            found.append(
                Sentence(
                    len(found), number, begin, stop, tokens.starts[begin], tokens.ends[stop - 1],
                    _asks(tokens, begin, stop), block.role is BlockRole.HEADING,
                )
            )  # fmt: skip
    return found


def _asks(tokens: Tokens, first: int, last: int) -> bool:
    i = last - 1
    while i > first and tokens.words[i] in _CLOSERS:
        i -= 1
    return tokens.words[i] == "?"


def _cut(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    begin = i = first
    words = tokens.words
    while i < last:
        if words[i] in _STOPS and _ends(tokens, i, first, last):
            i += 1
            while i < last and (words[i] in _STOPS or (words[i] in _CLOSERS and tokens.adjoin(i))):
                i += 1
            cuts.append((begin, i))
            begin = i
        else:
            i += 1
            if i - begin >= LONGEST:
                cuts.append((begin, i))
                begin = i
    if begin < last:
        cuts.append((begin, last))
    return cuts


def _ends(tokens: Tokens, i: int, first: int, last: int) -> bool:
    """Whether the stop at token ``i`` ends a sentence."""
    words = tokens.words
    j = i + 1
    while j < last and words[j] in _STOPS:
        j += 1
    while j < last and words[j] in _CLOSERS and tokens.adjoin(j):
        j += 1
    if j >= last:
        return True
    if tokens.ends[j - 1] == tokens.starts[j]:
        return False  # nothing between: 3.30pm, example.org
    following = words[j]
    opener = following[0] in "“‘\"'([«—–-"
    after = words[j + 1] if opener and j + 1 < last else following
    lower = after[0].islower()
    if lower:
        return False
    if following == "(" and words[i - 1] in ("m", "M") and words[i - 2] == ".":
        return False  # 8:00 p.m. (1200 UTC)
    if words[i] == "." and i > first and tokens.adjoin(i):
        before = words[i - 1]
        if before.lower() in _ABBREVIATIONS:
            return False
        if len(before) == 1 and before.isalpha() and before.isupper() and before != "I":
            return False  # an initial: J. Smith, U.S. forces
    return True
