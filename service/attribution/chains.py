"""Chains: the turns that one holder of the floor is taken to speak, over the interventions that they reply to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.attribution.people import Entry
from service.attribution.references import Form
from service.attribution.scene import Clue, Scene, is_person

_OPENS_SPEECH = frozenset(("turn.speech_opens", "turn.takes_part", "turn.my_lords", "turn.moves", "turn.pleasure"))
_REPLIES = frozenset(("turn.thanks", "turn.agrees", "turn.yes_no", "turn.answers", "turn.can"))
_ASKS, _MAY_ASK, _HOLDS = 0.55, 0.35, 0.3
"""Probabilities of asking: of an intervention behind another, of one behind the holder, and of who takes the floor."""
_PASSING = frozenset(("speaker.given_way", "speaker.answered", "speaker.agreed_with", "speaker.told"))
"""Clues to who asks or intervenes, and does not hold the floor."""
_CLEAR, _KNOWN = 0.6, 0.9
_CARRIED, _WOUND_UP = 0.97, 0.85
"""How likely whom a clue names goes on where all call the holder as they call them, and behind the last speech of a debate."""
_LEAST = 0.8
"""The most that unsure boundaries take from the latter."""
_SHORT, _LONG, _LONGEST = 50, 220, 250
_INTERVENTION = 150
"""Tokens: an intervention is no longer."""
_TAKEN_OVER = 0.3
"""How often a turn that was missed within a speech is another speech, not an intervention in it."""
_REACH = 80
"""Turns over which who holds the floor is carried on."""
_BETWEEN = 5
"""Turns of others over which a chain reaches."""
_SPEECH = 110


@dataclass(slots=True)
class Chain:
    """The turns of one speaker, and how those who intervene call them: by gender, as Privy Counsellor, by office."""

    turns: list[int]
    sure: list[bool] = field(default_factory=lambda: [True])
    """For each turn whether it surely goes on with the one before it."""
    genders: set[str] = field(default_factory=set)
    rights: set[bool] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)

    def stretches(self) -> list[list[int]]:
        """The turns, cut where it is not sure that the same speaker goes on."""
        found: list[list[int]] = []
        for turn, sure in zip(self.turns, self.sure, strict=True):
            if found and sure:
                found[-1].append(turn)
            else:
                found.append([turn])
        return found

    def called(self, entry: Entry) -> bool:
        """Whether those who intervene call the holder just as they would call ``entry``, in a way that few are called."""
        if self.genders - {entry.gender} or self.rights - {bool(entry.right)}:
            return False
        return bool(self.rights) and (bool(entry.right) or "female" in self.genders)

    def fits(self, entry: Entry) -> bool:
        """Whether those who intervene call the holder as they would call ``entry``."""
        if entry.gender and self.genders and entry.gender not in self.genders:
            return False
        return entry.right is None or not self.rights or entry.right in self.rights


def chains(s: Scene) -> list[Chain]:
    """Every turn in a chain of its own or with those that the same speaker is taken to hold."""
    found: list[Chain] = []
    floor: Chain | None = None
    asked = 0
    for turn in range(len(s.drafts)):
        if turn and not s.together(turn, turn - 1):
            floor, asked = None, 0
        if s.chair[turn] or "turn.rises" in s.heads[turn]:
            found.append(Chain([turn]))
            asked += "turn.rises" in s.heads[turn]
            if s.chair[turn] and s.reading.tokens.norms[s.extents[turn][1] - 1] == "?":
                floor = None  # whoever answers the Chair need not hold the floor
            continue
        if floor is not None and (_intervenes(s, turn, asked) or _calls_holder(s, turn, floor)):
            found.append(Chain([turn]))
            asked += 1
            if asked > _BETWEEN or not _addresses(s, turn, floor):
                floor = None
            continue
        if floor is not None and asked and _replies(s, turn) and not offices_spoken_of(s, turn) & floor.offices:
            floor.turns.append(turn)
            floor.sure.append(_surely(s, floor.turns[-2], turn))
        else:
            chain = Chain([turn])
            found.append(chain)
            takes = s.drafts[turn].asker < _HOLDS or s.size(turn) > _LONG
            floor = chain if takes and not s.was_given_way(turn) else None
        asked = 0
    return found


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
            or s.size(clue.turn) < _SPEECH
            or s.drafts[clue.turn].asker >= (_MAY_ASK if clue.cue == "speaker.back_reference" else _ASKS)
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
            and not (opens_speech(s, turn) and s.size(turn) >= _SPEECH)
            and not (s.chair[turn] and s.size(turn) > _SPEECH)
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
        begins = not turn or not s.together(turn, turn - 1) or (opens_speech(s, turn) and s.size(turn) >= _SPEECH)
        found.append(found[-1] + begins if found else 0)
    return found


def _holds(s: Scene, turn: int) -> bool:
    """Whether a turn behind the last speech of a debate is of whoever makes it, and no intervention."""
    return s.drafts[turn].asker < _MAY_ASK and s.size(turn) >= _SHORT and not s.chair[turn] and not s.heads[turn] & {"turn.rises", "turn.asks_first"}


def _answers(s: Scene, turn: int, entry: Entry) -> bool:
    """Whether a turn replies to one that calls the holder as few but ``entry`` are called: "the right hon. Lady"."""
    if not entry.right or entry.gender is None or s.drafts[turn].asker > _ASKS or s.calls(turn, entry) or s.chair[turn]:
        return False
    first, last = s.extents[turn - 1]
    return any(r.bare and r.right and r.gender == entry.gender for r in s.people.references.within(first, min(last, first + _LONG)))


def _divisions(s: Scene) -> list[bool]:
    """For each turn whether a question is put at its head, or in the turn before: nobody's speech goes on behind it."""
    document = s.reading.document
    put = [[document.text.startswith("Question put", b.start) for b in document.blocks[d.first : d.last]] for d in s.drafts]
    return [own[:1] == [True] or (n > 0 and any(put[n - 1])) for n, own in enumerate(put)]


def _speaks_of_minister(s: Scene, turn: int) -> bool:
    """Whether a turn speaks of a minister as present, who is therefore not speaking."""
    return "minister" in offices_spoken_of(s, turn)


def _intervenes(s: Scene, turn: int, asked: int) -> bool:
    """Whether a turn interrupts whoever holds the floor: nobody follows upon themselves, so what is short behind them does."""
    asker, size = s.drafts[turn].asker, s.size(turn)
    if size < 2 * _INTERVENTION and (s.was_given_way(turn) or (s.together(turn, turn + 1) and s.thanks_for_intervention(turn + 1))):
        return True
    if size >= (_INTERVENTION if asker < _ASKS else _LONGEST) or (opens_speech(s, turn) and size >= _SPEECH):
        return False
    if asker >= _ASKS or ("turn.asks_first" in s.heads[turn] and _bare(s, turn, 8)):
        return True
    return not asked and (asker >= _MAY_ASK or size < _SHORT or _bare(s, turn, 24) or s.thanks_for_speech(turn))


def _calls_holder(s: Scene, turn: int, floor: Chain) -> bool:
    """Whether a turn opens by calling somebody "right hon." as others call the holder, who is therefore not speaking."""
    first, last = s.extents[turn]
    near = s.people.references.within(first, min(last, first + 10))
    return floor.rights == {True} and s.size(turn) < _INTERVENTION and any(r.bare and r.right and r.gender in floor.genders for r in near)


def _bare(s: Scene, turn: int, reach: int) -> bool:
    """Whether a member without a name is spoken of among the first tokens of a turn."""
    first, last = s.extents[turn]
    return any(r.bare for r in s.people.references.within(first, min(last, first + reach)))


def _surely(s: Scene, before: int, turn: int) -> bool:
    """Whether a turn goes on with ``before`` beyond doubt: it replies in words to who asked, and both boundaries are clear."""
    if s.thanks_for_intervention(turn):
        return True
    asked = [t for t in range(before + 1, turn) if not s.chair[t]]
    if any(s.drafts[t].asker < _CLEAR and "turn.rises" not in s.heads[t] for t in asked) or s.drafts[turn].asker > _HOLDS:
        return False
    if s.drafts[turn].confidence < _CLEAR or any(s.drafts[t].confidence < _CLEAR for t in asked):
        return False
    first, end = s.first_sentences(turn, 1)
    answered = any(r.bare for r in s.people.references.within(first, end))
    return answered or bool(s.heads[turn] & {"turn.agrees", "turn.yes_no", "turn.answers", "turn.can"}) or s.size(turn) < _SPEECH


def _replies(s: Scene, turn: int) -> bool:
    """Whether a turn behind an intervention goes on with the speech: a long one must open as a reply does."""
    if opens_speech(s, turn):
        return False
    if s.size(turn) < _INTERVENTION or s.heads[turn] & _REPLIES:
        return True
    first, end = s.first_sentences(turn, 1)
    return any(r.bare for r in s.people.references.within(first, end))


def opens_speech(s: Scene, turn: int) -> bool:
    """Whether a turn opens a speech of its own rather than replying."""
    if _OPENS_SPEECH & s.heads[turn]:
        return True
    first, end = s.first_sentences(turn, 2)
    words = set(s.reading.tokens.norms[first : min(end, first + 60)])
    if s.size(turn) < _SPEECH:
        return bool(words & {"securing", "obtaining"})
    return bool(words & {"securing", "obtaining", "follow", "following", "called", "calling"}) or (
        "debate" in words and bool(words & {"thank", "congratulate", "grateful", "pleased", "delighted", "welcome"})
    )


def _addresses(s: Scene, turn: int, floor: Chain) -> bool:
    """Notes how an intervention calls the holder; False where it is not how others did."""
    first, last = s.extents[turn]
    genders: set[str] = set()
    rights: set[bool] = set()
    closing = s.reading.sentence_of(last - 1)
    begin = max(first, closing.first) if closing else last
    near = s.people.references.within(first, min(last, first + 40))
    for reference in [*near, *(r for r in s.people.references.within(begin, last) if r not in near)]:
        if reference.plural or reference.name is not None or reference.seat is not None or reference.former:
            continue
        if reference.bare:
            if reference.gender:
                genders.add(reference.gender)
            rights.add(reference.right)
        elif reference.form is Form.OFFICE and reference.office and reference.owner == "the":
            floor.offices.add(reference.office)
    if len(rights) == 1:
        if floor.rights and not rights & floor.rights:
            return False
        floor.rights |= rights
    if len(genders) == 1:
        if floor.genders and not genders & floor.genders:
            return False
        floor.genders |= genders
    return True


def offices_spoken_of(s: Scene, turn: int) -> set[str]:
    """The offices that a turn speaks of as present: "the Secretary of State"."""
    return {r.office for r in s.references(turn) if r.office and r.form is Form.OFFICE and r.owner == "the" and not r.former and r.name is None}
