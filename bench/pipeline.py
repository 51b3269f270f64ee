"""Our own pipeline under the clock: whole, by stage, by size."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from typing import Any
from unittest import mock

import orjson

from bench.measure import Timing, interleaved
from bench.transcripts import SIZES, STYLES
from service import pipeline
from service.model import Options
from service.output.as_json import as_json
from service.pipeline import extract
from service.transcript.formats import read_document
from service.transcript.tokens import tokenise

OPTIONS = Options(reference_date=dt.date(2024, 3, 14))
_LONG = 100_000
_TOKEN = re.compile(r"\w+|[^\w\s]")


def answer(text: str) -> bytes:
    """A text all the way to the response's bytes."""
    document = read_document(text)
    return orjson.dumps(as_json(document, OPTIONS, extract(document, OPTIONS)))


def token_pass(text: str) -> list[str]:
    """The yardstick: cutting the text into tokens with ``re`` and nothing else."""
    return _TOKEN.findall(text)


def speeds(rounds: int = 7) -> dict[str, dict[str, float]]:
    """By style, on 40 KB: characters a second, and time as a multiple of the token pass."""
    result = {}
    for style, make in STYLES.items():
        text = make(7, SIZES["40 KB"])
        timing = interleaved({"ours": lambda text=text: answer(text), "tokens": lambda text=text: token_pass(text)}, rounds)  # type: ignore[misc]
        result[style] = {
            "characters a second": len(text) / timing["ours"].median,
            "token passes": timing["ours"].median / timing["tokens"].median,
            "spread": timing["ours"].spread,
        }
    return result


def import_seconds(rounds: int = 5) -> dict[str, float]:
    """A fresh process until the pipeline is imported and has read its first text, and until it is imported: CPU seconds above an empty one's."""
    codes = {
        "empty": "",
        "import": "import service.pipeline",
        "first text": "from bench.pipeline import answer; answer('It cost £5 million in 2019.')",
    }

    def run(code: str) -> float:
        timed = f"import time, sys\n{code}\nsys.stdout.write(str(time.process_time()))"
        return float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True).stdout)

    seconds = {name: Timing.of([run(code) for _ in range(rounds)]).median for name, code in codes.items()}
    return {name: seconds[name] - seconds["empty"] for name in ("import", "first text")}


def growth(sizes: dict[str, int], rounds: int = 3) -> dict[str, dict[str, float]]:
    """By size: seconds, and how many times the time per character of 40 KB.

    Of a small size ten texts are read, as one may be dearer or cheaper than the long ones are on the whole.
    """
    texts = {name: [STYLES["debate"](11 + n, size) for n in range(10 if size < _LONG else 1)] for name, size in sizes.items()}
    calls: dict[str, Callable[[], object]] = {name: (lambda ts=some: [answer(t) for t in ts]) for name, some in texts.items()}  # type: ignore[misc]
    timing = interleaved(calls, rounds)
    seconds = {name: timing[name].median / len(texts[name]) for name in sizes}
    base = seconds["40 KB"] / sizes["40 KB"]
    return {name: {"seconds": seconds[name], "per character": seconds[name] / sizes[name] / base} for name in sizes}


_STAGES = ("read", "find", "settle", "draw_turns", "resolve", "link", "cast", "credit", "_speakers", "_turns", "_facts")


def stages(text: str, rounds: int = 7) -> dict[str, float]:
    """The share of the time that each stage takes, in the pipeline as it is."""
    spent: Counter[str] = Counter()

    def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            begin = time.process_time()
            out = call(*args, **more)
            spent[name] += time.process_time() - begin  # type: ignore[assignment]
            return out

        return run

    patches = [mock.patch.object(pipeline, name, timed(name, getattr(pipeline, name))) for name in _STAGES if hasattr(pipeline, name)]
    read_document(text)
    for patch in patches:
        patch.start()
    try:
        for _ in range(rounds):
            begin = time.process_time()
            document = read_document(text)
            spent["format"] += time.process_time() - begin  # type: ignore[assignment]
            begin = time.process_time()
            extraction = extract(document, OPTIONS)
            spent["whole"] += time.process_time() - begin  # type: ignore[assignment]
            begin = time.process_time()
            orjson.dumps(as_json(document, OPTIONS, extraction))
            spent["output"] += time.process_time() - begin  # type: ignore[assignment]
    finally:
        for patch in patches:
            patch.stop()
    spent["tokens alone"] = Timing.of([_clock(lambda: tokenise(text)) for _ in range(rounds)]).median * rounds  # type: ignore[assignment]
    total = spent["whole"] + spent["format"] + spent["output"]
    return {name: seconds / total for name, seconds in spent.most_common()}


def allocations(text: str) -> dict[str, float]:
    """Peak traced memory of one answer in MB, and bytes a character."""
    answer(text)
    tracemalloc.start()
    answer(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {"peak MB": peak / 1e6, "bytes a character": peak / len(text)}


def _clock(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin
