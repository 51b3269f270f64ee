"""Quotation marks: which opens and which closes it."""

from __future__ import annotations

from typing import NamedTuple

from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

OPENERS = {"“": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}


WAKES = frozenset({"“", "«", '"', "'"})
"""Norms of the opening marks: a norm has plain apostrophes."""


CLOSERS = frozenset({"”", "»", '"', "’"})


LONGEST = 1500
"""Tokens that one quotation may take, over all its paragraphs."""


class Marked(NamedTuple):
    """Words in marks: the tokens of the opening and the closing mark."""

    open: int
    close: int


def opens(tokens: Tokens, i: int) -> bool:
    """Whether the mark at ``i`` opens: a straight or single one does when it follows a space and touches a word."""
    word = tokens.words[i]
    if word in {"“", "«"}:
        return True
    if word not in {'"', "‘", "'"} or i + 1 >= len(tokens) or not tokens.adjoin(i + 1):
        return False
    if tokens.adjoin(i) and tokens.words[i - 1] not in {"(", "[", "—", "–", "-", "“", '"', "‘"}:
        return False
    following = tokens.words[i + 1]
    if word == '"':
        return following[0].isalnum() or following[0] in "[‘'…£$€(.*"
    return following[0].isalpha()


def marked(reading: Reading, sentence: Sentence, i: int) -> Marked | None:
    """The words that the mark at ``i`` opens; over paragraphs that each open a mark until one closes it.

    An opening mark that nothing closes holds nothing.
    """
    tokens = reading.tokens
    if not opens(tokens, i):
        return None
    words = tokens.words
    closer = OPENERS[words[i]]
    blocks = reading.document.blocks
    block = sentence.block
    last = tokens.within(blocks[block].start, blocks[block].end)[1]
    if i == sentence.first and _goes_on(reading, sentence, words[i]):
        return None
    furthest = min(len(tokens), i + LONGEST)
    k = i + 1
    while k < furthest:
        if k >= last:
            block += 1
            if block >= len(blocks):
                return None
            first, last = tokens.within(blocks[block].start, blocks[block].end)
            if first >= last or words[first] != words[i]:
                return None
            k = first + 1
            continue
        word = words[k]
        if word == closer and (closer not in "’'" or _closes(tokens, k)) and not (word == '"' and opens(tokens, k)):
            return Marked(i, k) if k > i + 1 else None
        if word == words[i] and word != "'" and (word != "‘" or opens(tokens, k)):
            return None
        if closer in "’'" and ((word in {"“", '"', ";"} and i != sentence.first) or k - i > 80):
            return None
        k += 1
    return None


def _closes(tokens: Tokens, k: int) -> bool:
    """Whether an apostrophe closes a quotation: it touches a word or stop before it and none behind it."""
    if not tokens.adjoin(k) or (k + 1 < len(tokens) and tokens.adjoin(k + 1) and tokens.words[k + 1][0].isalnum()):
        return False
    return not (
        tokens.norms[k - 1].endswith("s")
        and k + 1 < len(tokens)
        and tokens.norms[k + 1][0].isalpha()
        and tokens.norms[k + 1] not in {"and", "from", "by", "in", "to", "as", "said", "at", "on", "for", "or", "but", "was", "is"}
    )


def _goes_on(reading: Reading, sentence: Sentence, mark: str) -> bool:
    """Whether the paragraph before opens with the same mark and leaves it open: then this mark only carries it on."""
    tokens, blocks = reading.tokens, reading.document.blocks
    if sentence.block == 0 or sentence.start != blocks[sentence.block].start:
        return False
    before = blocks[sentence.block - 1]
    first, last = tokens.within(before.start, before.end)
    if first >= last or tokens.words[first] != mark:
        return False
    closer = OPENERS[mark]
    return not any(tokens.words[k] == closer and not (mark == '"' and opens(tokens, k)) for k in range(first + 1, min(last, first + LONGEST)))
