"""Clues from questions and answers: whom a reply names, and which office was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.references import Form, Reference
from service.attribution.scene import Clue, Scene, entry_of
from service.lexicon import load

_LEXICON = load("service.attribution")
_OPENING, _ANSWERED = (frozenset(_LEXICON["resolver"][k].split()) for k in ("opening", "answered"))
_GOVERNMENT = frozenset(_LEXICON["offices"]["government"].split())
_STATEMENT = 60
"""Tokens in which whoever makes a statement says so: "With permission, I would like to make a statement"."""
_REPLIES = 0.4
"""Probability of asking below which a turn replies."""
_OWN_SPEECH = frozenset(("turn.speech_opens", "turn.moves"))
_QUESTION = 300
"""Tokens of a turn whose question the next is taken to answer; a speech's is not."""
_BIDS = frozenset(("ask", "push", "urge", "press"))
_ASKING = frozenset(("will", "does", "is", "has", "can", "could", "would", "did", "should", "may", "do", "ask", "urge", "steps", "what"))


def answered(s: Scene, turn: int) -> Iterator[Clue]:
    """The reply names whom it answers: "I thank the Chair of the Committee for raising this", "my hon. Friend and Committee member"."""
    before = turn - 1
    if not s.together(turn, before) or s.chair[turn] or s.chair[before]:
        return
    tokens = s.reading.tokens
    norms = tokens.norms
    first, end = s.first_sentences(turn, 1)
    early = [r for r in s.people.references.within(first, end) if not r.plural]
    if early and "turn.thanks" in s.heads[turn] and early[0].first < first + 10:
        reference = early[0]
        why = norms[reference.last : min(end, reference.last + 8)]
        answers = why[:1] == ["for"] and (bool(_ANSWERED & set(why)) or {"what", "said"} <= set(why)) and not _OPENING & set(why)
        if answers and reference.form is not Form.CHAIR:
            entry = entry_of(s, reference, turn)
            if entry is None and reference.form is Form.OFFICE and reference.office and not reference.former:
                entry = (
                    s.people.office_of(reference, s.section(turn))
                    if not reference.office.startswith("chair") or len(reference.office) > 7
                    else s.people.by_office(reference.office, s.section(turn))
                )
            if entry is not None and (reference.seat is None or s.drafts[before].asker > 0.3):
                yield Clue(before, entry, 0.9, s.span(reference.first, reference.last), "speaker.answered")
        elif (
            reference.form is Form.MEMBER
            and reference.last + 2 < end
            and norms[reference.last] == "and"
            and tokens.words[reference.last + 1][0].isupper()
        ):
            stop = next((j for j in range(reference.last + 1, min(end, reference.last + 8)) if norms[j] == "for"), None)
            if stop is not None:
                yield Clue(before, s.people.described(reference, stop, s.section(turn)), 0.85, s.span(reference.first, stop), "speaker.answered")
    called = next((r for r in s.people.references.within(*s.first_sentences(turn, 2)) if r.bare), None)
    if called is not None and "committee" in norms[called.last : min(s.extents[turn][1], called.last + 18)]:
        # "the hon. Member for all that she has done through her tireless Health Committee"
        reach = range(called.last, min(s.extents[turn][1], called.last + 18))
        committee = next((j for j in reach if norms[j] == "committee" and tokens.words[j][0].isupper()), None)
        if committee is not None and _hers(norms, called.last, committee):
            remit = s.people.committees.around(committee) or s.people.committees.of_section(s.section(turn))
            if remit:
                entry = s.people.by_office(f"chair: {remit}", s.section(turn)) or s.people.chair_of(remit, s.section(turn))
                target = before if s.drafts[turn].asker < 0.5 or s.reading.tokens.norms[s.extents[before][1] - 1] == "?" else None
                if target is not None:
                    yield Clue(target, entry, 0.85, s.span(called.first, committee + 1), "speaker.answered")


def _hers(norms: Sequence[str], floor: int, committee: int) -> bool:
    """Whether "her" or "his" stands before a committee's name, with nothing but words of the name between."""
    for j in range(committee - 1, max(floor, committee - 7) - 1, -1):
        if norms[j] in ("her", "his"):
            return True
        if not norms[j].isalpha() or norms[j] == "the":
            return False
    return False


def asked_office(s: Scene, turn: int) -> Iterator[Clue]:
    """An office is asked, "Will the Minister commit": the reply is the Minister's."""
    following = turn + 1
    if not s.together(turn, following) or s.chair[turn] or s.chair[following]:
        return
    tokens = s.reading.tokens
    norms = tokens.norms
    first, last = s.extents[turn]
    offices = [r for r in s.references(turn) if r.form is Form.OFFICE and _governs(r)]
    says = next((r for r in offices if r.last < last and norms[r.last] == "says"), None)
    if says is not None and s.together(turn, turn - 1) and not s.chair[turn - 1]:
        yield Clue(turn - 1, s.people.office_of(says, s.section(turn)), 0.8, s.span(says.first, says.last + 1), "speaker.answered")
    if not offices:
        asked = []
    elif s.drafts[following].asker > 0.6 or "?" not in norms[first:last]:
        asked = [r for r in offices if norms[max(first, r.first - 1)] in _BIDS]
    else:
        asked = [r for r in offices if not _ASKING.isdisjoint(norms[max(first, r.first - 3) : r.first])]
    if not asked and _asks_government(s, turn):
        yield from minister(s, following, "speaker.asked", 0.75)
    if asked:
        reference = asked[-1]
        if s.size(turn) > _QUESTION or _OWN_SPEECH & s.heads[following] or (s.drafts[following].asker > 0.6 and len(asked) < 2):
            return
        named = {r.office for r in s.references(following)}
        if reference.office in named and reference.office != "minister":
            yield from minister(s, following, "speaker.asked", 0.75)
            return
        if reference.office in named:
            return
        yield Clue(following, s.people.office_of(reference, s.section(turn)), 0.85, s.span(reference.first, reference.last), "speaker.asked")


def stated(s: Scene, turn: int) -> Iterator[Clue]:
    """An office is thanked for its statement: it opened the section, and the reply is its own."""
    opening = s.openings.get(s.section(turn), turn)
    if opening >= turn or s.chair[turn]:
        return
    norms = s.reading.tokens.norms
    first, end = s.first_sentences(turn, 1)
    for reference in s.people.references.within(first, end):
        why = norms[reference.last : min(end, reference.last + 10)]
        if reference.form is not Form.OFFICE or not _governs(reference) or why[:1] != ["for"] or "statement" not in why:
            continue
        entry = s.people.office_of(reference, s.section(turn))
        span = s.span(reference.first, reference.last)
        if "statement" in norms[s.extents[opening][0] : s.extents[opening][0] + _STATEMENT]:
            yield Clue(opening, entry, 0.95, span, "speaker.answered")
        for reply in range(turn + 1, turn + 3):
            if not s.together(turn, reply):
                return
            if s.drafts[reply].asker < _REPLIES and any(r.bare for r in s.people.references.within(*s.first_sentences(reply, 1))):
                yield Clue(reply, entry, 0.85, span, "speaker.asked")
                return
        return


def _asks_government(s: Scene, turn: int) -> bool:
    """Whether a turn puts a question to the government and to no member, and the next answers it."""
    if s.drafts[turn].asker < 0.3 or s.drafts[turn + 1].asker > 0.33:
        return False
    if any((r.form is Form.MEMBER or r.form is Form.PEER) and not r.plural for r in s.references(turn)):
        return False
    norms = s.reading.tokens.norms[slice(*s.extents[turn])]
    if "?" not in norms or "government" not in norms:
        return False
    return any(r.bare for r in s.people.references.within(*s.first_sentences(turn + 1, 2)))


def _governs(reference: Reference) -> bool:
    return (
        bool(reference.office)
        and not reference.former
        and not reference.plural
        and reference.owner in ("the", None, "my", "our")
        and not _GOVERNMENT.isdisjoint((reference.office or "").split())
    )


def minister(s: Scene, turn: int, cue: str, probability: float) -> Iterator[Clue]:
    """A turn that speaks for the government: the Minister's, by the words that the section calls them."""
    if any(r.office == "minister" and r.owner == "the" and r.name is None and not r.former for r in s.references(turn)):
        return  # who speaks of "the Minister" is another
    first, _ = s.extents[turn]
    entry = s.people.minister(s.section(turn))
    yield Clue(turn, entry, probability, s.span(first, min(first + 8, s.extents[turn][1])), cue)
