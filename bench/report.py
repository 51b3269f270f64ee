"""Shows the figures of a run: as text on the terminal, as a page with plots in ``docs/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"


def as_text(figures: dict[str, Any]) -> str:
    """Every figure, a line each, headed by its group."""
    lines = [f"{figures['machine']} ({figures['command']})"]
    for group, rows in figures.items():
        if group in {"machine", "command"}:
            continue
        lines.append(f"\n{group}")
        for name, row in rows.items():
            lines.append(f"  {name:48}" + (_row(row) if isinstance(row, dict) else _figure(row)))
    return "\n".join(lines)


def _row(row: dict[str, float]) -> str:
    return "   ".join(f"{name} {_figure(value)}" for name, value in row.items())


def _figure(value: object) -> str:
    if not isinstance(value, (int, float)):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def write(figures: dict[str, Any]) -> None:
    """``docs/bench.md`` with two plots beside it."""
    DOCS.mkdir(exist_ok=True)
    speeds = {"onrecord (all kinds, turns, sources)": _mean(row["characters a second"] for row in figures["speed"].values())}
    speeds |= {name: row["characters a second"] for name, row in figures["peers"].items() if isinstance(row, dict)}
    _bars(DOCS / "bench-peers.svg", "Characters a second on one core", speeds)
    parts = {k: v * 100 for k, v in figures["stages"].items() if k not in {"whole", "tokens alone"}}
    _bars(DOCS / "bench-stages.svg", "Where the time goes, per cent", parts, log=False)
    page = [
        "# Speed and memory",
        "",
        f"Made by `{figures['command']}` on {figures['machine']}.",
        "",
        "![Characters a second](bench-peers.svg)",
        "",
        "![Stages](bench-stages.svg)",
        "",
    ]
    for group, rows in figures.items():
        if group in {"machine", "command"}:
            continue
        page += [f"## {group[0].upper() + group[1:]}", ""]
        tables = [row for row in rows.values() if isinstance(row, dict)]
        heads = list(tables[0]) if tables else ["figure"]
        page += ["| | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
        for name, row in rows.items():
            cells = [_figure(row[h]) for h in heads] if isinstance(row, dict) else [_figure(row)] + [""] * (len(heads) - 1)
            page.append(f"| {name} | " + " | ".join(cells) + " |")
        page.append("")
    (DOCS / "bench.md").write_text("\n".join(page), "utf-8")


def _mean(values: Any) -> float:
    found = list(values)
    return float(sum(found) / len(found))


def _bars(path: Path, title: str, rows: dict[str, float], *, log: bool = True) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 0.5 * len(rows) + 1))
    bars = axes.barh(list(rows)[::-1], list(rows.values())[::-1], color="#2f6f8f")
    axes.bar_label(bars, [_figure(v) for v in list(rows.values())[::-1]], padding=3)
    axes.set_title(title)
    if log:
        axes.set_xscale("log")
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.15)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
