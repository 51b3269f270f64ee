"""The rules that find quantities: one look at each number, by what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from service.facts.numeral import Numeral, bounded
from service.facts.numeral.digits import is_currency
from service.facts.quantity.build import fact, refusal
from service.facts.quantity.counts import NAMELESS, count
from service.facts.quantity.measures import LISTING, Measure, and_half, below, carried, listed, measure
from service.facts.quantity.refusals import refused
from service.facts.quantity.shares import fraction
from service.facts.quantity.special import BASED, age, base_of_rate, magnitude, rate
from service.facts.quantity.units import LEXICON, Unit, unit_at
from service.model import Kind, Mention, Refusal
from service.reading import Reading
from service.rules import Rule, rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

Found = Iterator[Mention | Refusal]
_UNCOUNTED = frozenset({"ordinal", "code", "year"})
_NO_MONEY = frozenset({"", "pounds"})
_SHARED = frozenset({"fraction", "range"})
_ONE_UNIT = frozenset(LEXICON["one_unit"]["units"])
_ONE_BEFORE = frozenset(LEXICON["one_unit"]["before"])
_ONE_BEHIND = frozenset(LEXICON["one_unit"]["behind"])


@rule("quantity.number", Kind.QUANTITIES, on_numerals=True)
def number(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """Every number that no other rule takes is refused with the reason: "Article 5", "10 Downing Street", "one of them"."""
    n = reading.numerals.by_first[i]
    norms = reading.tokens.norms
    before = norms[i - 1] if i > sentence.first else ""
    after = norms[n.last] if n.last < sentence.last else ""
    if n.last > sentence.last or _is_money(reading.tokens, n, before, after) or (before in BASED and base_of_rate(reading, sentence, n)):
        return ()
    if n.form in _UNCOUNTED:  # no reader takes them
        return (refusal(reading, n, refused(reading, sentence, n, measured=False) or NAMELESS),)
    found = (
        age(reading, sentence, n)
        or magnitude(reading, sentence, n)
        or rate(reading, sentence, n)
        or measure(reading, sentence, n)
        or (carried(reading, sentence, n) if before == "to" else None)
        or (below(reading, sentence, n) if after == "below" else None)
        or (fraction(reading, sentence, n) if n.form in _SHARED else None)
        or (listed(reading, sentence, n) if after in LISTING else None)
        or count(reading, sentence, n)
        or refusal(reading, n, refused(reading, sentence, n, measured=False) or NAMELESS)
    )
    return (found,)


def _is_money(tokens: Tokens, n: Numeral, before: str, after: str) -> bool:
    """Whether a currency stands at the number: what is money or refused as money is not read twice."""
    return (before not in _NO_MONEY and is_currency(tokens, n.first - 1)) or (after not in _NO_MONEY and is_currency(tokens, n.last))


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
    if first == i - 1 and reading.numerals.ending(first) is not None:
        return  # three hundred a week
    after = norms[i + 1] if i + 1 < sentence.last else ""
    taken = (
        before == "take"
        and norms[i] not in {"second", "minute"}
        and (after == "to" or norms[i + 1 : i + 3] in (["or", "more"], ["or", "so"], ["or", "two"]))
    )
    if not (taken or before in _ONE_BEFORE or after in _ONE_BEHIND or (after == "and" and norms[i + 2 : i + 4] == ["a", "half"])):
        return
    if before == "of" and not (
        first - 2 >= sentence.first and norms[first - 2] in {"period", "space", "course", "minimum", "maximum", "total", "upwards", "excess"}
    ):
        return
    if before == "to" or after == "ago" or (before in {"for", "in"} and norms[i] in {"second", "minute"}):
        return
    found = unit_at(tokens, i, sentence.last, figures=False)
    unit = found[0] if found else Unit(norms[i], "duration")
    numeral = Numeral(first, first + 1, Decimal(1), None, None, "words")
    measure = Measure("quantity.one_unit", first, i + 1, numeral, unit)
    numeral, last = and_half(reading, measure, sentence.last)
    yield fact(reading, "quantity.one_unit", first, last, bounded(tokens, sentence, numeral, first, last), unit, None)


def _described(id: str, doc: str) -> Rule:
    """A rule that ``quantity.number`` runs: it has an id and a description of its own."""
    return Rule(id, Kind.QUANTITIES, doc)


RULES: tuple[Rule, ...] = (
    number,
    one_unit,
    _described("quantity.age", 'An age: "12-year-old", "aged 12", "20 years old", "18 to 24-year-olds", "under-18s".'),
    _described("quantity.magnitude", 'A magnitude: "magnitude 6.3", "a 5.0 magnitude aftershock", "6.4 on the Richter scale".'),
    _described("quantity.rate", 'A rate: "one in five", "9 out of 10", "one in every three".'),
    _described("quantity.percentage", 'A percentage or percentage points: "10%", "25 percentage points", "70 to 80 per cent".'),
    _described("quantity.duration", 'A stretch of time: "two days", "a few months", "a six-month delay".'),
    _described("quantity.measure", 'A measure in a unit of quantulum3\'s database: "5 miles", "20 tonnes", "32 degrees Celsius".'),
    _described("quantity.fraction", 'A fraction of something: "a third of all programmes", "two-thirds", "half the population".'),
    _described("quantity.count", 'A count of things: "47 recommendations", "3,000 volunteers", "hundreds of accounts", "2.8 million".'),
    _described("quantity.bare", 'A figure without a noun: "of the 2.8 million who voted", "the total rose to 45".'),
)
