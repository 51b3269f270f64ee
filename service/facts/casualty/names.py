"""Persons by name, and what is said of them right behind it: an age, a place, a body."""

from __future__ import annotations

from itertools import compress, count
from operator import ne

from service.facts.casualty.lexicon import LEXICON
from service.facts.casualty.phrases import NOT_PEOPLE, Count
from service.facts.clause.noun_phrase import FUNCTION_WORDS, is_plural
from service.facts.clause.words import FIXED, is_person
from service.lexicon import load
from service.reading import Reading
from service.transcript.sentences import Sentence

_TITLES = frozenset(LEXICON["names"]["titles"])
_TIMES = frozenset({*LEXICON["things"]["times"], *LEXICON["things"]["months"]})
_PARTICLES = frozenset(LEXICON["names"]["particles"])
_RANKS = frozenset({"police", "lance", "staff", "warrant", "flight", "detective", "chief", "royal", "retired", "former", "us", "british"})
_OFFICES = frozenset({"speaker", "president", "chair", "chairman", "chairwoman", "chairperson", "deputy"}) | frozenset(
    {
        "minister",
        "ministers",
        "affairs",
        "department",
        "council",
        "general",
        "state",
        "committee",
        "court",
        "office",
        "secretary",
        "guard",
        "army",
        "force",
        "party",
        "government",
        "administration",
    }
)
_MARKS = frozenset({'"', "“", "”", "‘", "’", "'"})
_OF_MANY = frozenset({"including", "most", "mostly", "many", "all", "some", "half", "both", "among", "mainly", "largely", "none", "two", "three"})
_OF_PLACES = frozenset({"in", "at", "near", "the", "from", "to", "of"})
OLDEST = 120
"""The greatest age in years that a number beside a person is taken for."""


def name(reading: Reading, sentence: Sentence, tags: str, i: int) -> tuple[Count | None, int]:
    """A person's name of two capitalised words or more, or one behind a title; and where to read on."""
    base, words, norms = sentence.first, reading.tokens.words, reading.tokens.norms
    if norms[i] in _TIMES:
        return None, i  # "On Tuesday Pope Francis died"
    j = i
    limit = min(sentence.last, i + 10)
    while j < limit and (
        (tags[j - base] == "N" and words[j][0].isupper())
        or (j > i and norms[j] in _PARTICLES and j + 1 < limit)
        or (j > i and words[j] == "." and len(words[j - 1]) <= 3 and reading.tokens.adjoin(j))
        or (j > i and _nickname(words, norms, j, limit))
    ):
        j += 3 if norms[j] in _MARKS else 1
    while j > i and not words[j - 1][0].isupper():
        j -= 1
    stop = max(j - 1, i)
    run = range(i, j)
    if norms[i] in _RANKS and i + 2 < j and norms[i + 1] in _TITLES:
        run = range(i + 1, j)
    plain = [k for k in run if words[k][0].isupper() and norms[k] not in _TITLES and norms[k - 1] not in _MARKS]
    titled = len(plain) < sum(1 for k in run if words[k][0].isupper())
    if (
        not plain
        or len(plain) < (1 if titled else 2)
        or len(plain) > 4
        or any((norms[k] in NOT_PEOPLE and not titled) or (words[k].isupper() and len(words[k]) > 2) for k in run)
    ):
        return None, stop
    if i > base and (norms[i - 1] in {"the", "a", "an"} or _names_body(reading, base, i)):
        return None, stop
    if any(is_plural(norms[k]) and is_person(norms[k]) for k in plain):
        return None, stop
    if titled and norms[j - 1] in _OFFICES:
        return None, stop
    if norms[j - 1].endswith("istan") and not titled:
        return None, stop
    end = described(reading, sentence, tags, j)
    return Count("name", i, i, j, end, j - 1, i), max(stop, end - 1)


def _names_body(reading: Reading, base: int, i: int) -> bool:
    """Whether "of", "for" or "and" at token ``i - 1`` makes a name the rest of a body's: "the Department of [Natural Resources]"."""
    norms, words = reading.tokens.norms, reading.tokens.words
    if i - 2 <= base or norms[i - 1] not in {"of", "for", "&"}:
        return False
    return words[i - 2][0].isupper() and (norms[i - 2] in NOT_PEOPLE or norms[i - 2] in _OFFICES)


def surname(reading: Reading, sentence: Sentence, tags: str, i: int) -> Count | None:
    """One person by a surname whose full name the text gives: "Whitby was arrested" after "Darren Whitby"."""
    norms, base = reading.tokens.norms, sentence.first
    before = tags[i - 1 - base] if i > base else "."
    if _is_known(reading, sentence, tags, i):
        return Count("name", i, i, i + 1, i + 1, i, i)
    following = i + 1 + (norms[i + 1 : i + 2] in (["himself"], ["herself"]))
    if before in "DNpQ-" or following >= sentence.last or tags[following - base] not in "AV" or norms[i] in NOT_PEOPLE:
        return None
    if norms[i] not in reading.once(_surnames, reading.sentences[0]):
        return None
    return Count("name", i, i, i + 1, i + 1, i, i)


def _is_known(reading: Reading, sentence: Sentence, tags: str, i: int) -> bool:
    """Whether a name of one word is a person's by what stands beside it: "Amy's death", "her mother Joyce", "his wife, Ana, was killed"."""
    norms, words, base = reading.tokens.norms, reading.tokens.words, sentence.first
    if norms[i] in NOT_PEOPLE or norms[i] in _TIMES or norms[i] in FUNCTION_WORDS or is_person(norms[i]) or not words[i][1:].islower():
        return False
    if (
        i + 2 < sentence.last
        and norms[i + 1] == "'s"
        and norms[i + 2] in _ENDS
        and norms[i] in _GIVEN
        and norms[i + 3 : i + 4] not in (["of"], ["toll"], ["penalty"])
    ):
        return True
    kin = i - 1 - (i > base and norms[i - 1] == ",")
    if kin <= base or norms[kin] not in _KIN or tags[kin - 1 - base] not in "DpNR":
        return False
    return i + 1 < sentence.last and tags[i + 1 - base] in ("AV" if kin == i - 1 else ",")


_GIVEN = frozenset(name for names in load("service.attribution", "names.toml")["given"].values() for name in names.split())
_ENDS = frozenset({"death", "murder", "suicide", "killing", "disappearance", "manslaughter"})
_KIN = frozenset(LEXICON["names"]["kin"])


def _surnames(reading: Reading, _: Sentence) -> frozenset[str]:
    """The last words of the full names of a text: two or three capitalised words in a row that no known word for a body or place spoils."""
    words, norms = reading.tokens.words, reading.tokens.norms
    found: set[str] = set()
    begun, end, spoiled = 0, -1, False
    for i in compress(count(), map(ne, words, norms)):
        word, norm = words[i], norms[i]
        if not (word[0].isupper() and word[1:].islower()) or norm in FUNCTION_WORDS:
            continue
        if i != end:
            if end - begun in {2, 3} and not spoiled and norms[begun - 1] not in _OF_PLACES:
                found.add(norms[end - 1])
            begun, spoiled = i, False
        end = i + 1
        spoiled = spoiled or norm in NOT_PEOPLE or norm in _TIMES
    if end - begun in {2, 3} and end < len(words) and not spoiled and norms[begun - 1] not in _OF_PLACES:
        found.add(norms[end - 1])
    return frozenset(found)


def may_name(reading: Reading, sentence: Sentence, words: frozenset[str]) -> bool:
    """Whether a sentence of ``words`` may hold a person's name: two capitalised words in a run, a surname of the text, or one beside "mother" or "'s death"."""
    if not _KIN.isdisjoint(words) or ("'s" in words and not _ENDS.isdisjoint(words)):
        return True
    norms, surfaces, first, last = reading.tokens.norms, reading.tokens.words, sentence.first, sentence.last
    untitled = _TITLES.isdisjoint(words)
    surnames = reading.once(_surnames, reading.sentences[0])
    previous = -1
    for i in compress(range(first, last), map(ne, norms[first:last], surfaces[first:last])):
        norm = norms[i]
        if norm in FIXED or not surfaces[i][0].isupper():
            continue
        if norm in surnames:
            return True
        if untitled and norm in NOT_PEOPLE:
            previous = -1  # it would spoil the whole run
            continue
        if previous >= 0 and (i == previous + 1 or norms[previous + 1] in _WITHIN):
            return True
        previous = i
    return False


_WITHIN = _PARTICLES | _MARKS | {"."}
"""What may stand between the words of a name."""


def _nickname(words: list[str], norms: list[str], j: int, limit: int) -> bool:
    """Whether a nickname in marks stands at token ``j`` inside a name: the marks of Peter "Taff" Lewis."""
    return j + 3 < limit and norms[j] in _MARKS and norms[j + 2] in _MARKS and words[j + 1][0].isupper() and words[j + 3][0].isupper()


def described(reading: Reading, sentence: Sentence, tags: str, i: int) -> int:
    """The end of what is said of somebody right behind a name that ends before token ``i``.

    That is an age, a place or a body: "Ben Ross, 22, of Leeds", "Adam Brown of 40 Commando Royal Marines", "Ali Dar (17)".
    """
    base, limit = sentence.first, min(sentence.last, i + 40)
    norms = reading.tokens.norms
    while i + 1 < limit:
        comma = norms[i] == ","
        j = i + comma
        age = end_of_plain_age(reading, j, limit) if comma or norms[j] == "(" else None
        if age is None and j + 1 < limit and (norms[j] in {"of", "from"} or (comma and tags[j - base] == "Q")):
            age = _body(reading, tags, base, j + (norms[j] in {"of", "from"}), limit)
        if age is None:
            return i
        i = age
    return i


def end_of_plain_age(reading: Reading, j: int, limit: int) -> int | None:
    """The end of "22", "aged 22" or "(22)" behind a name or a noun; None where the number counts others."""
    norms = reading.tokens.norms
    bracket = norms[j] == "("
    at = j + bracket
    at += norms[at] == "aged"
    numeral = reading.numerals.by_first.get(at)
    if numeral is None or numeral.last > limit or numeral.form not in {"digits", "words"} or numeral.value is None or numeral.value > OLDEST:
        return None
    i = numeral.last
    if bracket:
        return i + 1 if norms[i : i + 1] == [")"] else None
    if i >= limit or norms[i] in {".", ")", "who", "was", "and", "from", "of"}:
        return i if norms[at - 1] == "aged" or (i < limit and norms[i] in {".", ")"}) or i >= limit else None
    return i if norms[i] == "," and (i + 1 >= limit or norms[i + 1] not in _OF_MANY) else None


def _body(reading: Reading, tags: str, base: int, i: int, limit: int) -> int | None:
    """The end of the place or body by name that begins at token ``i``: "the Royal Military Police", "1st Battalion The Rifles"."""
    words = reading.tokens.words
    end: int | None = None
    while i < limit and (words[i][0].isupper() or words[i][0].isdigit() or words[i] in {"the", "of", "and", "&", "-"} or tags[i - base] == "Q"):
        i += 1
        end = i if words[i - 1][0].isupper() else end
    return end
