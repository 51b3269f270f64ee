"""A document as rules see it: tokens, sentences and numerals, each made once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from service.facts.numeral import Numerals, read_numerals
from service.model import SENTENCE_TOKENS, Kind, Mention
from service.transcript.document import Document
from service.transcript.sentences import Sentence, sentences
from service.transcript.tokens import Tokens, tokenise

T = TypeVar("T")
_NEAR = 8
_UNREAD: Any = object()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is worked out of a document's text before any rule runs."""

    document: Document
    tokens: Tokens
    sentences: list[Sentence]
    numerals: Numerals
    locale: str
    _firsts: list[int]
    _memo: dict[Any, dict[int, Any]] = field(default_factory=dict, repr=False, compare=False)

    def sentence_of(self, i: int) -> Sentence | None:
        """The sentence that holds token ``i``; None in furniture."""
        at = bisect_right(self._firsts, i) - 1
        if at < 0:
            return None
        sentence = self.sentences[at]
        return sentence if i < sentence.last else None

    def once(self, make: Callable[[Reading, Sentence], T], sentence: Sentence) -> T:
        """What ``make`` works out of ``sentence``, remembered while the sentences near it are read."""
        memo = self._memo.get(make)
        if memo is None:
            memo = self._memo[make] = {}
        found: T = memo.get(sentence.index, _UNREAD)
        if found is _UNREAD:
            found = make(self, sentence)
            if len(memo) >= _NEAR:
                del memo[next(iter(memo))]
            memo[sentence.index] = found
        return found

    def whole(self, make: Callable[[Reading], T]) -> T:
        """What ``make`` works out of the whole text, made once."""
        memo = self._memo.setdefault(make, {})
        found: T = memo.get(0, _UNREAD)
        if found is _UNREAD:
            found = memo[0] = make(self)
        return found

    def forget(self) -> None:
        """Lets go of what ``once`` and ``whole`` remember: it can hold the reading, which would then stay in memory until the collector comes by."""
        self._memo.clear()

    def mention(self, kind: Kind, rule: str, first: int, last: int, value: object, *evidence: str) -> Mention:
        """A mention over the half-open token range ``[first, last)``."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return Mention(kind, rule, starts[first], ends[last - 1], first, last, value, evidence)


def read(document: Document, locale: str, sentence_tokens: int = SENTENCE_TOKENS) -> Reading:
    """Tokens, sentences and numerals of ``document``; cost linear in its text."""
    tokens = tokenise(document.text, document.glued)
    cut = sentences(document, tokens, sentence_tokens)
    return Reading(document, tokens, cut, read_numerals(tokens, cut), locale, [s.first for s in cut])
