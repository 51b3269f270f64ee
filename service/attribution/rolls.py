"""Names from rolls: who winds up a debate goes through those who spoke, as a rule in the order in which they did.

"My hon. Friend the Member for X (Name) spoke of the docks; the hon. Member for Y (Name) of rents": the names of such a roll and the
speeches before it are two sequences of the same people. They are aligned by how well what is said of each name fits each speech, with
a price for every name and every speech left over. A roll that is not in the order of the speeches that are known already is left alone;
a name is given only where the best alignment without it is much worse.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.attribution.alignment import NEVER, Alignment, align
from service.attribution.chains import Chain, opens_speech
from service.attribution.debate import Debate
from service.attribution.people import Entry
from service.attribution.reports import reported, terms
from service.attribution.scene import Clue, Scene
from service.model import Span

_LEAST = 4
"""People who are said to have spoken, at least, in a roll."""
_MOST, _SPEECHES = 40, 80
"""Names and speeches of one alignment, at most."""
_SPEECH, _ASKS = 90, 0.5
"""Tokens of a speech at least, and the probability of asking of its first turn at most."""
_WORDS = 60
"""Tokens behind a name that tell what was said."""
_BASE, _LIKE, _SIDE, _KNOWN = 3.0, 12.0, 2.0, 15.0
"""What a name and a speech are worth to each other: for being there, for what is said of it at most, for one side, where it is known."""
_MARGIN, _FAR = 3.0, 6.0
"""By how much the next best alignment is worse: at least, and beyond doubt."""
_ANCHORS, _PART, _NEARLY = 3, 0.4, 0.9
"""Names that are sure at least, and of those of whom something is said; and how near a sure pair comes to what the name is worth to any other speech."""
_SOMETHING = 5
_TOLD = 6.0
"""What a pair is worth where the words alone would tell."""
_CLEAR, _FAR_BETTER = 8.0, 1.5
"""What a pair is worth that is clear by itself, and by what factor more than the next."""
_ANEW = 0.7
"""A speech that begins so likely is no part of the one before."""
_OPENS, _REPLIES = 0.9, 0.5
"""How likely a turn begins a speech: at least where it opens as one does, at most where it calls whoever spoke before."""
_CUT_OFF = 0.6
_SURE = 0.85
_ROUNDS = 2
"""How often a roll is gone through: who is found helps to find others."""


@dataclass(slots=True)
class _Named:
    """Somebody on a roll: the words that name them there, and what they are said to have spoken of."""

    entry: Entry
    span: Span
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Speech:
    """A chain that may be a speech; ``anew`` is the probability that it begins one."""

    chain: Chain
    anew: float

    @property
    def head(self) -> int:
        return self.chain.turns[0]


def rolls(debate: Debate, known: Sequence[Clue]) -> list[Clue]:
    """A clue for each speech that a later roll gives to one person and to no other."""
    taken = debate.sure(known, _SURE)
    found: list[Clue] = []
    for section, turns in debate.sections.items():
        called = list(rolls_of(debate, section))
        if not called:
            continue
        speeches = [x for t in turns if (x := _speech(debate.s, debate.chain_of[t], t)) is not None]
        heads = [x.head for x in speeches]
        for head, _, names in called:
            at = bisect_left(heads, head)
            before = [x for x in speeches[max(0, at - _SPEECHES) : at] if x.chain.turns[-1] < head]
            new: list[Clue] = []
            unknown = [_worth(debate, name, before) for name in names] if before else []
            for _ in range(_ROUNDS if before else 0):
                worth = [_known(row, name, before, taken) for row, name in zip(unknown, names, strict=True)]
                new = list(_aligned(names, before, worth)) if _in_order(worth) else new
                taken |= {c.turn: c.entry for c in new}
            found += new
    return found


def rolls_of(debate: Debate, section: int) -> Iterator[tuple[int, list[int], list[_Named]]]:
    """The first turn, the turns and the names of each roll: those of one speech, over its interventions and what was cut off it."""
    parts: dict[int, list[int]] = {}
    part = debate.sections[section][0]
    for n, t in enumerate(debate.sections[section]):
        head = debate.head(t)
        if not (n > 0 and head == t and cut_off(debate.s, t) and not opens_speech(debate.s, t)):
            part = head
        parts.setdefault(part, []).append(t)
    for head, own in parts.items():
        names = _names(debate, own)
        if len({id(x.entry) for x in names}) >= _LEAST:
            yield head, own, names[:_MOST]


def cut_off(s: Scene, turn: int) -> bool:
    """Whether a turn may well go on with what is said right before it."""
    return s.drafts[turn].confidence < _CUT_OFF and s.together(turn, turn - 1) and not s.chair[turn] and not s.chair[turn - 1]


def _names(debate: Debate, own: Sequence[int]) -> list[_Named]:
    """Those of whom the turns say that they spoke, in the order in which they say so."""
    s = debate.s
    norms = s.reading.tokens.norms
    found: list[_Named] = []
    for turn in own:
        people = debate.people(turn)
        for n, (reference, entry) in enumerate(people):
            if not reported(s, turn, reference):
                continue
            if not found or found[-1].entry is not entry:
                found.append(_Named(entry, s.span(reference.first, reference.last)))
            end = people[n + 1][0].first if n + 1 < len(people) else s.extents[turn][1]
            found[-1].words.update(terms(norms[reference.last : min(end, reference.last + _WORDS)]))
    return found


def _speech(s: Scene, chain: Chain, turn: int) -> _Speech | None:
    """The speech that begins with a turn, if one may."""
    if chain.turns[0] != turn or s.chair[turn] or s.drafts[turn].asker >= _ASKS or sum(s.size(t) for t in chain.turns) < _SPEECH:
        return None
    anew = s.drafts[turn].confidence
    if opens_speech(s, turn) or not s.together(turn, turn - 1) or s.chair[turn - 1] or "turn.rises" in s.heads[turn - 1]:
        return _Speech(chain, max(anew, _OPENS))
    if any(r.bare for r in s.people.references.within(*s.first_sentences(turn, 1))):
        anew = min(anew, _REPLIES)
    return _Speech(chain, anew)


def _worth(debate: Debate, name: _Named, speeches: Sequence[_Speech]) -> list[float]:
    """What a name and each speech are worth to each other as long as it is not known who made the speech."""
    like = debate.likeness(debate.s.section(speeches[0].head)).scores(name.words)
    return [
        _BASE * x.anew + min(_LIKE, like.get(x.head, 0.0)) + _SIDE * debate.sides.together(x.head, name.entry)
        if debate.may_speak(name.entry, x.head)
        else NEVER
        for x in speeches
    ]


def _known(worth: Sequence[float], name: _Named, speeches: Sequence[_Speech], taken: Mapping[int, Entry]) -> list[float]:
    """What they are worth with what is known by now of who made which."""
    owners = [taken.get(x.head) for x in speeches]
    return [x if owner is None else _KNOWN if owner is name.entry else NEVER for x, owner in zip(worth, owners, strict=True)]


def _in_order(worth: Sequence[Sequence[float]]) -> bool:
    """Whether those who by themselves fit one speech, and no other nearly as well, come in the order of their speeches."""
    places = []
    for row in worth:
        ranked = sorted(((x, j) for j, x in enumerate(row)), reverse=True)[:2]
        if ranked[0][0] >= _CLEAR and (len(ranked) == 1 or ranked[0][0] >= _FAR_BETTER * ranked[1][0]):
            places.append(ranked[0][1])
    return all(a <= b for a, b in itertools.pairwise(places))


def _aligned(names: Sequence[_Named], speeches: Sequence[_Speech], worth: Sequence[Sequence[float]]) -> Iterator[Clue]:
    """The clues of the best alignment, where it keeps to what is known and no other comes near."""
    often = Counter(id(x.entry) for x in names)
    aligned = align(worth, [_BASE / often[id(x.entry)] for x in names], [_BASE * 2 * max(0.0, x.anew - 0.5) for x in speeches])
    if _misses_known(names, aligned, worth):
        return
    parts = [0] * len(speeches)
    for j in range(1, len(speeches)):
        parts[j] = parts[j - 1] + (speeches[j].anew >= _ANEW)
    sure: dict[int, int] = {}
    likely: dict[int, int] = {}
    margins: list[float] = []
    for i in range(len(names)):
        row, own = aligned.paired[i], worth[i]
        at = max(range(len(speeches)), key=row.__getitem__)
        margins.append(row[at] - max(aligned.spared[i], *(x for j, x in enumerate(row) if parts[j] != parts[at]), NEVER))
        if own[at] == _KNOWN or (own[at] >= _TOLD and margins[i] >= _MARGIN):
            (sure if own[at] >= _NEARLY * max(own) else likely)[i] = at
    told = {id(x.entry) for x in names if len(x.words) >= _SOMETHING}
    if len({id(names[i].entry) for i in sure}) < max(_ANCHORS, _PART * len(told)):
        return
    sure |= {i: at for i, at in likely.items() if i - 1 in sure and i + 1 in sure}
    for i, at in sure.items():
        yield Clue(speeches[at].head, names[i].entry, 0.92 if margins[i] >= _FAR else 0.86, names[i].span, "speaker.roll")
    for i, at in _between(sure, worth, parts):
        yield Clue(speeches[at].head, names[i].entry, 0.86, names[i].span, "speaker.roll")


def _between(sure: Mapping[int, int], worth: Sequence[Sequence[float]], parts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Names and speeches between two that are sure, where there are as many of the one as of the other."""
    certain = sorted(sure.items())
    for (i, j), (k, m) in itertools.pairwise(certain):
        names = range(i + 1, k)
        free = [n for n in range(j + 1, m) if any(worth[x][n] > NEVER for x in names)]
        blocks = [n for n in free if n - 1 not in free or parts[n] != parts[n - 1]]
        if names and len(blocks) == len(names) and all(worth[x][n] > NEVER for x, n in zip(names, blocks, strict=True)):
            yield from zip(names, blocks, strict=True)


def _misses_known(names: Sequence[_Named], aligned: Alignment, worth: Sequence[Sequence[float]]) -> bool:
    """Whether the best alignment leaves out a speech that is known to be of somebody on the roll."""
    kept: dict[int, bool] = {}
    for name, row, spared, own in zip(names, aligned.paired, aligned.spared, worth, strict=True):
        known = [total for total, pair in zip(row, own, strict=True) if pair == _KNOWN]
        if known:
            kept[id(name.entry)] = kept.get(id(name.entry), False) or max(known) >= max(spared, *row)
    return not all(kept.values())
