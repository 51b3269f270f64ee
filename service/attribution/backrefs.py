"""Names by back-reference: "The hon. Member for X (Name) mentioned the toolkit" names whoever spoke of the toolkit before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from service.attribution.clues import Clue, Scene, is_person
from service.attribution.references import Form, Reference
from service.lexicon import load

_WORDS = {key: frozenset(words.split()) for key, words in load("service.attribution")["resolver"].items()}
_SPOKE, _CONTRIBUTIONS, _STOP = _WORDS["spoke"], _WORDS["contributions"], _WORDS["stop"]
_WINDOW = 45
"""Tokens behind a reference that may say what was spoken of."""
_ENOUGH = 6.0
_MARGIN = 1.5


def back_references(s: Scene, chains: Sequence[list[int]], known: Sequence[Clue]) -> list[Clue]:
    """A clue for each reference to an earlier speech whose words fit one chain of turns before it and no other."""
    found: list[Clue] = []
    by_section: dict[int, list[int]] = {}
    for number, chain in enumerate(chains):
        by_section.setdefault(s.section(chain[0]), []).append(number)
    for numbers in by_section.values():
        words = {n: _words(s, chains[n]) for n in numbers if not s.chair[chains[n][0]]}
        if len(words) < 2:
            continue
        spread = Counter(w for ws in words.values() for w in ws)
        owner = {t: n for n in numbers for t in chains[n]}
        for number in numbers:
            for turn in chains[number]:
                for reference in s.references(turn):
                    clue = _look_back(s, turn, reference, chains, words, spread, owner)
                    if clue is not None:
                        found.append(clue)
    return found


def _words(s: Scene, chain: Sequence[int]) -> set[str]:
    norms = s.reading.tokens.norms
    return {_stem(n) for t in chain for n in norms[slice(*s.extents[t])] if n not in _STOP and len(n) > 2}


def _stem(norm: str) -> str:
    for ending in ("ing", "ies", "ed", "es", "s"):
        if norm.endswith(ending) and len(norm) - len(ending) > 3:
            return norm[: -len(ending)]
    return norm


def _look_back(
    s: Scene, turn: int, reference: Reference, chains: Sequence[list[int]], words: dict[int, set[str]], spread: Counter[str], owner: dict[int, int]
) -> Clue | None:  # fmt: skip
    if reference.form not in (Form.MEMBER, Form.PEER) or reference.plural:
        return None
    entry = s.people.of.get(reference.first)
    if entry is None or not is_person(entry):
        return None
    said = _what_was_said(s, turn, reference)
    if said is None:
        return None
    total = len(words)
    scores: list[tuple[float, int]] = []
    for number, holds in words.items():
        first = chains[number][0]
        if first >= turn or number == owner.get(turn):
            continue
        if _names(s, chains[number], entry):
            continue
        common = said & holds
        score = sum(log(1 + total / spread[w]) for w in common if spread[w] * 2 < total + 2)
        scores.append((score, number))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < _ENOUGH or (len(scores) > 1 and scores[0][0] < _MARGIN * scores[1][0]):
        return None
    chain = chains[scores[0][1]]
    target = chain[-1] if chain[-1] < turn else max(t for t in chain if t < turn)
    return Clue(target, entry, 0.85, s.span(reference.first, reference.last), "speaker.back_reference")


def _names(s: Scene, chain: Sequence[int], entry: object) -> bool:
    return any(s.people.of.get(r.first) is entry for t in chain for r in s.references(t))


def _what_was_said(s: Scene, turn: int, reference: Reference) -> set[str] | None:
    """The content words of the sentence that reports what the referent said, and of the next; None where it reports nothing."""
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    sentence = s.reading.sentence_of(reference.first)
    if sentence is None:
        return None
    after = norms[reference.last : min(last, sentence.last, reference.last + 8)]
    lead = norms[max(first, sentence.first, reference.first - 6) : reference.first]
    spoke = any(n in _SPOKE for n in after[:6]) or (bool(_CONTRIBUTIONS & set(lead)) and lead[-1:] and lead[-1] in ("of", "by", "from", "to")) or (after[:1] == ["'s"] and bool(_CONTRIBUTIONS & set(after)))
    if not spoke:
        return None
    end = min(last, reference.last + _WINDOW)
    begin = max(first, sentence.first)
    words = [*norms[begin : reference.first], *norms[reference.last : end]]
    return {_stem(n) for n in words if n not in _STOP and len(n) > 2 and n not in _SPOKE and n not in _CONTRIBUTIONS}
