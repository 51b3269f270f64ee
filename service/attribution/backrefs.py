"""Names by back-reference: "The hon. Member for X (Name) mentioned the toolkit" names whoever spoke of the toolkit before.

All that later speakers report of a person is held against every earlier turn of the section (Okapi BM25 over rare words);
the name goes to the turn that fits far better than any other, and fits nobody else as well.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import log

from service.attribution.chains import Chain, opens_speech
from service.attribution.people import Entry
from service.attribution.references import Form, Reference
from service.attribution.scene import Clue, Scene, is_person
from service.lexicon import load
from service.model import Span

_WORDS = {key: frozenset(words.split()) for key, words in load("service.attribution")["resolver"].items()}
_SPOKE, _CONTRIBUTIONS, _STOP, _ELSEWHERE = _WORDS["spoke"], _WORDS["contributions"], _WORDS["stop"], _WORDS["elsewhere"]
_WINDOW = 45
"""Tokens behind a reference that may say what was spoken of."""
_ON = frozenset(("he", "she", "his", "her"))
_RARE = 8
"""A word tells turns apart when no more of a section's turns have it."""
_FITS = {key: float(value) for key, value in load("service.attribution")["back_references"].items()}
_FAR_BETTER = 4.0
"""So many times the second best, a fit is beyond doubt."""
_LONG = 250
"""Tokens of a speech, as against an intervention."""
_SPEECH = 110
_HOLDS = 0.4
_K, _B = 1.2, 0.75


def back_references(s: Scene, chains: Sequence[Chain], known: Sequence[Clue]) -> list[Clue]:
    """A clue for each person whose words, as reported later in a section, fit one turn before and no other."""
    chain_of = {t: n for n, chain in enumerate(chains) for t in chain.turns}
    settled = {id(c.entry) for c in known if is_person(c.entry) and c.probability >= 0.9}
    taken = {chain_of[c.turn]: c.entry for c in known if is_person(c.entry) and c.probability >= 0.9}
    sections: dict[int, list[int]] = defaultdict(list)
    for turn in range(len(s.drafts)):
        sections[s.section(turn)].append(turn)
    floor = _floors(s)
    found: list[Clue] = []
    for turns in sections.values():
        if len(turns) > 2:
            found += _section(s, turns, chain_of, chains, settled, taken, floor)
    return found


def _section(
    s: Scene,
    turns: Sequence[int],
    chain_of: dict[int, int],
    chains: Sequence[Chain],
    settled: set[int],
    taken: dict[int, Entry],
    floor: Sequence[int],
) -> list[Clue]:
    counts: dict[int, Counter[str]] = {}
    for t in turns:
        if not s.chair[t]:
            counts.setdefault(chains[chain_of[t]].turns[0], Counter()).update(_counts(s, t))
    postings: dict[str, list[int]] = defaultdict(list)
    for t, words in counts.items():
        for w in words:
            postings[w].append(t)
    lengths = {t: sum(s.size(x) for x in chains[chain_of[t]].turns) for t in counts}
    mean = sum(sum(c.values()) for c in counts.values()) / max(1, len(counts))
    scores: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    entries: dict[int, Entry] = {}
    spans: dict[int, Span] = {}
    named: dict[int, set[int]] = defaultdict(set)
    for turn in turns:
        for reference in s.references(turn):
            entry = s.people.of.get(reference.first)
            if entry is None or reference.plural or reference.form not in (Form.MEMBER, Form.PEER) or not is_person(entry):
                continue
            named[id(entry)].add(turn)
            said = _what_was_said(s, turn, reference)
            if said is None or id(entry) in settled:
                continue
            speech = _speech(s, reference)
            entries[id(entry)] = entry
            spans.setdefault(id(entry), s.span(reference.first, reference.last))
            answered = turn - 1 if _answers(s, turn) else None
            for w in said:
                where = postings.get(w, ())
                if len(where) > _RARE:
                    continue
                for t in where:
                    if (
                        t < turn
                        and chain_of[t] != chain_of[turn]
                        and t != answered
                        and chains[chain_of[t]].fits(entry)
                        and not (speech and lengths[t] < _LONG)
                    ):
                        tf = counts[t][w]
                        length = sum(counts[t].values()) / mean
                        told = _FITS["called"] if entry.right and chains[chain_of[t]].called(entry) else 1.0
                        scores[id(entry)][t] += told * log(1 + len(turns) / len(where)) * tf * (_K + 1) / (tf + _K * (1 - _B + _B * length))
    return _decide(s, scores, entries, spans, named, chain_of, taken, floor)


def _speech(s: Scene, reference: Reference) -> bool:
    """Whether what is referred to is called a speech or a contribution."""
    norms = s.reading.tokens.norms
    around = {*norms[max(0, reference.first - 7) : reference.first], *norms[reference.last : reference.last + 7]}
    return bool(around & {"speech", "contribution", "contributions", "speeches", "spoke"})


def _answers(s: Scene, turn: int) -> bool:
    """Whether a turn calls the one before "my hon. Friend" or the like: who is named in it is somebody else."""
    return any(r.bare for r in s.people.references.within(*s.first_sentences(turn, 1)))


def _decide(
    s: Scene, scores: dict[int, dict[int, float]], entries: dict[int, Entry], spans: dict[int, Span], named: dict[int, set[int]],
    chain_of: dict[int, int], taken: dict[int, Entry], floor: Sequence[int],
) -> list[Clue]:  # fmt: skip
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for who, by_turn in scores.items():
        for turn, score in by_turn.items():
            best[turn].append((score, who))
    found = []
    for who, by_turn in scores.items():
        entry = entries[who]
        fits = sorted(
            (
                (score, t)
                for t, score in by_turn.items()
                if not any(chain_of[n] == chain_of[t] for n in named[who]) and taken.get(chain_of[t], entry) is entry and not s.contradicts(t, entry)
            ),
            reverse=True,
        )
        if not fits:
            continue
        score, turn = fits[0]
        second = next((x for x, t in fits[1:] if chain_of[t] != chain_of[turn] and floor[t] != floor[turn]), 0.0)
        rival = max((x for x, other in best[turn] if other != who), default=0.0)
        if _fits(score, second, rival, s.size(turn)):
            found.append(Clue(turn, entry, 0.92 if score >= _FAR_BETTER * second else 0.88, spans[who], "speaker.back_reference"))
            for also, t in fits[1:]:
                others = max((x for x, other in best[t] if other != who), default=0.0)
                if floor[t] == floor[turn] and s.drafts[t].asker < _HOLDS and also >= _FITS["same_speech"] and also >= _FITS["rival"] * others:
                    found.append(Clue(t, entry, 0.85, spans[who], "speaker.back_reference"))
    return found


def _floors(s: Scene) -> list[int]:
    """For each turn the number of the speech that it is taken to belong to: a new one begins where a speech opens."""
    found: list[int] = []
    for turn in range(len(s.drafts)):
        begins = not turn or not s.together(turn, turn - 1) or (opens_speech(s, turn) and s.size(turn) >= _SPEECH)
        found.append(found[-1] + begins if found else 0)
    return found


def _fits(score: float, second: float, rival: float, size: int) -> bool:
    """Whether a fit is good enough: far above any other, or above the next turn and far above what else fits this one."""
    if score < _FITS["margin"] * second or score <= rival:
        return False
    if score >= _FITS["beyond_doubt"]:
        return True
    if score < _FITS["rival"] * rival:
        return False
    return (size >= _LONG and score >= _FITS["speech"]) or (score >= _FITS["any"] and score >= _FITS["wide_margin"] * second)


def _counts(s: Scene, turn: int) -> Counter[str]:
    return Counter(_terms(s.reading.tokens.norms[slice(*s.extents[turn])]))


def _terms(norms: Sequence[str]) -> list[str]:
    """The content words, stemmed, and each with the one that follows it."""
    words = [_stem(n) for n in norms if n not in _STOP and (len(n) > 2 or n.isdigit()) and n not in _SPOKE and n not in _CONTRIBUTIONS]
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


@lru_cache(maxsize=16384)
def _stem(norm: str) -> str:
    for ending in ("ing", "ies", "ed", "es", "s"):
        if norm.endswith(ending) and len(norm) - len(ending) > 3:
            return norm[: -len(ending)]
    return norm


def _in_a_list(s: Scene, reference: Reference) -> bool:
    """Whether others are named right before or behind a reference: what is said there is of no one of them."""
    norms = s.reading.tokens.norms
    near = s.people.references.within(max(0, reference.first - 16), reference.last + 4)
    others = [r for r in near if r is not reference and r.form in (Form.MEMBER, Form.PEER) and (r.name is not None or r.seat is not None)]
    joined = ("and", ",", ";", "as", "well")
    return any(
        all(n in joined for n in norms[a.last : b.first])
        for a, b in ((r, reference) if r.first < reference.first else (reference, r) for r in others)
    )


def _what_was_said(s: Scene, turn: int, reference: Reference) -> set[str] | None:
    """The content words of the sentence that reports what the referent said, and of the next; None where it reports nothing here."""
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    sentence = s.reading.sentence_of(reference.first)
    if sentence is None:
        return None
    begin = max(first, sentence.first)
    stop = min(last, sentence.last)
    after = norms[reference.last : min(stop, reference.last + 7)]
    lead = norms[max(begin, reference.first - 7) : reference.first]
    if set(norms[begin : min(stop, reference.last + 12)]) & _ELSEWHERE or set(lead) & {"answer", "answers", "reply", "response", "not"}:
        return None
    spoke = (
        any(n in _SPOKE for n in after[:5])
        or (bool(_CONTRIBUTIONS & set(lead)) and lead[-1] in ("of", "by", "from"))
        or (lead[-1:] == ["by"] and bool(_SPOKE & set(lead)))
        or lead[-2:] == ["heard", "from"]
        or (after[:1] == ["'s"] and bool(_CONTRIBUTIONS & set(after)))
    )
    if not spoke or _in_a_list(s, reference):
        return None
    end = stop
    following = s.reading.sentence_of(stop) if stop < last else None
    if following is not None and norms[stop] in _ON:
        end = min(last, following.last)
    return {*_terms(norms[begin : reference.first]), *_terms(norms[reference.last : min(end, reference.last + _WINDOW)])}
