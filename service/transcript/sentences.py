"""Cuts paragraphs into sentences, on tokens: linear, and right with quotes, abbreviations, initials and decimals."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from service.lexicon import load
from service.model import SENTENCE_TOKENS
from service.transcript.document import BlockRole, Document
from service.transcript.tokens import Tokens, among

_LEXICON = load("service.transcript", "lexicon.toml")["abbreviations"]
_TITLES = frozenset(_LEXICON["titles"])
_NUMBERS = frozenset(_LEXICON["numbers"])
_ABBREVIATIONS = frozenset(_LEXICON["words"])
_STARTERS = frozenset(_LEXICON["starters"])
_REPORTING = frozenset(load("service.transcript", "lexicon.toml")["reporting"]["words"])
_QUOTES = frozenset("”’\"'")
_CLOSERS = frozenset("”’\"')]}»")
_BRACKETS = frozenset(")]")
_OPENERS = "“‘\"'([«—–-"
_STOPS = frozenset(".?!…")
_TAKEN = _STOPS | _CLOSERS
"""What a stop may take along."""
_MARKS = _CLOSERS | frozenset(".!…")
"""What may stand behind a question mark at the end."""


@dataclass(slots=True, eq=False)
class Sentence:
    """A half-open range of tokens of one block, and its offsets. ``question``: it ends in a question mark.

    Nothing changes it once it is made; a class that is not frozen is made in a fifth of the time, and a text has thousands.
    """

    index: int
    block: int
    first: int
    last: int
    start: int
    end: int
    question: bool
    heading: bool = False
    cut: bool = False
    """Whether it goes on, and only its length ended it."""


def sentences(document: Document, tokens: Tokens, longest: int = SENTENCE_TOKENS) -> list[Sentence]:
    """The sentences of every speech and heading block, in order; none has more than ``longest`` tokens, or few more where a stop takes its marks along."""
    found: list[Sentence] = []
    starts, ends, words = tokens.starts, tokens.ends, tokens.words
    stops = among(words, _STOPS)
    for number, block in enumerate(document.blocks):
        role = block.role
        if role is BlockRole.FURNITURE:
            continue
        first, last = tokens.within(block.start, block.end)
        heading = role is BlockRole.HEADING
        for begin, stop, cut in _cut(tokens, stops, first, last, longest):
            asks = _asks(words, begin, stop)
            found.append(Sentence(len(found), number, begin, stop, starts[begin], ends[stop - 1], asks, heading, cut))
    return found


def _asks(words: Sequence[str], first: int, last: int) -> bool:
    i = last - 1
    while i > first and words[i] in _MARKS:
        i -= 1
    return words[i] == "?"


def _cut(tokens: Tokens, stops: Sequence[int], first: int, last: int, longest: int) -> list[tuple[int, int, bool]]:
    """The sentences of tokens ``[first, last)``; ``stops`` are the tokens of the text that may end one."""
    cuts: list[tuple[int, int, bool]] = []
    begin = i = first
    for at in range(bisect_left(stops, first), len(stops)):
        stop = stops[at]
        if stop >= last:
            break
        if stop < i:
            continue  # taken along by the stop before: "?!"
        while stop - begin >= longest:
            cuts.append((begin, begin + longest, True))
            begin += longest
        i = stop + 1
        end = _end(tokens, stop, begin, last)
        if end:
            cuts.append((begin, end, False))
            begin = i = end
    while last - begin >= longest:
        cuts.append((begin, begin + longest, begin + longest < last))
        begin += longest
    if begin < last:
        cuts.append((begin, last, False))
    return cuts


def _end(tokens: Tokens, i: int, begin: int, last: int) -> int:
    """Where the sentence ends that the stop at token ``i`` ends, behind its quotation marks and brackets; 0 if it ends none."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    j = i + 1
    while j < last and (word := words[j]) in _TAKEN and (word in _STOPS or ends[j - 1] == starts[j] or (word in _BRACKETS and j == i + 1)):
        j += 1
    if j + 2 < last and words[j] == "[" and ends[j - 1] == starts[j] and words[j + 1].isdecimal() and words[j + 2] == "]":
        j += 3  # a footnote's mark
    if j >= last:
        return j
    following = words[j]
    if ends[j - 1] == starts[j]:
        before = words[i - 1]
        if not (j == i + 1 and _is_capitalised(following) and i > begin and tokens.norms[i - 1] == before and len(before) > 2 and before.isalpha()):
            return 0  # nothing between: 3.30pm, example.org; but not "the end.Then"
        if j + 1 < last and words[j + 1] == "." and ends[j] == starts[j + 1]:
            return 0
    at = j + 1 if following[0] in _OPENERS and j + 1 < last else j
    if words[at][0].islower():
        return 0
    if words[i] in "?!" and words[j - 1] in _QUOTES and _reported(tokens, j, last):
        return 0
    if words[i] == "." and j == i + 1 and i > begin and ends[i - 1] == starts[i] and not _is_end(tokens, i, begin, at):
        return 0
    return j


def _reported(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a name and a reporting verb, and no more, follow the quotation marks: “Why?” Ms Roe asked."""
    words, norms = tokens.words, tokens.norms
    for k in range(at + 1, min(at + 5, last)):
        if norms[k] in _REPORTING:
            return k + 1 >= last or words[k + 1] in ".,"
    return False


def _is_end(tokens: Tokens, i: int, begin: int, at: int) -> bool:
    """Whether the full stop at ``i`` is more than an abbreviation's, an initial's or an item's number; token ``at`` follows."""
    words, norms = tokens.words, tokens.norms
    before = norms[i - 1]
    if i - 1 == begin and (before.isdecimal() or (len(before) == 1 and before.isalpha())):
        return False  # 1. or a. before an item
    if before == "st" and i >= begin + 2 and words[i - 2].isdecimal() and tokens.adjoin(i - 1):
        return True  # October 1st.
    if before in _TITLES:
        return False
    surface = words[i - 1]
    inside = i >= begin + 3 and words[i - 2] == "." and tokens.adjoin(i - 1)  # the m of p.m.
    if len(surface) == 1 and surface.isalpha() and (surface.isupper() or inside):
        return norms[at] in _STARTERS or (surface == "I" and not inside)
    if before in _NUMBERS:
        return not words[at][0].isdecimal()
    return before not in _ABBREVIATIONS or norms[at] in _STARTERS


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
