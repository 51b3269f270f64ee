"""What the writers write, of an extraction that is made by hand."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from service.corpora import FOLDERS, examples
from service.model import Kind
from service.output import MEDIA_TYPES, WRITERS
from service.output.as_csv import COLUMNS, cell
from service.output.as_json import as_json
from service.output.as_jsonld import OWN
from service.output.as_rows import rows as people
from service.pipeline import extract
from service.transcript.formats import read_document
from tests.made import TEXT, document, extraction, options

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
CONTEXTS = Path(__file__).parent / "contexts"
LOCAL = {"http://www.w3.org/ns/anno.jsonld": "anno.jsonld", "https://schema.org": "schemaorgcontext.jsonld"}
OWN_TERMS = frozenset(OWN.values()) - {OWN["onrecord"]}


def written(output: str, **more: Any) -> bytes:
    return WRITERS[output](document(), options(**more), extraction())


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv").decode(), newline="")))


def test_every_output_has_a_writer_and_a_type() -> None:
    assert WRITERS.keys() == MEDIA_TYPES.keys() == {"json", "csv", "jsonld", "ndjson"}


# --- JSON -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "encoding", "width"), [("codepoint", "utf-32-le", 4), ("utf16", "utf-16-le", 2), ("byte", "utf-8", 1)])
def test_offsets_count_in_the_unit(unit: str, encoding: str, width: int) -> None:
    data = TEXT.encode(encoding)
    response = as_json(document(), options(offset_unit=unit), extraction())
    assert response["document"]["length"] == len(data) // width
    for kind in Kind:
        for fact in response[kind.value]:
            assert data[fact["start"] * width : fact["end"] * width].decode(encoding) == fact["text"]


def test_numbers_are_plain_decimals_and_counts_integers() -> None:
    response = as_json(document(), options(), extraction())
    assert [m["amount"]["value"] for m in response["money"]] == ["0.50", "1500000"]
    assert [c["count"]["value"] for c in response["casualties"]] == [14, 3]


def test_an_id_into_a_kind_left_out_is_null() -> None:
    assert as_json(document(), options(), extraction())["casualties"][0]["date"] == "d1"
    assert as_json(document(), options(include=frozenset({Kind.CASUALTIES})), extraction())["casualties"][0]["date"] is None


# --- CSV ------------------------------------------------------------------------------------------------------------


def test_csv_has_a_row_a_fact_and_all_of_it() -> None:
    rows = table()
    assert [r["id"] for r in rows] == ["m1", "m2", "c1", "c2", "d1", "n1", "q1"]
    money, killed = rows[1], rows[2]
    assert (money["value"], money["currency"], money["per"], money["speaker"], money["source"]) == (
        "1500000",
        "GBP",
        "year",
        "Ann Lee",
        "Flood Office",
    )
    assert (killed["value"], killed["min"], killed["max"], killed["qualifier"], killed["harm"]) == ("14", "14", "", "at_least", "killed")
    assert (killed["earliest"], killed["latest"], killed["place"]) == ("2023-03-01", "2023-03-31", "Corrow")
    assert rows[3]["groups"] == "child; civilian"
    assert rows[6]["source"] == "the mayor"
    for row in rows:
        assert TEXT[int(row["start"]) : int(row["end"])] == row["text"].removeprefix("'")
        assert row["sentence"].removeprefix("'") in TEXT
    assert all(any(r[column] for r in rows) for column in COLUMNS)


def test_csv_lines_end_as_rfc_4180_says() -> None:
    data = written("csv")
    assert data.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=SUM(A1)", "+44 20", "-2 of them", "@cmd", "\tx", "＝1+1", "\nx"])
def test_a_cell_that_would_run_is_text(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize("value", ["-5", "+5.25", "12", "a=b", ""])
def test_other_cells_stay_as_they_are(value: str) -> None:
    assert cell(value) == value


@pytest.mark.parametrize(
    ("text", "safe"),
    [("x;=1+1;y", "x;'=1+1;y"), ("x; -1+1", "x; '-1+1"), ("x\n@a", "x\n'@a"), ("a; b", "a; b"), ("it is = 5; fine", "it is = 5; fine")],
)
def test_a_cell_within_a_cell_is_text(text: str, safe: str) -> None:
    assert cell(text) == safe


def opened(data: bytes, folder: Path, separator: str) -> str:
    """What LibreOffice makes of a CSV, as XML."""
    (folder / "facts.csv").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", f"--infilter=CSV:{ord(separator)},34,UTF8,1", "--convert-to",
        "fods", "--outdir", str(folder), str(folder / "facts.csv"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "facts.fods").read_text("utf-8")


@needs_libreoffice
@pytest.mark.parametrize("separator", [",", ";"])
def test_no_cell_runs_whatever_separates_them(tmp_path: Path, separator: str) -> None:
    read = read_document("ANN LEE: x;=1+1;y 14 people were killed.\n\nBOB RAY: =2+2 and 15 people were killed.\n", "labelled")
    data = WRITERS["csv"](read, options(), extract(read, options()))
    assert b"=1+1" in data
    assert b"=2+2" in data
    assert "table:formula" not in opened(data, tmp_path, separator)


@needs_libreoffice
def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    sheet = opened(written("csv"), tmp_path, ",")
    assert "table:formula" not in sheet
    assert "Ann Lee" in sheet
    assert "£1.5 million" in sheet
    assert 'office:value="1500000"' in sheet


# --- NDJSON ---------------------------------------------------------------------------------------------------------


def test_ndjson_is_the_whole_response_line_by_line() -> None:
    lines = [json.loads(line) for line in written("ndjson").splitlines()]
    assert lines[-1] == {"end": True, "count": len(lines) - 1}
    response = as_json(document(), options(), extraction())
    kinds = Counter(line["kind"] for line in lines[:-1])
    assert kinds == {
        "document": 1, "section": 1, "turn": 1, "speaker": 3, "money": 2, "casualties": 2, "dates": 1, "quantities": 1, "quotes": 1, "rejected": 1,
        "warning": 1,
    }  # fmt: skip
    money = next(line for line in lines if line.get("id") == "m2")
    assert money.items() >= response["money"][1].items()
    assert (money["speaker_name"], money["source_name"]) == ("Ann Lee", "Flood Office")


# --- JSON-LD --------------------------------------------------------------------------------------------------------


def load(url: str, _: Any) -> dict[str, Any]:
    found = json.loads((CONTEXTS / LOCAL[url]).read_text("utf-8"))
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": found}


def expand(collection: Any) -> Any:
    return jsonld.expand(collection, {"documentLoader": load})


def leaves(node: Any) -> Counter[str]:
    """How often each number and string stands in a tree, keywords, types and contexts aside."""
    if isinstance(node, dict):
        return sum((leaves(v) for k, v in node.items() if k not in {"@context", "@type", "type", "motivation"}), Counter())
    if isinstance(node, list):
        return sum((leaves(v) for v in node), Counter())
    return Counter() if node is None else Counter([str(node)])


def test_jsonld_expands_without_loss() -> None:
    collection = json.loads(written("jsonld"))
    kept = leaves(expand(collection))
    assert leaves(collection) - kept == Counter()


def test_a_term_of_no_vocabulary_would_be_lost() -> None:
    collection = json.loads(written("jsonld"))
    collection["first"]["items"][0]["invented"] = "something"
    assert leaves(collection) - leaves(expand(collection)) == Counter(["something"])


class Vocabularies:
    """What schema.org, the Web Annotation Ontology and ActivityStreams define, as published; ``faults`` tells where a tree strays from it."""

    SCHEMA = "http://schema.org/"
    LITERALS = frozenset(f"schema:{name}" for name in ("Text", "Number", "Date", "DateTime", "URL", "Boolean"))

    def __init__(self) -> None:
        graph = json.loads((resources.files("rocrate") / "data" / "schema.jsonld").read_text("utf-8"))["@graph"]
        self.schema: dict[str, dict[str, Any]] = {node["@id"]: node for node in graph}
        lines = [line for name in ("oa.nq", "as.nq") for line in (CONTEXTS / name).read_text("utf-8").splitlines()]
        # The Annotation Recommendation names ActivityStreams by http, its vocabulary itself by https.
        self.defined = {line.split(" ", 1)[0].strip("<>").replace("https:", "http:") for line in lines}
        self.defined.add("http://www.w3.org/2000/01/rdf-schema#label")

    def related(self, name: str, relation: str) -> set[str]:
        """The ids that a term of schema.org has in a relation."""
        found = self.schema.get(name, {}).get(relation, [])
        return {node["@id"] for node in (found if isinstance(found, list) else [found])}

    def classes(self, names: list[str]) -> set[str]:
        """The types, and all that they are subclasses of."""
        found = {self.short(name) for name in names}
        todo = list(found)
        while todo:
            new = self.related(todo.pop(), "rdfs:subClassOf") - found
            found |= new
            todo += new
        return found

    def short(self, iri: str) -> str:
        """A term of schema.org as its vocabulary names it; others as they are."""
        return f"schema:{iri.removeprefix(self.SCHEMA)}" if iri.startswith(self.SCHEMA) else iri

    def known(self, iri: str) -> bool:
        """Whether somebody has defined the term: one of the three vocabularies, or we."""
        return self.short(iri) in self.schema or iri in self.defined or iri.replace("urn:onrecord:", "onrecord:") in OWN_TERMS

    def faults(self, tree: Any, types: Mapping[str, list[str]]) -> Iterator[str]:
        """Unknown terms; properties on types, and values of properties, that schema.org does not give them. ``types`` by node id."""
        for node in tree if isinstance(tree, list) else [tree]:
            if not isinstance(node, dict) or "@value" in node:
                continue
            yield from (f"{name} is no type" for name in node.get("@type", ()) if not self.known(name))
            for name, values in node.items():
                if name.startswith("@"):
                    yield from self.faults(values, types) if name == "@list" else ()
                    continue
                if not self.known(name):
                    yield f"{name} is no property"
                elif name.startswith(self.SCHEMA):
                    yield from self._strays(node, self.short(name), values, types)
                yield from self.faults(values, types)

    def _strays(self, node: dict[str, Any], name: str, values: list[dict[str, Any]], types: Mapping[str, list[str]]) -> Iterator[str]:
        if not self.related(name, "schema:domainIncludes") & self.classes(node["@type"]):
            yield f"{name} is no property of {node['@type']}"
        allowed = self.related(name, "schema:rangeIncludes")
        for value in values:
            given = set(self.LITERALS) if "@value" in value else self.classes(value.get("@type") or types[value["@id"]])
            if not allowed & given:
                yield f"{name} has no {value}"


def types_of(tree: Any) -> dict[str, list[str]]:
    """The types of every node that is named, by its id."""
    if isinstance(tree, list):
        return {name: types for node in tree for name, types in types_of(node).items()}
    if not isinstance(tree, dict):
        return {}
    own = {tree["@id"]: tree["@type"]} if "@type" in tree and "@id" in tree else {}
    return own | {name: types for value in tree.values() for name, types in types_of(value).items()}


def test_every_term_is_one_that_the_published_vocabularies_have() -> None:
    vocabularies = Vocabularies()
    tree = expand(json.loads(written("jsonld")))
    assert list(vocabularies.faults(tree, types_of(tree))) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"invented": "x"}, "http://schema.org/invented is no property"),  # the published context gives every word an IRI
        ({"@type": "Rumour"}, "http://schema.org/Rumour is no type"),
        ({"claimReviewed": "x"}, "schema:claimReviewed is no property of ['http://schema.org/Claim']"),
        ({"appearance": {"@type": "Place", "name": "x"}}, "schema:appearance has no"),
    ],
)
def test_a_term_that_strays_from_the_vocabularies_shows(change: dict[str, Any], fault: str) -> None:
    collection = json.loads(written("jsonld"))
    collection["first"]["items"][0]["body"][0] |= change
    tree = expand(collection)
    assert any(found.startswith(fault) for found in Vocabularies().faults(tree, types_of(tree)))


def test_jsonld_has_the_right_terms() -> None:
    (collection,) = expand(json.loads(written("jsonld", offset_unit="utf16")))
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == collection["http://www.w3.org/ns/activitystreams#totalItems"][0]["@value"] == 7
    oa, schema = "http://www.w3.org/ns/oa#", "http://schema.org/"
    types = Counter(body["@type"][0].removeprefix(schema) for item in items for body in item[f"{oa}hasBody"])
    assert types == {"Claim": 6, "ClaimReview": 5, "Quotation": 1}
    for item in items:
        assert item["@type"] == [f"{oa}Annotation"]
        position, quotation = item[f"{oa}hasTarget"][0][f"{oa}hasSelector"]
        start, end = position[f"{oa}start"][0]["@value"], position[f"{oa}end"][0]["@value"]
        exact = quotation[f"{oa}exact"][0]["@value"]
        assert TEXT[start:end] == exact  # in code points whatever the caller counts in
        assert TEXT[:start].endswith(quotation[f"{oa}prefix"][0]["@value"])
        assert TEXT[end:].startswith(quotation[f"{oa}suffix"][0]["@value"])
    money = items[1][f"{oa}hasBody"][0]
    amount = money[f"{schema}about"][0]
    assert amount["@type"] == [f"{schema}MonetaryAmount"]
    assert amount[f"{schema}currency"] == [{"@value": "GBP"}]
    assert amount[f"{schema}value"] == [{"@value": "1500000"}]
    assert money[f"{schema}author"][0][f"{schema}name"] == [{"@value": "Flood Office"}]
    assert items[2][f"{oa}hasBody"][0][f"{schema}temporalCoverage"] == [{"@value": "2023-03-01/2023-03-31"}]


def test_a_review_is_a_draft_without_a_rating() -> None:
    text = written("jsonld").decode()
    assert '"creativeWorkStatus":"Draft"' in text
    assert "eviewRating" not in text


# --- what is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FOLDERS)
def test_every_example_can_be_written(name: str) -> None:
    for example in list(examples(name, carriers=False))[::3]:
        read = read_document(example.text, example.request.get("format", "auto"))
        asked = options(explain=False, locale=example.request.get("locale", "en-GB"))
        found = extract(read, asked)
        facts = [fact for kind in Kind for fact in found.facts[kind]]
        rows = list(csv.DictReader(io.StringIO(WRITERS["csv"](read, asked, found).decode(), newline="")))
        assert [row["id"] for row in rows] == [fact.id for fact in facts]
        lines = WRITERS["ndjson"](read, asked, found).splitlines()
        assert json.loads(lines[-1])["count"] == len(lines) - 1
        collection = json.loads(WRITERS["jsonld"](read, asked, found))
        assert collection["total"] == len(facts)
        assert all(item["target"]["selector"][1]["exact"] for item in collection["first"]["items"])
        assert [row.id for row in people(json.loads(WRITERS["json"](read, asked, found)))] == [
            fact.id for fact in sorted(facts, key=lambda fact: fact.start)
        ]


def test_what_is_found_expands_to_published_terms_without_loss() -> None:
    vocabularies = Vocabularies()
    for example in [example for name in FOLDERS for example in list(examples(name, carriers=False))[::25]]:
        read = read_document(example.text, example.request.get("format", "auto"))
        asked = options(explain=False, locale=example.request.get("locale", "en-GB"))
        collection = json.loads(WRITERS["jsonld"](read, asked, extract(read, asked)))
        tree = expand(collection)
        assert leaves(collection) - leaves(tree) == Counter(), example.text
        assert list(vocabularies.faults(tree, types_of(tree))) == [], example.text
