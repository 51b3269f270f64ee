"""The rules that find money: each reads the amount around the token that woke it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from service.facts.clause.noun_phrase import FUNCTION_WORDS
from service.facts.money.amount import Amount, amount_from, leading_unit, minor_unit, unit_behind
from service.facts.money.currency import named_near, settle
from service.facts.money.rate import rate
from service.facts.money.words import (
    BEFORE_ONE,
    CODE_WAKES,
    LONGEST_PLACE,
    MASS,
    MINOR,
    NAME_WAKES,
    PENNY,
    PLACE_STARTS,
    PREFIXES,
    SIGN_WAKES,
    SLANG,
    Unit,
)  # fmt: skip
from service.facts.numeral import Numeral, bound, bounded, qualifier, scale_of
from service.facts.numeral.words import CHANGES, EXACTLY, tidy
from service.model import Bounded, Kind, Mention, Money, Qualifier, Refusal
from service.reading import Reading
from service.rules import Rule, rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

Found = Iterator[Mention | Refusal]


@rule("money.symbol_amount", Kind.MONEY, wakes=SIGN_WAKES)
def symbol_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """An amount with a currency's sign: "£43.3 million", "US$5bn", "10 €"."""
    tokens = reading.tokens
    before = reading.numerals.ending(i)
    letters = tokens.norms[i - 1] if i > sentence.first else ""
    prefixed = letters in PREFIXES.get(tokens.norms[i], ())
    start = i - 1 if prefixed and amount_from(reading, sentence, i - 1) is not None else i
    if letters == "." and tokens.norms[max(sentence.first, i - 4) : i] == ["u", ".", "s", "."]:
        start = i - 4
    if before is not None and before.first >= sentence.first and not (_opens(tokens, i, sentence.last) and not tokens.adjoin(i)):
        amount = amount_from(reading, sentence, before.first)
        if amount is not None and amount.last > i:
            yield from _found(reading, sentence, amount)
            return
    if prefixed and start == i:
        behind = reading.numerals.ending(i - 1)
        if behind is not None and behind.first >= sentence.first:
            start = behind.first
    amount = amount_from(reading, sentence, start)
    if amount is not None and amount.last > i:
        yield from _found(reading, sentence, amount)


def _opens(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a sign is joined to digits behind it."""
    return i + 1 < end and tokens.adjoin(i + 1) and tokens.norms[i + 1][0].isdecimal()


@rule("money.code_amount", Kind.MONEY, wakes=CODE_WAKES)
def code_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """An amount with an ISO 4217 code before or behind it: "CHF 3.04", "42 EGP", "75 USD million"."""
    word = reading.tokens.words[i]
    if word.islower() and len(word) == 3 and reading.numerals.starting(i + 1) is None and reading.numerals.ending(i) is None:
        return
    before = reading.numerals.ending(i)
    if before is not None and before.first >= sentence.first and not _taken(reading, sentence, before):
        amount = amount_from(reading, sentence, before.first)
        if amount is not None and amount.last > i:
            yield from _found(reading, sentence, amount)
            return
    amount = amount_from(reading, sentence, i)
    if amount is not None:
        yield from _found(reading, sentence, amount)


def _taken(reading: Reading, sentence: Sentence, numeral: Numeral) -> bool:
    """Whether a number has its unit before it and another number stands behind the next: "RMB 10 USD 20"."""
    j = numeral.first - 1
    unit = leading_unit(reading.tokens, j, sentence.last) if j >= sentence.first else None
    return unit is not None and unit[1] == numeral.first


@rule("money.name_amount", Kind.MONEY, wakes=NAME_WAKES)
def name_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """An amount in a currency's name: "two and a half million pounds", "50 Swiss francs", "Rs 500 crore"."""
    numeral = _number_before(reading, sentence, i)
    if numeral is not None:
        amount = amount_from(reading, sentence, numeral.first)
        if amount is not None and amount.last > i:
            yield from _named(reading, sentence, amount)
            return
    start = i - 1 if i > sentence.first and reading.tokens.norms[i - 1] in PLACE_STARTS else i
    amount = amount_from(reading, sentence, start) or amount_from(reading, sentence, i)
    if amount is not None and amount.last > i and reading.numerals.starting(start) is None:
        yield from _named(reading, sentence, amount)
        return
    yield from _one(reading, sentence, i)


@rule("money.minor_amount", Kind.MONEY, wakes=MINOR)
def minor_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """An amount in hundredths of a currency: "50p", "43 cents", "12 pence"."""
    numeral = _number_before(reading, sentence, i)
    if numeral is not None:
        amount = amount_from(reading, sentence, numeral.first)
        if (
            amount is not None
            and amount.last > i
            and not (numeral.value == 2 and reading.tokens.norms[i + 1 : i + 3] in (["'", "worth"], ["’", "worth"]))
        ):
            yield from _found(reading, sentence, amount)
    elif reading.tokens.norms[i] == "penny":
        yield from _one(reading, sentence, i)


@rule("money.slang_amount", Kind.MONEY, wakes=SLANG)
def slang_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """An amount in slang: "fifty quid", "ten grand", "a tenner"."""
    numeral = _number_before(reading, sentence, i)
    if numeral is not None:
        amount = amount_from(reading, sentence, numeral.first)
        if amount is not None and amount.last > i:
            yield from _found(reading, sentence, amount)
            return
    yield from _one(reading, sentence, i)


def _number_before(reading: Reading, sentence: Sentence, i: int) -> Numeral | None:
    """The number before the unit at token ``i``, over an adjective, "of" or a hyphen."""
    tokens = reading.tokens
    for back in range(LONGEST_PLACE + 2):
        j = i - back
        if j <= sentence.first:
            return None
        numeral = reading.numerals.ending(j)
        if numeral is not None:
            return numeral if numeral.first >= sentence.first else None
        if back and tokens.norms[j - 1] in {",", ";", "(", ")"} and tokens.norms[j] != "of":
            return None
    return None


def _named(reading: Reading, sentence: Sentence, amount: Amount) -> Found:
    """An amount in a name that may be another word: pounds of mass and the like are refused."""
    tokens = reading.tokens
    reason = None
    if amount.unit.noun == "pound" and weighs(tokens, sentence, amount, reading.locale):
        reason = "a weight in pounds"
    elif amount.unit.basis == "needs_country" and named_near(reading, sentence, amount.unit, amount.first, amount.last) is None:
        reason = "a word that is a currency only in its country"
    elif tokens.norms[amount.last - 1] in {"won", "real", "rand"} and _goes_on(tokens, amount.last, sentence.last):
        reason = "a word that is no currency here"
    if reason:
        yield Refusal(tokens.starts[amount.first], tokens.ends[amount.last - 1], amount.rule, reason)
    else:
        yield from _found(reading, sentence, amount)


def _goes_on(tokens: Tokens, j: int, end: int) -> bool:
    """Whether what follows makes "won" a verb, "real" an adjective: "202 won by", "three real changes"."""
    return j < end and (
        tokens.norms[j] in {"by", "the", "a", "an", "his", "her", "their", "its", "it", "them"}
        or (tokens.norms[j] not in FUNCTION_WORDS and tokens.norms[j][0].isalpha())
    )


def weighs(tokens: Tokens, sentence: Sentence, amount: Amount, locale: str) -> bool:
    """Whether pounds are a weight: "a 20-pound bag", "five pounds of flour", "weighed 7 pounds"."""
    numeral, last, end = amount.numeral, amount.last, sentence.last
    if scale_of(tokens, numeral) >= 1000 and numeral.form != "vague":
        return False
    before = tokens.norms[max(sentence.first, amount.first - 8) : amount.first]
    if any(word in MASS["weighing"] for word in before) or any(word in MASS["before"] for word in before[-4:]):
        return True
    following = tokens.norms[last : min(end, last + 6)]
    if not following:
        return False
    if (
        following[0] in MASS["behind"]
        or following[:2] == ["per", "square"]
        or (following[0] == "and" and following[2:3] == ["ounces"])
        or following[1:2] == ["ounces"]
    ):
        return True
    if following[0] == "of":
        return any(word in MASS["matter"] for word in following[1:5])
    if tokens.norms[last - 1] == "pound" and any(word in MASS["things"] for word in following[:2]):
        return True
    small = numeral.form != "vague" and (numeral.value or numeral.high or Decimal(0)) < 1000
    return locale.endswith("US") and small and following[0] not in {"sterling", "a", "per", "an"}


def _one(reading: Reading, sentence: Sentence, i: int) -> Found:
    """One of a unit: "less than a dollar", "a pound a day", "a tenner", "a grand"."""
    tokens = reading.tokens
    norm = tokens.norms[i]
    start = i - 1
    if start < sentence.first or tokens.norms[start] not in {"a", "an"}:
        return
    numeral = Numeral(start, start + 1, Decimal(1), None, None, "words")
    amount = one_of(reading, sentence, numeral)
    if amount is None:
        return
    per = rate(tokens, sentence, amount.first, amount.last)
    opener = tokens.norms[start - 1] if start > sentence.first else ""
    if norm in SLANG and norm != "buck":
        plain = True
    elif norm == "penny":
        plain = opener not in PENNY["before"] and not (amount.last < sentence.last and tokens.norms[amount.last] in {"-", *PENNY["behind"]})
    else:
        plain = opener in BEFORE_ONE and not (
            amount.last < sentence.last and tokens.norms[amount.last] in {"-", "sign", "coin", "note", "bill", "shop", "store"}
        )
    if per is not None or plain:
        yield from _found(reading, sentence, amount)


def one_of(reading: Reading, sentence: Sentence, numeral: Numeral) -> Amount | None:
    """The amount that an article and a unit make."""
    found = unit_behind(reading.tokens, numeral, numeral.last, sentence.last, reading.locale)
    if found is None or found[0].basis == "needs_country":
        return None
    return Amount(numeral.first, found[1], numeral, found[0], found[2])


def _found(reading: Reading, sentence: Sentence, amount: Amount) -> Found:
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
    code, candidates, basis = settle(reading, sentence, basis_unit, amount.first, last)
    per = rate(tokens, sentence, amount.first, last)
    first = amount.first
    if _accounted(tokens, sentence, first, last) and value.value is not None and value.value > 0 and value.qualifier is Qualifier.EXACT:
        first, last, value = first - 1, last + 1, bound(-value.value, Qualifier.EXACT)
    yield reading.mention(
        Kind.MONEY, amount.rule, first, last, Money(value, code, candidates, per), f"currency.{basis}", f"number.{amount.numeral.form}"
    )


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
        if near[-1:] and near[-1] in CHANGES:
            return None  # "rose £2 million to £9 million"
        if near[-1:] == ["from"] and any(word in CHANGES for word in tokens.norms[max(sentence.first, low.first - 8) : low.first]):
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


RULES: tuple[Rule, ...] = (symbol_amount, code_amount, name_amount, minor_amount, slang_amount)
