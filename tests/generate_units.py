"""Writes ``service/facts/quantity/units.toml`` from quantulum3's database of units. Run by hand after an update of quantulum3:

    python -m tests.generate_units

The service reads the file, so that it need not wake quantulum3's parser (1.5 s, 20 MB) to know a unit.
"""

from __future__ import annotations

import json
from pathlib import Path

import quantulum3

TARGET = Path(__file__).parents[1] / "service/facts/quantity/units.toml"
DIMENSIONS = {
    "time": "duration", "length": "length", "area": "area", "volume": "volume", "mass": "mass", "temperature": "temperature", "speed": "speed", "energy": "energy", "power": "power",
    "data storage": "data", "data transfer rate": "data", "frequency": "frequency", "instance frequency": "frequency", "dimensionless": "ratio",
}  # fmt: skip
PREFIXES = {
    "E": "exa", "P": "peta", "T": "tera", "G": "giga", "M": "mega", "k": "kilo", "h": "hecto", "da": "deca", "d": "deci", "c": "centi", "m": "milli", "µ": "micro", "n": "nano", "p": "pico", "f": "femto",
    "a": "atto", "z": "zepto", "y": "yocto",
}  # fmt: skip
# Names that are other words in speech, or that only a laboratory uses.
LEFT_OUT = {
    "unk", "dimensionless", "pair", "set", "count", "turn", "quarter", "shake", "span", "drop", "cup", "gal", "kip", "barn", "ell", "tex", "bar", "rad", "gross", "great gross", "dozen", "baker's dozen", "long hundred", "degree angle",
    "minute of arc", "second of arc", "henry", "weber", "maxwell", "gray", "tesla", "gauss", "candela", "mole", "poise", "stokes", "faraday", "langley", "statcoulomb", "gram-force", "quad", "peck", "stere", "twip", "cubit", "speed of light",
    "nibble", "denier", "decitex", "rhe", "darcy", "therm", "nucleotide", "technical atmosphere", "barye", "hartree", "erg", "lustrum", "siemens", "rutherford", "curie", "solar mass", "earth mass", "circular mil", "quintal", "league",
    "base pair", "kilo base pair", "mega base pair", "giga base pair", "roentgen", "torr", "pixel", "standard atmosphere", "watt second", "bushel",
}  # fmt: skip
PLURALS = {
    "foot": "feet",
    "inch": "inches",
    "century": "centuries",
    "millennium": "millennia",
    "hertz": "hertz",
    "lux": "lux",
    "calory": "calories",
    "gallon": "gallons",
}


def plural(words: str) -> str:
    """The plural of a unit's name: of its first noun where "per" or "of" follows."""
    for link in (" per ", " of ", " squared"):
        head, found, rest = words.partition(link)
        if found:
            return plural(head) + found + rest
    head, gap, last = words.rpartition(" ")
    if head == "degree":
        return f"degrees {last}"
    return head + gap + PLURALS.get(last, last if last.lower() in {"celsius", "fahrenheit", "centigrade"} else last + "s")


def generated() -> str:
    """The lexicon's text: each unit by quantulum3's name, with its dimension, its names in both numbers and its symbols."""
    units = json.loads((Path(quantulum3.__file__).parent / "units.json").read_text("utf-8"))
    lines = ["# Units of measure. Generated from quantulum3's units.json (MIT) by tests/generate_units.py: do not edit.", ""]
    for name, unit in sorted(units.items()):
        if unit["entity"] == "currency" or name in LEFT_OUT:
            continue
        lines += _entry(name, unit["entity"], unit.get("surfaces", []), unit.get("symbols", []))
        for short in unit.get("prefixes", []):
            if name != "year":
                long = PREFIXES[short]
                lines += _entry(
                    long + name, unit["entity"], [long + s for s in unit.get("surfaces", [])], [short + s for s in unit.get("symbols", [])]
                )
    return "\n".join(lines)


def _entry(name: str, entity: str, surfaces: list[str], symbols: list[str]) -> list[str]:
    singular = dict.fromkeys([name, *surfaces])
    if name == "short ton":
        del singular["ton"]
    names = dict.fromkeys([*singular, *(plural(s) for s in singular if s not in symbols and s not in {"kgs", "hertz", "lux"})])
    for text in list(names):
        if " per " in text and text.rsplit(" ", 1)[1] in {"hour", "minute", "second", "day"}:
            names[text.replace(" per ", " an " if text.endswith("hour") else " a ")] = None
    return [
        f'["{name}"]',
        f'dimension = "{DIMENSIONS.get(entity, "other")}"',
        f"names = {_list(names)}",
        *([f"symbols = {_list(symbols)}"] if symbols else []),
        "",
    ]


def _list(words: object) -> str:
    assert isinstance(words, (dict, list))
    return "[" + ", ".join(json.dumps(w, ensure_ascii=False) for w in words) + "]"


if __name__ == "__main__":
    TARGET.write_text(generated(), "utf-8")
