"""Writes ``service/facts/money/currencies.toml`` from the CLDR data that Babel carries. Run by hand after an update of Babel:

python -m tests.generate_currencies
"""

from __future__ import annotations

from pathlib import Path

import pycountry
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol

TARGET = Path(__file__).parents[1] / "service/facts/money/currencies.toml"
EN = Locale("en")
NO_MONEY = {"XAG", "XAU", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XTS", "XUA", "XXX", "XAD"}


def generated() -> str:
    """The lexicon's text: every ISO 4217 currency in use with its names, symbols, decimals and the places where it is tender."""
    places: dict[str, list[str]] = {}
    for territory, currencies in sorted(get_global("territory_currencies").items()):
        if territory not in EN.territories:
            continue
        for code, _, until, tender in currencies:
            if until is None and tender:
                places.setdefault(code, []).append(EN.territories[territory].lower())
    lines = ["# Every ISO 4217 currency. Generated from Unicode CLDR (Unicode licence) by tests/generate_currencies.py: do not edit.", ""]
    for currency in sorted(pycountry.currencies, key=lambda c: c.alpha_3):
        code = currency.alpha_3
        if code in NO_MONEY:
            continue
        names = {get_currency_name(code, count, "en").lower() for count in (1, 2)} | {
            get_currency_name(code, locale="en").lower(),
            currency.name.lower(),
        }
        names = {n for n in names if n != code.lower() and "(" not in n}
        symbols = {s for s in (get_currency_symbol(code, "en"), EN._data["currency_symbols"].get(code)) if s and s != code}
        lines += [
            f"[{code}]",
            f"names = {_list(names)}",
            *([f"symbols = {_list(symbols)}"] if symbols else []),
            *([f"decimals = {precision}"] if (precision := get_currency_precision(code)) != 2 else []),
            *([f"places = {_list(places[code])}"] if code in places else []),
            "",
        ]
    return "\n".join(lines)


def _list(words: object) -> str:
    assert isinstance(words, (set, list))
    return "[" + ", ".join(f'"{w}"' for w in sorted(words)) + "]"


if __name__ == "__main__":
    TARGET.write_text(generated(), "utf-8")
