"""Numbers that count nobody: years, ages, rates, amounts, and numbers in names."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.lexicon import LEXICON
from service.facts.casualty.names import OLDEST, end_of_plain_age
from service.facts.casualty.phrases import MONTHS
from service.facts.clause.noun_phrase import is_plural
from service.facts.clause.words import is_person
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence

_DESIGNATORS = frozenset(LEXICON["things"]["designators"])
_CURRENCY = frozenset("$£€¥")
_WITH_CHILDREN = frozenset({"out", "mother", "father", "parent", "mum", "mom", "dad", "grandmother", "grandfather", "widow", "widower", "parents"})
_OLD = frozenset({"them", "whom", "are", "were", "those"})


def counts_nobody(reading: Reading, sentence: Sentence, tags: str, n: Numeral) -> bool:
    """Whether a number is no count of people by its form, by what stands before it, or by a unit behind it."""
    norms, base = reading.tokens.norms, sentence.first
    if is_amount(reading, sentence, n):
        return True
    before = norms[n.first - 1] if n.first > base else ""
    if before == "every" or _is_age(reading, sentence, n) or _is_youngest(reading, sentence, n):
        return True
    if before == "of" and n.first - 2 >= base and norms[n.first - 2] in _WITH_CHILDREN and not _of_a_whole(reading, sentence, tags, n):
        return True  # "out of 12", "a mother of four"
    if before == "of" and n.first - 2 > base and _is_of_age(reading, tags, base, n):
        return True  # "a man of 29"
    if before == "in" and n.first - 1 in reading.numerals.by_last and norms[n.first - 2] in {"one", "1", "two", "three", "nine"}:
        return True
    if before in {"in", "since", "during"} and is_year(reading, n) and norms[n.first - 2] not in _ENDED:
        return True  # "At Marikana in 2012 police shot dead 34 strikers"
    return n.value == 1 and _is_rate(reading, sentence, n)  # "one in five", "one for every six"


def is_amount(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether a number counts nobody as its form and the tokens beside it show at once: an ordinal, "£5", "12%", "Covid-19"."""
    tokens, norms = reading.tokens, reading.tokens.norms
    if n.form in {"ordinal", "fraction", "year", "code"} or (n.value is not None and (n.value != n.value.to_integral_value() or n.value < 0)):
        return True
    before = norms[n.first - 1] if n.first > sentence.first else ""
    following = norms[n.last] if n.last < sentence.last else "."
    if before in _CURRENCY or following in {"%", "per", "percent", "-year", "°"} or (following in _CURRENCY and tokens.adjoin(n.last)):
        return True
    return before == "-" and tokens.adjoin(n.first) and n.first - 1 > sentence.first and tokens.adjoin(n.first - 1)


def goes_on_as_no_count(reading: Reading, sentence: Sentence, tags: str, n: Numeral, after: int) -> bool:
    """Whether what follows a number from token ``after`` on makes it no count: "30-second", "under five", "eight of ten", "1,000 fewer"."""
    norms, base = reading.tokens.norms, sentence.first
    before = norms[n.first - 1] if n.first > base else ""
    following = norms[after] if after < sentence.last else "."
    if (following == "-" and reading.tokens.adjoin(after)) or following in {"too", "fewer", "less"}:
        return True
    if (
        before in {"under", "over", "aged", "age"}
        and n.first - 2 >= base
        and ((tags[n.first - 2 - base] == "N" and is_person(norms[n.first - 2])) or norms[n.first - 2] in _OLD)
        and norms[after : after + 1] != ["people"]
    ):
        return True  # "children under five", "four of them under five"
    whole = following == "of" and after + 1 < sentence.last and n.form != "vague"
    return whole and (tags[after + 1 - base] == "Q" or norms[after + 1] == "every")  # "eight of ten", "one of every two"


def is_year(reading: Reading, n: Numeral) -> bool:
    """Whether a number is written as a year is."""
    word = reading.tokens.words[n.first]
    return n.last == n.first + 1 and len(word) == 4 and word.isdigit() and Decimal(1900) <= Decimal(word) <= Decimal(2100)


_ENDED = frozenset({"result", "results", "resulted", "resulting", "ended", "ending", "ends", "culminated"})


def _is_of_age(reading: Reading, tags: str, base: int, n: Numeral) -> bool:
    """Whether "of" and a number say how old the one person before them is: "a girl of six"."""
    norms = reading.tokens.norms
    who = norms[n.first - 2]
    alone = n.last - base >= len(tags) or tags[n.last - base] in "AV.,;CRSP"
    return alone and n.value is not None and n.value <= OLDEST and is_person(who) and not is_plural(who) and who not in _BODIES


_BODIES = frozenset(LEXICON["names"]["not_one"]) | {"group", "party", "team", "gang", "squad", "platoon", "unit", "band", "convoy"}


def _of_a_whole(reading: Reading, sentence: Sentence, tags: str, n: Numeral) -> bool:
    """Whether "out of" sets people of whom more is told beside a number before: "400 died, out of 7,000 who fell ill"."""
    norms, out = reading.tokens.norms, n.first - 2
    if norms[out] != "out" or out <= sentence.first or tags[out - 1 - sentence.first] == "Q":
        return False
    return norms[n.last : n.last + 1] in (["who"], ["cases"], ["infections"]) or norms[n.last + 1 : n.last + 2] == ["who"]


def _is_age(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether a number set off behind one person or a name is an age: "Woman, 34, killed", "Adil, eleven, Zain, six, and …"."""
    i = n.first - 1
    norms = reading.tokens.norms
    k = i
    while k > sentence.first and k > i - 8 and (norms[k] in {",", "and", "or", "to"} or k in reading.numerals.by_first):
        k -= 1
    if k < i and norms[k] in {"aged", "ages"}:  # "two boys aged 15 and 17"
        return True
    if i <= sentence.first or norms[i] not in {",", "("}:
        return False
    who = i - 1
    if not reading.tokens.words[who][0].isupper() and (not is_person(norms[who]) or is_plural(norms[who])):
        return False
    return end_of_plain_age(reading, i if norms[i] == "(" else n.first, sentence.last) is not None


def _is_youngest(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether a number is the age of one of several: "the youngest of whom is four", "The oldest victim was 81"."""
    norms = reading.tokens.norms
    if norms[n.first - 1] in {"them", "whom"} and norms[n.first - 2] == "of" and norms[n.first - 3] in _EXTREMES:
        return True  # "36 children, the eldest of them 17"
    if (
        n.first - 1 <= sentence.first
        or norms[n.first - 1] not in {"is", "was", "only", "just"}
        or not _EXTREMES.intersection(norms[max(sentence.first, n.first - 9) : n.first])
    ):
        return False
    return n.last >= sentence.last or norms[n.last] in {".", ",", ";", "and", "or", "-", "years", ")"}


_EXTREMES = frozenset({"youngest", "oldest", "eldest"})


def _is_rate(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    norms = reading.tokens.norms
    i = n.last
    if i + 1 >= sentence.last or norms[i] not in {"in", "out", "for"}:
        return False
    if norms[i] == "for":
        return norms[i + 1] in {"every", "each"}
    j = i + 2 if norms[i] == "out" else i + 1
    return j < sentence.last and (j in reading.numerals.by_first or norms[j] == "every")


def is_name_number(reading: Reading, sentence: Sentence, n: Numeral, before: str) -> bool:
    """Whether a bare number belongs to a name or a calendar expression rather than counts: "Flight 17", "20 March", "2016"."""
    norms = reading.tokens.norms
    following = norms[n.last] if n.last < sentence.last else ""
    referring = norms[n.first - 2] in {"that", "those"} if n.first - 2 >= sentence.first else False  # "Of that number 14 were children"
    if following in MONTHS or (before in _DESIGNATORS and not referring):
        return True
    return is_year(reading, n)
