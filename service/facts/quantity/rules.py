"""The rules that find quantities: one look at each number, by what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from service.facts.clause.noun_phrase import DETERMINERS, counted
from service.facts.numeral import Numeral, behind, bounded
from service.facts.numeral.digits import is_currency
from service.facts.numeral.words import CHANGES, EXACTLY, tidy
from service.facts.quantity.refusals import announced, refused
from service.facts.quantity.units import LEXICON, Unit, metres, unit_at
from service.lexicon import load
from service.model import Bounded, Kind, Mention, Qualifier, Quantity, Refusal
from service.reading import Reading
from service.rules import Rule, rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

Found = Iterator[Mention | Refusal]
_MONEY = frozenset(form for noun, forms in load("service.facts.money")["nouns"].items() for form in (noun, *forms)) | {
    "pence",
    "cents",
    "quid",
    "bucks",
    "p",
    "sterling",
}
_MILLION = Decimal(1_000_000)
_ONE_UNIT = frozenset(LEXICON["one_unit"]["units"])
_ONE_BEFORE = frozenset(LEXICON["one_unit"]["before"])
_ONE_BEHIND = frozenset(LEXICON["one_unit"]["behind"])
_BEFORE_BARE = frozenset(LEXICON["before_bare"]["words"])
_NOT_COUNTED = frozenset(LEXICON["not_counted"]["words"])
_NOT_VAGUELY = frozenset(LEXICON["not_counted"]["vague"])
_MAGNITUDE = frozenset(LEXICON["magnitude"]["words"])
_SHAKEN = frozenset(LEXICON["magnitude"]["context"])
_EXACT = Decimal(1)


class _Measure(NamedTuple):
    """A number with its unit: the mention is tokens ``[first, last)``."""

    rule: str
    first: int
    last: int
    numeral: Numeral
    unit: Unit


@rule("quantity.number", Kind.QUANTITIES, on_numerals=True)
def number(reading: Reading, sentence: Sentence, i: int) -> Found:
    """Every number that no other rule takes is refused with the reason: "Article 5", "10 Downing Street", "one of them"."""
    n = reading.numerals.by_first[i]
    if n.last > sentence.last:
        return
    tokens = reading.tokens
    if _is_money(tokens, sentence, n) or _base_of_rate(reading, sentence, n):
        return
    for reader in (_age, _magnitude, _rate, _measure, _fraction, _listed, _count):
        found = reader(reading, sentence, n)
        if found is not None:
            yield found
            return
    yield _refuse(reading, n, refused(reading, sentence, n, measured=False) or "a number that counts nothing named")


def _base_of_rate(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether ``n`` is the "five" of "one in five", which the "one" has taken."""
    j = n.first - 1
    if j > sentence.first and reading.tokens.norms[j] in {"every", "each", "-"}:
        j -= 1
    if j > sentence.first and reading.tokens.norms[j] == "of":
        j -= 1
    if j <= sentence.first or reading.tokens.norms[j] not in {"in", "out"}:
        return False
    share = reading.numerals.ending(j) or reading.numerals.ending(j - 1)
    if share is None or share.first < sentence.first:
        return False
    found = _rate(reading, sentence, share)
    return isinstance(found, Mention) and found.last == n.last


def _refuse(reading: Reading, n: Numeral, reason: str) -> Refusal:
    return Refusal(reading.tokens.starts[n.first], reading.tokens.ends[n.last - 1], "quantity.number", reason)


def _is_money(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether a currency stands at the number: what is money or refused as money is not read twice."""
    if n.first > sentence.first and is_currency(tokens, n.first - 1):
        return True
    return n.last < sentence.last and is_currency(tokens, n.last)


def _fact(reading: Reading, rule_id: str, first: int, last: int, value: Bounded, unit: Unit | None, noun: str | None, *evidence: str) -> Mention:
    quantity = Quantity(value, unit.name if unit else None, unit.dimension if unit else "count", noun)
    return reading.mention(Kind.QUANTITIES, rule_id, first, last, quantity, *evidence)


def _noun_of(tokens: Tokens, j: int, end: int) -> str | None:
    """The noun phrase behind "of", without determiners: what a share is a share of."""
    if j >= end or tokens.norms[j] != "of":
        return None
    j += 1
    while j < end and tokens.norms[j] in DETERMINERS:
        j += 1
    phrase = counted(tokens, j, end) if j < end else None
    return tokens.slice(phrase.first, phrase.last) if phrase else None


# --- ages, magnitudes, rates ---------------------------------------------------------------------------------------


_AGED = {
    "year": "year",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "month": "month",
    "months": "month",
    "week": "week",
    "weeks": "week",
    "day": "day",
    "days": "day",
}


def _age(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """An age: "12-year-old", "aged 12", "20 years old", "18 to 24-year-olds", "under-18s"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    if n.form in {"ordinal", "code", "vague", "fraction", "year"} or (n.value or n.high or 0) > 130:
        return None
    before = norms[n.first - 1] if n.first > sentence.first else ""
    j = n.last + 1 if n.last < end and norms[n.last] == "-" and tokens.adjoin(n.last) else n.last
    last = 0
    unit = "year"
    if j < end and norms[j] in _AGED:
        unit = _AGED[norms[j]]
        k = j + 1
        if k < end and norms[k] == "-":
            k += 1
        if k < end and norms[k] in {"old", "olds"}:
            last = k + 1
        elif norms[k : k + 2] == ["of", "age"]:
            last = k + 2
    if (
        not last
        and before in {"aged", "ages", "age"}
        and not (n.last < end and norms[n.last][0].isalpha() and unit_at(tokens, n.last, end, figures=True))
    ):
        last = n.last
    if not last and before == "-" and norms[max(sentence.first, n.first - 2)] in {"under", "over"} and n.last < end and norms[n.last] in {"s", "'s"}:
        last = n.last + 1
    if not last or (n.value or n.high or 0) <= 0:
        return None
    return _fact(reading, "quantity.age", n.first, last, bounded(tokens, sentence, n, n.first, last), Unit(unit, "age"), None)


def _magnitude(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A magnitude: "magnitude 6.3", "a 5.0 magnitude aftershock", "6.4 on the Richter scale"."""
    tokens, norms = reading.tokens, reading.tokens.norms
    value = n.value or n.high
    if value is None or not 0 < value <= 10 or n.form not in {"digits", "words", "range"}:
        return None
    first, last = n.first, n.last
    j = last + 1 if last < sentence.last and norms[last] == "-" and tokens.adjoin(last) else last
    k = first - 1
    if k > sentence.first and (norms[k] == "of" or (norms[k] == "-" and tokens.adjoin(first))):
        k -= 1
    if j < sentence.last and norms[j] == "magnitude":
        last = j + 1
    elif k >= sentence.first and norms[k] in _MAGNITUDE:
        first = k
    elif "richter" not in norms[last : last + 4] and not _shaken(tokens, sentence, n):
        return None
    return _fact(reading, "quantity.magnitude", first, last, bounded(tokens, sentence, n, first, last), Unit("", "magnitude"), None)


def _shaken(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether a decimal without a unit stands beside an earthquake."""
    around = tokens.norms[max(sentence.first, n.first - 12) : min(sentence.last, n.last + 12)]
    return "." in tokens.words[n.first] and any(word in _SHAKEN for word in around) and unit_at(tokens, n.last, sentence.last, figures=True) is None


def _rate(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A rate: "one in five", "9 out of 10", "one in every three"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    if n.value is None or n.form not in {"digits", "words"} or n.value != n.value.to_integral_value():
        return None
    j = n.last
    hyphen = j < end and norms[j] == "-" and tokens.adjoin(j)
    j += hyphen
    if norms[j : j + 2] == ["out", "of"]:
        k = j + 2
    elif j < end and norms[j] == "in":
        k = j + 1
    else:
        return None
    if k < end and (norms[k] in {"every", "each"} or (hyphen and norms[k] == "-")):
        k += 1
    of = reading.numerals.starting(k) if k < end else None
    if of is None or of.value is None or of.form not in {"digits", "words", "mixed"} or of.last > end or not 0 < n.value < of.value:
        return None
    if (of.value > 1000 and of.value % 100) or (of.form == "digits" and 1800 <= of.value <= 2100) or n.value > 100:
        return None
    following = unit_at(tokens, of.last, end, figures=True)
    if following is not None and following[0].dimension in {"duration", "ratio"}:
        return None
    share = EXACTLY.divide(n.value, of.value)
    whole = n._replace(value=tidy(share) if share == share.quantize(Decimal("1e-6")) else share.quantize(Decimal("1e-6")), form="fraction")
    phrase = counted(tokens, of.last, end) if of.last < end else None
    noun = tokens.slice(phrase.first, phrase.last) if phrase else _noun_of(tokens, of.last, end)
    return _fact(reading, "quantity.rate", n.first, of.last, bounded(tokens, sentence, whole, n.first, of.last), Unit("fraction", "ratio"), noun)


# --- measures ------------------------------------------------------------------------------------------------------


def _unit_behind(reading: Reading, sentence: Sentence, n: Numeral) -> _Measure | None:
    """A number with its unit behind it."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    if n.form in {"ordinal", "code", "year"} or n.last >= end:
        return None
    figures = tokens.words[n.last - 1][0].isdecimal() or n.form in {"range", "mixed", "fraction"}
    if n.form == "mixed" and n.value is not None and metres(tokens, n.last, end) and n.last - n.first == 2:
        return _Measure("quantity.measure", n.first, n.last, n._replace(value=tidy(n.value / _MILLION), form="digits"), Unit("metre", "length"))
    j = n.last
    if norms[j] == "of" and n.form in {"vague", "fraction"}:
        j += 1
        if n.form == "fraction" and j < end and norms[j] in {"a", "an", "one"}:
            j += 1
        elif n.form == "fraction":
            return None
    elif norms[j] == "more" and n.form != "fraction":
        j += 1
    found = unit_at(tokens, j, end, figures)
    if found is None:
        return None
    unit, last = found
    if unit.dimension == "ratio" and last < end and norms[last] == "." and tokens.adjoin(last) and norms[last - 1] == "cent" and last + 1 < end:
        last += 1
    rule_id = {"ratio": "quantity.percentage", "duration": "quantity.duration"}.get(unit.dimension, "quantity.measure")
    return _Measure(rule_id, n.first, last, n, unit)


def _measure(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A number with its unit, or two that bound one: "10%", "5 miles", "two days", "from 3% to 4%", "44 mg to 50 mg"."""
    tokens = reading.tokens
    measure = _unit_behind(reading, sentence, n)
    if measure is None:
        return None
    reason = refused(reading, sentence, n, measured=True)
    if n.value == 1 and measure.unit.name in {"minute", "second"} and n.first > sentence.first and tokens.norms[n.first - 1] == "for":
        reason = "an idiom"
    if reason is not None:
        return _refuse(reading, n, reason)
    ranged = _range(reading, sentence, measure)
    if ranged is not None:
        last, value = ranged
    else:
        numeral, last = _and_half(reading, measure, sentence.last)
        value = bounded(tokens, sentence, numeral, measure.first, last)
    noun = _noun_of(tokens, last, sentence.last) if measure.unit.dimension == "ratio" else None
    return _fact(reading, measure.rule, measure.first, last, value, measure.unit, noun)


def _listed(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """A number whose unit stands at the end of a list: the 53 of "53, 42 and 41 per cent"."""
    norms, j = reading.tokens.norms, n.last
    if n.form not in {"digits", "words"} or n.value is None:
        return None
    for _ in range(4):
        k = j
        while k < sentence.last and norms[k] in {",", "and", "or"}:
            k += 1
        other = reading.numerals.starting(k) if k > j else None
        if other is None:
            return None
        measure = _unit_behind(reading, sentence, other)
        if measure is not None:
            if measure.unit.dimension == "duration" and norms[n.last] == "and":
                return None
            reason = refused(reading, sentence, n, measured=True)
            return (
                None
                if reason
                else _fact(reading, measure.rule, n.first, n.last, bounded(reading.tokens, sentence, n, n.first, n.last), measure.unit, None)
            )
        j = other.last
    return None


def _and_half(reading: Reading, measure: _Measure, end: int) -> tuple[Numeral, int]:
    """A fraction behind the unit: "an hour and a half"."""
    tokens, n, last = reading.tokens, measure.numeral, measure.last
    if last + 1 < end and tokens.norms[last] == "and" and n.value is not None:
        half = reading.numerals.starting(last + 1)
        if (
            half is not None
            and half.form == "fraction"
            and half.value is not None
            and half.last <= end
            and tokens.norms[half.last - 1] in {"half", "quarter", "quarters"}
        ):
            return n._replace(value=EXACTLY.add(n.value, half.value)), half.last
    return n, last


def _range(reading: Reading, sentence: Sentence, low: _Measure) -> tuple[int, Bounded] | None:
    """Two measures in one unit that bound a third: "between 44 mg and 50 mg", "5%-8%"."""
    norms, j = reading.tokens.norms, low.last
    if j + 1 >= sentence.last or low.numeral.value is None:
        return None
    link = norms[j]
    near = norms[max(sentence.first, low.first - 4) : low.first]
    if link not in {"-", "–", "to"} and not (link == "and" and "between" in near):
        return None
    if link == "to" and near[-1:] == ["from"] and any(word in CHANGES for word in norms[max(sentence.first, low.first - 8) : low.first]):
        return None
    other = reading.numerals.starting(j + 1)
    high = _unit_behind(reading, sentence, other) if other is not None else None
    if high is None or high.numeral.value is None or high.unit != low.unit:
        return None
    bottom, top = low.numeral.value, high.numeral.value
    if bottom > top and low.unit.dimension == "temperature":
        bottom, top = top, bottom
    return (high.last, Bounded(None, bottom, top, Qualifier.BETWEEN)) if bottom < top else None


@rule("quantity.one_unit", Kind.QUANTITIES, wakes=_ONE_UNIT)
def one_unit(reading: Reading, sentence: Sentence, i: int) -> Found:
    """One of a unit of time behind an article: "an hour later", "within a week", "more than a decade"."""
    tokens, norms = reading.tokens, reading.tokens.norms
    first = i - 1
    if first > sentence.first and norms[first] in {"single", "full", "whole", "further"}:
        first -= 1
    if first < sentence.first or norms[first] not in {"a", "an"}:
        return
    before = norms[first - 1] if first > sentence.first else ""
    after = norms[i + 1] if i + 1 < sentence.last else ""
    if not (before in _ONE_BEFORE or after in _ONE_BEHIND or (after == "and" and norms[i + 2 : i + 4] == ["a", "half"])):
        return
    if before == "of" and not (
        first - 2 >= sentence.first and norms[first - 2] in {"period", "space", "course", "minimum", "maximum", "total", "upwards", "excess"}
    ):
        return
    if before == "to" or after == "ago" or (before == "for" and norms[i] in {"second", "minute"}):
        return
    found = unit_at(tokens, i, sentence.last, figures=False)
    unit = found[0] if found else Unit(norms[i], "duration")
    numeral = Numeral(first, first + 1, _EXACT, None, None, "words")
    measure = _Measure("quantity.one_unit", first, i + 1, numeral, unit)
    numeral, last = _and_half(reading, measure, sentence.last)
    yield _fact(reading, "quantity.one_unit", first, last, bounded(tokens, sentence, numeral, first, last), unit, None)


# --- fractions and counts ------------------------------------------------------------------------------------------

_HALF_BEHIND = frozenset(
    {
        "of",
        "the",
        "all",
        "its",
        "their",
        "our",
        "these",
        "those",
        "his",
        "her",
        "my",
        "your",
        "that",
        "this",
        "as",
        "are",
        "were",
        "have",
        "had",
        "is",
        "was",
        "said",
        "say",
        "do",
        "did",
    }
)
_HALF_BEFORE = frozenset(
    {
        "by",
        "than",
        "nearly",
        "almost",
        "about",
        "around",
        "over",
        "under",
        "only",
        "least",
        "exactly",
        "roughly",
        "approximately",
        "up",
        "to",
        "just",
        "one",
        "another",
    }
)


def _fraction(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A fraction of something: "a third of all programmes", "two-thirds", "half the population"."""
    if n.form != "fraction":
        return None
    tokens, norms, last = reading.tokens, reading.tokens.norms, n.last
    before = norms[n.first - 1] if n.first > sentence.first else ""
    after = norms[last] if last < sentence.last else ""
    if norms[last - 1] in {"half", "quarter"} and after != "of":
        if before in {
            "first",
            "second",
            "last",
            "this",
            "next",
            "other",
            "per",
            "-",
            "in",
            "that",
            "and",
            "every",
            "each",
            "final",
            "past",
            "the",
            "better",
        } or after in {"-", "past", "hour", "century", "time", "way", "brother", "sister", "finals"}:
            return _refuse(reading, n, "half or quarter in another sense")
        if after not in _HALF_BEHIND and before not in _HALF_BEFORE and after and after[0].isalpha():
            return _refuse(reading, n, "half or quarter in another sense")
    if tokens.words[n.first][0].isdecimal() and after != "of" and before not in _HALF_BEFORE:
        return _refuse(reading, n, "digits with a stroke that count nothing named")
    if norms[last - 1] in {"a", "an"}:
        return None
    noun = _noun_of(tokens, last, sentence.last)
    return _fact(reading, "quantity.fraction", n.first, last, bounded(tokens, sentence, n, n.first, last), Unit("fraction", "ratio"), noun)


def _count(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A count of things: "47 recommendations", "3,000 White Helmets", "hundreds of accounts", "2.8 million"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    if n.form in {"ordinal", "code", "year"}:
        return None
    value = n.value if n.value is not None else n.high
    j = n.last
    if j < end and norms[j] == "of" and (n.form in {"vague", "words"} and norms[n.last - 1] in {"couple", "dozen", "pair", *_VAGUE_NOUNS}):
        j += 1
        while j < end and norms[j] in DETERMINERS and norms[j] not in {"each", "every"}:
            j += 1
    phrase = counted(tokens, j, end) if j < end and (value is None or value != 1) else None
    if phrase is not None and (
        norms[phrase.head] in _MONEY or norms[phrase.head] in _NOT_COUNTED or any(norms[k] in _MONEY for k in range(j, phrase.last))
    ):
        return None
    reason = refused(reading, sentence, n, measured=phrase is not None)
    if reason is not None:
        return _refuse(reading, n, reason)
    if phrase is not None:
        if announced(tokens, sentence, n, phrase.head):
            return _refuse(reading, n, "what the speaker is about to list")
        return _fact(
            reading,
            "quantity.count",
            n.first,
            phrase.last,
            bounded(tokens, sentence, n, n.first, phrase.last),
            None,
            tokens.slice(phrase.first, phrase.last),
        )
    return _behind_bound(reading, sentence, n) or _of_those(reading, sentence, n) or _bare(reading, sentence, n)


def _behind_bound(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """A number whose noun stands behind its bound, which no span holds: "250 or more members of staff"."""
    tokens = reading.tokens
    j = behind(tokens, n.last, sentence.last)
    if j == n.last or n.form in {"vague", "fraction", "range"}:
        return None
    phrase = counted(tokens, j, sentence.last) if j < sentence.last else None
    unit = unit_at(tokens, j, sentence.last, figures=True) if j < sentence.last else None
    if unit is not None:
        return _fact(reading, "quantity.measure", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), unit[0], None)
    if phrase is None or tokens.norms[phrase.head] in _MONEY:
        return None
    return _fact(
        reading, "quantity.count", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, tokens.slice(phrase.first, phrase.last)
    )


_PARTITIVE = frozenset({"the", "those", "these", "their", "our", "its", "his", "her", "my", "your"})


def _of_those(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """Some of a larger number of things, which the number's own span leaves out: "three of the five ministers"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    j = n.last + 1
    if j >= end or norms[n.last] != "of" or norms[j] not in _PARTITIVE or n.value == 1 or n.form in {"fraction", "vague"}:
        return None
    more = reading.numerals.starting(j + 1)
    phrase = counted(tokens, more.last if more is not None else j + 1, end)
    if phrase is None and norms[j] not in {"those", "these"}:
        return None
    noun = tokens.slice(phrase.first, phrase.last) if phrase else None
    return _fact(reading, "quantity.count", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, noun)


_VAGUE_NOUNS = frozenset({"dozens", "scores", "tens", "hundreds", "thousands", "millions", "billions", "trillions", "lakhs", "crores"})


def _bare(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A figure without a noun: "of the 2.8 million who voted", "the total rose to 45"."""
    tokens, norms = reading.tokens, reading.tokens.norms
    word = tokens.words[n.first]
    before = norms[n.first - 1] if n.first > sentence.first else ""
    after = norms[n.last] if n.last < sentence.last else ""
    large = n.form == "mixed" or (n.form == "digits" and ("," in word or "." in word))
    written = n.form in {"digits", "range"} and word[0].isdecimal() and before in _BEFORE_BARE and (n.value or n.high or 0) >= 10
    said = n.first == sentence.first and after in {"is", "was", "are", "were"} and n.form != "fraction"
    if n.value == 1 or n.form in {"vague", "fraction"} or not (large or written or said) or after == "-":
        return None
    return _fact(reading, "quantity.bare", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, None)


def _described(id: str, doc: str) -> Rule:
    """A rule that ``quantity.number`` runs: it has an id and a description of its own."""
    return Rule(id, Kind.QUANTITIES, doc)


RULES: tuple[Rule, ...] = (
    number,
    one_unit,
    _described("quantity.age", _age.__doc__ or ""),
    _described("quantity.magnitude", _magnitude.__doc__ or ""),
    _described("quantity.rate", _rate.__doc__ or ""),
    _described("quantity.percentage", 'A percentage or percentage points: "10%", "25 percentage points", "70 to 80 per cent".'),
    _described("quantity.duration", 'A stretch of time: "two days", "a few months", "a six-month delay".'),
    _described("quantity.measure", 'A measure in a unit of quantulum3\'s database: "5 miles", "20 tonnes", "32 degrees Celsius".'),
    _described("quantity.fraction", _fraction.__doc__ or ""),
    _described("quantity.count", _count.__doc__ or ""),
    _described("quantity.bare", _bare.__doc__ or ""),
)
