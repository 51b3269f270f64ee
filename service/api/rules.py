"""Every rule explained: its docstring, and texts of the corpora in which it fires."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, Response, current_app

from service.api.answers import tagged_json
from service.api.work import Work
from service.attribution.sources import SOURCE_RULES
from service.bulk import extract_many
from service.corpora import FOLDERS, examples
from service.errors import NotFound
from service.facts.catalogue import RULES
from service.model import Kind

blueprint = Blueprint("rules", __name__)
_MOST_EXAMPLES = 20
_FEW = 3
"""Examples that are looked for where no corpus names one."""
_ALL = {rule.id: rule for rule in (*RULES, *SOURCE_RULES)}


@blueprint.get("/v1/rules")
def rules() -> Response:
    """Every rule, with its examples."""
    work: Work = current_app.extensions["work"]
    return tagged_json({"rules": work.reading(_explained)})


@blueprint.get("/v1/rules/<id>")
def rule(id: str) -> Response:
    """One rule. Errors: NotFound."""
    if id not in _ALL:
        raise NotFound("There is no rule of this id.")
    work: Work = current_app.extensions["work"]
    return tagged_json(next(rule for rule in work.reading(_explained) if rule["id"] == id))


@cache
def _explained() -> list[dict[str, Any]]:
    found = _examples()
    return [
        {"id": rule.id, "kind": rule.kind.value if rule.kind else None, "description": rule.doc, "examples": found[rule.id][:_MOST_EXAMPLES]}
        for rule in _ALL.values()
    ]


def _examples() -> dict[str, list[dict[str, Any]]]:
    """Examples by rule: those that a corpus gives to the rule by name, and for a rule with none, texts in which it is seen to fire."""
    found: dict[str, list[dict[str, Any]]] = {id: [] for id in _ALL}
    everything = [example for name in FOLDERS for example in examples(name, carriers=False)]
    for example in everything:
        if example.rule in found and example.span:
            found[example.rule].append({"text": example.text, "start": example.span[0], "end": example.span[1]})
    wanted = {id for id, shown in found.items() if not shown and _ALL[id].kind}
    for example in everything:
        if not wanted:
            break
        (response,) = extract_many([{"text": example.text, **example.request, "explain": True}])
        for fact in (*(fact for kind in Kind for fact in response.get(kind.value, ())), *response.get("rejected", ())):
            if fact["rule"] in wanted:
                found[fact["rule"]].append({"text": example.text, "start": fact["start"], "end": fact["end"]})
        wanted = {id for id in wanted if len(found[id]) < _FEW}
    return found
