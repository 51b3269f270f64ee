"""Chains: the turns that one holder of the floor is taken to speak, over the interventions that they reply to."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.attribution.people import Entry
from service.attribution.references import Form
from service.attribution.scene import Scene

_OPENS_SPEECH = frozenset(("turn.speech_opens", "turn.takes_part", "turn.my_lords", "turn.moves", "turn.pleasure"))
_REPLIES = frozenset(("turn.thanks", "turn.agrees", "turn.yes_no", "turn.answers", "turn.can"))
_SECURED = frozenset(("securing", "obtaining"))
_FOLLOWS = _SECURED | {"follow", "following", "called", "calling"}
_GREETS = frozenset(("thank", "congratulate", "grateful", "pleased", "delighted", "welcome"))
ASKS, MAY_ASK, _HOLDS = 0.55, 0.35, 0.3
"""Probabilities of asking: of an intervention behind another, of one behind the holder, and of who takes the floor."""
_CLEAR = 0.6
SHORT, LONG, _LONGEST = 50, 220, 250
"""Tokens of a remark at most, of a speech at least, of an intervention at most."""
_INTERVENTION = 150
"""Tokens: an intervention that does not ask is no longer."""
_BETWEEN = 5
"""Turns of others over which a chain reaches."""
SPEECH = 110
"""Tokens of what opens a speech of its own, at least."""


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
        if floor is not None and (asked or s.thanks_for_intervention(turn)) and _replies(s, turn) and not offices_spoken_of(s, turn) & floor.offices:
            floor.turns.append(turn)
            floor.sure.append(_surely(s, floor.turns[-2], turn))
        else:
            chain = Chain([turn])
            found.append(chain)
            takes = s.drafts[turn].asker < _HOLDS or s.size(turn) > LONG
            floor = chain if takes and not s.was_given_way(turn) else None
        asked = 0
    return found


def _intervenes(s: Scene, turn: int, asked: int) -> bool:
    """Whether a turn interrupts whoever holds the floor: nobody follows upon themselves, so what is short behind them does."""
    asker, size = s.drafts[turn].asker, s.size(turn)
    if size < 2 * _INTERVENTION and (s.was_given_way(turn) or (s.together(turn, turn + 1) and s.thanks_for_intervention(turn + 1))):
        return True
    if size >= (_INTERVENTION if asker < ASKS else _LONGEST) or (opens_speech(s, turn) and size >= SPEECH):
        return False
    if asker >= ASKS or ("turn.asks_first" in s.heads[turn] and _bare(s, turn, 8)):
        return True
    return not asked and (asker >= MAY_ASK or size < SHORT or _bare(s, turn, 24) or s.thanks_for_speech(turn))


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
    return answered or bool(s.heads[turn] & {"turn.agrees", "turn.yes_no", "turn.answers", "turn.can"}) or s.size(turn) < SPEECH


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
    known = s.speeches.get(turn)
    if known is None:
        known = s.speeches[turn] = _opens_speech(s, turn)
    return known


def _opens_speech(s: Scene, turn: int) -> bool:
    if not _OPENS_SPEECH.isdisjoint(s.heads[turn]):
        return True
    first, end = s.first_sentences(turn, 2)
    words = s.reading.tokens.norms[first : min(end, first + 60)]
    if s.size(turn) < SPEECH:
        return not _SECURED.isdisjoint(words)
    return not _FOLLOWS.isdisjoint(words) or ("debate" in words and not _GREETS.isdisjoint(words))


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
