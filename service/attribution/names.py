"""Names of people: read quickly from tokens, or with nameparser from a label; and whether two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import combining, normalize

from nameparser import HumanName

from service.lexicon import load
from service.transcript.tokens import Tokens, tokenise

_NAMES = load("service.attribution", "names.toml")["given"]
_LEXICON = load("service.attribution")
GIVEN: dict[str, str | None] = {
    **dict.fromkeys(_NAMES["either"].split()),
    **dict.fromkeys(_NAMES["female"].split(), "female"),
    **dict.fromkeys(_NAMES["male"].split(), "male"),
}
"""Given names in lower case and the gender that most of their bearers have."""
TITLES: dict[str, str | None] = {
    word: gender for gender, words in ((None, "either"), ("female", "female"), ("male", "male")) for word in _LEXICON["titles"][words].split()
}
"""Words that stand before a name, and the gender that they tell."""
_PARTICLES = frozenset(_LEXICON["titles"]["particles"].split())
_PEERS = frozenset(_LEXICON["titles"]["peers"].split())
_NOT_NAMES = frozenset(_LEXICON["titles"]["not_names"].split())
_RARE_SURNAMES = frozenset(_LEXICON["titles"]["rare_surnames"].split())
_SECOND_HALVES = frozenset(_LEXICON["titles"]["second_halves"].split())
_HYPHENS = frozenset("-‐‑")
_POSTNOMINALS = frozenset(_LEXICON["titles"]["postnominals"].split())
_LONGEST = 5


def known_given(norm: str) -> bool:
    """Whether a norm is a given name of the lexicon, accents aside: ``antónio``."""
    return norm in GIVEN or (not norm.isascii() and _bare(norm) in GIVEN)


@lru_cache(maxsize=4096)
def gender_of(given: str) -> str | None:
    """The gender that most bearers of a given name have, or None."""
    norm = given.lower().split("-", 1)[0]
    return GIVEN.get(norm) or (None if norm.isascii() else GIVEN.get(_bare(norm)))


@lru_cache(maxsize=4096)
def _bare(norm: str) -> str:
    return "".join(c for c in normalize("NFD", norm) if not combining(c))


_WORD = re.compile(r"[^\W\d_]+")
_MAC = re.compile(r"\b(Mc|O[’'])([a-z])")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name. ``given`` and ``surname`` in the text's case; ``place`` is a peer's: Lord Ashdown of Norton."""

    title: str | None
    given: tuple[str, ...]
    surname: str | None
    place: str | None = None

    @property
    def gender(self) -> str | None:
        """``female``, ``male`` or None, by the title, else by the first given name."""
        if self.title and TITLES.get(self.title):
            return TITLES[self.title]
        for given in self.given:
            if gender := gender_of(given):
                return gender
        return None

    @property
    def full(self) -> str:
        """The name with its given names, and with a peer's title, as a newsroom would give it."""
        words = [f"{g}." if len(g) == 1 else g for g in self.given] + ([self.surname] if self.surname else [])
        if self.title is not None and self.title in _PEERS and self.surname:
            words = [self.title.capitalize(), *words, *(["of", self.place] if self.place else [])]
        return " ".join(words)

    @property
    def weight(self) -> int:
        """How full the name is: of two forms of one name the heavier is the one to show."""
        return 2 * len([g for g in self.given if len(g.strip(".")) > 1]) + len(self.given) + (self.surname is not None) + 2 * (self.place is not None)


def agree(a: Name, b: Name) -> bool:
    """Whether two names can be one person's: surnames equal, given names or initials and genders not at odds."""
    if a.surname is None or b.surname is None:
        given, other = (a, b) if a.surname is None else (b, a)
        return bool(given.given) and bool(other.given) and given.given[0].lower() == other.given[0].lower()
    if a.surname.lower() != b.surname.lower():
        return False
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if a.place and b.place and a.place.lower() != b.place.lower():
        return False
    if a.given and b.given:
        x, y = a.given[0].lower().strip("."), b.given[0].lower().strip(".")
        return x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) or (min(len(x), len(y)) > 2 and (x.startswith(y) or y.startswith(x)))
    return True


def _capitalised(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper() or len(word) < 4)


def read_name(tokens: Tokens, i: int, last: int) -> tuple[Name, int] | None:
    """The name that begins at token ``i``, and the token behind it; None where no person's name begins.

    A title, or a given name of the lexicon, must open it.
    """
    words, norms = tokens.words, tokens.norms
    start = i
    title = None
    while i < last and norms[i] in TITLES and words[i][0].isupper() and i - start < 4:
        after = i + 2 if i + 1 < last and words[i + 1] == "." and tokens.adjoin(i + 1) else i + 1
        if after >= last or not (words[after][0].isupper() or norms[after] in _PARTICLES):
            break
        title = norms[i] if title is None or title not in _PEERS else title
        i = after
    parts, i = _parts(tokens, i, last)
    if not parts:
        return None
    if title is None and (not known_given(norms[start]) or len(parts) < 2):
        return None
    place = None
    if title in _PEERS and i + 1 < last and norms[i] == "of" and words[i + 1][0].isupper():
        place, i = capitals(tokens, i + 1, last)
    if title is not None and len(parts) == 1:
        return Name(title, (), parts[0], place), i
    return Name(title, tuple(parts[:-1]), parts[-1], place), i


def _parts(tokens: Tokens, i: int, last: int) -> tuple[list[str], int]:
    """Capitalised words, initials, particles and hyphened halves from token ``i``: the words of a name."""
    words, norms = tokens.words, tokens.norms
    parts: list[str] = []
    while i < last and len(parts) < _LONGEST:
        word = words[i]
        if word in "-‐‑" and parts and i + 1 < last and tokens.adjoin(i) and tokens.adjoin(i + 1) and words[i + 1][0].isupper():
            parts[-1] += "-" + words[i + 1]
            i += 2
        elif word in "-‐‑" and parts and i + 1 < last and tokens.adjoin(i) and tokens.adjoin(i + 1) and norms[i + 1] in _SECOND_HALVES:
            parts[-1] += "-" + words[i + 1]  # Ki-moon
            i += 2
        elif norms[i] in _PARTICLES and parts and i + 2 < last and words[i + 1] in _HYPHENS and tokens.adjoin(i + 1) and words[i + 2][0].isupper():
            parts.append(f"{word}-{words[i + 2]}")  # al-Holm
            i += 3
        elif parts and word.isupper() and len(word) > 1 and norms[i] in _POSTNOMINALS:
            break
        elif norms[i] in _PARTICLES and parts and i + 1 < last and words[i + 1][0].isupper() and words[i + 1].isalpha():
            parts.append(word + " " + words[i + 1])
            i += 2
        elif (
            word[0].isupper()
            and word[0].isalpha()
            and (norms[i] not in _NOT_NAMES or _is_given(tokens, i, last, parts) or _is_surname(tokens, i, last))
            and _capitalised(word)
        ):
            parts.append(word)
            i += 1
            if len(word) == 1 and i < last and words[i] == "." and tokens.adjoin(i):
                i += 1
        else:
            break
    return parts, i


def _is_given(tokens: Tokens, i: int, last: int, parts: list[str]) -> bool:
    """Whether a word that is seldom a name begins one: "Bill Holm", and no "Bill Committee"."""
    return not parts and tokens.norms[i] in GIVEN and i + 1 < last and tokens.words[i + 1][0].isupper() and tokens.norms[i + 1] not in _NOT_NAMES


def _is_surname(tokens: Tokens, i: int, last: int) -> bool:
    """Whether a word that is seldom a name ends one: behind a given name and before no other capital, "Ann Green"."""
    norms = tokens.norms
    return norms[i] in _RARE_SURNAMES and i > 0 and known_given(norms[i - 1]) and not (i + 1 < last and tokens.words[i + 1][0].isupper())


def capitals(tokens: Tokens, i: int, last: int) -> tuple[str | None, int]:
    """The run of capitalised words from token ``i``, with "of", "and", "the", "upon" between them: a place or an institution."""
    words, norms = tokens.words, tokens.norms
    start = i
    end = i
    while i < last and i - start < 12:
        if words[i][0].isupper() or words[i][0].isdigit():
            i += 1
            end = i
        elif i > start and words[i - 1] in "-‑" and tokens.adjoin(i) and tokens.adjoin(i - 1):
            i += 1  # Norton-sub-Hamdon
        elif (
            i > start
            and (norms[i] in ("of", "and", "upon", "the", "in", "on", "&", "for", "under", "le", "'s", "to") or words[i] in "-–’'&")
            and i + 1 < last
        ):
            i += 1
        else:
            break
    return (tokens.slice(start, end) if end > start else None), end


@lru_cache(maxsize=4096)
def parse_name(text: str) -> Name:
    """The name in a label or roster, in whatever case: ``MR. KIRBY``, ``Sarah Champion``, ``Champion, Sarah``."""
    if text.isupper():
        text = _recapitalise(text)
    tokens = tokenise(text)
    last = len(tokens)
    while last > 1 and (tokens.norms[last - 1] in _POSTNOMINALS or tokens.words[last - 1] in ",."):
        last -= 1
    found = read_name(tokens, 0, last)
    if found is not None and found[1] == last:
        return found[0]
    human: Any = HumanName(tokens.slice(0, last))
    title = next((t for t in human.title.lower().replace(".", "").split() if t in TITLES), None)
    given = tuple(f"{human.first} {human.middle}".split())
    if human.last:
        return Name(title, given, human.last)
    return Name(title, given[:-1], given[-1]) if given else Name(title, (), None)


def _recapitalise(text: str) -> str:
    """``JEAN-PIERRE`` and ``O'BRIEN`` as they are written in a name."""
    text = _WORD.sub(lambda m: m.group().capitalize(), text.lower())
    return _MAC.sub(lambda m: m.group(1) + m.group(2).upper(), text)


def loose_name(tokens: Tokens, i: int, last: int) -> tuple[Name, int] | None:
    """Two to four capitalised words that only their place shows to be a name: behind an office and a comma."""
    parts, end = _parts(tokens, i, last)
    if not 2 <= len(parts) <= 4 or any(p.isupper() and len(p) > 2 for p in parts):
        return None
    if end < last and tokens.words[end][0].isupper():
        return None
    return Name(None, tuple(parts[:-1]), parts[-1]), end


def bracketed(tokens: Tokens, i: int, last: int) -> tuple[Name | None, int]:
    """A name in brackets at token ``i``, and the token behind it; ``(None, i)`` where there is none."""
    words = tokens.words
    if i + 2 >= last or words[i] != "(" or not words[i + 1][0].isupper():
        return None, i
    close = next((j for j in range(i + 2, min(last, i + 9)) if words[j] == ")"), None)
    if close is None:
        return None, i
    name = read_name(tokens, i + 1, close)
    if name is not None and name[1] == close:
        return name[0], close + 1
    parts = [words[j] for j in range(i + 1, close) if words[j] not in ".-’'"]
    if 2 <= len(parts) <= 4 and all(p[0].isupper() and p.isalpha() for p in parts):
        text = tokens.slice(i + 1, close).split()
        return Name(None, tuple(text[:-1]), text[-1]), close + 1
    return None, i
