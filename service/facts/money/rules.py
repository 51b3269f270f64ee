"""The rules that find money: each reads the amount around the token that woke it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from service.facts.money.amount import Amount, amount_from
from service.facts.money.currency import named_near
from service.facts.money.extent import mention
from service.facts.money.further import WAKES, further
from service.facts.money.rate import rate
from service.facts.money.senses import goes_on, weighs
from service.facts.money.units import leading_unit, unit_behind
from service.facts.money.words import (
    BEFORE_ONE,
    CODE_WAKES,
    LONGEST_PLACE,
    MINOR,
    NAME_WAKES,
    PENNY,
    PLACE_STARTS,
    PREFIXES,
    SIGN_WAKES,
    SLANG,
)  # fmt: skip
from service.facts.numeral import Numeral
from service.model import Kind, Mention, Refusal
from service.reading import Reading
from service.rules import Rule, rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_NOTES = frozenset({"bill", "bills", "note", "notes", "coin", "coins"})
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
            yield from mention(reading, sentence, amount)
            return
    if prefixed and start == i:
        behind = reading.numerals.ending(i - 1)
        if behind is not None and behind.first >= sentence.first:
            start = behind.first
    amount = amount_from(reading, sentence, start)
    if amount is not None and amount.last > i:
        yield from mention(reading, sentence, amount)


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
            yield from mention(reading, sentence, amount)
            return
    amount = amount_from(reading, sentence, i)
    if amount is not None:
        yield from mention(reading, sentence, amount)


def _taken(reading: Reading, sentence: Sentence, numeral: Numeral) -> bool:
    """Whether a number has its unit before it and another number stands behind the next: "RMB 10 USD 20"."""
    j = numeral.first - 1
    unit = leading_unit(reading.tokens, j, sentence.last) if j >= sentence.first else None
    return unit is not None and unit[1] == numeral.first


@rule("money.name_amount", Kind.MONEY, wakes=NAME_WAKES)
def name_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """An amount in a currency's name: "two and a half million pounds", "50 Swiss francs", "Rs 500 crore"."""
    numeral = _number_before(reading, sentence, i)
    noted = i + 1 < sentence.last and reading.tokens.norms[i + 1] in _NOTES
    if numeral is not None and not noted and _two_numbers(reading, sentence, numeral):
        return
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
            yield from mention(reading, sentence, amount)
    elif reading.tokens.norms[i] == "penny":
        yield from _one(reading, sentence, i)


@rule("money.slang_amount", Kind.MONEY, wakes=SLANG)
def slang_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """An amount in slang: "fifty quid", "ten grand", "a tenner"."""
    numeral = _number_before(reading, sentence, i)
    if numeral is not None:
        amount = amount_from(reading, sentence, numeral.first)
        if amount is not None and amount.last > i:
            yield from mention(reading, sentence, amount)
            return
    yield from _one(reading, sentence, i)


@rule("money.further_amount", Kind.MONEY, wakes=WAKES)
def further_amount(reading: Reading, sentence: Sentence, i: int) -> Found:
    """A bare number that adds to the amount before it: "£3 million in May and another 500,000 in June"."""
    amount = further(reading, sentence, i)
    if amount is not None:
        yield from mention(reading, sentence, amount)


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


def _two_numbers(reading: Reading, sentence: Sentence, numeral: Numeral) -> bool:
    """Whether two bare numbers side by side leave open what the amount is: "245 23 yen"."""
    before = reading.numerals.ending(numeral.first)
    if before is None or before.first < sentence.first or before.form != "digits" or numeral.form != "digits":
        return False
    words = reading.tokens.words
    return words[before.first].isdecimal() and words[numeral.first].isdecimal() and not 1500 <= (before.value or 0) <= 2100


def _named(reading: Reading, sentence: Sentence, amount: Amount) -> Found:
    """An amount in a name that may be another word: pounds of mass and the like are refused."""
    tokens = reading.tokens
    reason = None
    if amount.unit.noun == "pound" and weighs(tokens, sentence, amount, reading.locale):
        reason = "a weight in pounds"
    elif amount.unit.basis == "needs_country" and named_near(reading, sentence, amount.unit, amount.first, amount.last) is None:
        reason = "a word that is a currency only in its country"
    elif tokens.norms[amount.last - 1] in {"won", "real", "rand"} and goes_on(tokens, amount.last, sentence.last):
        reason = "a word that is no currency here"
    if reason:
        yield Refusal(tokens.starts[amount.first], tokens.ends[amount.last - 1], amount.rule, reason)
    else:
        yield from mention(reading, sentence, amount)


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
        plain = _a_penny(tokens, sentence, amount, opener)
    else:
        plain = opener in BEFORE_ONE and not (
            amount.last < sentence.last and tokens.norms[amount.last] in {"-", "sign", "coin", "note", "bill", "shop", "store"}
        )
    if per is not None or plain:
        yield from mention(reading, sentence, amount)


def _a_penny(tokens: Tokens, sentence: Sentence, amount: Amount, opener: str) -> bool:
    """Whether "a penny" is an amount and no idiom: "a penny on income tax", "cost a penny less", not "not had a penny", "a penny for your thoughts"."""
    after = tokens.norms[amount.last] if amount.last < sentence.last else ""
    if after in ("more", "less") and opener in PENNY["priced"]:
        return True
    denied = not PENNY["nor"].isdisjoint(tokens.norms[max(sentence.first, amount.first - 4) : amount.first])
    return not denied and opener not in PENNY["before"] and after != "-" and after not in PENNY["behind"]


def one_of(reading: Reading, sentence: Sentence, numeral: Numeral) -> Amount | None:
    """The amount that an article and a unit make."""
    found = unit_behind(reading.tokens, numeral, numeral.last, sentence.last, reading.locale)
    if found is None or found[0].basis == "needs_country":
        return None
    return Amount(numeral.first, found[1], numeral, found[0], found[2])


RULES: tuple[Rule, ...] = (symbol_amount, code_amount, name_amount, minor_amount, slang_amount, further_amount)
