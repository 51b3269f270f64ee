"""Asks quantulum3 for a unit that the lexicon does not hold: one short formula at a time, never a sentence."""

from __future__ import annotations

import logging
import warnings
from functools import cache, lru_cache
from typing import Any

from service.lexicon import load

LONGEST = 40
"""Characters of a unit at most: quantulum3's cost grows with the cube of a span."""
_OURS = frozenset({"speed", "power", "energy", "area", "volume"})


@cache
def _parser() -> Any:
    """quantulum3's parser, loaded at the first formula (1.5 s), which few texts hold. It warns that it has no classifier: none is wanted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        from quantulum3 import parser  # noqa: PLC0415
    return parser


_FORMULAS = load("service.facts.quantity", "formulas.toml")
_OVER, _UNDER = ({s: (name, e["dimension"]) for name, e in _FORMULAS[part].items() for s in e["symbols"].split()} for part in ("over", "under"))
_WHOLE = {formula: name for name, formulas in _FORMULAS["whole"].items() for formula in formulas.split()}
_DERIVED = {("length", "duration"): "speed", ("energy", "duration"): "power"}


def compound(formula: str) -> tuple[str, str] | None:
    """The name and dimension of a unit such as "kg/cm³", or None where quantulum3 knows none; its parser sleeps on where the lexicon has both parts."""
    over, _, under = formula.partition("/")
    if formula in _WHOLE:
        return _WHOLE[formula], "other"
    if over in _OVER and under in _UNDER:
        (above, of), (below, by) = _OVER[over], _UNDER[under]
        return f"{above} per {below}", _DERIVED.get((of, by), "other")
    return parsed(formula)


@lru_cache(maxsize=1024)
def parsed(formula: str) -> tuple[str, str] | None:
    """The same from quantulum3 itself."""
    if len(formula) > LONGEST:
        return None
    surface = f"2 {formula}"
    handlers = list(logging.root.handlers)
    found = _parser().parse(surface)
    logging.root.handlers[:] = handlers  # parse() configures the root logger
    if len(found) != 1 or found[0].surface != surface or found[0].unit.entity.name == "dimensionless":
        return None
    entity = found[0].unit.entity.name
    return found[0].unit.name, entity if entity in _OURS else "other"
