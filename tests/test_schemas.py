"""openapi.yaml and the schemas say the same, object by object and property by property; request bodies and codes too."""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema
from openapi_spec_validator import validate

import schemas.request
import schemas.response
from schemas.fields import Seconds
from schemas.request import FORMAT_NAMES, KINDS, LOCALES, OFFSET_UNITS
from schemas.response import ExtractionSchema, ProblemSchema
from service.api.negotiation import JSON, TEXT_FORMATS
from service.app import create_app
from service.errors import PROBLEMS
from service.output import MEDIA_TYPES
from service.settings import LIMITS
from tests.generate_examples import shown_answer

CONTRACT = yaml.safe_load((Path(__file__).parent.parent / "openapi.yaml").read_text("utf-8"))
COMPONENTS = CONTRACT["components"]["schemas"]
CLASSES = {
    name.removesuffix("Schema"): schema
    for module in (schemas.request, schemas.response)
    for name, schema in inspect.getmembers(module, inspect.isclass)
    if issubclass(schema, Schema) and schema is not Schema and schema.__module__ == module.__name__
}
CHECKED = ("type", "enum", "format", "pattern", "minimum", "maximum", "minLength", "minItems", "default", "required")


@cache
def described() -> dict[str, Any]:
    spec = APISpec(
        "onrecord",
        "0",
        "3.1.0",
        plugins=[
            MarshmallowPlugin(
                schema_name_resolver=lambda s: (s if isinstance(s, str) else s.__name__ if isinstance(s, type) else type(s).__name__).removesuffix(
                    "Schema"
                )
            )
        ],
    )
    for name, schema in CLASSES.items():
        if name not in spec.components.schemas:
            spec.components.schema(name, schema=schema)
    return dict(spec.to_dict()["components"]["schemas"])


def plain(node: Any, components: dict[str, Any]) -> Any:
    """A schema in one way of writing: enums in place, objects by name, null among the types, allOf in one."""
    if node is True:
        return True
    nullable = False
    for key in ("anyOf", "oneOf"):
        if key in node and {"type": "null"} in node[key]:
            nullable = True
            (other,) = [n for n in node[key] if n != {"type": "null"}]
            node = {**{k: v for k, v in node.items() if k != key}, **other}
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        target = components[name]
        if "properties" in target or "allOf" in target:
            return {"ref": name, "null": nullable or node.get("type") == ["object", "null"] or node.get("type") == ["null"]}
        node = {**target, **{k: v for k, v in node.items() if k != "$ref"}}
    if "allOf" in node and "properties" not in node:
        parts = [components[p["$ref"].rpartition("/")[2]] if "$ref" in p else p for p in node["allOf"]]
        if len(parts) == 1 and "$ref" in node["allOf"][0]:
            return plain({**{k: v for k, v in node.items() if k != "allOf"}, "$ref": node["allOf"][0]["$ref"]}, components)
        node = {
            "type": "object",
            "properties": {k: v for p in parts for k, v in p["properties"].items()},
            "required": [r for p in parts for r in p.get("required", ())],
        }
    said = {k: node[k] for k in CHECKED if k in node}
    types = node.get("type", ())
    types = {types} if isinstance(types, str) else set(types)
    if nullable:
        types.add("null")
    said["type"] = sorted(types)
    if "enum" in said:
        said["enum"] = sorted(e for e in said["enum"] if e is not None)
    if "const" in node:
        said["enum"] = [node["const"]]
    if "required" in said:
        said["required"] = sorted(said["required"])
    if "items" in node:
        said["items"] = plain(node["items"], components)
    if "properties" in node:
        said["properties"] = {k: plain(v, components) for k, v in node["properties"].items()}
    elif isinstance(node.get("additionalProperties"), dict):
        said["values"] = plain({k: v for k, v in node["additionalProperties"].items() if k != "nullable"}, components)
    return said


def test_the_contract_is_valid_openapi() -> None:
    validate(CONTRACT)


def test_every_object_of_the_contract_has_a_schema() -> None:
    objects = {name for name, s in COMPONENTS.items() if "properties" in s or "allOf" in s}
    assert objects == set(CLASSES)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_contract_and_schema_agree(name: str) -> None:
    assert plain(COMPONENTS[name], COMPONENTS) == plain(described()[name], described())


@pytest.mark.parametrize("name", ["ExtractRequest", "Segment", "RosterEntry"])
def test_requests_are_closed(name: str) -> None:
    assert COMPONENTS[name]["additionalProperties"] is False
    assert described()[name]["additionalProperties"] is False


def test_enums_agree() -> None:
    assert tuple(COMPONENTS["Kind"]["enum"]) == KINDS
    assert tuple(COMPONENTS["Locale"]["enum"]) == LOCALES
    assert tuple(COMPONENTS["Format"]["enum"]) == FORMAT_NAMES
    assert tuple(COMPONENTS["OffsetUnit"]["enum"]) == OFFSET_UNITS
    assert tuple(CONTRACT["components"]["parameters"]["output"]["schema"]["enum"]) == tuple(MEDIA_TYPES)
    assert tuple(COMPONENTS["Limits"]["required"]) == LIMITS


def test_media_types_agree() -> None:
    operation = CONTRACT["paths"]["/v1/extract"]["post"]
    assert set(operation["requestBody"]["content"]) == {JSON, *TEXT_FORMATS}
    assert set(operation["responses"]["200"]["content"]) == {t.partition(";")[0] for t in MEDIA_TYPES.values()}


def test_every_route_is_in_the_contract() -> None:
    app = create_app()
    routes = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in {"extract", "about", "rules"}
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(path, method) for path, item in CONTRACT["paths"].items() for method in item}


def test_every_problem_has_an_example() -> None:
    shown: set[str] = set()
    for response in CONTRACT["components"]["responses"].values():
        content = response["content"]["application/problem+json"]
        for example in [content["example"]] if "example" in content else [e["value"] for e in content["examples"].values()]:
            assert ProblemSchema().load(example)
            shown.add(example["type"].removeprefix("/problems/"))
    assert shown | {"method-not-allowed"} == {p.type for p in PROBLEMS}  # a method that an address does not take is no operation of it


def test_the_example_of_an_answer_is_what_the_service_answers() -> None:
    shown = CONTRACT["components"]["examples"]["Extraction"]["value"]
    ExtractionSchema().load(shown)
    given = shown_answer()
    # A digest of every rule and lexicon would have each of their changes change the contract.
    assert {**shown, "version": given["version"]} == given, "run `make examples`"


@pytest.mark.parametrize("value", ["3", True, float("inf"), float("nan"), 10**400, None])
def test_numbers_are_numbers(value: Any) -> None:
    with pytest.raises(Exception, match=r"Not a number|finite|null"):
        Seconds().deserialize(value)
