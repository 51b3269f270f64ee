"""The README's request gives the README's answer, its tables are complete, and the files it names are there."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Settings, table
from service.transcript.formats import FORMATS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _first_request() -> tuple[dict[str, object], dict[str, object]]:
    sent = re.search(r"-d '(\{.*?\})'\n```", README, re.DOTALL)
    shown = re.search(r"<!-- answer -->\n```json\n(.*?)\n```", README, re.DOTALL)
    assert sent is not None
    assert shown is not None
    return json.loads(sent[1]), json.loads(shown[1])


def test_the_first_request_gives_the_answer_shown() -> None:
    request, shown = _first_request()
    client = create_app(Settings()).test_client()
    answer = client.post("/v1/extract", json=request)
    assert answer.status_code == 200
    got = answer.get_json()
    assert {key: got[key] for key in shown} == shown
    assert {"casualties", "dates", "speakers", "turns"} <= shown.keys()


@pytest.mark.parametrize("format", [f.name for f in FORMATS])
def test_every_format_stands_in_the_table(format: str) -> None:
    assert f"| `{format}` |" in README


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    table = README[README.index("## Development") :].lower()
    extras = [d for name, ds in project["optional-dependencies"].items() if name in {"bulk", "otel"} for d in ds]
    missing = [name for d in (*project["dependencies"], *extras) if (name := re.split(r"[\[<>=]", d)[0].split("-")[0].lower()) not in table]
    assert not missing


def test_the_files_named_are_there() -> None:
    named = re.findall(r"`((?:service|schemas|tests|bench|deploy|docs|examples)/[\w./-]*)`", README) + re.findall(
        r"\]\((?!https?:)([\w./-]+)\)", README
    )
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing


def test_every_setting_stands_in_its_table() -> None:
    assert table() in README
