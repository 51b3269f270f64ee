"""What the clues to speakers look at: the turns of a transcript without labels, with their tokens, references and opening cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.attribution.cues import opening_cues
from service.attribution.people import Entry, People
from service.attribution.references import Form, Reference
from service.attribution.turns import DraftTurn
from service.lexicon import load
from service.model import Evidence, Span, SpeakerKind
from service.reading import Reading

_HEAD = 10
"""Tokens of a paragraph's head in which it calls whom it answers."""
_THANKS, _THANKED = frozenset(("thank", "thanks", "grateful")), 5
"""Words of thanks, and the tokens at a turn's head in which they thank whoever spoke before: "I sort of thank"."""
_CHAIRS, _CHAIR_SAYS = frozenset(load("service.attribution")["resolver"]["chair_says"].split()), 40
"""Words of the Chair, and the tokens of a reminder in which it uses one."""
_HOLDS = 0.35
"""Probability of asking of who holds the floor, at most."""
_BEGINS = 0.55
"""A turn that begins less likely may well go on with the one before."""
_SPEECH = 90
"""Tokens of what may open a debate."""


@dataclass(frozen=True, slots=True)
class Clue:
    """``entry`` speaks turn ``turn``, with a probability; ``span`` are the words that say so and ``cue`` the rule's id."""

    turn: int
    entry: Entry
    probability: float
    span: Span
    cue: str


@dataclass(slots=True)
class Scene:
    """What the clues look at: the turns with their tokens and references."""

    reading: Reading
    people: People
    drafts: Sequence[DraftTurn]
    extents: list[tuple[int, int]]
    heads: list[set[str]]
    chair: list[bool]
    openings: dict[int, int]
    """The first speech of each section."""
    cited: list[list[Reference]]
    """The references of each turn."""
    ends: list[tuple[int, int]]
    """The tokens behind the first sentence of each turn, and behind its first two."""
    speeches: dict[int, bool] = field(default_factory=dict)
    """Whether a turn opens a speech of its own, once that is worked out."""
    _called: dict[int, tuple[set[str], set[str]]] = field(default_factory=dict)

    def section(self, turn: int) -> int:
        """The section of a turn."""
        return self.drafts[turn].section or 0

    def together(self, a: int, b: int) -> bool:
        """Whether two turns exist and stand in one section."""
        return 0 <= a < len(self.drafts) and 0 <= b < len(self.drafts) and self.drafts[a].section == self.drafts[b].section

    def references(self, turn: int) -> list[Reference]:
        """The references of a turn."""
        return self.cited[turn]

    def first_sentences(self, turn: int, most: int) -> tuple[int, int]:
        """The tokens of the first sentences of a turn, one or two."""
        return self.extents[turn][0], self.ends[turn][most - 1]

    def span(self, first: int, last: int) -> Span:
        """The characters of a range of tokens."""
        return Span(self.reading.tokens.starts[first], self.reading.tokens.ends[last - 1])

    def contradicts(self, turn: int, entry: Entry) -> bool:
        """Whether the turn after calls this turn's speaker by another gender than the entry's: "I thank the hon. Lady"."""
        following = turn + 1
        if entry.gender is None or not self.together(turn, following) or self.chair[following] or self.drafts[following].confidence < _BEGINS:
            return False
        first, end = self.first_sentences(following, 1)
        for reference in self.people.references.within(first, min(end, first + 14)):
            if reference.bare and reference.gender:
                return reference.gender != entry.gender and not reference.plural
        return False

    def calls(self, turn: int, entry: Entry) -> bool:
        """Whether a paragraph of a turn opens by calling somebody who may be this entry, so that another may be speaking.

        Any that calls somebody as few but the entry are called, "The right hon. Lady is right to say"; and within a speech, where an intervention
        that was missed may begin, any that calls somebody of the entry's gender.
        """
        if turn not in self._called:
            self._called[turn] = self._openings_of(turn)
        right, within = self._called[turn]
        return (bool(entry.right) and entry.gender in right) or entry.gender in within

    def _openings_of(self, turn: int) -> tuple[set[str], set[str]]:
        """The genders of those whom the paragraphs of a turn open by calling right honourable, and whom those behind the first open by calling."""
        right: set[str] = set()
        within: set[str] = set()
        draft = self.drafts[turn]
        holds = draft.asker < _HOLDS
        for number, block in enumerate(self.reading.document.blocks[draft.first : draft.last]):
            first, last = self.reading.tokens.within(block.start, block.end)
            for r in self.people.references.within(first, min(last, first + _HEAD)):
                if r.bare and r.gender is not None:
                    right |= {r.gender} if r.right else set()
                    within |= {r.gender} if number and holds else set()
        return right, within

    def thanks_for_intervention(self, turn: int) -> bool:
        """Whether a turn thanks for an intervention: it goes on with the speech that was interrupted."""
        first, end = self.first_sentences(turn, 1)
        norms = self.reading.tokens.norms[first : min(end, first + 24)]
        return "intervention" in norms and ("turn.thanks" in self.heads[turn] or not _THANKS.isdisjoint(norms[:_THANKED]))

    def was_given_way(self, turn: int) -> bool:
        """Whether a turn opens with thanks for giving way: it is an intervention."""
        first, end = self.first_sentences(turn, 1)
        head = self.reading.tokens.norms[first : min(end, first + 20)]
        return "turn.thanks" in self.heads[turn] and "giving" in head and "way" in head

    def thanks_for_speech(self, turn: int) -> bool:
        """Whether a turn thanks a member for the statement or speech before it."""
        first, end = self.first_sentences(turn, 1)
        norms = self.reading.tokens.norms
        for reference in self.people.references.within(first, min(end, first + 12)):
            if reference.form in (Form.MEMBER, Form.PEER):
                why = norms[reference.last : reference.last + 6]
                return "turn.thanks" in self.heads[turn] and why[:1] == ["for"] and bool({"statement", "speech", "report", "answer"} & set(why))
        return False

    def size(self, turn: int) -> int:
        """Tokens of a turn."""
        return self.extents[turn][1] - self.extents[turn][0]


def scene(reading: Reading, drafts: Sequence[DraftTurn], people: People) -> Scene:
    """The scene of a document without labels."""
    extents = [reading.tokens.within(reading.document.blocks[d.first].start, d.end) for d in drafts]
    heads = [opening_cues(reading.tokens, *e) for e in extents]
    cited = [people.references.within(*e) for e in extents]
    ends = [_first_ends(reading, *e) for e in extents]
    found = Scene(reading, people, drafts, extents, heads, [False] * len(drafts), {}, cited, ends)
    found.chair = [_is_chair(found, t) for t in range(len(drafts))]
    for turn in range(len(drafts)):
        if not found.chair[turn] and found.size(turn) >= _SPEECH:
            found.openings.setdefault(found.section(turn), turn)
    return found


def _first_ends(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The tokens behind the first sentence of ``[first, last)`` and behind its second."""
    sentence = reading.sentence_of(first) if first < last else None
    if sentence is None:
        return first, first
    end = min(last, sentence.last)
    second = reading.sentence_of(end) if end < last else None
    return end, min(last, second.last) if second is not None else end


def _is_chair(s: Scene, turn: int) -> bool:
    """Whether the Chair speaks: "Order.", "I call", thanks at the end of an item, a name and no more."""
    first, last = s.extents[turn]
    if first >= last:
        return False
    norms = s.reading.tokens.norms
    head = norms[first : min(last, first + 8)]
    if "turn.chair_opens" in s.heads[turn]:
        if head[0] == "i" and head[1:2] in (["remind"], ["must"], ["have"], ["should"]):
            return not _CHAIRS.isdisjoint(norms[first : min(last, first + _CHAIR_SAYS)]) and "my" not in head
        return not (head[0] in ("on", "further", "point", "i") and "order" in head and "call" not in head)
    end = s.first_sentences(turn, 1)[1]
    sentence = norms[first:end]
    if "turn.thanks" in s.heads[turn] and "answering" in sentence and "questions" in sentence:
        return True
    if s.size(turn) < 40:
        tail = norms[max(first, last - 14) : last]
        named = [r for r in s.references(turn) if r.name is not None and r.last >= last - 2]
        if named and (
            "call" in tail
            or (s.size(turn) < 14 and named[-1].form is Form.NAME and "?" not in tail and bool(named[-1].name and named[-1].name.given))
        ):
            return True
        if _grants_time(s, turn) or (named and named[-1].form is Form.NAME and _asks_you(norms, first, last)):
            return True
    opening = [r for r in s.people.references.within(first, end) if r.form is Form.NAME and r.name is not None and r.last >= end - 1]
    return bool(opening and end - first < 8 and s.size(turn) < 90 and "order" in norms[first:last])


def _asks_you(norms: Sequence[str], first: int, last: int) -> bool:
    """Whether the Chair alone could ask so: members are "you" to nobody else."""
    return "you" in norms[first:last] and norms[last - 1] == "?"


def _grants_time(s: Scene, turn: int) -> bool:
    """Whether a short turn gives time to somebody by their full name, as only the Chair does: "I will give two minutes to Ann Example"."""
    norms = s.reading.tokens.norms
    for reference in s.references(turn):
        if reference.form is Form.NAME and reference.name is not None and reference.name.given:
            lead = norms[max(s.extents[turn][0], reference.first - 8) : reference.first]
            if bool({"minute", "minutes", "seconds"} & set(lead)) and bool({"give", "allow", "have"} & set(lead)):
                return True
    return False


def evidence(clue: Clue) -> Evidence:
    """The words of a clue."""
    return Evidence(clue.span.start, clue.span.end, clue.cue)


def is_person(entry: Entry) -> bool:
    """Whether an entry is a person with a name."""
    return entry.kind is SpeakerKind.PERSON and entry.name is not None


def entry_of(s: Scene, reference: Reference, turn: int) -> Entry | None:
    """Whom a reference means: by name, by seat, or by an office whose holder the section names."""
    known = s.people.of.get(reference.first)
    if known is None and reference.office and reference.form is Form.OFFICE:
        known = s.people.by_office(reference.office, s.section(turn))
    return known
