"""The whole way from a document to its facts, on one screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from service.attribution.assertion import assertion
from service.attribution.sources import OWN_WORDS, Credit, credit
from service.attribution.speakers import Cast, cast
from service.attribution.turns import DraftTurn, draw_turns
from service.confidence import confidence, features
from service.facts.casualty.link import link
from service.facts.catalogue import find
from service.facts.date.resolve import resolve
from service.facts.overlap import meets, settle
from service.model import (
    Attribution,
    Casualty,
    Checkpoint,
    Extraction,
    Fact,
    Kind,
    Mention,
    Options,
    Refusal,
    Section,
    Span,
    Speaker,
    Turn,
    Warning,
    no_checkpoint,
)  # fmt: skip
from service.reading import Reading, read
from service.transcript.document import Document

_LETTER = {Kind.MONEY: "m", Kind.CASUALTIES: "c", Kind.DATES: "d", Kind.QUANTITIES: "n", Kind.QUOTES: "q"}


def extract(document: Document, options: Options, checkpoint: Checkpoint = no_checkpoint) -> Extraction:
    """Every fact of ``document``: pure, so the same document and options give the same Extraction.

    Errors: whatever ``checkpoint`` raises; nothing else.
    """
    reading = read(document, options.locale, options.sentence_tokens)
    try:
        return _extraction(reading, options, checkpoint)
    finally:
        reading.forget()


def _extraction(reading: Reading, options: Options, checkpoint: Checkpoint) -> Extraction:
    found, dense = find(reading, checkpoint, explain=options.explain)
    mentions = settle(m for m in found if isinstance(m, Mention))
    checkpoint()
    drafts = draw_turns(reading)
    spans = [Span(d.start, d.end) for d in drafts]
    dates, sections, warnings = resolve(reading, [m for m in mentions if m.kind is Kind.DATES], spans, options)
    mentions = link(reading, _with_dates(found, mentions, dates))
    checkpoint()
    people = cast(reading, drafts, options.roster)
    turn_of = [_holding(spans, m.start) for m in mentions]
    credits = credit(reading, mentions, turn_of, people)
    checkpoint()
    speakers, ids = _speakers(people)
    turns = _turns(drafts, sections, people, ids)
    facts = _facts(reading, mentions, turn_of, turns, credits, ids, options.include)
    rejected = _rejected(found, mentions) if options.explain else ()
    shown = {kind: tuple(f for f in facts if f.kind is kind) for kind in Kind if kind in options.include}
    return Extraction(sections, turns, speakers, shown, (*reading.document.warnings, *_cuts(reading, options), *_dense(dense), *warnings), rejected)


def _cuts(reading: Reading, options: Options) -> Iterator[Warning]:
    if cut := sum(sentence.cut for sentence in reading.sentences):
        where = "once" if cut == 1 else f"{cut} times"
        yield Warning(
            "sentence_cut",
            f"A sentence was cut {where}: after {options.sentence_tokens} words and marks without its end, what follows is read apart.",
        )


def _dense(sentences: int) -> Iterator[Warning]:
    if sentences:
        where = "A sentence" if sentences == 1 else f"{sentences} sentences"
        yield Warning("sentence_dense", f"{where} without a stop for so long that only the first facts of each kind are given.")


def _with_dates(found: Sequence[Mention | Refusal], settled: Sequence[Mention], dates: Sequence[Mention]) -> list[Mention]:
    """The settled mentions with the dates that could be resolved; where "two days later" could not, the quantity that it covers stands again."""
    rest = [m for m in settled if m.kind is not Kind.DATES]
    ends = {m.end for m in dates}
    lost = [(m.start, m.end) for m in settled if m.rule == "date.text" and m.end not in ends]
    if not lost:
        return sorted([*dates, *rest], key=lambda m: (m.start, m.end))
    covered = (m for m in found if isinstance(m, Mention) and m.kind is Kind.QUANTITIES and meets(lost, m))
    return settle([*dates, *rest, *covered])


def _holding(spans: Sequence[Span], offset: int) -> int | None:
    """The index of the span that holds ``offset``; the spans are disjoint and in order."""
    at = bisect_right(spans, (offset, float("inf"))) - 1
    return at if at >= 0 and offset < spans[at].end else None


def _speakers(people: Cast) -> tuple[tuple[Speaker, ...], dict[int, str]]:
    """The speakers in order of their first mention, and the id of each entry by ``id(entry)``."""
    used = sorted(people.entries, key=lambda e: min(e.mentions, default=Span(-1, -1)))
    ids = {id(entry): f"p{n}" for n, entry in enumerate(used, 1)}
    return tuple(Speaker(ids[id(e)], e.name, e.label, e.kind, e.role, e.affiliation, tuple(sorted(e.mentions))) for e in used), ids


def _turns(drafts: Sequence[DraftTurn], sections: Sequence[Section], people: Cast, ids: dict[int, str]) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            f"t{n}", d.start, d.end, ids[id(speaker)] if speaker else None,
            sections[d.section].id if d.section is not None else None, d.time, confidence_, evidence,
        )
        for n, (d, speaker, confidence_, evidence) in enumerate(zip(drafts, people.speakers, people.confidences, people.evidence, strict=True), 1)
    )  # fmt: skip


def _facts(
    reading: Reading,
    mentions: Sequence[Mention],
    turn_of: Sequence[int | None],
    turns: Sequence[Turn],
    credits: Sequence[Credit],
    ids: dict[int, str],
    include: Collection[Kind],
) -> list[Fact]:
    names = _names(mentions)
    spans = {(m.kind, m.start, m.end): name for m, name in zip(mentions, names, strict=True) if m.kind in _LINKED}
    own: dict[int, Attribution] = {}
    held, place = -1, Span(0, 0)
    facts = []
    for m, name, t, c in zip(mentions, names, turn_of, credits, strict=True):
        if m.kind not in include:
            continue
        sentence = reading.sentence_of(m.first)
        assert sentence is not None
        if sentence.index != held:
            held, place = sentence.index, Span(sentence.start, sentence.end)
        evidence = features(m, c)
        if t is None:
            attribution = Attribution(None, None, None, None, None)
        elif c is not OWN_WORDS:
            attribution = Attribution(turns[t].speaker, ids[id(c.source)] if c.source else None, c.basis, c.cue, c.confidence, c.rule)
        elif t in own:
            attribution = own[t]
        else:
            attribution = own[t] = Attribution(turns[t].speaker, None, c.basis, c.cue, c.confidence, c.rule)
        facts.append(
            Fact(
                name, m.kind, m.start, m.end, place, turns[t].id if t is not None else None,
                attribution, assertion(reading, sentence, m), m.rule, confidence(evidence), m.value,
                _links(m.value, spans) if isinstance(m.value, Casualty) else {}, evidence,
            )
        )  # fmt: skip
    return facts


_LINKED = frozenset({Kind.CASUALTIES, Kind.DATES})
"""Kinds of facts that casualties name by their spans."""


def _names(mentions: Sequence[Mention]) -> list[str]:
    """The id of each mention: the letter of its kind with its number among its kind."""
    counts = {kind: count(1) for kind in Kind}
    return [f"{_LETTER[m.kind]}{next(counts[m.kind])}" for m in mentions]


def _links(value: Casualty, names: dict[tuple[Kind, int, int], str]) -> dict[str, str]:
    """The ids of the facts that a casualty names, by field."""
    links = {}
    for field, kind, span in (("subset_of", Kind.CASUALTIES, value.subset_of), ("date", Kind.DATES, value.date)):
        if span is not None and (kind, *span) in names:
            links[field] = names[kind, *span]
    return links


def _rejected(found: Sequence[Mention | Refusal], kept: Sequence[Mention]) -> tuple[Refusal, ...]:
    """The refusals, without those whose words became part of a fact after all; a casualty refused may well be a quantity."""
    facts = [m for m in kept if m.kind is not Kind.QUOTES]
    casualties = [m for m in facts if m.kind is not Kind.QUANTITIES]
    every, most = ([m.start for m in facts], [m.end for m in facts]), ([m.start for m in casualties], [m.end for m in casualties])

    def claimed(r: Refusal) -> bool:
        starts, ends = most if r.rule.startswith("casualty.") else every
        at = bisect_right(ends, r.start)
        return at < len(starts) and starts[at] < r.end

    return tuple(sorted({r for r in found if isinstance(r, Refusal) and not claimed(r)}, key=lambda r: (r.start, r.end, r.rule)))
