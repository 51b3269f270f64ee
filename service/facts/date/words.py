"""The date lexicon as look-up tables, keyed by token norms."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from service.lexicon import load
from service.model import Grain
from service.transcript.tokens import tokenise

LEXICON = load("service.facts.date", "lexicon.toml")

MONTHS: dict[str, int] = LEXICON["months"]
WEEKDAYS: dict[str, int] = LEXICON["weekdays"]
FULL_WEEKDAYS = frozenset(w for w in WEEKDAYS if w.endswith("day"))
WEAK_MONTHS = frozenset(LEXICON["weak_months"]["words"])
MONTH_CUES = frozenset(LEXICON["weak_months"]["cues"])
MONTH_FOLLOWERS = frozenset(LEXICON["month_followers"]["words"])
SEASONS: dict[str, int] = LEXICON["seasons"]
RELATIVE_DAYS: dict[str, int] = LEXICON["relative_days"]
DAY_PARTS = frozenset(LEXICON["day_parts"]["words"])
DIRECTIONS: dict[str, int] = LEXICON["directions"]
PARTS: dict[str, str] = LEXICON["parts"]
DECADES: dict[str, int] = LEXICON["decades"]
CARDINALS: dict[str, int] = LEXICON["cardinals"]
ORDINALS: dict[str, int] = LEXICON["ordinals"]
FEAST_NOUNS = frozenset(LEXICON["feast_nouns"]["words"])
NOWADAYS = frozenset(LEXICON["nowadays"]["words"])
COUNTED = frozenset(LEXICON["counted"]["words"])
NUMBERED = frozenset(LEXICON["numbered"]["words"])
YEAR_CUES = frozenset(LEXICON["year_cues"]["words"])
NAME_TITLES = frozenset(LEXICON["name_cues"]["titles"])
NAME_AFTER = frozenset(LEXICON["name_cues"]["after"])
YEAR_KINDS = frozenset(LEXICON["financial_years"]["kinds"])
QUARTERS = {f"{letter}{n}": (n, letter == "h") for letter, top in (("q", 4), ("h", 2)) for n in range(1, top + 1)}


class Measure(NamedTuple):
    """A unit word: so many of ``grain``; ``plural`` as written."""

    grain: Grain
    size: int
    plural: bool


UNITS: dict[str, Measure] = {
    word: Measure(Grain.WEEK if unit == "fortnight" else Grain(unit), 2 if unit == "fortnight" else 1, word.endswith("s"))
    for word, unit in LEXICON["units"].items()
}


class FeastName(NamedTuple):
    """A feast by one of its names, as token norms."""

    words: tuple[str, ...]
    rule: str
    table: tuple[tuple[int, dt.date, dt.date], ...]


@cache
def feasts(locale: str) -> dict[str, tuple[FeastName, ...]]:
    """The feasts of a locale by the first word of each name, longest name first; the first entry of a name that has the locale holds."""
    chosen: dict[tuple[str, ...], FeastName] = {}
    for entry in LEXICON["feast"]:
        if locale not in entry.get("locales", (locale,)):
            continue
        table = tuple(sorted(_row(row) for row in entry.get("days", ())))
        for name in entry["names"]:
            words = tuple(tokenise(name).norms)
            chosen.setdefault(words, FeastName(words, entry.get("rule", ""), table))
    by_first: dict[str, tuple[FeastName, ...]] = {}
    for words, feast in chosen.items():
        by_first[words[0]] = tuple(sorted((*by_first.get(words[0], ()), feast), key=lambda f: -len(f.words)))
    return by_first


def _row(row: str) -> tuple[int, dt.date, dt.date]:
    """``2021-04-13..2021-05-12`` or one day."""
    first, _, last = row.partition("..")
    lo = dt.date.fromisoformat(first)
    return lo.year, lo, dt.date.fromisoformat(last) if last else lo


FEAST_NAMES: dict[str, list[tuple[str, ...]]] = {}
"""Every feast's names as norms, by their first."""
for _entry in LEXICON["feast"]:
    for _feast in _entry["names"]:
        _norms = tuple(tokenise(_feast).norms)
        FEAST_NAMES.setdefault(_norms[0], []).append(_norms)
FEAST_STARTS = frozenset(FEAST_NAMES)
EVENTS: dict[str, tuple[tuple[tuple[str, ...], dt.date], ...]] = {}
for _name, _day in LEXICON["events"].items():
    _words = tuple(tokenise(_name).norms)
    EVENTS[_words[0]] = (*EVENTS.get(_words[0], ()), (_words, dt.date.fromisoformat(_day)))


@cache
def financial_start(locale: str, kind: str) -> tuple[int, int]:
    """Month and day on which a financial, tax or academic year begins in a locale."""
    starts = LEXICON["financial_years"].get(locale) or LEXICON["financial_years"]["en-GB"]
    key = {"tax": "tax", "academic": "academic", "school": "academic", "financial": "financial", "accounting": "financial"}.get(kind, "fiscal")
    month, day = starts.get(key, starts["financial"]).split("-")
    return int(month), int(day)


NUMERIC = re.compile(r"\d{1,4}(?:\.\d{1,2}\.\d{2,4}|\.\d{1,2}\.\d{1,2})")
"""One token that holds a whole date with points: 13.5.2015."""
