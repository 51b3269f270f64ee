"""The floor: who is known to speak a turn is carried on along the speech that it belongs to, as far as nothing speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.chains import ASKS, LONG, MAY_ASK, SHORT, SPEECH, Chain, offices_spoken_of, opens_speech
from service.attribution.people import Entry
from service.attribution.scene import Clue, Scene, is_person

_PASSING = frozenset(("speaker.given_way", "speaker.answered", "speaker.agreed_with", "speaker.told", "speaker.intervened"))
"""Clues to who asks or intervenes, and does not hold the floor."""
_CLEAR, _KNOWN = 0.6, 0.9
_CARRIED, _WOUND_UP = 0.97, 0.85
"""How likely whom a clue names goes on where all call the holder as they call them, and behind the last speech of a debate."""
_LEAST = 0.8
"""The most that unsure boundaries take from the latter."""
_TAKEN_OVER = 0.3
"""How often a turn that was missed within a speech is another speech, not an intervention in it."""
_REACH = 80
"""Turns over which who holds the floor is carried on."""


def the_same_floor(s: Scene, held: Sequence[Chain], known: Sequence[Clue]) -> list[Clue]:
    """Clues that carry a speaker on along the floor, while nobody opens another speech and all call the holder as they would call them."""
    chain_of = {t: c for c in held for t in c.turns}
    by_first = {c.turns[0]: c for c in held if c.rights or c.genders}
    divides = _divisions(s)
    found: list[Clue] = []
    done: set[tuple[int, int]] = set()
    for clue in known:
        entry, chain = clue.entry, chain_of[clue.turn]
        if (
            clue.probability < _KNOWN
            or clue.cue in _PASSING
            or not is_person(entry)
            or s.size(clue.turn) < SPEECH
            or s.drafts[clue.turn].asker >= (MAY_ASK if clue.cue == "speaker.back_reference" else ASKS)
            or (chain.turns[0], id(entry)) in done
        ):
            continue
        done.add((chain.turns[0], id(entry)))
        if not chain.fits(entry):
            continue
        turn = clue.turn + 1
        unbroken = kept(s.drafts[clue.turn].whole)
        while (
            turn - clue.turn < _REACH
            and s.together(clue.turn, turn)
            and not (opens_speech(s, turn) and s.size(turn) >= SPEECH)
            and not (s.chair[turn] and s.size(turn) > SPEECH)
            and not divides[turn]
        ):
            later = chain if chain_of[turn] is chain else by_first.get(turn)
            if clue.cue == "speaker.winds_up":
                if _holds(s, turn) and chain_of[turn].fits(entry) and not _speaks_of_minister(s, turn):
                    found.append(Clue(turn, entry, round(_WOUND_UP * max(unbroken, _LEAST), 3), clue.span, clue.cue))
            elif later is not None and later.fits(entry):
                sure = 1.0 if later.called(entry) else unbroken * min(1.0, s.drafts[turn].confidence + _CLEAR)
                carried = round(_CARRIED * clue.probability * sure, 3)
                found += [Clue(t, entry, carried, clue.span, clue.cue) for t in ([turn] if later is chain else later.turns)]
            elif _answers(s, turn, entry) and chain_of[turn].fits(entry):
                found.append(Clue(turn, entry, round(_CARRIED * _CARRIED * clue.probability, 3), clue.span, clue.cue))
            unbroken *= kept(s.drafts[turn].whole)
            turn += 1
    return found


def kept(whole: float) -> float:
    """How likely whoever speaks the head of a turn has the floor at its end, where it is ``whole`` with that probability.

    What is missed inside a speech is most often an intervention, behind which the same speaker goes on.
    """
    return 1.0 - _TAKEN_OVER * (1.0 - whole)


def floors(s: Scene) -> list[int]:
    """For each turn the number of the speech that it is taken to belong to: a new one begins where a speech opens."""
    found: list[int] = []
    for turn in range(len(s.drafts)):
        begins = not turn or not s.together(turn, turn - 1) or (opens_speech(s, turn) and s.size(turn) >= SPEECH)
        found.append(found[-1] + begins if found else 0)
    return found


def _holds(s: Scene, turn: int) -> bool:
    """Whether a turn behind the last speech of a debate is of whoever makes it, and no intervention."""
    return s.drafts[turn].asker < MAY_ASK and s.size(turn) >= SHORT and not s.chair[turn] and not s.heads[turn] & {"turn.rises", "turn.asks_first"}


def _answers(s: Scene, turn: int, entry: Entry) -> bool:
    """Whether a turn replies to one that calls the holder as few but ``entry`` are called: "the right hon. Lady"."""
    if not entry.right or entry.gender is None or s.drafts[turn].asker > ASKS or s.calls(turn, entry) or s.chair[turn]:
        return False
    first, last = s.extents[turn - 1]
    return any(r.bare and r.right and r.gender == entry.gender for r in s.people.references.within(first, min(last, first + LONG)))


def _divisions(s: Scene) -> list[bool]:
    """For each turn whether a question is put at its head, or in the turn before: nobody's speech goes on behind it."""
    document = s.reading.document
    put = [[document.text.startswith("Question put", b.start) for b in document.blocks[d.first : d.last]] for d in s.drafts]
    return [own[:1] == [True] or (n > 0 and any(put[n - 1])) for n, own in enumerate(put)]


def _speaks_of_minister(s: Scene, turn: int) -> bool:
    """Whether a turn speaks of a minister as present, who is therefore not speaking."""
    return "minister" in offices_spoken_of(s, turn)
