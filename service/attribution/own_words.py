"""Clues that speakers give of themselves: "my Committee", "we in X", "As chair of X, I", "my Department"."""

from __future__ import annotations

from collections.abc import Iterator

from service.attribution.answers import minister
from service.attribution.phrases import Phrases
from service.attribution.references import Form
from service.attribution.scene import Clue, Scene
from service.lexicon import load
from service.transcript.tokens import among

_LEXICON = load("service.attribution")
_STAFF, _ACTS = (frozenset(_LEXICON["resolver"][k].split()) for k in ("own_staff", "government_acts"))
_PARTIES = Phrases((form, row.split("|")[0]) for row in _LEXICON["organisations"]["parties"] for form in row.split("|"))
_LOCAL = frozenset(("constituency", "constituents", "constituent", "own", "area", "office", "local", "surgery", "surgeries"))
_MET = frozenset(("spoken", "met", "raised", "discussed", "written"))
_ABROAD = frozenset(("ministers", "counterpart", "counterparts", "ambassador", "ambassadors", "high", "commissioner"))
_FEELING = frozenset(("fortunate", "lucky", "proud", "blessed", "privileged", "glad", "delighted", "worried", "anxious", "concerned", "grateful"))
"""What a member says that "we" are, in a place that is theirs."""
_NEAR = 8
_PLACES = frozenset(("constituency", "constituents", "represent", "seat", "in", "member"))
_OF = frozenset(("of", "in", "for"))
_HAVE = frozenset(("have", "are", "'ve", "also"))
_WAKES = _PLACES | {"my", "our", "which", "we", "i", "as"}
_HELD = frozenset(_LEXICON["resolver"]["held"].split())


def own_words(s: Scene, turn: int) -> Iterator[Clue]:
    """What only one person says of themselves: "my Committee", "we in X", "the Liberal Democrats welcome", "As chair of X, I"."""
    tokens = s.reading.tokens
    norms, words = tokens.norms, tokens.words
    first, last = s.extents[turn]
    section = s.section(turn)
    acts = 0
    for k in among(norms[first : last - 1], _WAKES):
        i = first + k
        norm, after = norms[i], norms[i + 1]
        if norm in _PLACES:
            if words[i + 1][0].isupper() or after in _OF:
                yield from _seat(s, turn, i, first, last)
        elif norm in ("my", "our"):
            if norm == "my" and after == "committee":
                yield from _chair_of(s, turn, s.people.committees.of_section(section), i, i + 2)
            elif after in _STAFF:
                acts += 2 * (words[i + 1][0].isupper() or after == "officials")
            elif norm == "my" and after in _LOCAL:
                yield from _near_seat(s, turn, i, first, last)
            elif norm == "my" and after == "noble":
                acts += norms[first] != "my" and "turn.my_lords" not in s.heads[turn]
        elif norm == "we":
            acts += after in _ACTS or (after in _HAVE and i + 2 < last and norms[i + 2] in _ACTS)
        elif norm == "i":
            if after == "am":
                if i + 3 < last and norms[i + 2] in ("a", "an", "the"):
                    yield from _i_am(s, turn, i + 2)
            elif after in ("have", "'ve"):
                acts += i + 2 < last and norms[i + 2] in _MET and not _ABROAD.isdisjoint(norms[i + 3 : i + 12])
        elif norm == "which":
            if after == "i" and i + 2 < last and norms[i + 2] in ("chair", "lead", "chaired"):
                committee = max((j for j in range(max(first, i - 12), i) if norms[j] == "committee"), default=None)
                if committee is not None:
                    yield from _chair_of(s, turn, s.people.committees.around(committee), i, i + 3)
        elif i + 2 < last:
            yield from _as(s, turn, i + 1)
    if acts >= 2 and not s.chair[turn]:
        yield from minister(s, turn, "speaker.government_acts", 0.85 if acts > 2 else 0.75)
    end = s.first_sentences(turn, 1)[1]
    at = first + 1 if norms[first] in ("the", "we") else first
    party = _PARTIES.longest(norms, at, end)
    if (
        party is not None
        and at > first
        and party[1] + 1 < end
        and words[at][0].isupper()
        and any(n in ("welcome", "support", "believe", "thank", "back", "oppose", "share") for n in norms[party[1] : party[1] + 2])
    ):
        yield Clue(turn, s.people.spokesperson(party[0], s.span(at, party[1]), section), 0.9, s.span(first, party[1]), "speaker.party")


def _chair_of(s: Scene, turn: int, remit: str | None, first: int, last: int) -> Iterator[Clue]:
    if remit:
        entry = s.people.by_office(f"chair: {remit}", s.section(turn)) or s.people.chair_of(remit, s.section(turn))
        yield Clue(turn, entry, 0.93, s.span(first, last), "speaker.own_committee")


def _seat(s: Scene, turn: int, i: int, first: int, last: int) -> Iterator[Clue]:
    """The speaker's own seat: "my constituency of X", "my constituents in X", "we in X", "we are proud in X", "I represent X"."""
    tokens = s.reading.tokens
    norms, words = tokens.norms, tokens.words
    at = i + 2 if norms[i + 1] in ("of", "in", "for") else i + 1
    if at >= last or not words[at][0].isupper():
        return
    lead = norms[max(first, i - 6) : i]
    own = (
        ("my" in lead[-2:] and norms[i] in ("constituency", "constituents", "seat"))
        or (norms[i] == "represent" and lead[-1:] == ["i"])
        or (norms[i] == "member" and lead[-3:] in (["i", "as", "the"], ["as", "the"], ["as"]))
    )
    own = (
        own
        or (norms[i] == "in" and ("we" in lead or "we" in norms[at + 1 : at + 3]) and bool(_FEELING & {*lead, *norms[at : at + 5]}))
        or (norms[i] == "in" and lead[-1:] == ["we"])
    )
    if not own:
        return
    seat = s.people.seat_at(at, last)
    if seat is not None:
        yield Clue(turn, seat[0], 0.93, s.span(i, seat[1]), "speaker.own_seat")


def _near_seat(s: Scene, turn: int, i: int, first: int, last: int) -> Iterator[Clue]:
    """A constituency named beside "my own office" or "my constituents": "in the city of X, including my own office"."""
    words = s.reading.tokens.words
    for at in range(max(first, i - _NEAR), min(last, i + _NEAR)):
        if words[at][0].isupper() and (seat := s.people.seat_at(at, last)) is not None and s.people.references.holding(at) is None:
            yield Clue(turn, seat[0], 0.75, s.span(min(at, i), max(seat[1], i + 2)), "speaker.own_seat")
            return


def _i_am(s: Scene, turn: int, at: int) -> Iterator[Clue]:
    """What a speaker says to be: "I chair the all-party group on X"."""
    tokens = s.reading.tokens
    sentence = s.reading.sentence_of(at)
    last = min(sentence.last if sentence else at, at + 18, s.extents[turn][1])
    end = next((j for j in range(at, last) if tokens.norms[j] in (",", ".", "and", "who", "which", "—", ";", "but")), last)
    if end - at > 3 and any(n in _HELD for n in tokens.norms[at + 1 : at + 5]) and "of" in tokens.norms[at:end]:
        yield Clue(turn, s.people.self_described(at + 1, end, s.section(turn)), 0.9, s.span(at, end), "speaker.own_office")


def _as(s: Scene, turn: int, at: int) -> Iterator[Clue]:
    """An office of one's own: "As Communities Secretary, I", "As chair of the group, I"."""
    norms = s.reading.tokens.norms
    for reference in s.people.references.within(at, at + 2):
        end = reference.last
        if (
            reference.form is Form.OFFICE
            and reference.office
            and not reference.former
            and not reference.plural
            and end + 1 < len(norms)
            and norms[end] == ","
            and norms[end + 1] in ("i", "my")
        ):
            yield Clue(turn, s.people.office_of(reference, s.section(turn)), 0.9, s.span(reference.first, end), "speaker.own_office")
