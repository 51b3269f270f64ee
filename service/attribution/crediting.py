"""Whom the words of a credit mean: "the UN", "he", "the Foreign Secretary", "officials", "My Committee's recent report"."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from service.attribution.bodies import Bodies
from service.attribution.credited_names import apposed_name, named
from service.attribution.described import role_beside
from service.attribution.people import Entry, People, role_words
from service.attribution.pronouns import HE, Pronouns
from service.attribution.references import Form, Reference
from service.attribution.turns import DraftTurn
from service.attribution.wording import DETERMINERS, ORGANISATIONS, PUBLICATIONS
from service.facts.clause.words import is_person
from service.lexicon import load
from service.model import Span, SpeakerKind
from service.reading import Reading
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution")
_GROUPS = frozenset(_LEXICON["kinds"]["groups"].split())
_PERSONS = frozenset(_LEXICON["kinds"]["persons"].split())
_IT = frozenset(("it", "its", "itself", "which"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_FIRST = frozenset(("i", "me", "we", "us", "myself", "ourselves", "you", "your", "who", "one", "there", "this", "that", "these", "those"))
"""Words of no person's name: "Doctors Without Borders"."""
_FAR = 400
"""Tokens within which a pronoun finds whom it means."""
_ONE_OF_THEM = frozenset(("One", "Another"))
_PRONOUNS = _IT | _THEY | _FIRST
_NEUTER = _IT | _THEY


class Crediting:
    """Resolves credited words to entries, and remembers who was credited where, for the pronouns that follow."""

    __slots__ = (
        "_bodies",
        "_drafts",
        "_people",
        "_pronouns",
        "_said",
        "_spans",
        "_speakers",
        "used",
    )

    def __init__(self, people: People, drafts: Sequence[DraftTurn], speakers: Sequence[Entry | None]) -> None:
        self._people = people
        self._drafts = drafts
        self._speakers = speakers
        self._spans: dict[Span, Entry | None] = {}
        self._said: list[tuple[int, Entry]] = []
        self._bodies = Bodies(people, self._said)
        self._pronouns = Pronouns(people, self._said)
        self.used: dict[int, Entry] = {}
        """Whoever was credited, by identity."""

    def forms(self, entry: Entry) -> tuple[str, ...]:
        """Every form under which an organisation may be mentioned."""
        return self._bodies.forms(entry)

    def credited(self, reading: Reading, span: Span, turn: int | None, within: int | None = None) -> Entry | None:
        """The entry that the words at ``span`` name in turn ``turn``; made if new, None where nobody can be told.

        ``within`` is where the quotation begins that holds the words: a pronoun of somebody quoted looks no further back.
        """
        if span not in self._spans:
            entry = self._resolve(reading, span, turn, within)
            self._spans[span] = entry
            if entry is not None:
                self._tell_role(reading, span, entry)
                entry.mentions.add(span)
                insort(self._said, (span.start, entry), key=_start)
                self.used.setdefault(id(entry), entry)
        return self._spans[span]

    def _tell_role(self, reading: Reading, span: Span, entry: Entry) -> None:
        """Notes what the words beside a credited name say that its bearer is, where nothing said so before."""
        first, last = reading.tokens.within(span.start, span.end)
        sentence = reading.sentence_of(first) if first < last else None
        if sentence is None or entry.role is not None or entry.kind is not SpeakerKind.PERSON or entry.called is None:
            return
        if reading.tokens.words[first][0].isupper() and reading.tokens.norms[first] not in HE:
            entry.role = role_beside(reading.tokens, sentence, first, last)

    def _resolve(self, reading: Reading, span: Span, turn: int | None, within: int | None = None) -> Entry | None:
        tokens = reading.tokens
        first, last = tokens.within(span.start, span.end)
        if first >= last:
            first = tokens.at(span.start)
            last = min(first + 1, len(tokens))
            if first >= last:
                return None
        section = self._people.section_of(span.start)
        alone = last - first == 1 and not (tokens.words[first].isupper() and len(tokens.words[first]) > 1)  # the WHO, the US
        alone = alone and tokens.words[first] not in _ONE_OF_THEM
        if alone and (tokens.norms[first] in HE or tokens.norms[first] in _PRONOUNS):
            norm = tokens.norms[first]
            floor = self._floor(reading, turn, first)
            if within is not None:
                floor = max(floor, tokens.at(within))
            if norm in HE:
                return self._pronouns.person(
                    first,
                    floor,
                    lambda reference: self._named_as(reference, turn),
                    lambda words: self._resolve(reading, words, turn),
                    quoted=within is not None,
                )
            if norm in {"you", "your"}:
                return self._answered(turn)
            return self._body_before(span.start, tokens.starts[floor], many=norm in _THEY) if norm in _NEUTER else None
        return self._reference(reading, first, last, section, turn) or self._bodies.named(reading, first, last, section)

    # --- people -----------------------------------------------------------------------------------------------------

    def _reference(self, reading: Reading, first: int, last: int, section: int, turn: int | None) -> Entry | None:
        tokens = reading.tokens
        begin = first
        while begin < last and tokens.norms[begin] in DETERMINERS:
            begin += 1
        inside = [r for r in self._people.references.within(first, last) if not r.plural]
        held = self._people.references.holding(first)
        if held is not None and held not in inside and not held.plural and (held.name is None or begin >= held.first):
            inside.insert(0, held)
        for reference in inside:
            owned = reference.last < last and tokens.norms[reference.last] == "'s"
            owns = owned and any(n in PUBLICATIONS or n in ORGANISATIONS for n in tokens.norms[reference.last + 1 : last])
            if owns and (
                reference.form is Form.OFFICE
                or reference.first > begin
                or not any(n in PUBLICATIONS for n in tokens.norms[reference.last + 1 : last])
            ):
                return None
            if owned and any(n in _GROUPS or n in _PERSONS or is_person(n) for n in tokens.norms[reference.last + 1 : last]):
                return None
            if reference.name is not None and _related(tokens, begin, reference.first):
                return None
            if reference.name is None and reference.last < last and tokens.norms[reference.last] in ("-", "general"):
                return None  # "the commissioner-general of the agency"
            if reference.name is not None and (reference.first <= begin + 6):
                return self._people.of.get(reference.first)
        apposed = apposed_name(self._people, reading, first, last)
        if apposed is not None:
            return apposed
        for reference in inside:
            if reference.first > begin + 1 and not (reference.first <= first):
                continue
            if reference.form in (Form.MEMBER, Form.PEER) and not reference.office:
                seated = self._people.by_seat(reference.seat) if reference.seat else None
                return self._people.of.get(reference.first) or seated or self.member(reference, turn)
            if reference.office:
                return self._office(reading, reference, section)
        return named(self._people, tokens, first, last)

    def _office(self, reading: Reading, reference: Reference, section: int) -> Entry:
        assert reference.office is not None
        words = role_words(reading, reference) or reference.office
        office = f"former {reference.office}" if reference.former else reference.office
        if reference.owner in ("a", "an") and not reference.former:
            return self._bodies.unnamed(words, words.split()[-1].lower(), section)
        return self._people.office(office, words, section)

    def member(self, reference: Reference, turn: int | None) -> Entry | None:
        """Whom ``my hon. Friend`` or ``the hon. Lady`` means: the one named so before in the turn, else the speaker before."""
        if turn is None or reference.plural:
            return None
        floor = self._floor(self._people.reading, turn, reference.first)
        for before in self._people.references.before(reference.first, floor):
            entry = self._people.of.get(before.first)
            if entry is None or before.form not in (Form.MEMBER, Form.PEER):
                continue
            if (before.ally is None or reference.ally is None or before.ally == reference.ally) and not (
                reference.gender and entry.gender and reference.gender != entry.gender
            ):
                return entry
        own = self._speakers[turn]
        for near in (turn - 1, turn - 2):
            if near >= 0 and self._drafts[near].section == self._drafts[turn].section:
                entry = self._speakers[near]
                if entry is None:
                    return None
                if entry is not own and entry.kind is SpeakerKind.PERSON:
                    return None if reference.gender and entry.gender and reference.gender != entry.gender else entry
        return None

    def _answered(self, turn: int | None) -> Entry | None:
        """Whom ``you`` means in a turn: whoever spoke last before it, other than its own speaker."""
        if turn is None:
            return None
        for near in range(turn - 1, max(turn - 4, -1), -1):
            entry = self._speakers[near]
            if self._drafts[near].section != self._drafts[turn].section:
                return None
            if entry is not None and entry is not self._speakers[turn]:
                return entry
        if turn == 0 and len(self._speakers) > 1 and self._drafts[1].section == self._drafts[0].section:
            return self._speakers[1] if self._speakers[1] is not self._speakers[0] else None  # whoever answers the first question
        return None

    def _named_as(self, reference: Reference, turn: int | None) -> Entry | None:
        """Whom a reference means as the antecedent of a pronoun in turn ``turn``."""
        entry = self._people.of.get(reference.first)
        if entry is None and reference.bare:
            entry = self.member(reference, turn)
        if entry is None and reference.office and reference.owner not in ("a", "an"):
            section = self._people.section_of(self._people.reading.tokens.starts[reference.first])
            office = f"former {reference.office}" if reference.former else reference.office
            entry = self._people.by_office(office, section) or self._office(self._people.reading, reference, section)
        return entry

    # --- organisations, publications, groups ------------------------------------------------------------------------

    def _body_before(self, start: int, floor: int, *, many: bool) -> Entry | None:
        """The organisation (for ``they`` the group too) last credited before ``start``."""
        at = bisect_right(self._said, start, key=_start)
        tokens = self._people.reading.tokens
        owned: Entry | None = None
        for where, entry in reversed(self._said[max(0, at - 20) : at]):
            if where < floor:
                break
            if where < start and (entry.kind is SpeakerKind.ORGANISATION or (many and entry.kind is SpeakerKind.GROUP)):
                if tokens.norms[tokens.at(where)] not in _OWNING:
                    return entry
                owned = owned or entry  # "the mission said its own inquiry had found …": whoever has the inquiry speaks
        return owned

    def _floor(self, reading: Reading, turn: int | None, i: int) -> int:
        """The first token in which a pronoun at ``i`` looks for whom it means."""
        floor = max(0, i - _FAR)
        if turn is None:
            return floor
        return max(floor, reading.tokens.within(self._drafts[turn].start, self._drafts[turn].end)[0])


_OWNING = frozenset(("its", "their", "his", "her"))


def _related(tokens: Tokens, begin: int, name: int) -> bool:
    """Whether a name only tells whose relative, lawyer or office speaks: "the family of [Jane Roe]", "a lawyer for [Jane Roe]"."""
    norms = tokens.norms
    of = next((i for i in range(begin + 1, name) if norms[i] in ("of", "for", "to", "from", "representing")), None)
    if of is None or "," in norms[of:name]:
        return False
    head = norms[of - 1]
    return head not in PUBLICATIONS and (head in _GROUPS or head in _PERSONS or head in ORGANISATIONS or is_person(head))


def _start(said: tuple[int, Entry]) -> int:
    return said[0]
