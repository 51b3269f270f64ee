"""Counts: "47 recommendations", "hundreds of accounts", "the 2.8 million who voted"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.clause.noun_phrase import DETERMINERS, FUNCTION_WORDS, NounPhrase, counted
from service.facts.numeral import Numeral, behind, bounded
from service.facts.numeral.words import VAGUE
from service.facts.quantity.bare import bare
from service.facts.quantity.build import MONEY, fact, refusal
from service.facts.quantity.elliptic import elliptic, gapped
from service.facts.quantity.partitive import of_those
from service.facts.quantity.refusals import announced, refused
from service.facts.quantity.units import LEXICON, unit_at
from service.model import Mention, Refusal
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_DAYS = frozenset(LEXICON["times"]["days"])
_TIMES = frozenset(LEXICON["times"]["words"])
_NOT_COUNTED = frozenset(LEXICON["not_counted"]["words"])
_NOT_SINGLE = frozenset(LEXICON["not_single"]["words"])
_SAID_NEXT = frozenset(LEXICON["not_single"]["said"])
_NOT_OPENING = frozenset(LEXICON["not_single"]["opening"])
_HELD = frozenset(LEXICON["held"]["words"])
_COMPOUND = frozenset(LEXICON["compound"]["nouns"])
_IDIOMS = frozenset(LEXICON["compound"]["never"])
_LEADS = frozenset({"just", "only", "and", "so", "but", "ok", "okay", "well", ",", "now", "then", "-", "—", "–"})
_STRESSED = frozenset({"only", "just", "least", "than", "exactly"})
_PAIRS = frozenset(pair for a, b in LEXICON["elliptic"]["pairs"] for pair in ((a, b), (b, a)))
_MONTHS = frozenset(LEXICON["before_year"]["months"])
_FAMILIES = frozenset({"family", "household", "mother", "father", "couple", "parent", "mum", "dad", "mom"})
_RELATED = frozenset(
    {"children", "boys", "girls", "sons", "daughters", "kids", "people", "members", "adults", "persons", "siblings", "brothers", "sisters"}
)
_OPENING, _CLOSING = frozenset({"“", "‘", '"'}), frozenset({"”", "’", '"'})
_ONE = Decimal(1)
_NOT_VAGUELY = frozenset(LEXICON["not_counted"]["vague"])


def count(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A count of things: "47 recommendations", "3,000 volunteers", "hundreds of accounts", "2.8 million"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    if n.form in {"ordinal", "code", "year"}:
        return None
    value = n.value if n.value is not None else n.high
    j = n.last
    if j < end and norms[j] == "-":
        compound = _compound(reading, sentence, n)
        if compound is not None:
            return compound
    if n.form == "vague" and norms[j : j + 2] == [",", "of"]:
        j += 1
    if j < end and norms[j] == "of" and (n.form in {"vague", "words"} and norms[n.last - 1] in {"couple", "dozen", "pair", *VAGUE}):
        j += 1
        while j < end and norms[j] in DETERMINERS and norms[j] not in {"each", "every"}:
            j += 1
    if j + 1 < end and norms[j] in {"earlier", "later"}:
        phrase = counted(tokens, j + 1, end)  # "two earlier occasions"
        phrase = phrase._replace(first=j) if phrase is not None and phrase.last - j <= 3 else None
    else:
        phrase = counted(tokens, j, end) if j < end and (value is None or value != _ONE) and norms[j] != "aboard" else None
    if phrase is not None and _holds_number(reading, phrase):
        phrase = None
    if phrase is not None and norms[n.first - 1] == "of" and norms[n.first - 2] in _FAMILIES and norms[phrase.head] not in _RELATED:
        phrase = None  # "a family of four pays"
    if phrase is not None and n.form == "vague" and norms[phrase.head] in _NOT_VAGUELY:
        return refusal(reading, n, "a vague word that counts nothing")
    if phrase is not None and (norms[phrase.head] in MONEY or norms[phrase.head] in _NOT_COUNTED or not MONEY.isdisjoint(norms[j : phrase.last])):
        return None
    if _bare_one(reading, sentence, n):
        return refusal(reading, n, "what the speaker is about to list")
    single = _single(reading, sentence, n)
    reason = refused(reading, sentence, n, measured=phrase is not None or single is not None)
    if reason is not None:
        other = gapped(reading, sentence, n)
        if other is not None:
            return other
        lesser = elliptic(reading, sentence, n) if n.value == _ONE else None
        return lesser or refusal(reading, n, reason)
    if phrase is not None:
        phrase = _both_sexes(tokens, phrase, end)
        if announced(tokens, sentence, n, phrase.head):
            return refusal(reading, n, "what the speaker is about to list")
        marked = norms[phrase.first] in _OPENING
        last = phrase.last + (marked and phrase.last < end and norms[phrase.last] in _CLOSING)  # 33 “failures”
        noun = tokens.slice(phrase.first + marked, phrase.last)
        return fact(reading, "quantity.count", n.first, last, bounded(tokens, sentence, n, n.first, last), None, noun)
    return (
        single
        or _models(reading, sentence, n)
        or _behind_bound(reading, sentence, n)
        or of_those(reading, sentence, n)
        or _of_another(reading, sentence, n)
        or _another_day(reading, sentence, n)
        or elliptic(reading, sentence, n)
        or gapped(reading, sentence, n)
        or bare(reading, sentence, n)
        or refusal(reading, n, NAMELESS)
    )


def _both_sexes(tokens: Tokens, phrase: NounPhrase, end: int) -> NounPhrase:
    """The noun phrase with the other half of a pair that is counted as one: "1,140 boys and girls"."""
    j, norms = phrase.last, tokens.norms
    if j + 1 < end and norms[j] == "and" and (norms[j - 1], norms[j + 1]) in _PAIRS:
        return phrase._replace(last=j + 2)
    return phrase


def _holds_number(reading: Reading, phrase: NounPhrase) -> bool:
    """Whether another number stands in a noun phrase, other than in an adjective or a name."""
    within = reading.numerals.within(phrase.first, phrase.last)
    return bool(within) and not all(_hyphened(reading, n.first) for n in within)


def _hyphened(reading: Reading, k: int) -> bool:
    """Whether the number at token ``k`` is part of an adjective or of a name: the first of "first-time buyers", the 16 of "two F-16 jets"."""
    n = reading.numerals.by_first[k]
    words = reading.tokens.words
    name = k - 2 if words[k - 1] == "-" else k - 1
    if n.form == "digits" and n.last == k + 1 and words[name][0].isupper() and reading.tokens.norms[name] not in _MONTHS:
        return True
    return n.form == "ordinal" and reading.tokens.norms[n.last : n.last + 1] == ["-"]


def _single(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """One thing where its number is stressed or in digits: "only one hospital", "1 abstention"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    before = norms[n.first - 1] if n.first > sentence.first else ""
    if n.value != _ONE or n.form not in {"digits", "words"}:
        return None
    held = _held(norms, n.first, sentence.first)
    if not (n.form == "digits" or before in _STRESSED or held or _beside_others(reading, sentence, n)):
        return None
    if held and n.last < end and norms[n.last] in _NOT_OPENING:
        return None
    j = n.last
    while j < end and j < n.last + 4 and norms[j].isalpha() and norms[j] not in FUNCTION_WORDS:
        j += 1
    if (
        not n.last < j < n.last + 4
        or tokens.adjoin(n.last)
        or not tokens.words[n.last][0].islower()
        or norms[j - 1] in _NOT_SINGLE
        or (held and norms[j - 1] in _SAID_NEXT)
        or norms[j - 1].endswith(("ed", "ing", "ly"))
        or norms[j - 1] in MONEY
    ):
        return None
    return fact(reading, "quantity.count", n.first, j, bounded(tokens, sentence, n, n.first, j), None, tokens.slice(n.last, j))


def _held(norms: list[str], i: int, begin: int) -> bool:
    """Whether the "one" at token ``i`` is had, shown or there: "they have had one letter", "the log shows one visit", "there is one school"."""
    if i - 1 < begin:
        return False
    return norms[i - 1] in _HELD or (norms[i - 1] in {"is", "was"} and i - 2 >= begin and norms[i - 2] == "there")


def _compound(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """So many of which a thing is made, in a compound before its noun: "a 96-bed block", "a five-member committee"."""
    tokens, norms, j = reading.tokens, reading.tokens.norms, n.last
    if n.form not in {"digits", "words"} or j + 2 >= sentence.last or norms[j + 1] not in _COMPOUND:
        return None
    if not (tokens.adjoin(j) and tokens.adjoin(j + 1)) or not norms[j + 2][0].isalpha() or norms[j + 2] in FUNCTION_WORDS:
        return None
    if f"{norms[j + 1]} {norms[j + 2]}" in _IDIOMS:
        return None
    if refused(reading, sentence, n, measured=True) is not None:
        return None
    return fact(reading, "quantity.count", n.first, j + 2, bounded(tokens, sentence, n, n.first, j + 2), None, tokens.slice(j + 1, j + 2))


def _beside_others(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether "one" counts with others that are counted beside it: "one nurse and two carers", "one judge, two clerks", "six hens and one cock"."""
    norms = reading.tokens.norms
    for j in range(n.last + 1, min(sentence.last - 1, n.last + 4)):
        if norms[j] in {"and", ",", "or"}:
            k = j + 1 + (norms[j + 1] == "and")
            other = reading.numerals.starting(k)
            return _counts_things(reading, sentence, other)
        if not norms[j][0].isalpha() or norms[j] in FUNCTION_WORDS:
            break
    if n.first - 2 > sentence.first and norms[n.first - 1] == "and":
        other = _count_before(reading, sentence, n)
        phrase = counted(reading.tokens, other.last, n.first) if other is not None and _counts_things(reading, sentence, other) else None
        return phrase is not None and n.first - 2 <= phrase.last <= n.first - 1
    return False


def _counts_things(reading: Reading, sentence: Sentence, n: Numeral | None) -> bool:
    """Whether a number above one counts things or people, and measures no time."""
    if n is None or n.form not in {"digits", "words"} or (n.value or 0) < 2 or n.last >= sentence.last:
        return False
    norms = reading.tokens.norms
    phrase = counted(reading.tokens, n.last, sentence.last)
    if phrase is None or norms[phrase.head] in MONEY or norms[phrase.head] in _NOT_COUNTED:
        return False
    return unit_at(reading.tokens, n.last, sentence.last, figures=True) is None


def _bare_one(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether "one" opens a sentence that only says what is to come: "Just one thing.", "One update."."""
    norms = reading.tokens.norms
    if norms[n.first] != "one" or n.value != _ONE or not all(norm in _LEADS for norm in norms[sentence.first : n.first]):
        return False
    behind = [word for word in norms[n.last : sentence.last] if word[0].isalnum()]
    return 1 <= len(behind) <= 2 and behind[0] not in FUNCTION_WORDS


def _models(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """Things called by a model's number: "12 F-16s", "14 Boeing 737s"."""
    tokens, norms, j = reading.tokens, reading.tokens.norms, n.last
    if j + 3 > sentence.last or n.form not in {"digits", "words", "range"} or not tokens.words[j][0].isupper():
        return None
    k = j + 2 if norms[j + 1] == "-" and tokens.adjoin(j + 1) else j + 1
    if k + 1 >= sentence.last or not norms[k][0].isdecimal() or norms[k + 1] != "s" or not tokens.adjoin(k + 1):
        return None
    return fact(reading, "quantity.count", n.first, k + 2, bounded(tokens, sentence, n, n.first, k + 2), None, tokens.slice(j, k + 2))


def _behind_bound(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """A number whose noun stands behind its bound, which no span holds: "250 or more members of staff"."""
    tokens = reading.tokens
    j = behind(tokens, n.last, sentence.last)
    if j == n.last or n.form in {"vague", "fraction", "range"}:
        return None
    phrase = counted(tokens, j, sentence.last) if j < sentence.last else None
    unit = unit_at(tokens, j, sentence.last, figures=True) if j < sentence.last else None
    if unit is not None:
        return fact(reading, "quantity.measure", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), unit[0], None)
    if phrase is None or tokens.norms[phrase.head] in MONEY:
        return None
    return fact(
        reading, "quantity.count", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, tokens.slice(phrase.first, phrase.last)
    )


NAMELESS = "a number that counts nothing named"
BESIDE = 12
"""Tokens between two numbers that count the same things."""


def _count_before(reading: Reading, sentence: Sentence, n: Numeral) -> Numeral | None:
    """The count shortly before ``n`` in its sentence."""
    by_first = reading.numerals.by_first
    for k in range(n.first - 1, max(sentence.first, n.first - BESIDE) - 1, -1):
        before = by_first.get(k)
        if before is not None:
            return before if before.form in {"digits", "words", "mixed"} and before.value is not None else None
    return None


def _of_another(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """As many of the same things of another sort: the two of "four counts of fraud and two of theft"."""
    tokens, norms, j = reading.tokens, reading.tokens.norms, n.last
    if (
        n.form not in {"digits", "words"}
        or n.value == 1
        or j + 1 >= sentence.last
        or norms[j] != "of"
        or norms[n.first - 1] not in {"and", ",", "or"}
    ):
        return None
    before = _count_before(reading, sentence, n) if norms[j + 1].isalpha() and norms[j + 1] not in FUNCTION_WORDS else None
    phrase = counted(tokens, before.last, n.first) if before is not None else None
    if phrase is None or phrase.last >= n.first or norms[phrase.last] != "of" or norms[phrase.head] in MONEY:
        return None
    return fact(
        reading,
        "quantity.count",
        n.first,
        n.last,
        bounded(tokens, sentence, n, n.first, n.last),
        None,
        tokens.slice(phrase.first, phrase.last),
    )


def _another_day(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """As many of the same things at another time: the 60 of "40 trucks on Monday, 60 on Tuesday"."""
    tokens, norms, j, end = reading.tokens, reading.tokens.norms, n.last, sentence.last
    if n.form not in {"digits", "words", "mixed"} or n.value == 1 or j >= end or norms[n.first - 1] not in {",", "and", "but"}:
        return None
    timed = norms[j] in _DAYS or (j + 1 < end and norms[j] in {"on", "in", "last", "this"} and (norms[j + 1] in _TIMES or _is_year(norms[j + 1])))
    if timed and norms[j] in _DAYS and n.form == "digits" and (n.value or 0) >= 10 and not (j + 1 < end and norms[j + 1][0].isalnum()):
        return fact(reading, "quantity.bare", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, None)
    before = _count_before(reading, sentence, n) if timed else None
    phrase = counted(tokens, before.last, n.first) if before is not None else None
    if phrase is None or norms[phrase.head] in MONEY or norms[phrase.head] in _TIMES:
        return None
    between = norms[phrase.last : n.first]
    if not any(word in _TIMES or word in _DAYS or _is_year(word) for word in between):
        return None
    return fact(
        reading,
        "quantity.count",
        n.first,
        n.last,
        bounded(tokens, sentence, n, n.first, n.last),
        None,
        tokens.slice(phrase.first, phrase.last),
    )


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}
