"""Whom do they credit: the source of each fact, with the words that credit it.

A fact takes the source of the outermost quote that holds it, else of the frame that does; else it is the speaker's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from service.attribution.antecedents import antecedent
from service.attribution.frames import FRAMES, Frame, frames
from service.attribution.speakers import Cast, Entry
from service.facts.quote.heads import is_publication
from service.facts.quote.phrases import Phrase
from service.model import Basis, Kind, Mention, Quote, Span, SpeakerKind
from service.reading import Reading
from service.rules import Rule


class Credit(NamedTuple):
    """The source of a mention, or None for the speaker's own words; ``rule`` is how it was read."""

    source: Entry | None
    basis: Basis
    cue: Span | None
    confidence: float
    rule: str | None = None


OWN = Rule("attribution.own_words", None, "Nobody is credited: the words are the speaker’s own.")
QUOTED = Rule("attribution.quoted", None, "The fact is a quote, or stands inside one: its source is the quote’s, of nested quotes the outermost’s.")
SOURCE_RULES: tuple[Rule, ...] = (OWN, QUOTED, *FRAMES)
"""The rules of attribution; an attribution names the one that it rests on."""
OWN_WORDS = Credit(None, Basis.TURN, None, 0.94, OWN.id)
_SURE = {
    "attribution.quoted": 0.92, "attribution.according_to": 0.93, "attribution.reported_object": 0.85, "attribution.agent": 0.85,
    "attribution.noun_of_saying": 0.85, "attribution.front": 0.8,
}  # fmt: skip
"""How often a rule's source is right when its words name somebody; half as often when they do not."""


_COUNTED = frozenset({"assessment", "calculation", "calculations", "count", "estimate", "estimates", "reckoning", "tally"})
"""Accounts that are figures: "by the ministry's count"."""


class _Scope(NamedTuple):
    """Offsets ``[start, end)`` that ``source`` is credited with; ``quote`` is the mention's own span where it is one."""

    start: int
    end: int
    source: Span
    basis: Basis
    cue: Span | None
    rule: str


def credit(reading: Reading, mentions: Sequence[Mention], turn_of: Sequence[int | None], people: Cast) -> list[Credit]:
    """One credit for each mention, in order; ``turn_of[i]`` is the index of the draft turn that holds mention ``i``."""
    quoted = _Quoted(reading, [m for m in mentions if m.kind is Kind.QUOTES])
    chosen = [quoted.of(m) if m.kind is Kind.QUOTES else quoted.around(m) for m in mentions]
    _frame(reading, mentions, chosen)
    # Sources are resolved in the order of the text, so that a pronoun finds whoever was credited before it.
    resolved: dict[Span, Entry | None] = {}
    firsts: dict[Span, tuple[int, int, int | None]] = {}
    for s, t in zip(chosen, turn_of, strict=True):
        if s is not None and (s.source not in firsts or (s.start, s.end) < firsts[s.source][:2]):
            firsts[s.source] = s.start, s.end, t
    for source in sorted(firsts):
        resolved[source] = people.credited(reading, _named(reading, source), firsts[source][2], quoted.holding(source))
    return [
        OWN_WORDS if s is None or (t is not None and _own(resolved[s.source], people.speakers[t])) else _credit(s, resolved[s.source])
        for s, t in zip(chosen, turn_of, strict=True)
    ]


def _own(source: Entry | None, speaker: Entry | None) -> bool:
    """Whether a source is the country or body that the turn's own speaker speaks for: "Malta has pledged £3 million", says Malta."""
    if source is None or speaker is None or not speaker.affiliation or source.kind is not SpeakerKind.ORGANISATION:
        return False
    return (source.name or "").lower().removeprefix("the ") == speaker.affiliation.lower().removeprefix("the ")


def _named(reading: Reading, source: Span) -> Span:
    """The words to look a source up by: of a "they" or "it" those that it takes up."""
    tokens = reading.tokens
    first, last = tokens.within(*source)
    phrase = antecedent(reading, first) if last - first == 1 else None
    return Span(tokens.starts[phrase.first], tokens.ends[phrase.last - 1]) if phrase is not None else source


def _credit(scope: _Scope, entry: Entry | None) -> Credit:
    sure = _SURE[scope.rule]
    return Credit(entry, scope.basis, scope.cue, sure if entry is not None else round(sure / 2, 2), scope.rule)


class _Quoted:
    """The quotes of a document as scopes, by where they stand."""

    __slots__ = ("_outer", "_reading", "_scopes", "_starts")

    def __init__(self, reading: Reading, quotes: Sequence[Mention]) -> None:
        self._reading = reading
        self._scopes = {id(m): scope for m in quotes if (scope := self._scope(m)) is not None}
        # Of nested quotes the outermost is kept: sorted by start, longest first, whatever ends inside the last is inner.
        outer: list[_Scope] = []
        for scope in sorted(self._scopes.values(), key=lambda s: (s.start, -s.end)):
            if not outer or scope.end > outer[-1].end:
                outer.append(scope)
        self._outer = outer
        self._starts = [s.start for s in outer]

    def _scope(self, mention: Mention) -> _Scope | None:
        value = mention.value
        if not isinstance(value, Quote) or value.source is None:
            return None
        if mention.rule == "quotes.according_to" or (
            mention.rule == "quotes.marks_then_cue" and self._reading.document.text[slice(*(value.cue or (0, 0)))].lower().startswith("according")
        ):
            basis = Basis.ACCORDING_TO
        elif mention.rule == "quotes.account":
            noun = self._reading.document.text[slice(*(value.cue or (0, 0)))].lower().split()[-1]
            basis = Basis.PUBLICATION if noun in _COUNTED else Basis.ACCORDING_TO
        elif value.type != "indirect":
            basis = Basis.QUOTATION
        else:
            first, last = self._reading.tokens.within(*value.source)
            basis = Basis.PUBLICATION if first < last and is_publication(self._reading.tokens, Phrase(first, last)) else Basis.REPORTED_SPEECH
        return _Scope(mention.start, mention.end, value.source, basis, value.cue, QUOTED.id)

    def of(self, mention: Mention) -> _Scope | None:
        """The scope of a quote itself."""
        return self._scopes.get(id(mention))

    def around(self, mention: Mention) -> _Scope | None:
        """The outermost quote that holds a fact; words that credit inside a quote's span are no part of it."""
        at = bisect_right(self._starts, mention.start) - 1
        for k in (at, at - 1):
            if k >= 0 and self._outer[k].start <= mention.start and mention.end <= self._outer[k].end:
                scope = self._outer[k]
                if (scope.source.start <= mention.start and mention.end <= scope.source.end) or self._of_saying(scope, mention):
                    return None
                return scope
        return None

    def holding(self, source: Span) -> int | None:
        """Where the words in marks begin that hold the words for a source; None where none do."""
        at = bisect_right(self._starts, source.start) - 1
        outer = self._outer[at] if at >= 0 else None
        quoted = outer is not None and outer.basis is Basis.QUOTATION and source.end <= outer.end and outer.source != source
        return outer.start if outer is not None and quoted else None

    def _of_saying(self, scope: _Scope, mention: Mention) -> bool:
        """Whether a date between the halves of a quote is that of saying it: "The dam, the mayor said on Friday, was safe"."""
        if mention.kind is not Kind.DATES or scope.cue is None or not scope.start < scope.cue.start < mention.start:
            return False
        norms = self._reading.tokens.norms
        behind = self._reading.tokens.within(*scope.cue)[1]
        return mention.first - behind < 4 and "," not in norms[behind : mention.first] and norms[mention.last : mention.last + 1] == [","]


def _frame(reading: Reading, mentions: Sequence[Mention], chosen: list[_Scope | None]) -> None:
    """Gives each fact that no quote holds the frame of its sentence that does: the narrowest, as frames do not nest."""
    inside: dict[int, list[int]] = {}
    for at, m in enumerate(mentions):
        if chosen[at] is None and m.kind is not Kind.QUOTES:
            sentence = reading.sentence_of(m.first)
            if sentence is not None and not sentence.heading:
                inside.setdefault(sentence.index, []).append(at)
    for index, facts in inside.items():
        furthest = max(mentions[at].first for at in facts)
        scopes = [_scope_of(reading, f) for f in frames(reading.tokens, reading.sentences[index], furthest)]
        if scopes:
            for at in facts:
                start = mentions[at].start
                holding = [s for s in scopes if s.start <= start < s.end and not (s.source.start <= start < s.source.end)]
                chosen[at] = min(holding, key=_length, default=None)


def _length(scope: _Scope) -> int:
    return scope.end - scope.start


def _scope_of(reading: Reading, frame: Frame) -> _Scope:
    starts, ends = reading.tokens.starts, reading.tokens.ends
    return _Scope(
        starts[frame.first], ends[frame.last - 1], Span(starts[frame.source.first], ends[frame.source.last - 1]),
        frame.basis, Span(starts[frame.cue.first], ends[frame.cue.last - 1]), frame.rule.id,
    )  # fmt: skip
