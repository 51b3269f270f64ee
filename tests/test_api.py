"""The HTTP API through the application: what comes in, what goes out, and what is at fault with either."""

from __future__ import annotations

import base64
import gc
import hashlib
import io
import json
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.api.tracing import Tracing
from service.app import create_app
from service.attribution.cues import CUES
from service.attribution.sources import SOURCE_RULES
from service.errors import PROBLEMS
from service.facts.catalogue import RULES
from service.lexicon import load
from service.model import Kind
from service.settings import Settings, SettingsError
from tests.conftest import run
from tests.contract import Client
from tests.generate_examples import corpora, fired

TEXT = "Sarah Vane: The ministry said that 40 people were killed and £2.5 million was spent last year.\nTom Pike: 😀 It was 10%, not £3 million."

EXAMPLE = files("service.web").joinpath("example.txt").read_text("utf-8")


def problem(response: Any) -> tuple[int, str, list[str]]:
    body = response.json
    return response.status_code, body["type"].removeprefix("/problems/"), [e["pointer"] for e in body.get("errors", ())]


def offsets(node: Any) -> list[tuple[int, int, str]]:
    if isinstance(node, dict):
        own = [(node["start"], node["end"], node["text"])] if {"start", "end", "text"} <= set(node) else []
        return own + [o for v in node.values() for o in offsets(v)]
    return [o for v in node for o in offsets(v)] if isinstance(node, list) else []


# --- what comes in --------------------------------------------------------------------------------------------------


def test_a_json_request_is_answered(client: Client) -> None:
    response = client.post("/v1/extract", json={"text": TEXT, "reference_date": "2024-05-01", "id": "a", "metadata": {"desk": "home"}})
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    document = response.json["document"]
    assert document["id"] == "a"
    assert document["metadata"] == {"desk": "home"}
    assert document["reference_date"] == "2024-05-01"
    assert document["length"] == len(TEXT)
    assert document["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_body_is_read_no_further_than_its_length(client: Client) -> None:
    class Socket(io.BytesIO):
        """A connection that stays open: a read behind the body would wait for ever."""

        def read(self, size: int | None = -1, /) -> bytes:
            part = super().read(size)
            assert part
            return part

        readline = read

    body = json.dumps({"text": TEXT}).encode()
    for path, media_type in (("/v1/extract", "application/json"), ("/v1/extract/batch", "application/x-ndjson")):
        environ = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": Socket(body)}
        response = create_app().test_client().post(path, content_type=media_type, environ_overrides=environ)
        assert response.status_code == 200
        assert b'"2500000"' in response.data


def test_a_text_body_is_the_same_request(client: Client) -> None:
    fields = {"reference_date": "2024-05-01", "locale": "en-US", "include": ["money", "dates"], "offset_unit": "utf16", "explain": True, "id": "a"}
    more = {"metadata": {"desk": "home"}, "roster": [{"name": "Sarah Vane", "aliases": ["Vane"]}]}
    query = {**fields, "include": "money,dates", "explain": "true", **{k: json.dumps(v) for k, v in more.items()}}
    as_text = client.post("/v1/extract", data=TEXT.encode(), content_type="text/plain; charset=utf-8", query_string=query)
    as_json = client.post("/v1/extract", json={"text": TEXT, **fields, **more})
    assert as_json.status_code == 200
    assert as_text.data == as_json.data


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "byte"])
def test_offsets_count_in_the_unit_that_is_asked_for(client: Client, unit: str) -> None:
    encoding, width = {"codepoint": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "byte": ("utf-8", 1)}[unit]
    sent = TEXT.encode(encoding)
    response = client.post("/v1/extract", json={"text": TEXT, "offset_unit": unit}).json
    assert response["document"]["length"] == len(sent) // width
    for start, end, text in offsets(response):
        assert sent[start * width : end * width].decode(encoding) == text


def test_segments_are_turns_and_give_back_their_text(client: Client) -> None:
    segments = [{"text": "It cost £5 million.", "speaker": "Ann", "start": 0, "end": 1.5}, {"text": "Some 300 homes were lost.", "speaker": None}]
    response = client.post("/v1/extract", json={"segments": segments}).json
    assert response["document"]["text"] == "It cost £5 million.\nSome 300 homes were lost."
    assert [t["time"] for t in response["turns"]][:1] == [{"start": 0.0, "end": 1.5}]


def test_a_blank_text_is_answered_with_empty_lists(client: Client) -> None:
    response = client.post("/v1/extract", json={"text": " \n\t "})
    assert response.status_code == 200
    assert not any(response.json[k] for k in ("turns", "speakers", "money", "casualties", "dates", "quantities", "quotes"))


def test_include_filters_what_is_returned_and_never_what_is_read(client: Client) -> None:
    everything = client.post("/v1/extract", json={"text": TEXT}).json
    money = client.post("/v1/extract", json={"text": TEXT, "include": ["money"]}).json
    assert money["money"] == everything["money"]
    assert not money["dates"]
    nothing = client.post("/v1/extract", json={"text": TEXT, "include": []}).json
    assert not nothing["money"]
    assert nothing["turns"] == everything["turns"]


def test_the_same_request_gives_the_same_bytes(client: Client) -> None:
    first, second = (client.post("/v1/extract", json={"text": TEXT}) for _ in range(2))
    assert first.data == second.data
    digest = base64.b64encode(hashlib.sha256(first.data).digest()).decode()
    assert first.headers["Repr-Digest"] == second.headers["Repr-Digest"] == f"sha-256=:{digest}:"


# --- what is at fault -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/text"]),
        ({"text": ""}, ["/text"]),
        ({"text": "a", "segments": [{"text": "b"}]}, ["/text", "/segments"]),
        ({"segments": []}, ["/segments"]),
        ({"text": 3}, ["/text"]),
        ({"text": None}, ["/text"]),
        ({"text": "a", "reference_date": "2024-02-30"}, ["/reference_date"]),
        ({"text": "a", "reference_date": "20240201"}, ["/reference_date"]),
        ({"text": "a", "reference_date": "2024-W01-1"}, ["/reference_date"]),
        ({"text": "a", "reference_date": 20240201}, ["/reference_date"]),
        ({"text": "a", "include": ["money", "people", 3]}, ["/include/1", "/include/2"]),
        ({"text": "a", "include": "money"}, ["/include"]),
        ({"text": "a", "locale": "fr-FR"}, ["/locale"]),
        ({"text": "a", "format": "doc"}, ["/format"]),
        ({"text": "a", "offset_unit": "bytes"}, ["/offset_unit"]),
        ({"text": "a", "explain": "yes"}, ["/explain"]),
        ({"text": "a", "explain": 1}, ["/explain"]),
        ({"text": "a", "colour": "red"}, ["/colour"]),
        ({"text": "a", "metadata": {"a": 1}}, ["/metadata/a"]),
        ({"text": "a", "metadata": []}, ["/metadata"]),
        ({"text": "a", "roster": [{"aliases": "x"}]}, ["/roster/0/aliases", "/roster/0/name"]),
        ({"segments": [{"text": "a", "start": "1", "end": -1}, {"speaker": 2}]}, ["/segments/0/start", "/segments/0/end", "/segments/1/text", "/segments/1/speaker"]),
        ({"segments": [{"text": "a", "start": True}]}, ["/segments/0/start"]),
        ([], [""]),
        ("text", [""]),
        (None, [""]),
        ({"locale": 3, "explain": 0, "colour": 1}, ["/text", "/locale", "/explain", "/colour"]),
    ],
)  # fmt: skip
def test_every_field_at_fault_is_named_at_once(client: Client, body: Any, pointers: list[str]) -> None:
    status, type_, found = problem(client.post("/v1/extract", data=json.dumps(body), content_type="application/json"))
    assert (status, type_, sorted(found)) == (422, "invalid", sorted(pointers))


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"nonsense", b'{"text": "a"} more', b'{"text": NaN}', b'{"text": Infinity}', b'{"text": "a", "text": "b"}', b'{"text": "\\ud800"}',
        b'{"text": "a", "id": "\\udc00"}', b'{"metadata": {"\\ud800": "a"}}', b'{"text": "\xff"}', b"\xef\xbb\xbf{}", b'{"text": ' + b"[" * 50 + b"]" * 50 + b"}",
        b"[" * 100_000, b'{"text": "a", "start": ' + b"9" * 5000 + b"}", b"{'text': 'a'}", b'{"text": "a\nb"}',
    ],
)  # fmt: skip
def test_what_is_no_json_is_malformed(client: Client, body: bytes) -> None:
    assert problem(client.post("/v1/extract", data=body, content_type="application/json"))[:2] == (400, "malformed")


@pytest.mark.parametrize(
    ("query", "status", "pointers"),
    [
        ("locale=xx&include=money,x&explain=1", 422, ["/explain", "/include/1", "/locale"]),
        ("text=a", 422, ["/text"]),
        ("locale=en-GB&locale=en-US", 422, ["/locale"]),
        ("metadata=x&roster=%5B", 422, ["/metadata", "/roster"]),
        ("colour=red", 422, ["/colour"]),
        ("include=", 422, ["/include/0"]),
        ("output=pdf", 422, ["/output"]),
    ],
)
def test_query_fields_are_as_strict(client: Client, query: str, status: int, pointers: list[str]) -> None:
    response = client.post(f"/v1/extract?{query}", data="It cost £5.", content_type="text/plain")
    assert (response.status_code, sorted(e["pointer"] for e in response.json["errors"])) == (status, pointers)


def test_the_body_comes_before_the_query(client: Client) -> None:
    got = client.post("/v1/extract?locale=en-US&offset_unit=byte", json={"text": "a", "locale": "en-IE"}).json["document"]
    assert (got["locale"], got["offset_unit"]) == ("en-IE", "byte")


def test_a_text_body_that_is_not_utf8_is_malformed(client: Client) -> None:
    assert problem(client.post("/v1/extract", data=b"\xff\xfe", content_type="text/plain"))[:2] == (400, "malformed")


def test_an_empty_text_body_is_at_fault(client: Client) -> None:
    assert problem(client.post("/v1/extract", data=b"", content_type="text/plain"))[0] == 422


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE TEI [<!ENTITY a "'
        + "ha" * 50
        + '">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
        + "]><TEI><text><body><u>&j;</u></body></text></TEI>",
        '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]><TEI><text><body><u>&a;</u></body></text></TEI>',
        "<TEI>" + "<u>" * 50_000,
    ],
    ids=["entities", "file", "depth"],
)
def test_hostile_markup_is_refused_in_no_time(client: Client, text: str) -> None:
    began = time.process_time()
    response = client.post("/v1/extract", data=text.encode(), content_type="application/tei+xml")
    assert time.process_time() - began < 2
    assert response.status_code == 422 or "root:" not in response.text


@pytest.mark.parametrize(
    ("keywords", "status"),
    [
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": "application/msword"}, 415),
        ({"content_type": "text/plain; charset=latin-1"}, 415),
        ({"content_type": "text/plain", "headers": {"Content-Encoding": "gzip"}}, 415),
        ({"content_type": "text/plain", "headers": {"Accept": "image/png"}}, 406),
        ({}, 415),
    ],
)
def test_types_that_are_not_read_or_written(client: Client, keywords: dict[str, Any], status: int) -> None:
    assert client.post("/v1/extract", data=b"a", **keywords).status_code == status


def test_other_methods_and_addresses(client: Client) -> None:
    refused = client.request("DELETE", "/v1/extract")
    assert refused.status_code == 405
    assert set(refused.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    assert client.get("/v2/extract").status_code == 404
    assert client.get("/v1/rules/none").status_code == 404


# --- limits ---------------------------------------------------------------------------------------------------------


def test_limits_are_named_with_what_was_counted() -> None:
    client = Client(create_app(Settings(text_characters=100, segments=2, roster=1, body_bytes=2000)))
    response = client.post("/v1/extract", json={"text": "a" * 101, "roster": [{"name": "a"}, {"name": "b"}]})
    assert response.json["errors"] == [
        {"pointer": "/text", "detail": "Longer than allowed, in code points.", "limit": 100, "actual": 101},
        {"pointer": "/roster", "detail": "More than allowed.", "limit": 1, "actual": 2},
    ]
    segments = client.post("/v1/extract", json={"segments": [{"text": "a"}] * 3})
    assert segments.json["errors"] == [{"pointer": "/segments", "detail": "More than allowed.", "limit": 2, "actual": 3}]
    joined = client.post("/v1/extract", json={"segments": [{"text": "a" * 50}] * 2})
    assert joined.json["errors"][0]["actual"] == 101
    body = client.post("/v1/extract", data=b"a" * 2001, content_type="text/plain")
    assert (body.status_code, body.json["limit"], body.json["actual"]) == (413, 2000, 2001)


def test_a_sentence_without_a_stop_is_cut_at_the_limit_and_a_warning_says_so() -> None:
    client = Client(create_app(Settings(sentence_tokens=100)))

    def warned(text: str) -> list[str]:
        warnings = client.post("/v1/extract", json={"text": text, "reference_date": "2024-03-14"}).json["warnings"]
        return [w["detail"] for w in warnings if w["code"] == "sentence_cut"]

    assert warned("word " * 100) == []
    assert warned("word " * 98 + "end. " + "Word " * 99) == []
    (once,) = warned("word " * 101)
    assert "cut once: after 100 words" in once
    (often,) = warned("word " * 450)
    assert "cut 4 times" in often
    (line,) = batch(client, [{"text": "word " * 101}])[:1]
    assert [w["code"] for w in line["warnings"]] == ["sentence_cut", "no_reference_date"]
    answer = client.post("/v1/extract", json={"text": "word " * 99 + "£5 million"}).json
    assert answer["money"] == []  # what is behind the cut is read apart
    assert client.get("/v1/info").json["limits"]["sentence_tokens"] == 100


def test_a_sentence_of_nothing_but_facts_is_read_for_the_first_and_a_warning_says_so(client: Client) -> None:
    def answer(text: str) -> tuple[int, list[str]]:
        got = client.post("/v1/extract", json={"text": text, "reference_date": "2024-03-14", "include": ["money"]}).json
        return len(got["money"]), [w["code"] for w in got["warnings"]]

    assert answer("It paid £5 and £6 for it. " * 100) == (200, [])
    assert answer("£5 and £6, " * 12 + "no more") == (24, [])
    assert answer("£5 and £6, " * 60 + "no more") == (60, ["sentence_dense"])


def test_many_faults_are_listed_to_a_hundred(client: Client) -> None:
    response = client.post("/v1/extract", json={"segments": [{}] * 300})
    assert len(response.json["errors"]) == 100
    assert response.json["detail"] == "300 fields are at fault. The first 100 are listed."


def test_a_deadline_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10**9))
    monkeypatch.setattr("service.api.work.time.monotonic", lambda: next(clock))
    response = Client(create_app(Settings(deadline=5))).post("/v1/extract", json={"text": "It cost £5. " * 50})
    assert (response.status_code, response.json["type"]) == (503, "/problems/deadline-exceeded")


def test_a_full_worker_refuses_at_once() -> None:
    app = create_app(Settings(in_flight=2))
    client = Client(app)
    with app.extensions["work"].admitted(), app.extensions["work"].admitted():
        response = client.post("/v1/extract", json={"text": "a"})
        assert (response.status_code, response.json["type"]) == (503, "/problems/busy")
        assert client.post("/v1/extract/batch", data=b"{}", content_type="application/x-ndjson").status_code == 503
        assert client.post("/v1/extract", json={"text": ""}).status_code == 422  # a fault is told first
        assert client.get("/livez").status_code == 200
    assert client.post("/v1/extract", json={"text": "a"}).status_code == 200


def test_bodies_that_arrive_have_so_much_room() -> None:
    app = create_app(Settings(body_bytes=2000, buffer_bytes=3000))
    client = Client(app)
    with app.extensions["work"].buffered() as take:
        take(1500)
        response = client.post("/v1/extract", data=b"a" * 1600, content_type="text/plain")
        assert (response.status_code, response.json["type"]) == (503, "/problems/busy")
        assert client.post("/v1/extract", data=b"a" * 1400, content_type="text/plain").status_code == 200
    assert client.post("/v1/extract", data=b"a" * 1600, content_type="text/plain").status_code == 200


def test_a_fault_of_ours_tells_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("canary words")

    monkeypatch.setattr("service.api.texts.extract", fail)
    response = client.post("/v1/extract", json={"text": "canary words"})
    assert response.status_code == 500
    assert "canary" not in response.text
    assert response.json["instance"] == f"/requests/{response.headers['X-Request-Id']}"


# --- outputs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "media_type"),
    [("json", "application/json"), ("csv", "text/csv"), ("jsonld", "application/ld+json"), ("ndjson", "application/x-ndjson")],
)
def test_outputs_by_parameter_and_by_accept(client: Client, output: str, media_type: str) -> None:
    by_parameter = client.post(f"/v1/extract?output={output}", json={"text": TEXT}, headers={"Accept": "image/png"})
    by_accept = client.post("/v1/extract", json={"text": TEXT}, headers={"Accept": f"{media_type}, */*;q=0.1"})
    assert by_parameter.status_code == by_accept.status_code == 200
    assert by_parameter.mimetype == by_accept.mimetype == media_type
    assert by_parameter.data == by_accept.data


# --- batch ----------------------------------------------------------------------------------------------------------


def batch(client: Client, lines: list[Any], **keywords: Any) -> list[dict[str, Any]]:
    body = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    response = client.post("/v1/extract/batch", data=body, content_type="application/x-ndjson", **keywords)
    assert response.status_code == 200
    assert response.mimetype == "application/x-ndjson"
    return [json.loads(line) for line in response.text.splitlines()]


def test_a_batch_answers_line_by_line(client: Client) -> None:
    got = batch(client, [{"id": "a", "text": "It cost £5."}, b"{", b"", {"id": "b"}, b'{"text": "\\ud800"}', {"id": "c", "text": TEXT}, b""])
    assert got[0] == {**client.post("/v1/extract", json={"id": "a", "text": "It cost £5."}).json}
    assert [line.get("status") for line in got] == [None, 400, 422, 400, None, None]
    assert got[2]["id"] == "b"
    assert got[4]["document"]["id"] == "c"
    assert got[-1] == {"end": True, "count": 5}


def test_an_empty_batch_ends_at_once(client: Client) -> None:
    assert batch(client, []) == [{"end": True, "count": 0}]


def test_limits_of_a_batch() -> None:
    client = Client(create_app(Settings(batch_lines=2, body_bytes=1024, batch_bytes=5000)))
    got = batch(client, [{"text": "a"}, {"text": "b" * 2000}, {"text": "c"}, {"text": "d"}])
    assert [(line.get("status"), line.get("limit")) for line in got] == [(None, None), (413, 1024), (413, 2), (413, 2), (None, None)]
    assert got[-1] == {"end": True, "count": 4}
    refused = client.post("/v1/extract/batch", data=b"x" * 5001, content_type="application/x-ndjson")
    assert (refused.status_code, refused.json["limit"], refused.json["actual"]) == (413, 5000, 5001)


def test_a_batch_that_is_refused(client: Client) -> None:
    assert client.post("/v1/extract/batch", data=b"", content_type="application/json").status_code == 415
    assert client.post("/v1/extract/batch", data=b"", content_type="application/x-ndjson", headers={"Accept": "text/csv"}).status_code == 406
    assert client.post("/v1/extract/batch?locale=en-US", data=b"", content_type="application/x-ndjson").status_code == 422


def test_a_deadline_in_a_batch_is_of_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10**9))
    monkeypatch.setattr("service.api.work.time.monotonic", lambda: next(clock))
    got = batch(Client(create_app(Settings(deadline=30))), [{"text": "It cost £5. " * 500}, {"text": "It cost £5."}])
    assert [line.get("status") for line in got] == [503, None, None]


# --- what the service says of itself --------------------------------------------------------------------------------


def test_info_states_limits(client: Client) -> None:
    info = client.get("/v1/info").json
    assert info["limits"]["body_bytes"] == 2 * 1024 * 1024
    assert info["limits"]["text_characters"] == 500_000
    assert info["limits"]["deadline"] == 5.0


def test_rules_are_explained(client: Client) -> None:
    rules = {rule["id"]: rule for rule in client.get("/v1/rules").json["rules"]}
    for id in ("casualty.subject", "attribution.quoted", CUES[0].id):
        assert client.get(f"/v1/rules/{id}").json == rules[id]
    assert {rule.id for rule in (*RULES, *SOURCE_RULES, *CUES)} == rules.keys()
    for id, rule in rules.items():
        assert rule["description"], id
        assert rule["examples"] or id in {cue.id for cue in CUES}, f"{id} has no example: run `make examples`"


def test_rules_do_what_their_examples_show() -> None:
    shown = load("service.api", "examples.toml")["example"]
    woken: dict[str, set[tuple[str, int, int]]] = {example["text"]: set() for example in shown}
    for example in corpora():
        if example.text in woken:
            woken[example.text].update(fired(example.text, example.request))
    wrong = [example for example in shown if (example["rule"], *example["span"]) not in woken[example["text"]]]
    assert not wrong, f"run `make examples`: {wrong[:3]}"


def test_everything_that_an_answer_names_is_explained(client: Client) -> None:
    response = client.post("/v1/extract", json={"text": EXAMPLE, "explain": True}).json
    facts = [fact for kind in Kind for fact in response[kind.value]]
    named = {fact["rule"] for fact in facts} | {fact["attribution"]["rule"] for fact in facts} | {r["rule"] for r in response["rejected"]}
    named |= {evidence["cue"] for turn in response["turns"] for evidence in turn["evidence"]}
    for id in named - {None}:
        assert client.get(f"/v1/rules/{id}").status_code == 200


def test_a_text_that_was_read_leaves_nothing_to_the_collector() -> None:
    """The workers' collector hardly ever runs, so a text that is held by a cycle would stay in memory."""
    run(EXAMPLE)
    gc.collect()
    gc.disable()
    try:
        run(EXAMPLE)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_answers_to_get_are_tagged(client: Client) -> None:
    for path in ("/v1/info", "/v1/rules", "/problems", "/openapi.json", "/openapi.yaml"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_the_contract_is_served(client: Client) -> None:
    served = client.get("/openapi.yaml")
    assert served.data == (Path(__file__).parent.parent / "openapi.yaml").read_bytes()
    assert client.get("/openapi.json").json["openapi"] == "3.1.0"


def test_every_type_of_problem_leads_to_its_meaning(client: Client) -> None:
    for problem_type in PROBLEMS:
        shown = client.get(f"/problems/{problem_type.type}", headers={"Accept": "application/json"}).json
        assert (shown["title"], shown["status"]) == (problem_type.title, problem_type.status)
        assert shown["description"]
    assert client.get("/problems/none").status_code == 404


def test_probes(client: Client, tmp_path: Path) -> None:
    assert client.get("/livez").json == {"status": "alive"}
    assert client.get("/readyz").json == {"status": "ready"}
    draining = Client(create_app(Settings(state_dir=tmp_path)))
    (tmp_path / "draining").touch()
    assert draining.get("/readyz").status_code == 503
    without_reader = create_app()
    without_reader.extensions["work"].able = lambda: False
    assert Client(without_reader).get("/readyz").status_code == 503
    assert draining.get("/livez").status_code == 200


# --- around every request -------------------------------------------------------------------------------------------


def test_request_ids_are_checked_before_they_are_given_back(client: Client) -> None:
    assert client.get("/livez", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == "abc-1"
    for bad in ("a b", "x" * 65, "é", "a;b", ""):
        assert client.get("/livez", headers={"X-Request-Id": bad}).headers["X-Request-Id"] != bad


def test_a_trace_is_continued(client: Client) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    response = client.get("/v1/info", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    version, got, span, flags = response.headers["traceparent"].split("-")
    assert (version, got, flags) == ("00", trace, "01")
    assert span != "00f067aa0ba902b7"
    for bad in ("00-" + "0" * 32 + "-00f067aa0ba902b7-01", "x", f"ff-{trace}-00f067aa0ba902b7-01"):
        assert "traceparent" not in client.get("/v1/info", headers={"traceparent": bad}).headers


def test_spans_know_the_route_and_no_word_of_a_caller() -> None:
    exporter = InMemorySpanExporter()
    app = create_app()
    app.extensions["tracing"] = tracing = Tracing(exporter)
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    response = Client(app).post("/v1/extract?id=canary", json={"text": "canary"}, headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    tracing.flush()
    (span,) = exporter.get_finished_spans()
    assert span.name == "POST /v1/extract"
    assert span.attributes == {"http.request.method": "POST", "http.route": "/v1/extract", "http.response.status_code": 200, "onrecord.characters": 6}
    assert response.headers["traceparent"] == f"00-{trace}-{span.context.span_id:016x}-01"
    assert "canary" not in span.to_json()


def test_stages_are_timed(client: Client) -> None:
    timing = client.post("/v1/extract", json={"text": TEXT}).headers["Server-Timing"]
    assert [part.partition(";")[0] for part in timing.split(", ")] == ["request", "reading", "total"]


def test_headers_keep_browsers_safe(client: Client) -> None:
    for path in ("/v1/info", "/livez", "/nope"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers


def test_only_listed_origins_may_call() -> None:
    app = create_app(Settings(cors_origins=("https://newsroom.example",)))
    client = Client(app)
    allowed = client.post("/v1/extract", json={"text": "a"}, headers={"Origin": "https://newsroom.example"})
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://newsroom.example"
    assert "Access-Control-Allow-Credentials" not in allowed.headers
    other = client.post("/v1/extract", json={"text": "a"}, headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in other.headers
    preflight = app.test_client().options("/v1/extract", headers={"Origin": "https://newsroom.example", "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, POST"
    assert (
        "Access-Control-Allow-Methods"
        not in app.test_client()
        .options("/v1/extract", headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"})
        .headers
    )


def test_only_trusted_hosts_are_answered() -> None:
    client = Client(create_app(Settings(trusted_hosts=("onrecord.example",))))
    assert client.get("/v1/info", base_url="http://onrecord.example").status_code == 200
    assert client.post("/v1/extract", json={"text": "a"}, base_url="http://evil.example").status_code == 400


# --- keys -----------------------------------------------------------------------------------------------------------


def keyed(path: Path, **scopes: str) -> Client:
    lines = [f"{name}:{hashlib.sha256(name.encode()).hexdigest()}{scope}" for name, scope in scopes.items()]
    (path / "keys").write_text("# keys\n\n" + "\n".join(lines), "utf-8")
    return Client(create_app(Settings(keys=path / "keys")))


def test_a_key_is_asked_for_where_keys_are_set(tmp_path: Path) -> None:
    client = keyed(tmp_path, old="", new=":extract,metrics", scraper=":metrics")

    def status(path: str, key: str | None, scheme: str = "Bearer") -> int:
        headers = {"Authorization": f"{scheme} {key}"} if key else {}
        return (client.get(path, headers=headers) if path != "/v1/extract" else client.post(path, json={"text": "a"}, headers=headers)).status_code

    assert [status("/v1/extract", k) for k in (None, "other", "old", "new", "scraper")] == [401, 401, 200, 200, 403]
    assert status("/v1/extract", "old", "Basic") == 401
    assert [status("/metrics", k) for k in (None, "old", "new", "scraper")] == [401, 403, 200, 200]
    assert [status(path, None) for path in ("/livez", "/readyz", "/openapi.yaml", "/problems")] == [200] * 4
    refused = client.post("/v1/extract", data=b"{", content_type="image/png")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_keys_are_read_again_when_their_file_changes(tmp_path: Path) -> None:
    client = keyed(tmp_path, old="")
    assert client.get("/v1/info", headers={"Authorization": "Bearer old"}).status_code == 200
    (tmp_path / "keys.new").write_text(f"new:{hashlib.sha256(b'new').hexdigest()}\n", "utf-8")
    (tmp_path / "keys.new").replace(tmp_path / "keys")
    assert [client.get("/v1/info", headers={"Authorization": f"Bearer {key}"}).status_code for key in ("old", "new")] == [401, 200]
    (tmp_path / "keys.new").write_text("nonsense", "utf-8")
    (tmp_path / "keys.new").replace(tmp_path / "keys")
    assert client.get("/v1/info", headers={"Authorization": "Bearer new"}).status_code == 200


@pytest.mark.parametrize("content", ["", "a:b", "name:" + "0" * 64 + ":root", "na me:" + "0" * 64])
def test_a_file_of_keys_that_is_none_stops_the_start(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys").write_text(content, "utf-8")
    with pytest.raises(SettingsError, match="ONRECORD_KEYS"):
        create_app(Settings(keys=tmp_path / "keys"))


# --- settings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"), ("PORT", "70000"), ("WORKERS", "0"), ("DEADLINE", "soon"), ("LOG_LEVEL", "loud"), ("CORS_ORIGINS", "*"), ("METRICS_PORT", "8000"),
        ("IN_FLIGHT", "0"), ("TRACING", "maybe"), ("KEYS", "/nowhere/keys"), ("WORKER", "3"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"ONRECORD_{name}"):
        Settings.from_environment({f"ONRECORD_{name}": value})


def test_settings_come_from_the_environment() -> None:
    given = Settings.from_environment(
        {"ONRECORD_PORT": "9", "ONRECORD_CORS_ORIGINS": "https://a.example, https://b.example", "HOME": "/x", "ONRECORD_KEYS": ""}
    )
    assert (given.port, given.cors_origins, given.keys) == (9, ("https://a.example", "https://b.example"), None)
