"""Every rule and cue explained: its docstring, and texts in which it fires."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, Response

from service.api.answers import tagged_json
from service.attribution.cues import CUES
from service.attribution.sources import SOURCE_RULES
from service.errors import NotFound
from service.facts.catalogue import RULES
from service.lexicon import load
from service.rules import Rule

blueprint = Blueprint("rules", __name__)
EXPLAINED: dict[str, Rule] = {rule.id: rule for rule in (*RULES, *SOURCE_RULES, *CUES)}
"""By id: what a fact, a refusal, an attribution or a turn's evidence can name."""


@blueprint.get("/v1/rules")
def rules() -> Response:
    """Every rule, with its examples."""
    return tagged_json({"rules": list(_explained().values())})


@blueprint.get("/v1/rules/<id>")
def rule(id: str) -> Response:
    """One rule. Errors: NotFound."""
    if id not in EXPLAINED:
        raise NotFound("There is no rule of this id.")
    return tagged_json(_explained()[id])


@cache
def _explained() -> dict[str, dict[str, Any]]:
    explained: dict[str, dict[str, Any]] = {
        rule.id: {"id": rule.id, "kind": rule.kind.value if rule.kind else None, "description": rule.doc, "examples": []}
        for rule in EXPLAINED.values()
    }
    for example in load("service.api", "examples.toml")["example"]:
        if example["rule"] in explained:  # the file is written after the rules
            start, end = example["span"]
            explained[example["rule"]]["examples"].append({"text": example["text"], "start": start, "end": end})
    return explained
