"""The recipes under examples/, and the commands of the README, run as they are printed."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import serving

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
OURS = ("The page", "Command line", "Exports", "Python client", "Archive runs")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("server"), workers=1) as server:
        yield server.url


def run(*command: str, cwd: Path = ROOT) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, cwd=cwd, env=environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_fact_checkers_list(address: str) -> None:
    shown = run(sys.executable, str(EXAMPLES / "fact_check.py"), str(EXAMPLES / "debate.txt"), address)
    assert re.search(r"at least 14 people: killed\n  said by Tobias Rell, on the word of the speaker alone \(\d+% sure\)", shown)
    assert re.search(r"more than 2,300 residents: displaced\n  said by Tobias Rell, on the word of .*Red Cross", shown)
    assert re.search(r"three children: .*\n  said by .*\n  part of c\d: do not add it up\n", shown)


def test_a_pandas_frame(address: str) -> None:
    shown = run(sys.executable, str(EXAMPLES / "in_pandas.py"), str(EXAMPLES / "debate.txt"), address)
    assert re.search(r"Tobias Rell\s+GBP\s+24500000", shown)


def test_a_spreadsheet(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "debate.txt", tmp_path / "a.txt")
    shown = run("sh", str(EXAMPLES / "spreadsheet.sh"), str(tmp_path))
    assert shown.startswith("\ufeffdocument,")
    rows = list(csv.DictReader(io.StringIO(shown.removeprefix("\ufeff"), newline="")))
    assert {"£4.5 million", "14 people"} <= {row["text"] for row in rows}


def blocks() -> list[tuple[str, str, str]]:
    """(section, language, code) of each block in our sections of the README."""
    found = []
    for section in re.split(r"^## ", (ROOT / "README.md").read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name = section.partition("\n")[0].strip()
        if name in OURS:
            found += [(name, language, code) for language, code in re.findall(r"^```(\w+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("section", "language", "code"), blocks(), ids=lambda value: value if len(value) < 20 and "\n" not in value else "")
def test_the_readmes_commands_run(address: str, tmp_path: Path, section: str, language: str, code: str) -> None:
    for tool in ("jq", "curl"):
        if re.search(rf"\b{tool}\b", code) and shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    (tmp_path / "debates").mkdir()
    shutil.copy(EXAMPLES / "debate.txt", tmp_path / "debates" / "a.txt")
    shutil.copy(EXAMPLES / "debate.txt", tmp_path / "debate.txt")
    record = {"id": "a", "text": (EXAMPLES / "debate.txt").read_text("utf-8")}
    (tmp_path / "archive.ndjson").write_text(json.dumps(record) + "\n", "utf-8")
    (tmp_path / "archive.csv").write_text("name,body\na,It cost £5 million.\n", "utf-8")
    code = code.replace("http://127.0.0.1:8000", address)
    if language == "python":
        run(sys.executable, "-c", code, cwd=tmp_path)
    elif language == "sh":
        run("bash", "-euc", code, cwd=tmp_path)


def test_our_sections_have_examples() -> None:
    assert {section for section, language, _ in blocks() if language in {"sh", "python"}} >= set(OURS) - {"The page"}
