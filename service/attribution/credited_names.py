"""Names that only a credit shows to be names: a bare surname, "Xi Jinping", a name behind its post."""

from __future__ import annotations

from service.attribution.described import described_at
from service.attribution.names import TITLES, Name, known_given, loose_name, read_name
from service.attribution.people import Entry, People
from service.attribution.scan import COUNTRIES
from service.attribution.wording import DETERMINERS, ORGANISATIONS, organised, shown
from service.lexicon import load
from service.reading import Reading
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution")
_GROUPS = frozenset(_LEXICON["kinds"]["groups"].split())
_NOT_NAMES = frozenset(_LEXICON["titles"]["not_names"].split())
_PLACES = frozenset(_LEXICON["kinds"]["places"].split())
_ALIASES = {form.lower(): forms[0] for forms in (row.split("|") for row in _LEXICON["organisations"]["aliases"]) for form in forms}
_NO_NAMES = frozenset(_LEXICON["kinds"]["no_names"].split())
_PARTICLES = ("al-", "el-", "bin", "ibn", "abu", "de", "van", "von", "der", "da", "dos")
"""What stands before a surname without a capital."""
_BODY_ENDS = frozenset(load("service.attribution", "sources.toml")["persons"]["body_ends"])


def apposed_name(people: People, reading: Reading, first: int, last: int) -> Entry | None:
    """A name in apposition at the end, "the spokesman for the ministry, Yusuf Karim": the words before it are the role."""
    tokens = reading.tokens
    comma = next((i for i in range(last - 2, first, -1) if tokens.words[i] == ","), None)
    if comma is None or tokens.words[comma - 1][0].isupper() or organised(tokens, comma + 1, last):
        return None
    named = read_name(tokens, comma + 1, last) or loose_name(tokens, comma + 1, last)
    if named is None or named[1] != last:
        return None
    entry = people.person(named[0])
    begin = first + (tokens.norms[first] in DETERMINERS)
    entry.role = entry.role or shown(tokens, begin, comma)
    return entry


def named(people: People, tokens: Tokens, first: int, last: int) -> Entry | None:
    """A name that only the credit shows to be one: ``Xi Jinping``, a bare surname or given name."""
    if tokens.norms[first] in DETERMINERS:  # "The United Nations" is no person
        return None
    if " ".join(tokens.norms[first:last]) in COUNTRIES or (last - first > 1 and tokens.norms[last - 1] in _BODY_ENDS):
        return None
    named = read_name(tokens, first, last)
    bodily = organised(tokens, first, last) and tokens.norms[first] not in TITLES  # Dr Bill Roe is no bill
    if named is not None and named[1] >= last - 1 and tokens.norms[first] not in ORGANISATIONS and not bodily:
        return people.person(named[0])
    words = [tokens.words[i] for i in range(first, last) if tokens.norms[i] != "'s"]
    if len(words) == 1 and words[0][0].isupper():
        known = people.nearest(words[0], first) or people.by_given(words[0])
        given = (
            known_given(tokens.norms[first]) and tokens.norms[first] not in _PLACES and words[0].lower() not in _ALIASES and not words[0].isupper()
        )
        given = given or described_at(tokens, first) is not None
        return known or (people.person(Name(None, (words[0],), None)) if given else None)
    if "'s" in tokens.norms[first:last] or not _NO_NAMES.isdisjoint(tokens.norms[first:last]):
        return None
    words = tokens.slice(first, last).split()
    capital = all(
        (w[0].isupper() or w.startswith(_PARTICLES)) and w.replace("-", "").isalpha() and not w.isupper() and w.lower() not in _NOT_NAMES
        for w in words
    )
    body = tokens.norms[last - 1] in _PLACES or tokens.norms[first] in _GROUPS  # Public Health England, Citizens Advice
    if 2 <= len(words) <= 4 and capital and not body and not organised(tokens, first, last):
        return people.person(Name(None, tuple(words[:-1]), words[-1])) if tokens.norms[first] not in _ALIASES else None
    return None
