"""The units of measure: quantulum3's database, read from a lexicon, and the match of a unit behind a number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from service.facts.quantity.library import compound
from service.lexicon import load
from service.transcript.tokens import Tokens, tokenise

LEXICON = load("service.facts.quantity")
_NEVER = frozenset(LEXICON["symbols"]["never"])
_JOINED = frozenset(LEXICON["symbols"]["joined"])
_HEAT = frozenset(LEXICON["symbols"]["heat"])
_CLIMATE = frozenset(LEXICON["symbols"]["climate"])
_MEASURING = frozenset(LEXICON["measuring"]["words"])
_LONGEST = 6
_RACES = frozenset(LEXICON["measuring"]["races"])
_RACING = frozenset(LEXICON["measuring"]["racing"])
_LENGTHS = frozenset(LEXICON["measuring"]["lengths"])
_SAME_SCALE = 30
"""Tokens around "9C" in which another number on that scale and a word for heat may stand."""
_LEVELS = frozenset(LEXICON["measuring"]["levels"])
"""Words before "4.6m" that make it metres."""
_MEASURING_METRES = _MEASURING - {"of", "in", "from", "by"}


class Unit(NamedTuple):
    """A unit by quantulum3's name, in the singular, with its dimension."""

    name: str
    dimension: str


@cache
def _tables() -> tuple[dict[tuple[str, ...], Unit], dict[str, Unit], frozenset[str]]:
    """Units by their names in norms, by their symbols in letters as written, and the norms that open a name."""
    names: dict[tuple[str, ...], Unit] = {}
    symbols: dict[str, Unit] = {}
    for table in (LEXICON["units"], load("service.facts.quantity", "units.toml")):
        for name, entry in table.items():
            unit = Unit(name, entry["dimension"])
            for text in entry["names"]:
                names.setdefault(tuple(tokenise(text).norms), unit)
            for text in entry.get("symbols", ()):
                words = tuple(tokenise(text).words)
                if len(words) == 1:
                    symbols.setdefault(text, unit)
                else:
                    names.setdefault(tuple(tokenise(text).norms), unit)
    for symbol in _NEVER:
        if symbol not in _JOINED:
            symbols.pop(symbol, None)
    return names, symbols, frozenset(words[0] for words in names)


def unit_at(tokens: Tokens, j: int, end: int, figures: bool) -> tuple[Unit, int] | None:
    """The unit at token ``j``, over a hyphen, and its end. ``figures``: the number before it is in digits, so symbols are read too."""
    names, symbols, openers = _tables()
    if j + 1 < end and tokens.norms[j] == "-" and tokens.adjoin(j) and tokens.adjoin(j + 1):
        j += 1
    if j >= end:
        return None
    if tokens.norms[j] in openers:
        for k in range(min(end, j + _LONGEST), j, -1):
            unit = names.get(tuple(tokens.norms[j:k]))
            if unit is not None:
                return (_written(tokens, j, end) if figures and tokens.norms[k : k + 1] == ["/"] else None) or _per(tokens, unit, k, end)
    word = tokens.words[j]
    unit = symbols.get(word) if figures else None
    if unit is None or (word in _JOINED and not (tokens.adjoin(j) or _measures(tokens, j + 1, end))):
        return None
    if (word in {"C", "F"} and not _hot(tokens, j)) or (word == "s" and "." not in tokens.words[j - 1]):
        return None
    written = _written(tokens, j, end)
    return written or _per(tokens, unit, j + 1, end)


def _hot(tokens: Tokens, j: int) -> bool:
    """Whether something near token ``j`` speaks of heat, or it is a part of a degree that the climate warms by: "30C" alone may be a section of an Act."""
    around = tokens.norms[max(0, j - 10) : j + 6]
    wide = range(max(1, j - _SAME_SCALE), min(len(tokens), j + _SAME_SCALE))
    alike = any(k != j and tokens.words[k] == tokens.words[j] and tokens.words[k - 1][0].isdecimal() for k in wide)
    if alike and not _HEAT.isdisjoint(tokens.norms[wide.start : wide.stop]):
        return True
    return not _HEAT.isdisjoint(around) or ("." in tokens.words[j - 1] and not _CLIMATE.isdisjoint(around))


def _measures(tokens: Tokens, j: int, end: int) -> bool:
    return j < end and tokens.norms[j] in _MEASURING


def metres(tokens: Tokens, last: int, end: int) -> bool:
    """Whether the "m" that ends before token ``last`` is metres: "5m tall", "a 10m wall"."""
    if tokens.words[last - 1] != "m":
        return False
    around = tokens.norms[max(0, last - 10) : min(end, last + 10)]
    if tokens.words[last - 2] in _RACES and not _RACING.isdisjoint(around):
        return True
    if not _LENGTHS.isdisjoint(around) and tokens.norms[last - 3 : last - 2] in (["above"], ["below"], ["to"], ["over"], ["at"]):
        return True
    return (last < end and tokens.norms[last] in _MEASURING_METRES) or not _LEVELS.isdisjoint(tokens.norms[max(0, last - 10) : last - 1])


def _per(tokens: Tokens, unit: Unit, k: int, end: int) -> tuple[Unit, int]:
    """``unit`` with the unit that it is taken by: "tonnes per hectare"."""
    names, _, openers = _tables()
    if k + 1 < end and tokens.norms[k] == "per" and tokens.norms[k + 1] in openers and unit.dimension not in {"ratio", "duration"}:
        other = names.get((tokens.norms[k + 1],))
        if other is not None:
            return Unit(f"{unit.name} per {other.name}", "speed" if (unit.dimension, other.dimension) == ("length", "duration") else "other"), k + 2
    return unit, k


def _written(tokens: Tokens, j: int, end: int) -> tuple[Unit, int] | None:
    """A unit written as a formula of known units, which quantulum3's parser reads: "kg/cm³", "W/m2"."""
    k = j + 1
    while k < min(end, j + 6) and tokens.adjoin(k) and (tokens.words[k] in _SIGNS or tokens.words[k][0].isalnum()):
        k += 1
    words = tokens.words[j:k]
    if "/" not in words or words[-1] in _SIGNS or not all(word in _SIGNS or _known(word) for word in words):
        return None
    found = compound(tokens.slice(j, k))
    return (Unit(*found), k) if found else None


_SIGNS = frozenset("/^·*⁻-")


def _known(word: str) -> bool:
    """Whether a part of a formula is a unit's symbol or name, with its power if any."""
    names, _, _ = _tables()
    base = word.rstrip("²³¹0123456789")
    return not base or base in _formal() or (base.lower(),) in names


@cache
def _formal() -> frozenset[str]:
    """Every symbol, those that are words of prose included: a formula is no prose."""
    tables = (LEXICON["units"], load("service.facts.quantity", "units.toml"))
    return frozenset(symbol for table in tables for entry in table.values() for symbol in entry.get("symbols", ()))
