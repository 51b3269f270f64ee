"""Clues from how a debate is run: who moved and withdrew an amendment, who winds up, whose interventions a reply names in a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.attribution.people import Entry
from service.attribution.references import Form, Reference
from service.attribution.scene import Clue, Scene, is_person

_RAISED = frozenset(("raising", "moving", "tabling", "introducing", "bringing", "explaining", "outlining", "setting", "speaking"))
_WINDS_UP = frozenset(("sums", "winds", "sum", "wind", "replies", "reply", "responds", "respond", "winding", "summing"))
_SAID = frozenset(("comments", "points", "interventions", "remarks", "contributions", "point", "comment", "words", "questions"))
_TOLD = frozenset(("say", "tell", "assure", "inform"))
_JUNIOR = frozenset(("minister", "under"))
_GRATEFUL = frozenset(("thank", "thanks", "grateful", "appreciate"))
_EVERYBODY = frozenset(("everyone", "everybody", "all", "members", "colleagues", "those"))
_CLEAR, _ASKS, _ANSWERS = 0.9, 0.65, 0.35
_LAST_WORD = 30, 700
"""Tokens of a mover's last word, at least and at most."""
_DEBATE = 6
"""Turns of a debate at least, between the mover's speech and last word."""
_SPEECH = 150
_LAST_WORDS = (frozenset(("beg", "leave", "withdraw")), frozenset(("test", "opinion", "house")), frozenset(("divide", "house")))
"""What whoever moved an amendment says of it at the end."""
_BACK, _DEBATED = 14, 60
"""Turns within which a mover is looked for: of who thanks them, and of their own last word on the amendment."""


def motions(s: Scene) -> Iterator[Clue]:
    """Every such clue of the text."""
    movers = [t for t in range(len(s.drafts)) if _ends_moving(s, t)]
    for turn in range(len(s.drafts)):
        first, last = s.extents[turn]
        if first >= last or s.chair[turn]:
            continue
        yield from _mover_thanked(s, turn, movers)
        yield from _listed(s, turn)
        yield from _told(s, turn)
    yield from _winding_up(s)


def withdrawals(s: Scene, known: Sequence[Clue]) -> Iterator[Clue]:
    """Who begs leave to withdraw an amendment, or asks the House to divide on it, moved it."""
    movers = [t for t in range(len(s.drafts)) if _ends_moving(s, t)]
    by_turn: dict[int, Clue] = {}
    for clue in known:
        if is_person(clue.entry) and clue.probability > by_turn.get(clue.turn, clue).probability - 1e-9:
            by_turn[clue.turn] = clue
    norms = s.reading.tokens.norms
    for turn in range(len(s.drafts)):
        first, last = s.extents[turn]
        tail = norms[max(first, last - 30) : last]
        if any(words <= set(tail) for words in _LAST_WORDS):
            mover = _before(s, movers, turn, _DEBATED)
            if mover is not None and mover != turn and mover in by_turn:
                clue = by_turn[mover]
                yield Clue(turn, clue.entry, 0.88, clue.span, clue.cue)


def closings(s: Scene, known: Sequence[Clue]) -> Iterator[Clue]:
    """Who moved a debate has its last word, behind the minister: "I thank everyone who has taken part, and the Minister for her reply"."""
    movers = {s.section(c.turn): c for c in known if c.cue == "speaker.opened" and c.probability >= _CLEAR and is_person(c.entry)}
    final: dict[int, int] = {}
    for turn in range(len(s.drafts)):
        if not s.chair[turn] and s.size(turn) >= _LAST_WORD[0]:
            final[s.section(turn)] = turn
    norms = s.reading.tokens.norms
    for section, clue in movers.items():
        turn = final.get(section, clue.turn)
        first, last = s.extents[turn]
        if turn - clue.turn < _DEBATE or s.size(turn) > _LAST_WORD[1] or s.drafts[turn].asker > _ASKS:
            continue
        head = set(norms[first : min(last, first + 45)])
        spoken_of = any(r.office is not None and "minister" in r.office.split() and r.owner == "the" for r in s.references(turn))
        if spoken_of and bool(head & _GRATEFUL) and bool(head & _EVERYBODY):
            yield Clue(turn, clue.entry, 0.93, clue.span, "speaker.closes")


def _ends_moving(s: Scene, turn: int) -> bool:
    """Whether a turn ends in "I beg to move.", but for lines of amendments behind it."""
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    tail = norms[max(first, last - 6) : last]
    return "move" in tail and "beg" in tail


def _before(s: Scene, movers: Sequence[int], turn: int, reach: int = _BACK) -> int | None:
    at = bisect_right(movers, turn) - 1
    return movers[at] if at >= 0 and turn - reach <= movers[at] and s.together(movers[at], turn) else None


def _named(s: Scene, first: int, last: int) -> list[tuple[Reference, Entry]]:
    found = []
    for reference in s.people.references.within(first, last):
        entry = s.people.of.get(reference.first)
        if entry is not None and not reference.plural and reference.form in (Form.MEMBER, Form.PEER) and is_person(entry):
            found.append((reference, entry))
    return found


def _mover_thanked(s: Scene, turn: int, movers: Sequence[int]) -> Iterator[Clue]:
    """A mover is thanked: "I am grateful to the noble Baroness, Lady X, for raising this"."""
    norms = s.reading.tokens.norms
    for reference, entry in _named(s, *s.first_sentences(turn, 1)):
        after = norms[reference.last : reference.last + 6]
        if "for" in after[:2] and _RAISED & set(after) and reference.form is Form.PEER:
            mover = _before(s, movers, turn - 1)
            if mover is not None:
                yield Clue(mover, entry, 0.92, s.span(reference.first, reference.last), "speaker.mover_thanked")
        return


def _listed(s: Scene, turn: int) -> Iterator[Clue]:
    """Those who intervened, in a list: "I agree with the comments of my hon. Friends the Members for X (Name) and for Y (Name)"."""
    norms = s.reading.tokens.norms
    first, end = s.first_sentences(turn, 1)
    named = _named(s, first, end)
    if len(named) < 2 or not set(norms[max(first, named[0][0].first - 4) : named[0][0].first]) & _SAID or s.drafts[turn].asker > 0.4:
        return
    if any(r.bare for r in s.people.references.within(first, end)):
        return
    asked = [
        t
        for t in range(max(0, turn - 8), turn)
        if s.together(t, turn) and s.drafts[t].asker > 0.6 and s.size(t) > 25 and "turn.rises" not in s.heads[t]
    ]
    asked = [t for t in asked if named[0][0].ally is None or named[0][0].ally is any(r.ally for r in s.references(t) if r.bare)]
    if len(asked) >= len(named):
        for t, (reference, entry) in zip(asked[-len(named) :], named, strict=True):
            yield Clue(t, entry, 0.88, s.span(reference.first, reference.last), "speaker.agreed_with")


def _told(s: Scene, turn: int) -> Iterator[Clue]:
    """The one who asked before is called by name: "Let me say to my hon. Friend the Member for X (Name) that"."""
    before = turn - 1
    if s.together(turn, before - 1) and s.drafts[before].asker < 0.3 and not s.chair[before]:
        before -= 1  # the reply was cut in two
    if (
        not s.together(turn, before)
        or s.chair[before]
        or s.drafts[before].asker < 0.7
        or s.drafts[turn].asker > _ANSWERS
        or s.size(turn) > 2 * _SPEECH
    ):
        return
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    for reference, entry in _named(s, first, last):
        lead = norms[max(first, reference.first - 2) : reference.first]
        if (lead[-1:] == ["to"] and lead[:1] == ["say"]) or (lead[-1:] and lead[-1] in _TOLD):
            yield Clue(before, entry, 0.85, s.span(reference.first, reference.last), "speaker.told")


def _winding_up(s: Scene) -> Iterator[Clue]:
    """Who winds up, "When the Minister, X, sums up", speaks last; so does the one junior minister whom the debate names."""
    sections: dict[int, list[int]] = {}
    for turn in range(len(s.drafts)):
        sections.setdefault(s.section(turn), []).append(turn)
    norms = s.reading.tokens.norms
    for turns in sections.values():
        closing = [
            t
            for t in turns
            if s.size(t) > _SPEECH and "turn.speech_opens" in s.heads[t] and "debate" in norms[s.extents[t][0] : s.extents[t][0] + 20]
        ]
        if not closing:
            continue
        last = closing[-1]
        ministers: dict[int, tuple[Reference, Entry]] = {}
        for turn in turns:
            for reference, entry in _named(s, *s.extents[turn]):
                if (
                    turn < last
                    and reference.office
                    and not reference.former
                    and _JUNIOR & set(reference.office.split())
                    and "shadow" not in reference.office
                ):
                    ministers.setdefault(id(entry), (reference, entry))
                    if set(norms[reference.last : reference.last + 4]) & _WINDS_UP:
                        yield Clue(last, entry, 0.93, s.span(reference.first, reference.last), "speaker.winds_up")
        if len(ministers) == 1:
            reference, entry = next(iter(ministers.values()))
            yield Clue(last, entry, 0.85, s.span(reference.first, reference.last), "speaker.winds_up")
