"""Settles which currency a shared name or sign means: by what stands near it, by the locale, by the world's habit."""

from __future__ import annotations

from decimal import Decimal

from service.facts.money.words import CODES, LEXICON, NOUNS, PLACE_LENGTHS, PLACE_STARTS, PLACES, PREFIXES, Unit
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_LOCALES: dict[str, str] = LEXICON["locales"]
_DEFAULTS: dict[str, str] = LEXICON["defaults"]
_HINTS = PLACE_STARTS | {code.lower() for code in CODES} | {letters for table in PREFIXES.values() for letters in table}
_INDIAN = frozenset({"lakh", "lakhs", "crore", "crores", "lac", "lacs", "cr"})
_BACK = 150
_BESIDE = 5
_FORTH = 40
_HEAD = 60
"""Tokens of a text's head, where a dateline may say its country."""


def of_locale(locale: str) -> str:
    """The currency of a locale's region: "GBP" for "en-GB" and for a region that has none of its own here."""
    return _LOCALES.get(locale.rpartition("-")[2], "GBP")


def settle(reading: Reading, sentence: Sentence, unit: Unit, first: int, last: int) -> tuple[str | None, tuple[str, ...], str]:
    """The currency of an amount at tokens ``[first, last)``, the other candidates, and what settled it.

    A plain unit is its code. A shared one is the currency named near it, else the locale's, else the world's habit with
    the others as candidates, else open.
    """
    if unit.code is not None:
        return unit.code, (), unit.basis
    beside = _major_beside(reading, sentence, last) if unit.noun == "cent" else None
    if beside is not None:
        return settle(reading, sentence, beside, first, last)
    near = named_near(reading, sentence, unit, first, last)
    if near is not None:
        return near, (), "context"
    if unit.noun == "cent" and (major := _major_near(reading, first)) is not None:
        return settle(reading, sentence, major, first, last)
    local = of_locale(reading.locale)
    if local in unit.candidates:
        return local, (), "locale"
    usual = "INR" if unit.noun == "rupee" and any(t in _INDIAN for t in reading.tokens.norms[first:last]) else _DEFAULTS.get(unit.noun)
    if usual in unit.candidates:
        return usual, tuple(sorted(unit.candidates - {usual})), "habit"
    if len(unit.candidates) == 1:
        return next(iter(unit.candidates)), (), unit.basis
    return None, tuple(sorted(unit.candidates)), "open"


_MAJORS = {
    **dict.fromkeys(("$", "dollar", "dollars"), Unit(None, NOUNS["dollars"], "dollar")),
    **dict.fromkeys(("€", "euro", "euros"), Unit("EUR")),
    **dict.fromkeys(("rand", "rands"), Unit("ZAR")),
}


def _major_near(reading: Reading, first: int) -> Unit | None:
    """The unit whose hundredths "cents" are: the last that the text names before token ``first``, else the next."""
    norms = reading.tokens.norms
    around = (*range(first - 1, max(0, first - _BACK) - 1, -1), *range(first, min(len(norms), first + _FORTH)))
    return next((_MAJORS[norms[j]] for j in around if norms[j] in _MAJORS), None)


def _major_beside(reading: Reading, sentence: Sentence, last: int) -> Unit | None:
    """The unit of the amount that cents are set beside: "up 52 cents at $82.62"."""
    norms = reading.tokens.norms
    return next((_MAJORS[norms[j]] for j in range(last, min(sentence.last, last + _BESIDE)) if norms[j] in _MAJORS), None)


def named_near(reading: Reading, sentence: Sentence, unit: Unit, first: int, last: int) -> str | None:
    """The candidate whose currency or country is named nearest to the amount.

    Dollars and pounds answer only to a currency that the sentence itself names: a country named beside "$5 million" says little.
    """
    tokens = reading.tokens
    candidates = unit.candidates or frozenset({unit.code or ""})
    common = unit.noun in {"dollar", "pound"}
    begin, end = (sentence.first, sentence.last) if common else (max(0, first - _BACK), min(len(tokens), last + _FORTH))
    begin = max(begin, first - _BACK)
    best: tuple[int, str] | None = None
    head = () if common or unit.code is not None else range(min(begin, _HEAD))
    for j in [*head, *range(begin, min(end, last + _FORTH))]:
        if tokens.norms[j] not in _HINTS or first <= j < last:
            continue
        codes = _currency_at(tokens, j, end) if common else _country_at(tokens, j, end) or _currency_at(tokens, j, end)
        meant = codes & candidates
        if len(meant) == 1:
            distance = first - j if j < first else 2 * (j - last) + 1
            if best is None or distance < best[0]:
                best = distance, next(iter(meant))
    return best[1] if best else None


def place_at(tokens: Tokens, j: int, end: int) -> tuple[int, frozenset[str]] | None:
    """The longest adjective or place at token ``j``, with its currencies."""
    longest = PLACE_LENGTHS.get(tokens.norms[j])
    if longest is None:
        return None
    for k in range(min(end, j + longest), j, -1):
        codes = PLACES.get(tuple(tokens.norms[j:k]))
        if codes is not None:
            return k, codes
    return None


def _country_at(tokens: Tokens, j: int, end: int) -> frozenset[str]:
    found = place_at(tokens, j, end)
    return found[1] if found is not None and tokens.words[j][0].isupper() else frozenset()


def _currency_at(tokens: Tokens, j: int, end: int) -> frozenset[str]:
    """The currencies that an explicit name at token ``j`` means: "Canadian dollars", "A$", "CAD"."""
    word = tokens.words[j]
    if word in CODES:
        return frozenset({word})
    if j + 1 < end and tokens.norms[j + 1] in PREFIXES and tokens.adjoin(j + 1):
        code = PREFIXES[tokens.norms[j + 1]].get(tokens.norms[j])
        return frozenset({code}) if code else frozenset()
    found = place_at(tokens, j, end)
    if found is not None and found[0] < end:
        return found[1] & NOUNS.get(tokens.norms[found[0]], frozenset())
    return frozenset()


def thousands(value: Decimal | None, low: Decimal | None) -> bool:
    """Whether an amount is a thousand and more."""
    return (value or low or Decimal(0)) >= 1000
