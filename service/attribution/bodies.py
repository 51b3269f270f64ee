"""Organisations, publications, groups and people without a name that are credited: one entry each, by the words for them."""

from __future__ import annotations

from bisect import bisect_right

from service.attribution.names import Name, known_given
from service.attribution.people import Entry, People
from service.attribution.wording import DETERMINERS, ORGANISATIONS, PUBLICATIONS, acronyms, head_word, of_gender, shown, titled
from service.facts.clause.noun_phrase import is_plural
from service.facts.clause.words import is_person
from service.facts.quote.verbs import one_person
from service.facts.quote.words import AUXILIARIES, CUES, NUMBERS
from service.lexicon import load
from service.model import SpeakerKind
from service.reading import Reading

_LEXICON = load("service.attribution")
_SOURCES = load("service.attribution", "sources.toml")["persons"]
_GROUPS = frozenset(_LEXICON["kinds"]["groups"].split())
_PERSONS = frozenset(_LEXICON["kinds"]["persons"].split())
_OFFICES = frozenset(_LEXICON["offices"]["heads"].split())
_PEERS = frozenset(_LEXICON["titles"]["peers"].split())
_OWN = frozenset(("my", "our"))
_DISTINCT = frozenset(_LEXICON["kinds"]["distinct"].split())
_ALIASES = {form.lower(): forms[0] for forms in (row.split("|") for row in _LEXICON["organisations"]["aliases"]) for form in forms}
_FORMS = {forms[0]: tuple(forms) for forms in (row.split("|") for row in _LEXICON["organisations"]["aliases"])}
_NEARBY = frozenset(_LEXICON["kinds"]["paper_adjectives"].split())
"""What is said of figures and papers, and is nobody: "official figures"."""


_TRADES = ("maker", "giant", "retailer", "insurer", "lender", "operator", "manufacturer", "publisher", "broadcaster", "airline", "supermarket")
_AGENTS = ("ers", "ors", "ists", "ians")
_ACTING = ORGANISATIONS - PUBLICATIONS
_SHORT_POSTS = frozenset(_SOURCES["short_posts"])
_COURTEOUS = frozenset(("gentleman", "lady", "friend", "member"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))


class Bodies:
    """Who is credited without being a person with a name; ``said`` are the offsets at which entries were credited so far, in order."""

    __slots__ = ("_acronyms", "_others", "_people", "_said", "_shorts")

    def __init__(self, people: People, said: list[tuple[int, Entry]]) -> None:
        self._people = people
        self._said = said
        self._others: dict[tuple[str, int | None], Entry] = {}
        self._acronyms = acronyms(people.reading)
        self._shorts: dict[str, list[str]] = {}
        for short, full in self._acronyms.items():
            self._shorts.setdefault(full, []).append(short)

    def named(self, reading: Reading, first: int, last: int, section: int) -> Entry | None:
        """The entry that the words of tokens ``[first, last)`` name; made if new."""
        tokens = reading.tokens
        owner = tokens.norms[first] if tokens.norms[first] in DETERMINERS else None
        begin = first
        while begin < last - 1 and (tokens.norms[begin] in DETERMINERS or (tokens.norms[begin] == "own" and begin > first)):
            begin += 1
        if tokens.norms[begin] == "of" and begin > first:  # one of the nurses
            begin -= 1
        owns = tokens.norms[last - 1] == "'s" and last - 1 > begin and tokens.norms[last : last + 1] and tokens.norms[last] not in AUXILIARIES
        end = last - 1 if owns and tokens.norms[last] not in CUES else last  # Moody's has, Moody's said
        if end - begin > 3 and tokens.words[end - 1] == ")" and tokens.words[end - 3] == "(":
            end -= 3  # the National Disaster Agency (NDA)
        norms = tokens.norms[begin:end]
        holder = self._holder(reading, begin, end, section)
        if holder is not None:
            return holder
        words = shown(tokens, begin, end)
        key = _ALIASES.get(words.lower()) or self._acronyms.get(words) or words
        committee = self._committee(reading, begin, end, owner, section)
        if committee is not None:
            return committee
        if words.lower() in _ALIASES:
            return self.other(key, SpeakerKind.ORGANISATION, None)
        head = head_word(norms)
        if head in _SHORT_POSTS or head in _COURTEOUS or norms in (["one"], ["another"]):  # the MP, the hon. Gentleman
            return self.unnamed(key, head, section)
        if head.endswith("ed") and norms.index(head) > 0 and norms[norms.index(head) - 1] in _GROUPS:  # people briefed on the matter
            head = norms[norms.index(head) - 1]
        if owner == "the" and end - begin == 1 and head in _ACTING and (known := self._called(head, tokens.starts[begin])):
            return known
        title = next((i + 1 for i in range(end - 1, begin - 1, -1) if tokens.words[i][0].islower()), begin)
        trade = tokens.norms[title - 1]
        if begin < title < end and (trade in ORGANISATIONS or trade.endswith(_TRADES)) and titled(tokens, title, end):  # the charity Oxfam
            return self.other(self._key(shown(tokens, title, end)), SpeakerKind.ORGANISATION, None)
        if head in _GROUPS and end - begin > 1 and titled(tokens, begin, end) and head_word(norms) == norms[-1]:  # the Metropolitan Police
            return self.other(key, SpeakerKind.ORGANISATION, None)
        if head in _PEERS and "of" in norms:
            return self._people.office(" ".join(norms), words, section)
        at = next((i for i in range(begin, end) if tokens.norms[i] == head), begin)
        alone = ((head in _PERSONS or one_person(head)) and head not in ORGANISATIONS and tokens.words[at][0].islower()) or (
            begin == at and head in _PERSONS
        )
        proper = any(w[0].isupper() for w in tokens.words[begin:end])
        if alone and (given := self._given_behind(reading, end)) is not None:
            given.role = given.role or words
            return given
        if norms[:2] in (["one", "of"], ["another", "of"]):
            return self.unnamed(key, head, section)
        if alone and (head not in _OFFICES or owner in _INDEFINITE):
            return self.unnamed(key, head, section)
        if (
            head in _GROUPS
            or head in NUMBERS
            or head == "tens"
            or (is_plural(head) and tokens.words[at][0].islower() and (is_person(head) or head.endswith(_AGENTS)))
        ):
            return self.other(key, SpeakerKind.GROUP, section)
        if head in _OFFICES and tokens.words[at][0].islower():
            return self._people.office(" ".join(norms), words, section)
        return self.other(key, SpeakerKind.ORGANISATION, None if proper else section)

    def unnamed(self, words: str, head: str, section: int) -> Entry:
        """Somebody without a name, with the gender that the noun for them tells."""
        entry = self.other(words, SpeakerKind.PERSON, section)
        entry.gender = entry.gender or of_gender(head)
        return entry

    def _given_behind(self, reading: Reading, end: int) -> Entry | None:
        """The person whose given name alone stands in apposition at token ``end``: "her mother, [Joanne], said"."""
        tokens = reading.tokens
        if tokens.norms[end : end + 1] != [","] or end + 2 >= len(tokens) or tokens.norms[end + 2] not in (",", "."):
            return None
        word = tokens.words[end + 1]
        return self._people.person(Name(None, (word,), None)) if word[0].isupper() and known_given(tokens.norms[end + 1]) else None

    def _called(self, noun: str, start: int) -> Entry | None:
        """The organisation last credited before ``start`` that has ``noun`` in its name: "the agency"."""
        at = bisect_right(self._said, start, key=_start)
        for _, entry in reversed(self._said[max(0, at - 20) : at]):
            if entry.kind is SpeakerKind.ORGANISATION and entry.name and entry.name[0].isupper() and noun in entry.name.lower().split():
                return entry
        return None

    def _holder(self, reading: Reading, begin: int, end: int, section: int) -> Entry | None:
        """The organisation behind "Public Health England figures", "NDRRMC's report", "a report of the UN": its figures are its own."""
        tokens = reading.tokens
        norms = tokens.norms
        heads = [
            i
            for i in range(begin, end)
            if norms[i] in PUBLICATIONS
            and not (i > begin + 1 and norms[i - 1] in ("for", "of") and tokens.words[i][0].isupper())  # the Office for Budget …
        ]
        if not heads or any(norms[i] in _DISTINCT for i in range(begin, end)):
            return None
        at = heads[0]
        if at + 2 < end + 1 and at + 1 < end and norms[at + 1] in ("of", "by", "from"):
            inner = at + 2
            while inner < end and norms[inner] in DETERMINERS:
                inner += 1
            if inner < end and tokens.words[inner][0].isupper() and titled(tokens, inner, end):
                return self.other(self._key(shown(tokens, inner, end)), SpeakerKind.ORGANISATION, None)
            return None
        stop = at
        while stop > begin and norms[stop - 1] != "'s" and not tokens.words[stop - 1][0].isupper():
            stop -= 1
        possessive = stop > begin and norms[stop - 1] == "'s"
        stop = stop - 1 if possessive else stop
        if stop <= begin or not titled(tokens, begin, stop) or (stop == begin + 1 and norms[begin] in _NEARBY):
            return None
        words = shown(tokens, begin, stop)
        if (
            possessive
            or words.lower() in _ALIASES
            or words in self._acronyms
            or words.isupper()
            or norms[stop - 1] in ORGANISATIONS
            or (words, None) in self._others
            or (tokens.words[at][0].islower() and norms[at] in ("figures", "data", "statistics", "records", "research"))
        ):
            if norms[stop - 1] in ("committee", "inquiry"):
                return self._committee(reading, begin, stop, None, section)
            return self.other(self._key(words), SpeakerKind.ORGANISATION, None)
        return None

    def _key(self, words: str) -> str:
        return _ALIASES.get(words.lower()) or self._acronyms.get(words) or words

    def _committee(self, reading: Reading, begin: int, end: int, owner: str | None, section: int) -> Entry | None:
        """A committee by its remit; "my Committee" and "our report" by the one committee that the section names."""
        tokens = reading.tokens
        norms = tokens.norms
        at = next((i for i in range(begin, end) if norms[i] in ("committee", "inquiry", "report", "commission")), None)
        if at is None:
            return None
        bare = all(norms[i] in ("select", "committee", "'s", "recent", "latest", "own", "inquiry", "report", "and", "new") for i in range(begin, end))
        if norms[at] != "committee" and not (bare and owner in _OWN):
            return None
        if bare:
            remit = self._people.committees.of_section(section)
            name = self._people.committees.name(remit) if remit else None
            return self.other(name or shown(tokens, begin, end), SpeakerKind.ORGANISATION, None if name else section)
        stop = next((i for i in range(begin, end) if norms[i] == "'s"), end)
        return self.other(self._people.committees.named(begin, stop) or shown(tokens, begin, stop), SpeakerKind.ORGANISATION, None)

    def other(self, words: str, kind: SpeakerKind, section: int | None) -> Entry:
        """The entry for ``words``, in one section or (None) in all; made if new."""
        key = (words.lower(), section)
        entry = self._others.get(key)
        if entry is None:
            entry = self._others[key] = Entry(words, words, kind, section=section)
        return entry

    def forms(self, entry: Entry) -> tuple[str, ...]:
        """Every form under which an organisation may be mentioned."""
        if entry.name is None:
            return ()
        return (*_FORMS.get(entry.name, (entry.name,)), *self._shorts.get(entry.name, ()))


def _start(said: tuple[int, Entry]) -> int:
    return said[0]
