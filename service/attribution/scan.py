"""Finds every reference to a person or an office in one pass over the tokens."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import filterfalse

from service.attribution.members import member_at
from service.attribution.names import GIVEN, TITLES, known_given, read_name
from service.attribution.offices import OFFICES, office_at, titled_office
from service.attribution.references import Form, Reference, References
from service.lexicon import load
from service.reading import Reading
from service.transcript.tokens import Tokens, among

_BODIES = frozenset(load("service.attribution")["kinds"]["organisations"].split())
COUNTRIES = frozenset(load("service.attribution", "sources.toml")["places"]["of_words"])
"""Names of countries and territories of several words, in lower case."""
_RANKED = frozenset(("chief", "deputy", "vice", "general", "first", "senior", "assistant"))
_KUNYAS = frozenset(("abu", "abou", "umm", "um", "ibn", "bint", "abdul", "abdel", "abd"))
"""Parts of Arabic names that stand before a given name and are never cut off."""
_MEMBERS = frozenset(("hon", "honourable", "noble", "member", "members"))
_SPEAKERS = frozenset(("speaker", "deputy"))
_WAKES = frozenset((*_MEMBERS, *TITLES, *GIVEN, *OFFICES))


def references(reading: Reading) -> References:
    """Every reference in the document's sentences; cost linear in the text."""
    tokens = reading.tokens
    norms, words = tokens.norms, tokens.words
    found: list[Reference] = []
    waking = _WAKES & tokens.vocabulary
    awake = among(norms, waking.union(filter(known_given, filterfalse(str.isascii, tokens.vocabulary))))
    at = 0
    for sentence in reading.sentences:
        floor, last = sentence.first, sentence.last
        at = bisect_left(awake, floor, at)
        while at < len(awake) and (i := awake[at]) < last:
            at += 1
            if i < floor:
                continue
            norm = norms[i]
            got: list[Reference] = []
            if norm in _MEMBERS:
                got = member_at(tokens, i, floor, last)
            if not got and (norm in TITLES or known_given(norm)) and words[i][0].isupper():
                got = (titled_office(tokens, i, floor, last) if norm in OFFICES else []) or _named(tokens, i, last)
            if not got and (norm in OFFICES or (norm in _SPEAKERS and words[i][0].isupper())):
                got = office_at(tokens, i, floor, last)
            if got:
                found += got
                floor = max(got[-1].last, i + 1)
    return References(_appositions(tokens, found))


def _appositions(tokens: Tokens, found: list[Reference]) -> list[Reference]:
    """``Sarah Champion, Chair of the Committee`` as one reference."""
    joined: list[Reference] = []
    for reference in found:
        before = joined[-1] if joined else None
        if (
            before is not None and before.form is Form.NAME and before.office is None and reference.form is Form.OFFICE and reference.name is None
            and reference.owner in (None, "the", "our", "a") and reference.first == before.last + 1 and tokens.words[before.last] == ","
        ):  # fmt: skip
            joined[-1] = replace(before, last=reference.last, office=reference.office, former=reference.former)
        elif (
            before is not None and before.form is Form.OFFICE and before.name is None and before.owner == "the" and reference.form is Form.MEMBER
            and reference.name is not None and reference.owner is not None and 1 <= reference.first - before.last <= 5
            and tokens.words[before.last] == "," == tokens.words[reference.first - 1]
        ):  # fmt: skip
            joined[-1] = replace(reference, first=before.first, office=before.office, former=before.former)
        else:
            joined.append(reference)
    return joined


def _named(tokens: Tokens, i: int, last: int) -> list[Reference]:
    """A titled or full name, with the office in apposition behind it."""
    norms = tokens.norms
    named = read_name(tokens, i, last)
    if named is None:
        return []
    name, end = named
    if name.title is None and i > 0 and norms[i - 1] in _KUNYAS and tokens.words[i - 1][0].isupper():
        i -= 1  # Abu Omar al-Masri
        name = replace(name, given=(tokens.words[i], *name.given))
    if name.title is None and " ".join(tokens.norms[i:end]) in COUNTRIES:
        return []  # Sierra Leone
    if name.title is None and end < last and tokens.words[end][0].isupper() and norms[end] in _BODIES:
        return []  # the Kenya Human Rights Commission
    post = end < last and norms[end] in OFFICES and tokens.words[end][0].isupper()
    if name.title in _RANKED and (post or any(part.lower() in OFFICES for part in name.given)):
        return []  # Chief Financial Officer James Roe: the office wakes at its head
    if name.title is None and norms[end - 1] in _BODIES and (norms[end : end + 1] == ["of"] or (i > 0 and norms[i - 1] == "the")):
        return []  # the Georgia Bureau of Investigation
    if name.title in ("mr", "madam", "madame") and name.surname in ("Speaker", "President", "Chairman", "Chair", "Deputy", "Moderator"):
        return [Reference(i, end, Form.CHAIR, gender=name.gender, office=name.surname.lower())]
    if (
        name.title in ("secretary", "minister", "president", "chancellor", "premier", "governor", "mayor")
        and name.surname is not None
        and not name.given
        and norms[i + 1] in ("of", "for")
    ):
        return []
    found = Reference(i, end, Form.NAME, name=name, gender=name.gender, office=name.title if name.title in OFFICES else None)
    return [found]
