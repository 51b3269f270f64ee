"""The whole mention that an amount opens: with its pence, its sign, its rate, or as the lower end of a range."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from service.facts.clause.noun_phrase import FUNCTION_WORDS
from service.facts.money.amount import Amount, amount_from
from service.facts.money.currency import settle
from service.facts.money.rate import rate
from service.facts.money.units import minor_unit
from service.facts.money.words import LEXICON, PROVERBIAL, Unit
from service.facts.numeral import BARE_BEFORE, Numeral, bound, bounded, moves, qualifier, scale_of
from service.facts.numeral.words import EXACTLY, tidy
from service.model import Bounded, Kind, Mention, Money, Qualifier
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_PROVERBIAL = frozenset(Decimal(n) for n in LEXICON["proverbial"]["amounts"])


def mention(reading: Reading, sentence: Sentence, amount: Amount) -> Iterator[Mention]:
    """The mention that an amount opens: with the pence behind it, or as the lower end of a range."""
    tokens = reading.tokens
    if amount.numeral.value is None and amount.numeral.low is None:
        return
    ranged = _range(reading, sentence, amount)
    if ranged is not None:
        last, value, basis_unit = ranged
    else:
        last, value = _with_minor(reading, sentence, amount)
        basis_unit = amount.unit
    if value.value in _PROVERBIAL and tokens.norms[last : last + 1] and tokens.norms[last] in PROVERBIAL:
        return
    code, candidates, basis = settle(reading, sentence, basis_unit, amount.first, last)
    per = rate(tokens, sentence, amount.first, last)
    first = amount.first
    if _accounted(tokens, sentence, first, last) and value.value is not None and value.value > 0 and value.qualifier is Qualifier.EXACT:
        first, last, value = first - 1, last + 1, bound(-value.value, Qualifier.EXACT)
    yield reading.mention(
        Kind.MONEY, amount.rule, first, last, Money(value, code, candidates, per), f"currency.{basis}", f"number.{amount.numeral.form}"
    )
    if ranged is None and moves(tokens, amount.first, sentence.first):
        for more in _arrivals(reading, sentence, amount, last):
            yield reading.mention(
                Kind.MONEY, amount.rule, more.first, more.last,
                Money(_worth(reading, sentence, more), code, candidates, per), f"currency.{basis}", f"number.{more.numeral.form}",
            )  # fmt: skip


_STEPS = 8
"""Tokens behind an amount, or behind one that it moved to, in which "to ten" may say where it went."""


def _arrivals(reading: Reading, sentence: Sentence, amount: Amount, last: int) -> Iterator[Amount]:
    """The bare numbers that an amount moves to: the ten and the eight of "from twelve dollars a month to ten in March, and then to eight"."""
    tokens, end = reading.tokens, sentence.last
    scale = scale_of(tokens, amount.numeral)
    for _ in range(_STEPS):
        at = next((j for j in range(last, min(end - 1, last + _STEPS)) if tokens.norms[j] == "to" or tokens.norms[j] in {";", "from"}), None)
        numeral = reading.numerals.starting(at + 1) if at is not None and tokens.norms[at] == "to" else None
        if numeral is None or numeral.value is None or numeral.form not in {"digits", "words"} or not _ends_bare(tokens, numeral.last, end):
            return
        if scale > 1 and scale_of(tokens, numeral) == 1 and numeral.value < 1000:
            numeral = numeral._replace(value=EXACTLY.multiply(numeral.value, scale))
        yield amount._replace(first=numeral.first, last=numeral.last, numeral=numeral)
        last = numeral.last


def _ends_bare(tokens: Tokens, j: int, end: int) -> bool:
    """Whether a number that ends before token ``j`` counts nothing that is named behind it."""
    if j >= end:
        return True
    norm = tokens.norms[j]
    return norm in BARE_BEFORE or (not norm[0].isalnum() and norm not in {"%", "-", "–", "/", "°", "£", "$", "€", ":", "'"})


def _accounted(tokens: Tokens, sentence: Sentence, first: int, last: int) -> bool:
    """Whether brackets stand for a minus sign: they hold the amount alone, where the amount itself would stand ("a result of (£5m)")."""
    if first - 1 <= sentence.first or last >= sentence.last or tokens.norms[first - 1] != "(" or tokens.norms[last] != ")":
        return False
    return tokens.norms[first - 2] in {"is", "was", "of", ":", "are", "were", "be", "at", "to", "by"}


def _times(number: Decimal | None, worth: Decimal) -> Decimal | None:
    if number is None or worth == 1:
        return number
    product = EXACTLY.multiply(number, worth)
    return tidy(product) if worth > 1 else product


def _worth(reading: Reading, sentence: Sentence, amount: Amount) -> Bounded:
    found = bounded(reading.tokens, sentence, amount.numeral, amount.first, amount.last)
    worth = amount.unit.worth
    return Bounded(_times(found.value, worth), _times(found.min, worth), _times(found.max, worth), found.qualifier)


def _with_minor(reading: Reading, sentence: Sentence, amount: Amount) -> tuple[int, Bounded]:
    """The amount with the hundredths said behind it: "£3 and 50 pence", "two pounds fifty", "$20 and 43c"."""
    tokens, numeral, end = reading.tokens, amount.numeral, sentence.last
    plain = numeral.form in {"digits", "words"} and numeral.value is not None and numeral.value == numeral.value.to_integral_value()
    if plain and amount.unit.worth == 1 and scale_of(tokens, numeral) == 1:
        assert numeral.value is not None
        j = amount.last
        joined = j + 1 < end and tokens.norms[j] in {"and", ","}
        more = reading.numerals.starting(j + 1 if joined else j)
        if more is not None and more.last <= end and more.value is not None and more.form in {"digits", "words"} and 0 < more.value < 100:
            minor = minor_unit(tokens, more.last, end) if more.last < end else None
            last = 0
            if minor is not None and minor.worth == Decimal("0.01"):
                last = more.last + 1
            elif (
                amount.rule != "money.symbol_amount"
                and more.value >= 10
                and more.value == more.value.to_integral_value()
                and (not joined or tokens.norms[j] == "and")
                and _ends(tokens, more.last, end, more)
            ):
                last = more.last
            if last:
                value = EXACTLY.add(numeral.value, EXACTLY.multiply(more.value, Decimal("0.01")))
                return last, bound(value, qualifier(tokens, sentence, amount.first, last))
    return amount.last, _worth(reading, sentence, amount)


def _ends(tokens: Tokens, j: int, end: int, more: Numeral) -> bool:
    """Whether an amount may end at ``j``: what follows is no noun that the number counts."""
    if j >= end or not tokens.norms[j][0].isalnum():
        return j >= end or tokens.norms[j] not in {"%", "-", "£", "$", "€"}
    return tokens.norms[j] in {"each", "a", "per", "apiece"} or (more.form == "words" and tokens.norms[j] in FUNCTION_WORDS)


def _range(reading: Reading, sentence: Sentence, low: Amount) -> tuple[int, Bounded, Unit] | None:
    """Two amounts that bound one: "between £5 million and £10 million", "$10-$20", "from $3bn to $4bn"."""
    tokens, end, j = reading.tokens, sentence.last, low.last
    if j + 1 >= end or low.numeral.value is None:
        return None
    link = tokens.norms[j]
    near = tokens.norms[max(sentence.first, low.first - 4) : low.first]
    if link == "and":
        if "between" not in near:
            return None
    elif link == "to":
        if moves(tokens, low.first, sentence.first):
            return None
    elif link not in {"-", "–", "—", "~"}:
        return None
    high = amount_from(reading, sentence, j + 1)
    if high is None or high.numeral.value is None or not _same(low.unit, high.unit):
        return None
    bottom, top = _times(low.numeral.value, low.unit.worth), _times(high.numeral.value, high.unit.worth)
    assert bottom is not None
    assert top is not None
    scale = scale_of(tokens, high.numeral)
    if scale_of(tokens, low.numeral) == 1 and scale > 1 and low.rule == "money.symbol_amount" and bottom < EXACTLY.divide(top, scale):
        bottom = tidy(EXACTLY.multiply(bottom, scale))
    if bottom >= top:
        return None
    unit = low.unit if low.unit.code is not None else high.unit
    return high.last, Bounded(None, bottom, top, Qualifier.BETWEEN), unit


def _same(a: Unit, b: Unit) -> bool:
    """Whether two units may be one currency."""
    meant = {a.code} if a.code else a.candidates
    return bool(meant & ({b.code} if b.code else b.candidates))
