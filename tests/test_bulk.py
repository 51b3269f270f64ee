"""Many records: the function under batch and archive, how archives are cut, and whole runs as a process."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

from service.bulk import extract_many
from service.bulk.archive import NO_LIMITS, Archive, Done, Report, Target, process
from service.bulk.inputs import Reading, records
from service.bulk.parquet import SCHEMA, table
from service.bulk.plan import ArchiveError, plan
from service.errors import Malformed
from service.output.as_json import as_json
from tests.made import document, extraction, options

BIN = Path(sys.executable).parent
TEXTS = [f"The ministry said that it cost £{n} million 🙂.\n“We paid”, said {n} people." for n in range(1, 41)]


# --- one for one ----------------------------------------------------------------------------------------------------


def test_answers_come_one_for_one_and_in_order() -> None:
    given_ = [
        {"id": "a", "text": "It cost £5 million."},
        {"id": "b"},
        7,
        Malformed("no line"),
        {"text": "\ud800"},
        {"id": "c", "text": "x", "locale": "xx"},
    ]
    answers = list(extract_many(given_))
    assert [a.get("status", 200) for a in answers] == [200, 422, 422, 400, 400, 422]
    assert [a["document"]["id"] if "document" in a else a["id"] for a in answers] == ["a", "b", None, None, None, "c"]


def test_a_fault_of_ours_stops_nothing_and_tells_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ValueError("a secret word")

    monkeypatch.setattr("service.bulk.records.extract", fail)
    (problem,) = extract_many([{"text": "x"}])
    assert problem["status"] == 500
    assert "secret" not in json.dumps(problem)
    assert re.search(r"ValueError at test_bulk.py:\d+", problem["detail"])


def test_records_are_taken_as_they_are_needed() -> None:
    endless = ({"text": f"£{n}"} for n in iter(int, 1))
    assert len([next(answers) for answers in [extract_many(endless)] for _ in range(3)]) == 3


# --- how archives are cut -------------------------------------------------------------------------------------------


def cut(path: Path, size: int, **how: Any) -> list[tuple[str, Any]]:
    """All records, read part by part."""
    reading = Reading(str(path), **how)
    return [record for part in plan(str(path), size) for record in records(part, reading)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=12), st.integers(1, 120))
def test_ndjson_is_cut_anywhere_and_loses_nothing(tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int) -> None:
    path = tmp_path_factory.mktemp("in") / "a.ndjson"
    lines = [json.dumps({"id": str(n), "text": t}, ensure_ascii=n % 2 == 0) for n, t in enumerate(texts)]
    path.write_text("\n".join(lines) + "\n" * (len(texts) % 2), "utf-8", newline="")
    assert [(r["id"], r["text"]) for _, r in cut(path, size)] == [(str(n), t) for n, t in enumerate(texts)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text('ab,"\n\r 🙂\u2028', max_size=30), min_size=1, max_size=12), st.integers(1, 120))
def test_csv_is_cut_between_rows_and_loses_nothing(tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int) -> None:
    path = tmp_path_factory.mktemp("in") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n" if len(texts) % 2 else "\n")
        writer.writerows([("name", "body", "desk"), *((str(n), t, "home") for n, t in enumerate(texts))])
    found = [(r["id"], r.get("text", ""), r["metadata"]) for _, r in cut(path, size, text_field="body", id_field="name")]
    assert found == [(str(n), t, {"desk": "home"}) for n, t in enumerate(texts)]


def test_parquet_is_cut_at_rows(tmp_path: Path) -> None:
    rows = {"id": [str(n) for n in range(40)], "text": TEXTS, "reference_date": [None] * 39 + ["2024-05-01"], "year": list(range(40))}
    pq.write_table(pa.table(rows), tmp_path / "a.parquet", row_group_size=15)
    parts = plan(str(tmp_path / "a.parquet"), 300)
    assert len(parts) > 3
    found = cut(tmp_path / "a.parquet", 300)
    assert [r["text"] for _, r in found] == TEXTS
    assert [place for place, _ in found][-1] == "a.parquet:39"
    assert found[39][1]["reference_date"] == "2024-05-01"
    assert found[7][1]["metadata"] == {"year": "7"}


def test_a_folder_holds_transcripts_and_files_of_records(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("It cost £2.", "utf-8-sig")
    (tmp_path / "a.vtt").write_text("WEBVTT", "utf-16")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "c"}\nnot json\n[]\n'))
    (tmp_path / "d.txt").write_bytes(b"\xff\x00\x00")
    (tmp_path / ".hidden").write_text("x", "utf-8")
    (tmp_path / "_run").mkdir()
    (tmp_path / "_run" / "x.txt").write_text("x", "utf-8")
    found = dict(cut(tmp_path, 1, locale="en-US", reference_date="2024-05-01"))
    assert list(found) == ["c.jsonl.gz:0", "c.jsonl.gz:14", "c.jsonl.gz:23", "a.vtt", "d.txt", "sub/b.txt"] or set(found) == {
        "c.jsonl.gz:0", "c.jsonl.gz:14", "c.jsonl.gz:23", "a.vtt", "d.txt", "sub/b.txt",
    }  # fmt: skip
    assert found["sub/b.txt"] == {"locale": "en-US", "format": "auto", "id": "sub/b.txt", "reference_date": "2024-05-01", "text": "It cost £2."}
    assert found["a.vtt"]["text"] == "WEBVTT"
    assert found["c.jsonl.gz:0"]["text"] == "c"
    assert all(isinstance(found[place], Malformed) for place in ("c.jsonl.gz:14", "c.jsonl.gz:23", "d.txt"))


def test_a_pattern_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [p.files for p in plan(str(tmp_path / "*.txt"), 1)] == [(str(tmp_path / "a.txt"),), (str(tmp_path / "b.txt"),)]


def test_a_broken_file_is_read_to_where_it_breaks(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": text}).encode() + b"\n" for text in TEXTS * 50)
    whole = gzip.compress(lines)
    (tmp_path / "a.ndjson.gz").write_bytes(whole[: len(whole) // 2])
    found = cut(tmp_path / "a.ndjson.gz", 1000)
    assert len(found) > 10
    assert [isinstance(record, Malformed) for _, record in found] == [False] * (len(found) - 1) + [True]
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(ArchiveError, match=r"b\.parquet: is not Parquet"):
        plan(str(tmp_path / "b.parquet"))


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="nothing to read"):
        plan(str(tmp_path))
    with pytest.raises(ArchiveError, match="no such file"):
        plan(str(tmp_path / "nowhere"))


# --- what is written ------------------------------------------------------------------------------------------------


def keys(node: Any, type_: pa.DataType, path: str = "") -> Iterator[str]:
    """Members of a JSON value that an Arrow type has no place for."""
    if pa.types.is_list(type_):
        for below in node:
            yield from keys(below, type_.value_type, path)
    elif pa.types.is_struct(type_) and isinstance(node, dict):
        for name, value in node.items():
            index = type_.get_field_index(name)
            if index < 0:
                yield f"{path}.{name}"
            elif value is not None:
                yield from keys(value, type_.field(index).type, f"{path}.{name}")


def test_parquet_has_a_place_for_all_of_a_response() -> None:
    response = as_json(document(), options(), extraction())
    assert list(keys(response, pa.struct(list(SCHEMA)))) == []
    assert list(keys({**response, "new": 1}, pa.struct(list(SCHEMA)))) == [".new"]
    (back,) = table([response]).to_pylist(maps_as_pydicts="strict")
    assert back["document"]["metadata"] == {"desk": "home"}
    assert [m["amount"] for m in back["money"]] == [m["amount"] for m in response["money"]]
    assert [c["count"] for c in back["casualties"]] == [c["count"] for c in response["casualties"]]
    assert back["quotes"][0]["attribution"]["cue"] | {} == {**response["quotes"][0]["attribution"]["cue"], "plain": None}


def test_object_stores_are_written_and_read() -> None:
    store = fsspec.filesystem("memory")
    store.pipe_file("/in/a.ndjson", b"".join(json.dumps({"id": str(n), "text": t}).encode() + b"\n" for n, t in enumerate(TEXTS)))
    how = Reading("memory://in/a.ndjson")
    parts = plan(how.source, 1000)
    done = [process(n, part, how, Target("memory://out", "ndjson")) for n, part in enumerate(parts)]
    assert sum(d.records for d in done) == len(TEXTS)
    written = b"".join(store.cat_file(f"/out/part-{n:05}.ndjson") for n in range(len(parts)))
    assert [json.loads(line)["document"]["id"] for line in written.splitlines()] == [str(n) for n in range(len(TEXTS))]
    assert json.loads(store.cat_file("/out/_run/done-00000.json")) == done[0]._asdict()


def test_rates_tell_of_this_run_alone() -> None:
    report = Report(3)
    report.skip([Done(0, 50, 1, 7, 1000), Done(1, 50, 0, 8, 1000)])
    report.seconds = 0.1
    assert str(report) == "100 records, 15 facts, 1 problems in 0.1 s (2 of 3 partitions were done before)"
    report.add(Done(2, 10, 0, 5, 200))
    report.seconds = 2
    assert str(report) == "110 records, 20 facts, 1 problems in 2.0 s, 5 records and 100 characters a second (2 of 3 partitions were done before)"


@pytest.mark.parametrize("url", ["nowhere://bucket/in", "gs://bucket/in"])
def test_a_store_that_cannot_be_reached_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(ArchiveError, match=url):
        Archive(str(tmp_path / "out"), Reading(url)).run()


def test_a_run_that_did_nothing_binds_nobody(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("It cost £5 million.", "utf-8")
    for day in ("2020-01-01", "2021-01-01"):
        with pytest.raises(ArchiveError, match="nonsense"):
            Archive(str(target), Reading(str(source), reference_date=day), scheduler="nonsense").run()
    assert [path.name for path in target.glob("*")] == ["_run"]


def test_another_run_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(ArchiveError, match="lies in the input"):
        Archive(str(tmp_path / "out"), Reading(str(tmp_path))).run()
    with pytest.raises(ArchiveError, match="not empty"):
        Archive(str(tmp_path / "out"), Reading(str(tmp_path / "a.txt"))).run()


# --- whole runs -----------------------------------------------------------------------------------------------------


def archive(folder: Path, count: int = 60) -> Path:
    """NDJSON with good and bad lines; the good ones long enough that a run can be caught in the middle."""
    path = folder / "in.ndjson"
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(json.dumps({"id": f"r{n}", "text": f"It cost £{n} million. " * 200}) + "\n")
            if n % 20 == 7:
                file.write(json.dumps({"id": f"bad{n}", "locale": "xx"}) + "\n")
    return path


def bulk(*arguments: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / "onrecord", "bulk", *map(str, arguments)], check=False, capture_output=True, text=True, timeout=120)


def output(folder: Path) -> dict[str, bytes]:
    """The files of facts and of problems, by name."""
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.*"))}


def expected(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text("utf-8").splitlines()
    return [
        a
        for a in extract_many(({"id": None, "locale": "en-GB", "format": "auto", **json.loads(line)} for line in lines), NO_LIMITS)
        if "document" in a
    ]


@pytest.mark.slow
def test_a_run_gives_what_the_function_gives(tmp_path: Path) -> None:
    path = archive(tmp_path)
    result = bulk(path, tmp_path / "out", "--partition", "64", "--workers", "2")
    assert result.returncode == 1, result.stderr
    assert re.match(r"63 records, [\d,]+ facts, 3 problems in [\d.]+ s", result.stderr), result.stderr
    files = output(tmp_path / "out")
    assert [json.loads(line) for name in sorted(files) if name.startswith("part-") for line in files[name].splitlines()] == expected(path)
    problems = [json.loads(line) for line in files["_problems.ndjson"].splitlines()]
    assert [p["record"]["id"] for p in problems] == ["bad7", "bad27", "bad47"]
    assert all(p["problem"]["status"] == 422 for p in problems)
    again = bulk(path, tmp_path / "out", "--partition", "64")
    assert "partitions were done before" in again.stderr
    assert output(tmp_path / "out") == files
    assert bulk(path, tmp_path / "out", "--partition", "32").returncode == 2
    parquet = bulk(path, tmp_path / "parquet", "--partition", "64", "--to", "parquet")
    assert parquet.returncode == 1, parquet.stderr
    read = pq.read_table(tmp_path / "parquet")
    assert read.schema.equals(SCHEMA)
    assert [d["id"] for d in read["document"].to_pylist()] == [r["document"]["id"] for r in expected(path)]


@pytest.mark.slow
def test_a_killed_run_goes_on_and_repeats_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path, 120)
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert bulk(path, whole, "--partition", "32").returncode == 1
    command = [BIN / "onrecord", "bulk", str(path), str(killed), "--partition", "32", "--workers", "2"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    end = time.monotonic() + 60
    while len(list(killed.glob("_run/done-*"))) < 3 and running.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    done = {p: p.stat().st_mtime_ns for p in killed.glob("_run/done-*.json")}
    total = len(list(whole.glob("part-*")))
    assert 0 < len(done) < total
    result = bulk(path, killed, "--partition", "32")
    assert f"({len(done)} of {total} partitions were done before)" in result.stderr
    assert result.stderr.startswith("126 records")
    assert {p: p.stat().st_mtime_ns for p in done} == done
    assert output(killed) == output(whole)


@contextmanager
def cluster() -> Iterator[str]:
    """A scheduler and a worker on loopback, as processes; yields the address."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [str(BIN / "dask"), *arguments, "--host", "127.0.0.1", "--no-dashboard"]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True))
        return started[-1]

    try:
        scheduler = start("scheduler", "--port", "0")
        assert scheduler.stderr is not None
        address = next(match[0] for line in scheduler.stderr if (match := re.search(r"tcp://127\.0\.0\.1:\d+", line)))
        start("worker", address, "--nthreads", "1", "--no-nanny")
        yield address
    finally:
        for running in started:
            running.kill()
            running.communicate()


@pytest.mark.slow
def test_a_cluster_gives_the_same(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert bulk(path, tmp_path / "local", "--partition", "64").returncode == 1
    with cluster() as address:
        result = bulk(path, tmp_path / "cluster", "--partition", "64", "--scheduler", address)
    assert result.returncode == 1, result.stderr
    assert output(tmp_path / "cluster") == output(tmp_path / "local")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An S3 on loopback, which commands started meanwhile find by the usual variables; yields a client of it."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    named = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "eu-west-2",
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="debates", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    try:
        yield client
    finally:
        client.close()
        server.stop()


def stored(client: Any, prefix: str) -> dict[str, bytes]:
    """The objects below a prefix, by the rest of their names."""
    found = client.list_objects_v2(Bucket="debates", Prefix=prefix).get("Contents", [])
    return {entry["Key"].removeprefix(prefix): client.get_object(Bucket="debates", Key=entry["Key"])["Body"].read() for entry in found}


@pytest.mark.slow
def test_a_killed_run_over_an_object_store_goes_on(store: Any, tmp_path: Path) -> None:
    path = archive(tmp_path, 120)
    store.put_object(Bucket="debates", Key="in/archive.ndjson", Body=path.read_bytes())
    assert bulk(path, tmp_path / "whole", "--partition", "32").returncode == 1
    arguments = ["s3://debates/in", "s3://debates/out", "--partition", "32", "--workers", "2"]
    running = subprocess.Popen([BIN / "onrecord", "bulk", *arguments], stderr=subprocess.DEVNULL, start_new_session=True)
    end = time.monotonic() + 60
    while store.list_objects_v2(Bucket="debates", Prefix="out/_run/done-")["KeyCount"] < 3 and running.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    done = stored(store, "out/_run/done-")
    total = len(list((tmp_path / "whole").glob("part-*")))
    assert 0 < len(done) < total
    result = bulk(*arguments)
    assert result.returncode == 1, result.stderr
    assert result.stderr.startswith("126 records")
    assert f"({len(done)} of {total} partitions were done before)" in result.stderr
    files = {name: data for name, data in stored(store, "out/").items() if not name.startswith("_run/")}
    whole = output(tmp_path / "whole")
    assert [name for name in files if name.startswith("part-")] == [name for name in whole if name.startswith("part-")]
    assert all(files[name] == data for name, data in whole.items() if name.startswith("part-"))
    problems = [json.loads(line) for line in files["_problems.ndjson"].splitlines()]
    assert [p["record"]["id"] for p in problems] == [f"bad{n}" for n in range(7, 120, 20)]
