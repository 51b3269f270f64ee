"""The API's contract, read out of ``openapi.yaml`` for the page at ``/docs``."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

_CODE = re.compile(r"``?([^`]+)``?")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


def code(text: str | None) -> Markup:
    """One paragraph: what stands in backticks as code, between double asterisks bold, and the line breaks of source files closed up."""
    plain = str(escape(" ".join((text or "").split())))
    return Markup(_BOLD.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", plain)))  # noqa: S704  escaped before


def prose(text: str | None) -> Markup:
    """Paragraphs, lists and tables of the Markdown that ``openapi.yaml`` uses."""
    blocks = re.split(r"\n\s*\n", (text or "").strip())
    return Markup("").join(_block([line.strip() for line in block.splitlines()]) for block in blocks if block)


def _block(lines: list[str]) -> Markup:
    if all(line.startswith("|") for line in lines):
        rows = [[code(cell.strip()) for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|-: ")]
        head = Markup("").join(Markup('<th scope="col">{}</th>').format(cell) for cell in rows[0])
        body = Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)) for row in rows[1:])
        return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
    if all(line.startswith(("- ", "* ")) for line in lines):
        return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(code(line[2:])) for line in lines))
    return Markup("<p>{}</p>").format(code(" ".join(lines)))


def linked(type_: str, names: Collection[str]) -> Markup:
    """A type in words, the names in it as links to where they are described."""
    plain = str(escape(type_))
    return Markup(re.sub(r"\w+", lambda word: f'<a href="#object-{word[0]}">{word[0]}</a>' if word[0] in names else word[0], plain))  # noqa: S704  escaped before


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a member of an object."""

    name: str
    type: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a path; ``responses`` are (status, media types, meaning), ``examples`` (what it is of, text)."""

    verb: str
    path: str
    summary: str
    about: str
    parameters: tuple[Field, ...]
    bodies: tuple[tuple[str, str], ...]
    responses: tuple[tuple[str, str, str], ...]
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Object:
    """A named schema: an object with ``fields``, or a value that ``type`` describes."""

    name: str
    about: str
    type: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole contract: its operations, and its objects by name."""

    title: str
    version: str
    about: str
    operations: tuple[Operation, ...]
    objects: tuple[Object, ...]


def reference(contract: Mapping[str, Any]) -> Reference:
    """What there is to say of an OpenAPI 3.1 document."""
    info = contract.get("info", {})
    schemas = contract.get("components", {}).get("schemas", {})
    objects = tuple(Object(name, schema.get("description", ""), _type(schema), tuple(_fields(contract, schema))) for name, schema in schemas.items())
    return Reference(info.get("title", ""), info.get("version", ""), info.get("description", ""), tuple(_operations(contract)), objects)


def _operations(contract: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in contract.get("paths", {}).items():
        for verb in ("get", "post", "put", "delete"):
            if verb not in item:
                continue
            operation = item[verb]
            parameters = (_resolve(contract, p) for p in (*item.get("parameters", ()), *operation.get("parameters", ())))
            content = _resolve(contract, operation.get("requestBody", {})).get("content", {})
            yield Operation(
                verb.upper(), path, operation.get("summary", ""), operation.get("description", ""),
                tuple(Field(p["name"], _type(p.get("schema", {})), p.get("required", False), p.get("description", "")) for p in parameters),
                tuple((media, _type(entry.get("schema", {}))) for media, entry in content.items()),
                tuple(_response(contract, str(status), answer) for status, answer in operation.get("responses", {}).items()),
                tuple(_examples(contract, content, _resolve(contract, operation.get("responses", {}).get("200", {})).get("content", {}))),
            )  # fmt: skip


def _examples(contract: Mapping[str, Any], sent: Mapping[str, Any], answered: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is sent and what comes back, of each media type that has examples; of several bodies only the one with an object."""
    for what, content in (("Request", sent), ("Answer", answered)):
        for media, entry in content.items():
            for example in entry.get("examples", {}).values():
                found = _resolve(contract, example)
                yield f"{what}: {found.get('summary', media)}", _printed(found["value"])
            if "example" in entry and len(content) == 1:
                yield f"{what}: {media}", _printed(entry["example"])


def _printed(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _response(contract: Mapping[str, Any], status: str, answer: Mapping[str, Any]) -> tuple[str, str, str]:
    answer = _resolve(contract, answer)
    return status, ", ".join(answer.get("content", {})), answer.get("description", "")


def _resolve(contract: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The node that a local ``$ref`` leads to, or the node itself."""
    while "$ref" in node:
        target: Any = contract
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def _merged(contract: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object's own members and those of what it is all of."""
    schema = _resolve(contract, schema)
    merged: dict[str, Any] = {"required": list(schema.get("required", ()))}
    for part in schema.get("allOf", ()):
        below = _merged(contract, part)
        merged["required"] += below["required"]
        if "properties" in below:
            merged.setdefault("properties", {}).update(below["properties"])
    if "properties" in schema:
        merged.setdefault("properties", {}).update(schema["properties"])
    return merged


def _fields(contract: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Field]:
    merged = _merged(contract, schema)
    for name, member in merged.get("properties", {}).items():
        yield Field(name, _type(member), name in merged["required"], member.get("description", ""))


def _type(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: ``array of Fact``, ``string or null``, ``one of a, b``."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "const" in schema:
        return repr(schema["const"])
    if "enum" in schema:
        return "one of " + ", ".join("null" if choice is None else str(choice) for choice in schema["enum"])
    for word in ("oneOf", "anyOf", "allOf"):
        if word in schema:
            return " or ".join(_type(part) for part in schema[word])
    kinds = schema.get("type", "any")
    if isinstance(kinds, list):
        return " or ".join(_type({**schema, "type": kind}) for kind in kinds)
    if kinds == "array":
        return f"array of {_type(schema.get('items', {}))}"
    return f"{kinds} ({schema['format']})" if kinds == "string" and "format" in schema else str(kinds)
