"""Clues to who speaks a turn without a label: each names somebody for a turn, with the words it rests on and how often it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.answers import answered, asked_office, stated
from service.attribution.own_words import own_words
from service.attribution.references import Form
from service.attribution.scene import Clue, Scene, entry_of
from service.lexicon import load

_LEXICON = load("service.attribution")
_OPENING, _OPENED = (frozenset(_LEXICON["resolver"][k].split()) for k in ("opening", "opened"))
_SECURES = _OPENING - {"introducing", "leading", "opening", "calling", "bringing", "moving", "promoting"}
_TOPIC = frozenset(("debate", "subject", "issue", "matter", "motion"))
_DEBATE = frozenset(("debate", "motion", "it", "speech"))
_FOLLOWING = frozenset(("follow", "following"))
_ASKS, _FOLLOWS = 0.5, 3
"""Probability of asking of who holds no floor, and turns back in which a speech ends that is followed."""
_INTERRUPTS, _HEAD = 0.35, 12
"""Probability of asking of who interrupts, and the tokens in which they say whom."""
_NEAR_MOTION = 4000
"""Characters of a motion between the line that names its mover and the mover's speech."""


def clues(s: Scene) -> Iterator[Clue]:
    """Every clue of the text, in order of the turn that gives it."""
    for turn in range(len(s.drafts)):
        if s.extents[turn][0] >= s.extents[turn][1]:
            continue
        yield from _called(s, turn)
        yield from _gives_way(s, turn)
        yield from own_words(s, turn)
        yield from answered(s, turn)
        yield from asked_office(s, turn)
        yield from stated(s, turn)
        yield from _opener(s, turn)
        yield from _followed(s, turn)
        yield from _interrupted(s, turn)
        yield from _put_to_the_chair(s, turn)
        yield from _moved(s, turn)


def _next_speech(s: Scene, turn: int) -> int | None:
    """The next turn that is not a note that somebody rises."""
    for t in range(turn + 1, turn + 4):
        if not s.together(turn, t):
            return None
        if "turn.rises" not in s.heads[t]:
            return t
    return None


def _called(s: Scene, turn: int) -> Iterator[Clue]:
    """The Chair calls: "I call the Chair of the Committee.", "It is a pleasure to call X.", "Lastly, Mr X."."""
    following = _next_speech(s, turn) if s.chair[turn] else None
    if following is None:
        return
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    end = s.first_sentences(turn, 1)[1]
    for reference in s.people.references.within(first, end):
        if reference.form is Form.NAME and reference.name is not None and reference.name.given and reference.last >= end - 1 and end - first < 8:
            yield Clue(following, s.people.of[reference.first], 0.95, s.span(reference.first, reference.last), "speaker.called")
            return
    for reference in reversed(s.references(turn)):
        if reference.plural:
            continue
        lead = norms[max(first, reference.first - 4) : reference.first]
        before = norms[max(first, reference.first - 8) : reference.first]
        granted = reference.name is not None and bool({"minute", "minutes"} & set(before)) and bool({"give", "allow"} & set(before))
        if granted or (reference.name is not None and lead[-3:] == ["before", "i", "call"]):
            yield Clue(following, s.people.of[reference.first], 0.88, s.span(reference.first, reference.last), "speaker.called")
            return
        if reference.first < last - 60:
            continue
        ends = reference.last >= last - 2
        if (
            "call" in lead
            or ("call" in norms[max(first, reference.first - 8) : reference.first] and ends)
            or (ends and s.size(turn) < 16 and reference.name is not None)
        ):
            entry = entry_of(s, reference, turn)
            if entry is None and reference.office and reference.form is Form.OFFICE and not reference.former:
                entry = s.people.office_of(reference, s.section(turn))
            if entry is not None:
                yield Clue(following, entry, 0.93, s.span(reference.first, reference.last), "speaker.called")
            return


def _gives_way(s: Scene, turn: int) -> Iterator[Clue]:
    """Somebody gives way, "I give way to my hon. Friend the Member for X (Name)": the next turn is theirs."""
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    begin = max(first, last - 50)
    if "way" not in norms[max(first, begin - 3) : last] or (following := _next_speech(s, turn)) is None:
        return
    for reference in s.people.references.within(begin, last):
        lead = norms[max(first, reference.first - 3) : reference.first]
        if "way" in lead and "to" in lead and (entry := entry_of(s, reference, turn)) is not None and s.size(following) < 400:
            yield Clue(following, entry, 0.97, s.span(reference.first, reference.last), "speaker.given_way")
            return


def _opener(s: Scene, turn: int) -> Iterator[Clue]:
    """Somebody is thanked for the debate, "I congratulate X on securing it": its first speech is theirs, if it stands before."""
    tokens = s.reading.tokens
    norms = tokens.norms
    first, last = s.extents[turn]
    opening = s.openings.get(s.section(turn), turn)
    if opening >= turn:
        return
    for reference in s.references(turn):
        if not (reference.form is Form.MEMBER or reference.form is Form.PEER) or reference.plural or (entry := entry_of(s, reference, turn)) is None:
            continue
        lead = norms[max(first, reference.first - 8) : reference.first]
        after = norms[reference.last : min(last, reference.last + 9)]
        thanked = (
            not _OPENING.isdisjoint(after)
            and ("on" in after[:2] or "for" in after[:2])
            and not _TOPIC.isdisjoint(norms[reference.last : min(last, reference.last + 16)])
        )
        opened = not _OPENED.isdisjoint(after[:5]) and not _DEBATE.isdisjoint(after)
        spoke = "opening" in after and "speech" in after
        mover = "motion" in lead and "moved" in lead
        if thanked or opened or spoke or mover:
            if _follows_another(norms[s.extents[opening][0] : s.extents[opening][0] + 120]):
                return
            yield Clue(opening, entry, 0.98, s.span(reference.first, reference.last), "speaker.opened")


def _follows_another(head: Sequence[str]) -> bool:
    """Whether the first speech that is found itself congratulates somebody on the debate: another opened it."""
    return "congratulate" in head and not _SECURES.isdisjoint(head)


def _followed(s: Scene, turn: int) -> Iterator[Clue]:
    """Somebody is followed, "It is a pleasure to follow X": the speech before is theirs."""
    norms = s.reading.tokens.norms
    first, end = s.first_sentences(turn, 2)
    for reference in s.people.references.within(first, end):
        lead = norms[max(first, reference.first - 3) : reference.first]
        if not _FOLLOWING.isdisjoint(lead) and (entry := entry_of(s, reference, turn)) is not None:
            before = turn - 1
            while s.together(turn, before) and (s.chair[before] or s.drafts[before].asker >= _ASKS or "turn.rises" in s.heads[before]):
                before -= 1
            if s.together(turn, before) and turn - before <= _FOLLOWS:
                likely = 0.9 if lead[-2:] == ["to", "follow"] else 0.75
                yield Clue(before, entry, likely, s.span(reference.first, reference.last), "speaker.followed")
            return


def _interrupted(s: Scene, turn: int) -> Iterator[Clue]:
    """Who interrupts names the holder of the floor: "I thank X for giving way", "X is making a powerful speech"."""
    before = turn - 1
    while s.together(turn, before) and "turn.rises" in s.heads[before]:
        before -= 1
    if not s.together(turn, before) or s.chair[before] or s.drafts[before].asker >= _ASKS or s.drafts[turn].asker < _INTERRUPTS:
        return
    norms = s.reading.tokens.norms
    first, end = s.first_sentences(turn, 1)
    for reference in s.people.references.within(first, min(end, first + _HEAD)):
        if reference.plural or (entry := s.people.of.get(reference.first)) is None or reference.form not in (Form.MEMBER, Form.PEER):
            continue
        behind = norms[reference.last : min(end, reference.last + 4)]
        if behind[:3] == ["for", "giving", "way"] or behind[:2] == ["is", "making"]:
            yield Clue(before, entry, 0.93, s.span(reference.first, reference.last), "speaker.interrupted")
        return


def _put_to_the_chair(s: Scene, turn: int) -> Iterator[Clue]:
    """The Chair answers a point of order, "I am grateful to X for his point of order": the turn before is theirs."""
    before = turn - 1
    if not s.chair[turn] or not s.together(turn, before) or s.chair[before]:
        return
    norms = s.reading.tokens.norms
    first, end = s.first_sentences(turn, 1)
    for reference in s.people.references.within(first, end):
        behind = norms[reference.last : min(end, reference.last + 7)]
        entry = s.people.of.get(reference.first)
        if entry is not None and not reference.plural and behind[:1] == ["for"] and {"point", "order"} <= set(behind):
            yield Clue(before, entry, 0.93, s.span(reference.first, reference.last), "speaker.answered")
            return


def _moved(s: Scene, turn: int) -> Iterator[Clue]:
    """A line "Moved by Lord X" at the end of what stands before a turn."""
    following = turn + 1
    if not s.together(turn, following):
        return
    draft = s.drafts[turn]
    tokens = s.reading.tokens
    for block in reversed(range(draft.first, draft.last)):
        b = s.reading.document.blocks[block]
        if draft.end - b.end > _NEAR_MOTION:
            return
        if s.reading.document.text.startswith("Moved by ", b.start):
            first, last = tokens.within(b.start, b.end)
            for reference in s.people.references.within(first, last)[:1]:
                if (entry := s.people.of.get(reference.first)) is not None:
                    yield Clue(following, entry, 0.95, s.span(reference.first, reference.last), "speaker.moved")
            return
