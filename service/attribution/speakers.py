"""One entry for each person, organisation, office or group that speaks or is credited, however they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.attribution.crediting import Crediting
from service.attribution.labelled import author, label_speakers
from service.attribution.people import Entry, People
from service.attribution.phrases import Phrases
from service.attribution.resolver import resolve_speakers
from service.attribution.scan import references
from service.attribution.turns import DraftTurn
from service.model import Evidence, RosterEntry, Span, SpeakerKind
from service.reading import Reading
from service.transcript.tokens import among

_HEADED = 0.95
"""How likely a head that names a speaker names that of what follows."""

__all__ = ["Cast", "Entry", "cast"]


class Cast:
    """Everybody in the transcript, and who speaks each turn (``speakers[i]`` for draft turn ``i``, or None)."""

    __slots__ = ("_crediting", "_reading", "confidences", "evidence", "speakers")

    def __init__(
        self, reading: Reading, crediting: Crediting, speakers: list[Entry | None], confidences: list[float], evidence: list[tuple[Evidence, ...]]
    ) -> None:
        self._reading = reading
        self._crediting = crediting
        self.speakers = speakers
        self.confidences = confidences
        self.evidence = evidence

    def credited(self, reading: Reading, span: Span, turn: int | None, within: int | None = None) -> Entry | None:
        """The entry that the words at ``span`` name when they are credited in turn ``turn``; made if new, None if unresolvable.

        A pronoun resolves to the person last able to bear it, or None.
        """
        return self._crediting.credited(reading, span, turn, within)

    @property
    def entries(self) -> list[Entry]:
        """Whoever speaks or is credited, with every mention of them in the text."""
        used = {id(e): e for e in (*self.speakers, *self._crediting.used.values()) if e is not None}
        _find_mentions(self._reading, list(used.values()), self._crediting)
        return list(used.values())


def cast(reading: Reading, drafts: Sequence[DraftTurn], roster: Sequence[RosterEntry]) -> Cast:
    """Who speaks: labels, cues and references joined into one entry each."""
    people = People(reading, reading.whole(references))
    people.learn(roster)
    if any(d.label for d in drafts):
        speakers, evidence = label_speakers(reading, drafts, people)
        confidences = [d.confidence for d in drafts]
    elif reading.document.prose and (headed := author(reading, people)) is not None:
        speakers, confidences, evidence = [headed[0]] * len(drafts), [_HEADED] * len(drafts), [(*d.evidence, headed[1]) for d in drafts]
    else:
        speakers, confidences, evidence = resolve_speakers(reading, drafts, people)
    return Cast(reading, Crediting(people, drafts, speakers), speakers, confidences, evidence)


def _find_mentions(reading: Reading, entries: Iterable[Entry], crediting: Crediting) -> None:
    """Adds to each entry the places where the text has its name: full names, surnames that one entry alone bears, acronyms."""
    forms: dict[str, Entry | None] = {}
    for entry in entries:
        for form in _forms(entry, crediting):
            forms[form] = entry if forms.get(form, entry) is entry else None
    phrases = Phrases((form, entry) for form, entry in forms.items() if entry is not None and "{" not in form)
    tokens = reading.tokens
    norms, words = tokens.norms, tokens.words
    wakes = phrases.wakes & tokens.vocabulary
    if not wakes:
        return
    taken = {entry_id: _Covered(entry.mentions) for entry_id, entry in ((id(e), e) for e in entries)}
    for sentence in reading.sentences:
        first, last = sentence.first, sentence.last
        own = norms[first:last]
        if wakes.isdisjoint(own):
            continue
        free = first
        for k in among(own, wakes):
            i = first + k
            if i < free or not words[i][0].isupper() or (found := phrases.longest(norms, i, last)) is None:
                continue
            entry, free = found
            span = Span(tokens.starts[i], tokens.ends[free - 1])
            if not taken[id(entry)].covers(span):
                entry.mentions.add(span)


class _Covered:
    """The spans already noted of one entry, asked for in order of the text."""

    __slots__ = ("_at", "_spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._at = 0

    def covers(self, span: Span) -> bool:
        while self._at < len(self._spans) and self._spans[self._at].end <= span.start:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at].start < span.end


def _forms(entry: Entry, crediting: Crediting) -> list[str]:
    if entry.kind is SpeakerKind.PERSON and entry.called is not None:
        surname = entry.called.surname
        return [f for f in (entry.name, surname) if f and len(f) > 1]
    if entry.kind is SpeakerKind.ORGANISATION:
        return [f for f in crediting.forms(entry) if f[:1].isupper()]
    return []
