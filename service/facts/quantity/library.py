"""Asks quantulum3 for a unit that the lexicon does not hold: one short formula at a time, never a sentence."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 40
"""Characters of a unit at most: quantulum3's cost grows with the cube of a span."""


@lru_cache(maxsize=1024)
def compound(formula: str) -> tuple[str, str] | None:
    """The name and dimension of a unit such as "kg/cm³", or None where quantulum3 knows none.

    The parser is loaded at the first call (1.5 s), which few texts need.
    """
    if len(formula) > LONGEST:
        return None
    from quantulum3 import parser  # noqa: PLC0415

    surface = f"2 {formula}"
    found = parser.parse(surface)
    if len(found) != 1 or found[0].surface != surface or found[0].unit.entity.name == "dimensionless":
        return None
    entity = found[0].unit.entity.name
    return found[0].unit.name, entity if entity in {"speed", "power", "energy", "area", "volume"} else "other"
