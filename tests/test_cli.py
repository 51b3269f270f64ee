"""The command line, run in place and, where pipes and terminals matter, as a process."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service.cli import group
from service.output.as_csv import COLUMNS
from service.output.as_table import printable

COMMAND = str(Path(sys.executable).parent / "onrecord")
TEXT = "The ministry said that it cost £5 million on 3 May 2023."


def run(*arguments: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(group, ["extract", *arguments], input=input)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("They paid €2 million.", "utf-8")
    (tmp_path / ".hidden").write_text("£1", "utf-8")
    return tmp_path


def test_json_of_one_file_is_one_response(folder: Path) -> None:
    result = run(str(folder / "a.txt"), "-o", "json")
    assert result.exit_code == 0
    response = json.loads(result.stdout)
    assert response["document"]["id"] == str(folder / "a.txt")
    assert [m["text"] for m in response["money"]] == ["£5 million"]


def test_a_folder_is_read_whole_and_json_of_many_is_a_list(folder: Path) -> None:
    responses = json.loads(run(str(folder), "-o", "json").stdout)
    assert [r["document"]["id"] for r in responses] == [str(folder / "a.txt"), str(folder / "sub" / "b.txt")]
    assert all("@context" in c for c in json.loads(run(str(folder), "-o", "jsonld").stdout))


def test_a_pattern_is_read(folder: Path) -> None:
    result = run(str(folder / "**" / "b*.txt"), "-o", "json")
    assert json.loads(result.stdout)["money"][0]["currency"] == "EUR"


def test_csv_of_many_has_one_header(folder: Path) -> None:
    rows = list(csv.reader(io.StringIO(run(str(folder), "-o", "csv", "-k", "money").stdout, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row[3] for row in rows[1:]] == ["£5 million", "€2 million"]


def test_csv_for_excel_begins_with_a_mark(folder: Path) -> None:
    assert run(str(folder / "a.txt"), "-o", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfdocument,")


def test_ndjson_is_lines(folder: Path) -> None:
    lines = [json.loads(line) for line in run(str(folder / "a.txt"), "-o", "ndjson").stdout.splitlines()]
    assert lines[0]["kind"] == "document"
    assert lines[-1]["end"]


def test_lines_for_a_pipe_are_tab_separated(folder: Path) -> None:
    result = run(str(folder / "a.txt"), "-k", "money")
    assert result.stdout == f"{folder / 'a.txt'}\tm1\tmoney\t£5 million\tGBP 5,000,000\t\tministry\tasserted\t0.{result.stdout.rsplit('.', 1)[1]}"


def test_standard_input_is_read() -> None:
    for arguments in ((), ("-",)):
        response = json.loads(run(*arguments, "-o", "json", input=TEXT).stdout)
        assert response["document"]["id"] is None
        assert response["money"]


def test_the_request_is_passed_on() -> None:
    arguments = ("-d", "2024-05-01", "-l", "en-US", "--offset-unit", "byte", "--explain", "-k", "dates", "-f", "plain")
    response = json.loads(run(*arguments, "-o", "json", input="It fell on 3/4/2023, last year.").stdout)
    assert response["document"]["reference_date"] == "2024-05-01"
    assert response["document"]["offset_unit"] == "byte"
    assert response["document"]["format"] == "plain"
    assert "rejected" in response
    assert [d["earliest"] for d in response["dates"]] == ["2023-03-04", "2023-01-01"]


@pytest.mark.parametrize(("data", "text"), [(TEXT.encode("utf-8-sig"), TEXT), (TEXT.encode("utf-16"), TEXT)])
def test_byte_order_marks_are_no_text(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    response = json.loads(run(str(tmp_path / "a.txt"), "-o", "json").stdout)
    assert response["document"]["length"] == len(text)


def test_what_cannot_be_read_is_told_and_the_rest_done(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\xff\x00")
    result = run(str(folder / "nowhere.txt"), str(folder / "bad.txt"), str(folder / "a.txt"), "-o", "csv")
    assert result.exit_code == 1
    assert "nowhere.txt: No such file" in result.stderr
    assert "bad.txt: not UTF-8: the byte at 0" in result.stderr
    assert "£5 million" in result.stdout


def test_a_text_that_is_not_of_its_format_is_told(folder: Path) -> None:
    result = run(str(folder / "a.txt"), "-f", "srt")
    assert result.exit_code == 1
    assert "a.txt: " in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [("-o", "xml"), ("-d", "1 May"), ("-l", "de-DE"), ("--port", "1")])
def test_a_wrong_command_line_is_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments, input="x").exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script(shell: str) -> None:
    result = CliRunner().invoke(group, ["completion", shell])
    assert result.exit_code == 0
    assert "_ONRECORD_COMPLETE" in result.stdout


def process(*arguments: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *arguments], check=False, capture_output=True, timeout=60, **more)


def test_completion_completes() -> None:
    for words, offered in (("onrecord ex", b"plain,extract"), ("onrecord extract deb", b"file,deb"), ("onrecord bulk deb", b"file,deb")):
        last = str(len(words.split()) - 1)
        environment = {**os.environ, "_ONRECORD_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": last}
        assert process(env=environment).stdout.strip() == offered


def test_a_wrong_setting_is_2() -> None:
    result = process("serve", env={**os.environ, "ONRECORD_PORT": "none"})
    assert result.returncode == 2
    assert b"ONRECORD_PORT" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path, unbuffered: str) -> None:
    (tmp_path / "a.txt").write_text((TEXT + " ") * 3000, "utf-8")
    command, environment = [COMMAND, "extract", str(tmp_path / "a.txt")], {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 141


def test_a_terminal_gets_a_table(folder: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "160", "TERM": "xterm-256color"}
    running = subprocess.Popen([COMMAND, "extract", str(folder / "a.txt")], stdout=theirs, stdin=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how a terminal ends on Linux
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert running.wait(30) == 0
    text = shown.decode()
    assert "GBP 5,000,000" in text
    assert "┃" in text
    assert "\x1b[" in text


def test_a_terminal_is_not_steered_by_a_transcript() -> None:
    assert printable("a\x1b[31mb\x9bc\nd🙂é") == "a [31mb c d🙂é"


def test_bash_completes_commands_options_and_choices() -> None:
    """What bash offers for the last word, asked through the function that the script defines."""
    script = 'eval "$(onrecord completion bash)"\n'
    for line in ("onrecord ex", "onrecord extract --loc", "onrecord extract --locale en-A", "onrecord completion z"):
        *before, word = line.split()
        script += f'COMP_WORDS=({line}); COMP_CWORD={len(before)}; COMPREPLY=(); _onrecord_completion onrecord {word}; echo "${{COMPREPLY[@]}}"\n'
    environment = {**os.environ, "PATH": f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"}
    result = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert result.stdout.splitlines() == ["extract", "--locale", "en-AU", "zsh"]


def test_interrupted_is_130_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text((TEXT + " ") * 40_000, "utf-8")
    with subprocess.Popen([COMMAND, "extract", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert b"a.txt\t" in running.stdout.readline()  # the first is written: the second is being read
        running.send_signal(signal.SIGINT)
        assert running.stderr.read().strip() == b"onrecord: interrupted"
        assert running.wait(30) == 130
