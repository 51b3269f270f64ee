"""Runs the benchmarks, prints their figures, writes ``docs/bench.md`` with plots, and reports what got worse.

python -m bench              quick: under three minutes
python -m bench --all        every size, every peer, the server and its memory
python -m bench --hostile    the search for costly texts
python -m bench --store      keeps this run's ratios as those to compare with
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import service.pipeline
from bench import hostile, peers, pipeline, report, server
from bench.measure import interleaved
from bench.transcripts import SIZES, STYLES
from service.memory import settle_memory

STORED = Path(__file__).with_name("stored.json")
WORSE = 1.2


def against_peers(names: list[str], rounds: int) -> dict[str, Any]:
    """Each peer and our pipeline on the same text in one interleaved run: characters a second, and how many times ours is faster."""
    rows: dict[str, Any] = {}
    for name in names:
        peer = peers.load(name)
        if isinstance(peer, str):
            rows[name] = peer
            continue
        text = STYLES["news"](3, peers.PEERS[name][1])
        timing = interleaved({"ours": lambda text=text: pipeline.answer(text), "peer": lambda text=text, peer=peer: peer(text)}, rounds)  # type: ignore[misc]
        rows[name] = {
            "characters a second": len(text) / timing["peer"].median,
            "ours": len(text) / timing["ours"].median,
            "times": timing["peer"].median / timing["ours"].median,
        }
    return rows


def shared_texts() -> dict[str, str]:
    """Real transcripts, where a checkout of them stands beside the project."""
    folder = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "evaluate" / "gold"
    return {f.name.split(".")[0]: json.loads(f.read_text("utf-8"))["text"] for f in sorted(folder.glob("*.gold.json"))} if folder.is_dir() else {}


def ratios(figures: dict[str, Any]) -> dict[str, float]:
    """What is compared between runs: ratios only, smaller is better."""
    flat = {f"token passes: {style}": row["token passes"] for style, row in figures["speed"].items()}
    flat |= {f"growth to {size}": row["per character"] for size, row in figures["growth"].items()}
    flat |= {f"our time as a share of {name}'s": 1 / row["times"] for name, row in figures["peers"].items() if isinstance(row, dict)}
    return flat


def compare(now: dict[str, float], stored: dict[str, float]) -> list[str]:
    """The ratios that are more than a fifth worse than those stored."""
    return [f"{name}: {now[name]:.2f}, stored {old:.2f}" for name, old in stored.items() if name in now and now[name] > old * WORSE]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--seconds", type=float, default=120.0, help="how long --hostile searches")
    parser.add_argument("--store", action="store_true")
    options = parser.parse_args()
    settle_memory()  # as a worker does
    if options.hostile:
        worst = hostile.search(seconds=options.seconds)
        for cost, unit in worst:
            print(f"{cost:8.2f} times a normal text's time per character: {unit!r}")
        return int(worst[0][0] > 5)
    quick = not options.all
    rules = "C" if str(service.pipeline.__file__).endswith(".so") else "Python"
    figures: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, rules in {rules}, {dt.datetime.now(dt.UTC).date()}",
        "command": "make bench" if quick else "make bench-all",
        "speed": pipeline.speeds(),
        "growth": pipeline.growth({k: v for k, v in SIZES.items() if options.all or v <= 400_000}, 2),
        "stages": pipeline.stages(STYLES["debate"](7, 40_000)),
        "import, CPU seconds": pipeline.import_seconds(),
        "memory": pipeline.allocations(STYLES["debate"](7, 40_000)),
        "peers": against_peers([n for n in peers.PEERS if options.all or n.startswith(("Duckling", "quantulum3 and"))], 7 if quick else 5),
    }
    if texts := shared_texts():
        timing = interleaved({n: (lambda t=t: pipeline.answer(t)) for n, t in texts.items()}, 7)  # type: ignore[misc]
        figures["real transcripts"] = {n: {"characters": len(texts[n]), "characters a second": len(texts[n]) / timing[n].median} for n in texts}
    figures["server"] = server.rates(4.0 if quick else 8.0)
    if options.all:
        figures["worker memory"] = server.memory(10_000)
    print(report.as_text(figures))
    if options.all:
        report.write(figures)
    now = ratios(figures)
    if options.store:
        STORED.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    worse = compare(now, json.loads(STORED.read_text("utf-8")) if STORED.is_file() else {})
    if worse:
        print("Worse than stored by more than a fifth:\n  " + "\n  ".join(worse))
    return int(bool(worse))


if __name__ == "__main__":
    sys.exit(main())
