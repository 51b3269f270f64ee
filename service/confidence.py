"""How likely a fact is right, from the evidence for it.

A logistic model over what speaks for and against a reading: the rule that found it, the evidence it names, whether the source of a quote could
be told. Its weights stand in ``weights.toml``, fitted on the project's corpora by ``python -m service.refit``.
"""

from __future__ import annotations

import math
from functools import cache

from service.attribution.sources import Credit
from service.lexicon import load
from service.model import Kind, Mention

LEAST, MOST = 0.05, 0.99
"""No fact that is given is all but certainly wrong, and none is beyond doubt."""


def features(mention: Mention, credit: Credit) -> tuple[str, ...]:
    """The names of what speaks for or against a mention: keys of ``weights.toml``."""
    return _features(mention.kind, mention.rule, mention.evidence, mention.kind is Kind.QUOTES and credit.source is None)


@cache
def _features(kind: Kind, rule: str, evidence: tuple[str, ...], unresolved: bool) -> tuple[str, ...]:
    named = (f"kind.{kind.value}", f"rule.{rule}", *(f"evidence.{e}" for e in evidence))
    return (*named, "credit.unresolved") if unresolved else named


@cache
def confidence(named: tuple[str, ...]) -> float:
    """Between 0 and 1, calibrated: of the facts given 0.9, nine in ten are right. ``named`` are a fact's features."""
    weights: dict[str, float] = load("service", "weights.toml")["weights"]
    score = weights["bias"] + sum(weights.get(name, 0.0) for name in named)
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-score)))), 3)
