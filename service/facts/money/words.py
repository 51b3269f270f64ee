"""The tables of money, keyed by token norms, made once out of the lexicons."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from service.lexicon import load
from service.transcript.tokens import tokenise

LEXICON = load("service.facts.money")
_CURRENCIES = load("service.facts.money", "currencies.toml") | LEXICON["withdrawn"]
_FUNDS = frozenset(LEXICON["funds"]["codes"])
CODES = frozenset(_CURRENCIES)
LONGEST_PLACE = 4
"""Tokens of the longest adjective or place before a currency's noun ("bosnia", "-", "herzegovina", "convertible")."""


class Unit(NamedTuple):
    """What an amount is counted in: ``code`` None where ``candidates`` share the name; one of it is ``worth`` major units.

    ``noun`` is the name that is shared ("dollar"), empty where the currency is plain.
    """

    code: str | None
    candidates: frozenset[str] = frozenset()
    noun: str = ""
    worth: Decimal = Decimal(1)
    basis: str = "name"


def norms(text: str) -> tuple[str, ...]:
    """``text`` as the tokeniser cuts it."""
    return tuple(tokenise(text).norms)


def _nouns() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Every form of a currency's noun with its first form, and the currencies that each form may mean."""
    lemma: dict[str, str] = {}
    codes: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    for code, entry in _CURRENCIES.items():
        for name in entry["names"] if code not in _FUNDS else ():
            endings.setdefault(norms(name)[-1], set()).add(code)
    for noun, forms in LEXICON["nouns"].items():
        meant = set().union(*(endings.get(norms(form)[-1], set()) for form in (noun, *forms) if form not in ("crown", "crowns")))
        for form in [noun, *forms]:
            lemma.setdefault(norms(form)[-1], noun)
            codes.setdefault(norms(form)[-1], set()).update(meant)
    return lemma, {form: frozenset(found) for form, found in codes.items()}


LEMMA, NOUNS = _nouns()


def _places() -> dict[tuple[str, ...], frozenset[str]]:
    """Adjectives and places, with the currencies that are theirs."""
    found: dict[tuple[str, ...], set[str]] = {}

    def add(words: Iterable[str], code: str) -> None:
        for text in words:
            found.setdefault(norms(text.removeprefix("the ")), set()).add(code)

    for code, entry in _CURRENCIES.items():
        add(entry.get("places", ()), code)
        for name in entry["names"]:
            words = norms(name)
            if len(words) > 1 and words[-1] in NOUNS and words[0] not in NOUNS:
                found.setdefault(words[:-1], set()).add(code)
    for block in ("places", "regions"):
        for code, texts in LEXICON[block].items():
            add(texts, code)
    for vague in ((), ("new",), ("convertible",), ("cfa",), ("gold",)):
        found.pop(vague, None)
    found["convertible",] = {"BAM"}
    found["cfa",] = {"XOF", "XAF"}
    return {words: frozenset(codes) for words, codes in found.items()}


PLACES = _places()
FULL_NAMES = {
    norms(name): code
    for code, entry in _CURRENCIES.items()
    if code not in _FUNDS
    for name in entry["names"]
    if norms(name)[-1] not in NOUNS or (len(norms(name)) > 1 and norms(name)[0] in NOUNS)
}
"""Names that do not end in a shared noun: "zimbabwe gold", "yuan renminbi"."""
FULL_LAST = frozenset(name[-1] for name in FULL_NAMES)
PLACE_STARTS = frozenset(words[0] for words in PLACES)
PLACE_LENGTHS = {words[0]: min(LONGEST_PLACE, len(words)) for words in sorted(PLACES, key=len)}
"""Tokens of the longest adjective or place that begins with a word."""
SIGNS: dict[str, str] = {"$": "", **LEXICON["signs"]}
"""One-token signs; the dollar sign is anybody's."""
PREFIXES: dict[str, dict[str, str]] = LEXICON["prefixes"]
BEFORE: dict[str, str] = LEXICON["abbreviations"]["before"]
AFTER: dict[str, str] = {word: code for word, code in LEXICON["abbreviations"]["after"].items() if code}
SHARED: dict[str, str | list[str]] = LEXICON["abbreviations"]["shared"]
JOINED = frozenset(LEXICON["abbreviations"]["joined"])
LEADING = frozenset(LEXICON["leading_names"]["words"])
NEVER_CODES = frozenset(code.lower() for code in LEXICON["codes"]["never"])
WORD_CODES = frozenset(code.lower() for code in LEXICON["codes"]["words"])
CAREFUL_CODES = frozenset(LEXICON["codes"]["careful"])
BY_CODE = {code.lower(): code for code in CODES if code.lower() not in NEVER_CODES}
MILLIONS = {f"m{code}": BY_CODE[code] for code in ("usd", "eur", "gbp", "aud", "cad", "chf", "sek", "nok", "dkk")}
MINOR: dict[str, str | list[str]] = LEXICON["minor"]
SLANG: dict[str, dict[str, str | int]] = LEXICON["slang"]
NEEDS_COUNTRY = frozenset(LEXICON["needs_country"]["words"])
THOUSAND = frozenset(LEXICON["needs_country"]["thousand"])
AFTER_GRAND = frozenset(LEXICON["after_grand"]["words"])
BEFORE_ONE = frozenset(LEXICON["before_one"]["words"])
PROVERBIAL = frozenset(LEXICON["proverbial"]["words"])
PENNY = {name: frozenset(words) for name, words in LEXICON["penny"].items()}
MASS = {name: frozenset(words) for name, words in LEXICON["mass"].items()}


def _rates() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """What stands behind "a" or "per", by its first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, texts in LEXICON["per"].items():
        for text in texts:
            found.setdefault(norms(text)[0], []).append((norms(text), name))
    for options in found.values():
        options.sort(key=lambda o: -len(o[0]))
    return found


PER = _rates()
RATE_BEHIND: dict[str, str] = LEXICON["rates"]["behind"]
RATE_BEFORE: dict[str, str] = LEXICON["rates"]["before"]
RATE_BETWEEN = frozenset(LEXICON["rates"]["between"])
SIGN_WAKES = frozenset(SIGNS)
NAME_WAKES = frozenset([*NOUNS, *FULL_LAST, *AFTER, *SHARED, *BEFORE, *LEADING]) | {"sterling", "l", *PREFIXES["¢"]}
CODE_WAKES = frozenset([*BY_CODE, *MILLIONS])
