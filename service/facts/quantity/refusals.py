"""Why a number is no figure: it is part of a name, a date, a time, a list, an address or an idiom."""

from __future__ import annotations

from decimal import Decimal

from service.facts.clause.noun_phrase import FUNCTION_WORDS
from service.facts.numeral import Numeral
from service.facts.numeral.words import CHANGES
from service.facts.quantity.units import LEXICON
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_NAMED = frozenset(LEXICON["named"]["words"])
_GROUPS = frozenset(LEXICON["named"]["groups"])
_STREETS = frozenset(LEXICON["named"]["streets"])
_BEFORE_YEAR = frozenset(LEXICON["before_year"]["words"])
_MONTHS = frozenset(LEXICON["before_year"]["months"])
_PRICED = frozenset(LEXICON["before_year"]["priced"])
_MONTHS_ABROAD = frozenset(LEXICON["before_year"]["months_abroad"])
_EMERGENCY = frozenset(LEXICON["dialled"]["numbers"])
_DIALLED = frozenset(LEXICON["dialled"]["words"])
_CLOCK = frozenset(LEXICON["before_year"]["clock"])
_ALWAYS = frozenset(LEXICON["announced"]["always"])
_SPOKEN = frozenset(LEXICON["announced"]["spoken"])
_AHEAD = frozenset(LEXICON["announced"]["ahead"])
_SPEAKING = frozenset(LEXICON["announced"]["speaking"])
_HYPHENS = frozenset({"-", "‐", "‑"})
_DASHES = frozenset({"-", "–", "—", "−"})
_GRADED = frozenset(LEXICON["named"]["graded"])
_POINTING = frozenset({"this", "that", "each", "any", "every", "some", "which", "what", "one", "another", "same", "first", "last"})
_STRICT = frozenset(LEXICON["named"]["strict"])


def refused(reading: Reading, sentence: Sentence, n: Numeral, measured: bool) -> str | None:
    """The reason why ``n`` is no figure, or None. ``measured``: a unit or a noun that it counts stands behind it."""
    if n.form in _BY_FORM:
        return _BY_FORM[n.form]
    tokens = reading.tokens
    if not measured and tokens.norms[n.last - 1] == "one" and n.value == 1:
        return _one(tokens, sentence, n)
    before = tokens.norms[n.first - 1] if n.first > sentence.first else ""
    after = tokens.norms[n.last] if n.last < sentence.last else ""
    return (
        _joined(tokens, sentence, n, measured, before, after)
        or _dated(tokens, sentence, n, measured, before, after)
        or (_named(reading, sentence, n, measured, before, after) if n.form in {"digits", "words"} else None)
    )


_BY_FORM = {"ordinal": "an ordinal", "code": "digits that are no number", "year": "a year read out"}


def _one(tokens: Tokens, sentence: Sentence, n: Numeral) -> str:
    """Why "one" alone counts nothing."""
    if n.last < sentence.last and tokens.norms[n.last] == "of":
        return "one of several"
    return "nobody" if n.first > sentence.first and tokens.norms[n.first - 1] == "no" else "the pronoun"


def _joined(tokens: Tokens, sentence: Sentence, n: Numeral, measured: bool, before: str, after: str) -> str | None:
    """Digits that are joined to something: names, scores, times, telephone numbers."""
    first, last, norms, words = n.first, n.last, tokens.norms, tokens.words
    far = norms[last + 1] if last + 1 < sentence.last else ""
    word = words[first]
    figures = word[0].isdecimal()
    if before in _JOINTS and tokens.adjoin(first):
        if (
            words[first - 1] in _HYPHENS
            and first - 2 >= sentence.first
            and tokens.adjoin(first - 1)
            and (norms[first - 2][0].isalpha() or norms[first - 2][0].isdecimal())
        ):
            return "a number in a name or a score"
        if before != "-":
            return "a number in a name"
    if figures and after and tokens.adjoin(last):
        if after in {":", "/"} and far[:1].isdecimal():
            return "a time, a date or a reference"
        if after in _DASHES and far and far[0].isdecimal() and tokens.adjoin(last + 1):
            return "a score or a reference"
        if not measured and (after[0].isalpha() or after == "_"):
            return "a number in a name"
    if after in _CLOCK or (after in {"a", "p"} and norms[last + 1 : last + 3] == [".", "m"]) or (after == "'" and far == "clock"):
        return "a time of day"
    clock = not measured and "." in word and last == first + 1 and _clocklike(word)
    if clock and (word[0] == "0" or _timed(tokens, first, sentence.first) or _among_times(tokens, first)):
        return "a time of day"
    if word[0] == "0" and n.form in {"digits", "range"} and len(word) > 1 and word.isdecimal():
        return "digits that are no number"
    if before in {"'", "’"} and figures and tokens.adjoin(first) and not measured:
        return "a year"
    return None


_JOINTS = frozenset({"-", "/", "#", "@", "§", "_", "+", ":", "№"})


def _clocklike(word: str) -> bool:
    """Whether a number reads as a time: "08.15", "4.15"."""
    hour, _, minute = word.partition(".")
    return (
        len(minute) == 2
        and len(hour) <= 2
        and hour.isdecimal()
        and minute.isdecimal()
        and int(hour) < 24
        and int(minute) < 60
        and (word[0] != "0" or len(hour) == 2)
    )


_TIMES_LISTED = 6


def _timed(tokens: Tokens, i: int, begin: int) -> bool:
    """Whether "at" stands before a time, or before the times that it is listed with: "at 10.42, 10.57 and 11.20"."""
    norms = tokens.norms
    for _ in range(_TIMES_LISTED):
        j = i - 1
        while j > begin and norms[j] in {",", "and", "or", "to", "then"}:
            j -= 1
        if j >= begin and norms[j] in {"at", "until", "till"}:
            return True
        if j == i - 1 or j < begin or not _clocklike(tokens.words[j]):
            return False
        i = j
    return False


_BY_THE_CLOCK = frozenset({"by", "before", "after", "from", "since"})
_MOVED = CHANGES - {"change", "changed", "changes", "changing"}
_NEAR_TIMES = 80
"""Tokens before a number in which a time of day shows that it is one too."""


def _among_times(tokens: Tokens, i: int) -> bool:
    """Whether "2.20" is a time for the times around it: "the alarm rang at 1.05 am … nobody had left by 2.20"."""
    norms = tokens.norms
    if norms[i - 1 : i] == [] or norms[i - 1] not in _BY_THE_CLOCK or norms[max(0, i - 2)] in _MOVED:
        return False
    return any(norms[j] in _CLOCK and _clocklike(tokens.words[j - 1]) for j in range(max(1, i - _NEAR_TIMES), i - 1))


def _dated(tokens: Tokens, sentence: Sentence, n: Numeral, measured: bool, before: str, after: str) -> str | None:
    """Days and years."""
    first, last, norms, words = n.first, n.last, tokens.norms, tokens.words
    if after in _MONTHS and words[last][0].isupper() and (n.value or n.high or 0) <= 31:
        return "part of a date"
    if before in _MONTHS and words[first - 1][0].isupper() and not measured:
        return "part of a date"
    if after in _MONTHS_ABROAD and words[first].isdecimal() and n.form == "digits" and (n.value or 0) <= 31:
        return "part of a date"
    if after == "of" and last + 1 < sentence.last and norms[last + 1] in _MONTHS and words[last + 1][0].isupper():
        return "part of a date"
    if (
        len(words[first]) == len("2016")
        and _yearlike(tokens, n)
        and (not measured or before in _BEFORE_YEAR or after in _PRICED or first == sentence.first)
    ):
        return "a year"
    return None


def _yearlike(tokens: Tokens, n: Numeral) -> bool:
    """Whether a number in digits has the look of a year or of a range of years."""
    if n.form not in {"digits", "range"}:
        return False
    first, last = tokens.words[n.first], tokens.words[n.last - 1]
    if len(first) != 4 or len(last) != 4 or not first.isdecimal() or not last.isdecimal():
        return False
    low, high = (n.value, n.value) if n.value is not None else (n.low, n.high)
    return low is not None and high is not None and low >= 1500 and high <= 2100


def _named(reading: Reading, sentence: Sentence, n: Numeral, measured: bool, before: str, after: str) -> str | None:
    """Numbers in digits or words that stand in names, addresses and lists."""
    tokens = reading.tokens
    first, last, norms, words = n.first, n.last, tokens.norms, tokens.words
    if first == sentence.first and last - first == 1 and after in {".", ")"} and not measured:
        return "a number in a list"
    if before == "(" and after == ")" and not measured and (n.value or 0) < 100:
        return "a number in a list"
    if before == "." and norms[max(sentence.first, first - 2) : first - 1] in (
        ["no"],
        ["nos"],
        ["art"],
        ["para"],
        ["paras"],
        ["p"],
        ["pp"],
        ["vol"],
        ["fig"],
        ["ch"],
        ["cl"],
        ["s"],
    ):
        return "a number in a name"
    if not measured and before in _LINKS and _enumerated(reading, sentence, n):
        return "a number in a name"
    capital = before != "" and words[first - 1][0].isupper()
    if before == "year" and capital and n.form == "digits" and (n.value or 0) < 14:
        return "a number in a name"
    if (before == "of" or n.form == "words") and _called(tokens, sentence, n):
        return "a number in a name"
    if before in _GRADED and measured and n.form == "digits" and (n.value or 0) < 10 and norms[max(sentence.first, first - 2)] not in _POINTING:
        return "a number in a name"  # level 3 courses, phase 1 trials
    if before == "per":
        return "the base of a rate"
    if not measured and words[first] in _EMERGENCY and not _DIALLED.isdisjoint(norms[max(sentence.first, first - 3) : first]):
        return "a telephone number"
    if before in _NAMED and (not measured or (capital and (first - 1 > sentence.first or len(before) > 3)) or before in _STRICT):
        return "a number in a name"
    if capital and not measured and n.form == "digits" and words[first].isdecimal() and first - 1 > sentence.first and before not in FUNCTION_WORDS:
        return "a number in a name"
    if after and words[last][0].isupper() and _addressed(tokens, last, sentence.last):
        return "an address"
    return None


_HOPS = 12
_LINKS = frozenset({",", "and", "or", "to", "&", "-", "of", "(", ")"})
"""Words and marks between the numbers of a list."""


def _alike(a: Numeral, b: Numeral) -> bool:
    """Whether two numbers may be names of one sort: "phase 1 and 500" are not."""
    small, large = sorted((a.value or a.high or Decimal(0), b.value or b.high or Decimal(0)))
    return large <= 20 * max(small, Decimal(1))


def _enumerated(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether a number goes on a list of names: the 112 of "Amendments 101, 102, 103 and 112"."""
    norms, j = reading.tokens.norms, n.first
    for _ in range(_HOPS):
        link = j
        while j > sentence.first and norms[j - 1] in _LINKS:
            j -= 1
        before = reading.numerals.ending(j)
        if before is None and j - 1 > sentence.first and len(norms[j - 1]) == 1 and norms[j - 1].isalpha():
            before = reading.numerals.ending(j - 1)  # "106A and 107"
        if j == link or before is None or before.first < sentence.first:
            return False
        j = before.first
        if j > sentence.first and norms[j - 1] in _NAMED:
            return _alike(n, before)
    return False


def _called(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether a number is part of a body's name: "the Five Eyes", "the Group of 77"."""
    first, last = n.first, n.last
    if (
        first - 2 >= sentence.first
        and tokens.norms[first - 1] == "of"
        and tokens.norms[first - 2] in _GROUPS
        and tokens.words[first - 2][0].isupper()
    ):
        return True
    if n.form != "words" or last - first > 1 or first - 1 < sentence.first or not tokens.words[first][0].isupper() or tokens.words[first].isupper():
        return False
    before = tokens.words[first - 1]
    titled = last < sentence.last and tokens.words[last][0].isupper() and before.isalpha() and before.islower()
    return titled or (tokens.norms[first - 1] in _GROUPS and before[0].isupper())


def _addressed(tokens: Tokens, j: int, end: int) -> bool:
    """Whether a street follows: "10 Downing Street"."""
    if j >= end or not tokens.words[j][0].isupper():
        return False
    return any(tokens.words[k][0].isupper() and tokens.norms[k] in _STREETS for k in range(j, min(end, j + 3)))


def announced(tokens: Tokens, sentence: Sentence, n: Numeral, head: int) -> bool:
    """Whether a speaker merely says how many questions or points are to come."""
    value = n.value or n.high
    if value is None and n.form != "vague":
        return False
    if value is not None and value > 10:
        return False
    norm = tokens.norms[head]
    if norm in {"point", "points"} and (
        "." in tokens.words[n.first]
        or tokens.norms[n.first - 1 : n.first] == ["minus"]
        or any(word in CHANGES for word in tokens.norms[max(sentence.first, n.first - 3) : n.first])
    ):
        return False
    if norm in {"point", "points"} and (
        tokens.norms[n.first - 1 : n.first] == ["by"] or (tokens.norms[head + 1 : head + 2] and tokens.norms[head + 1] in _AHEAD)
    ):
        return False
    if norm in _ALWAYS:
        return True
    window = range(max(sentence.first, n.first - 8), n.first)
    return norm in _SPOKEN and any(tokens.norms[j] in _SPEAKING for j in window)
