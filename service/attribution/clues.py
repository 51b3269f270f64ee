"""Clues to who speaks a turn without a label: each names somebody for a turn, with the words it rests on and how often it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.attribution.cues import opening_cues
from service.attribution.people import Entry, People
from service.attribution.phrases import Phrases
from service.attribution.references import Form, Reference
from service.attribution.turns import DraftTurn
from service.lexicon import load
from service.model import Evidence, Span, SpeakerKind
from service.reading import Reading

_LEXICON = load("service.attribution")
_WORDS = {key: frozenset(words.split()) for key, words in _LEXICON["resolver"].items()}
_OPENING, _OPENED, _STAFF, _ACTS, _ANSWERED = (_WORDS[k] for k in ("opening", "opened", "own_staff", "government_acts", "answered"))
_GOVERNMENT = frozenset(_LEXICON["offices"]["government"].split())
_PARTIES = Phrases((form, row.split("|")[0]) for row in _LEXICON["organisations"]["parties"] for form in row.split("|"))
_ASKING = frozenset(("will", "does", "is", "has", "can", "could", "would", "did", "should", "may", "do", "ask", "urge", "steps", "what"))
_HELD = frozenset(("chair", "chairman", "chairwoman", "president", "member", "officer", "patron", "trustee", "secretary", "treasurer", "governor", "spokesman", "spokesperson", "leader", "envoy"))
_LONG = 90
_NEAR_MOTION = 4000
"""Characters of a motion between the line that names its mover and the mover's speech."""


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

    def section(self, turn: int) -> int:
        """The section of a turn."""
        return self.drafts[turn].section or 0

    def together(self, a: int, b: int) -> bool:
        """Whether two turns exist and stand in one section."""
        return 0 <= a < len(self.drafts) and 0 <= b < len(self.drafts) and self.drafts[a].section == self.drafts[b].section

    def references(self, turn: int) -> list[Reference]:
        """The references of a turn."""
        return self.people.references.within(*self.extents[turn])

    def first_sentences(self, turn: int, most: int = 2) -> tuple[int, int]:
        """The tokens of the first sentences of a turn."""
        first, last = self.extents[turn]
        end = first
        for _ in range(most):
            sentence = self.reading.sentence_of(end) if end < last else None
            if sentence is None:
                break
            end = min(last, sentence.last)
        return first, end

    def span(self, first: int, last: int) -> Span:
        """The characters of a range of tokens."""
        return Span(self.reading.tokens.starts[first], self.reading.tokens.ends[last - 1])

    def contradicts(self, turn: int, entry: Entry) -> bool:
        """Whether the turn after calls this turn's speaker by another gender than the entry's: "I thank the hon. Lady"."""
        following = turn + 1
        if entry.gender is None or not self.together(turn, following) or self.chair[following]:
            return False
        first, end = self.first_sentences(following, 1)
        for reference in self.people.references.within(first, min(end, first + 14)):
            if reference.bare and reference.gender:
                return reference.gender != entry.gender and not reference.plural
        return False

    def thanks_for_intervention(self, turn: int) -> bool:
        """Whether a turn thanks for an intervention: it goes on with the speech that was interrupted."""
        first, end = self.first_sentences(turn, 1)
        return "turn.thanks" in self.heads[turn] and "intervention" in self.reading.tokens.norms[first : min(end, first + 24)]

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
    extents = []
    for draft in drafts:
        extents.append(reading.tokens.within(reading.document.blocks[draft.first].start, draft.end))
    heads = [opening_cues(reading.tokens, *e) for e in extents]
    found = Scene(reading, people, drafts, extents, heads, [False] * len(drafts))
    found.chair = [_is_chair(found, t) for t in range(len(drafts))]
    return found


def _is_chair(s: Scene, turn: int) -> bool:
    """Whether the Chair speaks: "Order.", "I call", thanks at the end of an item, a name and no more."""
    first, last = s.extents[turn]
    if first >= last:
        return False
    norms = s.reading.tokens.norms
    head = norms[first : min(last, first + 8)]
    if "turn.chair_opens" in s.heads[turn]:
        return not (head[0] in ("on", "further", "point", "i") and "order" in head and "call" not in head) and not (head[0] == "i" and head[1:2] == ["have"] and "selected" not in norms[first : first + 12])
    end = s.first_sentences(turn, 1)[1]
    sentence = norms[first:end]
    if "turn.thanks" in s.heads[turn] and "answering" in sentence and "questions" in sentence:
        return True
    if s.size(turn) < 40:
        tail = norms[max(first, last - 14) : last]
        named = [r for r in s.references(turn) if r.name is not None and r.last >= last - 2]
        return bool(named) and "call" in tail
    return False


def clues(s: Scene) -> Iterator[Clue]:
    """Every clue of the text, in order of the turn that gives it."""
    for turn in range(len(s.drafts)):
        if s.extents[turn][0] >= s.extents[turn][1]:
            continue
        yield from _called(s, turn)
        yield from _gives_way(s, turn)
        yield from _self(s, turn)
        yield from _answered(s, turn)
        yield from _asked_office(s, turn)
        yield from _opener(s, turn)
        yield from _followed(s, turn)
        yield from _moved(s, turn)


def _entry(s: Scene, reference: Reference, turn: int) -> Entry | None:
    known = s.people.of.get(reference.first)
    if known is None and reference.office and reference.form is Form.OFFICE:
        known = s.people.by_office(reference.office, s.section(turn))
    return known


def _next_speech(s: Scene, turn: int) -> int | None:
    """The next turn that is not a note that somebody rises."""
    for t in range(turn + 1, turn + 4):
        if not s.together(turn, t):
            return None
        if "turn.rises" not in s.heads[t]:
            return t
    return None


def _called(s: Scene, turn: int) -> Iterator[Clue]:
    """The Chair calls: "I call the Chair of the Committee.", "It is a pleasure to call X.", "Lastly, Mr X." """
    following = _next_speech(s, turn)
    if following is None or not s.chair[turn]:
        return
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    for reference in reversed(s.references(turn)):
        if reference.plural or reference.first < last - 60:
            break
        lead = norms[max(first, reference.first - 4) : reference.first]
        ends = reference.last >= last - 2
        if "call" in lead or ("call" in norms[max(first, reference.first - 8) : reference.first] and ends) or (ends and s.size(turn) < 16 and reference.name is not None):
            entry = _entry(s, reference, turn)
            if entry is None and reference.office and reference.form is Form.OFFICE and not reference.former:
                entry = s.people.office_of(reference, s.section(turn))
            if entry is not None:
                yield Clue(following, entry, 0.97, s.span(reference.first, reference.last), "speaker.called")
            return


def _gives_way(s: Scene, turn: int) -> Iterator[Clue]:
    """ "I give way to my hon. Friend the Member for X (Name)": the next turn is theirs."""
    following = _next_speech(s, turn)
    if following is None:
        return
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    begin = max(first, last - 50)
    for reference in s.people.references.within(begin, last):
        lead = norms[max(first, reference.first - 3) : reference.first]
        if "way" in lead and "to" in lead and (entry := _entry(s, reference, turn)) is not None and s.size(following) < 400:
            yield Clue(following, entry, 0.97, s.span(reference.first, reference.last), "speaker.given_way")
            return


def _self(s: Scene, turn: int) -> Iterator[Clue]:
    """What only one person says of themselves: "my Committee", "we in X", "the Liberal Democrats welcome", "As chair of X, I"."""
    tokens = s.reading.tokens
    norms, words = tokens.norms, tokens.words
    first, last = s.extents[turn]
    section = s.section(turn)
    acts = 0
    for i in range(first, last - 1):
        norm = norms[i]
        if norm == "my" and norms[i + 1] == "committee":
            yield from _chair_of(s, turn, s.people.committees.of_section(section), i, i + 2)
        elif norm == "which" and norms[i + 1] == "i" and i + 2 < last and norms[i + 2] in ("chair", "lead", "chaired"):
            committee = max((j for j in range(max(first, i - 12), i) if norms[j] == "committee"), default=None)
            if committee is not None:
                yield from _chair_of(s, turn, s.people.committees.around(committee), i, i + 3)
        elif norm in ("my", "our") and norms[i + 1] in _STAFF and words[i + 1][0].isupper() | (norms[i + 1] == "officials"):
            acts += 2
        elif norm == "my" and norms[i + 1] == "noble" and norms[first] != "my" and "turn.my_lords" not in s.heads[turn]:
            acts += 1
        elif norm == "we" and (norms[i + 1] in _ACTS or (norms[i + 1] in ("have", "are", "'ve", "also") and i + 2 < last and norms[i + 2] in _ACTS)):
            acts += 1
        elif norm in ("constituency", "constituents", "represent", "seat", "in", "member") and words[i + 1][0].isupper() | (norms[i + 1] in ("of", "in", "for")):
            yield from _seat(s, turn, i, first, last)
        elif norm == "i" and norms[i + 1] == "am" and i + 3 < last and norms[i + 2] in ("a", "an", "the"):
            yield from _i_am(s, turn, i + 2)
        elif norm == "as" and i + 2 < last:
            yield from _as(s, turn, i + 1)
    if acts >= 2 and not s.chair[turn]:
        yield from _minister(s, turn, "speaker.government_acts", 0.85 if acts > 2 else 0.75)
    end = s.first_sentences(turn, 1)[1]
    at = first + 1 if norms[first] in ("the", "we") else first
    party = _PARTIES.longest(norms, at, end)
    if party is not None and at > first and party[1] + 1 < end and words[at][0].isupper() and any(n in ("welcome", "support", "believe", "thank", "back", "oppose", "share") for n in norms[party[1] : party[1] + 2]):
        yield Clue(turn, s.people.spokesperson(party[0], s.span(at, party[1]), section), 0.9, s.span(first, party[1]), "speaker.party")


def _chair_of(s: Scene, turn: int, remit: str | None, first: int, last: int) -> Iterator[Clue]:
    if remit:
        entry = s.people.by_office(f"chair: {remit}", s.section(turn)) or s.people.chair_of(remit, s.section(turn))
        yield Clue(turn, entry, 0.93, s.span(first, last), "speaker.own_committee")


def _seat(s: Scene, turn: int, i: int, first: int, last: int) -> Iterator[Clue]:
    """ "my constituency of X", "my constituents in X", "we are very fortunate in X", "I represent X"."""
    tokens = s.reading.tokens
    norms, words = tokens.norms, tokens.words
    at = i + 2 if norms[i + 1] in ("of", "in", "for") else i + 1
    if at >= last or not words[at][0].isupper():
        return
    lead = norms[max(first, i - 6) : i]
    own = ("my" in lead[-2:] and norms[i] in ("constituency", "constituents", "seat")) or (norms[i] == "represent" and lead[-1:] == ["i"]) or (norms[i] == "member" and lead[-3:] in (["i", "as", "the"], ["as", "the"], ["as"]))
    own = own or (norms[i] == "in" and ("we" in lead or "we" in norms[at + 1 : at + 3]) and "fortunate" in lead + norms[at : at + 5]) or (norms[i] == "in" and lead[-1:] == ["we"])
    if not own:
        return
    seat = s.people.seat_at(at, last)
    if seat is not None:
        yield Clue(turn, seat[0], 0.93, s.span(i, seat[1]), "speaker.own_seat")


def _i_am(s: Scene, turn: int, at: int) -> Iterator[Clue]:
    """ "I am a co-chair of the all-party group on X"."""
    tokens = s.reading.tokens
    sentence = s.reading.sentence_of(at)
    last = min(sentence.last if sentence else at, at + 18, s.extents[turn][1])
    end = next((j for j in range(at, last) if tokens.norms[j] in (",", ".", "and", "who", "which", "—", ";", "but")), last)
    if end - at > 3 and any(n in _HELD for n in tokens.norms[at + 1 : at + 5]) and "of" in tokens.norms[at:end]:
        yield Clue(turn, s.people.self_described(at + 1, end, s.section(turn)), 0.9, s.span(at, end), "speaker.own_office")


def _as(s: Scene, turn: int, at: int) -> Iterator[Clue]:
    """ "As Communities Secretary, I", "As chair of the group, I"."""
    norms = s.reading.tokens.norms
    for reference in s.people.references.within(at, at + 2):
        end = reference.last
        if reference.form is Form.OFFICE and reference.office and not reference.former and not reference.plural and end + 1 < len(norms) and norms[end] == "," and norms[end + 1] in ("i", "my"):
            yield Clue(turn, s.people.office_of(reference, s.section(turn)), 0.9, s.span(reference.first, end), "speaker.own_office")


def _answered(s: Scene, turn: int) -> Iterator[Clue]:
    """The reply names whom it answers: "I thank the Chair of the Committee for raising this", "my hon. Friend and Committee member"."""
    before = turn - 1
    if not s.together(turn, before) or s.chair[turn] or s.chair[before]:
        return
    tokens = s.reading.tokens
    norms = tokens.norms
    first, end = s.first_sentences(turn, 1)
    early = [r for r in s.people.references.within(first, end) if not r.plural]
    if not early:
        early = []
    elif "turn.thanks" in s.heads[turn] and early[0].first < first + 10:
        reference = early[0]
        why = norms[reference.last : min(end, reference.last + 8)]
        answers = why[:1] == ["for"] and (bool(_ANSWERED & set(why)) or {"what", "said"} <= set(why)) and not _OPENING & set(why)
        if answers and reference.form is not Form.CHAIR:
            entry = _entry(s, reference, turn)
            if entry is None and reference.form is Form.OFFICE and reference.office and not reference.former:
                entry = s.people.office_of(reference, s.section(turn)) if not reference.office.startswith("chair") or len(reference.office) > 7 else s.people.by_office(reference.office, s.section(turn))
            if entry is not None and (reference.seat is None or s.drafts[before].asker > 0.3):
                yield Clue(before, entry, 0.9, s.span(reference.first, reference.last), "speaker.answered")
        elif (
            reference.form is Form.MEMBER and reference.last + 2 < end and norms[reference.last] == "and" and tokens.words[reference.last + 1][0].isupper()
        ):
            stop = next((j for j in range(reference.last + 1, min(end, reference.last + 8)) if norms[j] == "for"), None)
            if stop is not None:
                yield Clue(before, s.people.described(reference, stop, s.section(turn)), 0.85, s.span(reference.first, stop), "speaker.answered")
    for reference in [r for r in s.people.references.within(*s.first_sentences(turn, 2)) if r.bare]:
        # "the hon. Member for the work that she does through her brilliant Health Committee"
        reach = range(reference.last, min(s.extents[turn][1], reference.last + 18))
        committee = next((j for j in reach if norms[j] == "committee" and tokens.words[j][0].isupper()), None)
        if committee is not None and _hers(norms, reference.last, committee):
            remit = s.people.committees.around(committee) or s.people.committees.of_section(s.section(turn))
            if remit:
                entry = s.people.by_office(f"chair: {remit}", s.section(turn)) or s.people.chair_of(remit, s.section(turn))
                target = before if s.drafts[turn].asker < 0.5 or s.reading.tokens.norms[s.extents[before][1] - 1] == "?" else None
                for t in (target,) if target is not None else ():
                    yield Clue(t, entry, 0.85, s.span(reference.first, committee + 1), "speaker.answered")
        return


def _hers(norms: Sequence[str], floor: int, committee: int) -> bool:
    """Whether "her" or "his" stands before a committee's name, with nothing but words of the name between."""
    for j in range(committee - 1, max(floor, committee - 7) - 1, -1):
        if norms[j] in ("her", "his"):
            return True
        if not norms[j].isalpha() or norms[j] == "the":
            return False
    return False


def _asked_office(s: Scene, turn: int) -> Iterator[Clue]:
    """ "Will the Minister commit": the reply is the Minister's."""
    following = turn + 1
    if not s.together(turn, following) or s.chair[turn] or s.chair[following]:
        return
    tokens = s.reading.tokens
    norms = tokens.norms
    first, last = s.extents[turn]
    says = next((r for r in s.references(turn) if r.form is Form.OFFICE and _governs(r) and r.last < last and norms[r.last] in ("says", "said", "is", "has") and norms[r.last : r.last + 1] == ["says"]), None)
    if says is not None and s.together(turn, turn - 1) and not s.chair[turn - 1]:
        yield Clue(turn - 1, s.people.office_of(says, s.section(turn)), 0.8, s.span(says.first, says.last + 1), "speaker.answered")
    if s.drafts[following].asker > 0.6 or not any(norms[j] == "?" for j in range(first, last)):
        asked = [r for r in s.references(turn) if r.form is Form.OFFICE and _governs(r) and norms[max(first, r.first - 1)] in ("ask", "push", "urge", "press")]
    else:
        asked = [r for r in s.references(turn) if r.form is Form.OFFICE and _governs(r) and _ASKING & set(norms[max(first, r.first - 3) : r.first])]
    if not asked and _asks_government(s, turn):
        yield from _minister(s, following, "speaker.asked", 0.75)
    if asked:
        reference = asked[-1]
        if s.size(turn) > 500 or (s.drafts[following].asker > 0.6 and len(asked) < 2):
            return
        named = {r.office for r in s.references(following)}
        if reference.office in named and reference.office != "minister":
            yield from _minister(s, following, "speaker.asked", 0.75)
            return
        yield Clue(following, s.people.office_of(reference, s.section(turn)), 0.85, s.span(reference.first, reference.last), "speaker.asked")


def _asks_government(s: Scene, turn: int) -> bool:
    """Whether a turn puts a question to the government and to no member, and the next answers it."""
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    if "?" not in norms[first:last] or "government" not in norms[first:last] or s.drafts[turn].asker < 0.4 or s.drafts[turn + 1].asker > 0.3:
        return False
    if any(r.form in (Form.MEMBER, Form.PEER) and not r.plural for r in s.references(turn)):
        return False
    return any(r.bare for r in s.people.references.within(*s.first_sentences(turn + 1, 2)))


def _governs(reference: Reference) -> bool:
    return bool(reference.office) and not reference.former and not reference.plural and reference.owner in ("the", None, "my", "our") and bool(_GOVERNMENT & set((reference.office or "").split()))


def _minister(s: Scene, turn: int, cue: str, probability: float) -> Iterator[Clue]:
    """A turn that speaks for the government: the Minister's, by the words that the section calls them."""
    first, _ = s.extents[turn]
    entry = s.people.minister(s.section(turn))
    yield Clue(turn, entry, probability, s.span(first, min(first + 8, s.extents[turn][1])), cue)


def _opener(s: Scene, turn: int) -> Iterator[Clue]:
    """ "I congratulate X on securing the debate": the debate's first speech is theirs, if it stands before."""
    tokens = s.reading.tokens
    norms = tokens.norms
    first, last = s.extents[turn]
    opening = next((t for t in range(len(s.drafts)) if s.drafts[t].section == s.drafts[turn].section), turn)
    while opening < turn and (s.chair[opening] or s.size(opening) < _LONG):
        opening += 1
    if opening >= turn:
        return
    head = set(norms[s.extents[opening][0] : s.extents[opening][0] + 120])
    if _OPENING & head - {"introducing", "leading", "opening", "calling", "bringing", "moving", "promoting"} and "congratulate" in head:
        return
    for reference in s.references(turn):
        if reference.form not in (Form.MEMBER, Form.PEER) or reference.plural or (entry := _entry(s, reference, turn)) is None:
            continue
        lead = norms[max(first, reference.first - 8) : reference.first]
        after = norms[reference.last : min(last, reference.last + 9)]
        words = set(after)
        thanked = bool(_OPENING & words) and ("on" in after[:2] or "for" in after[:2]) and bool({"debate", "subject", "issue", "matter", "motion"} & set(norms[reference.last : min(last, reference.last + 16)]))
        opened = bool(_OPENED & set(after[:5])) and bool({"debate", "motion", "it", "speech"} & words)
        spoke = "opening" in words and "speech" in words
        mover = "motion" in lead and "moved" in lead
        if thanked or opened or spoke or mover:
            yield Clue(opening, entry, 0.93, s.span(reference.first, reference.last), "speaker.opened")


def _followed(s: Scene, turn: int) -> Iterator[Clue]:
    """ "It is a pleasure to follow X": the speech before is theirs."""
    norms = s.reading.tokens.norms
    first, end = s.first_sentences(turn, 2)
    for reference in s.people.references.within(first, end):
        lead = norms[max(first, reference.first - 3) : reference.first]
        if {"follow", "following"} & set(lead) and (entry := _entry(s, reference, turn)) is not None:
            before = turn - 1
            while s.together(turn, before) and (s.chair[before] or s.size(before) < _LONG or "turn.rises" in s.heads[before]):
                before -= 1
            if s.together(turn, before) and turn - before <= 3:
                yield Clue(before, entry, 0.88, s.span(reference.first, reference.last), "speaker.followed")
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


def evidence(clue: Clue) -> Evidence:
    """The words of a clue."""
    return Evidence(clue.span.start, clue.span.end, clue.cue)


def is_person(entry: Entry) -> bool:
    """Whether an entry is a person with a name."""
    return entry.kind is SpeakerKind.PERSON and entry.name is not None
