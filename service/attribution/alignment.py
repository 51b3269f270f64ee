"""Aligns two sequences, as Needleman and Wunsch do: which of the one is which of the other, in order, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NEVER = -1e9
"""The worth of a pair that cannot be."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """``paired[i][j]`` is the worth of the best alignment in which row ``i`` is column ``j``; ``spared[i]`` of the best that leaves the row out."""

    paired: list[list[float]]
    spared: list[float]


def align(worth: Sequence[Sequence[float]], rows: Sequence[float], columns: Sequence[float]) -> Alignment:
    """All alignments at once, given what each pair is worth and what leaving out each row and each column costs; time rows times columns."""
    n, m = len(rows), len(columns)
    before = [[0.0] * (m + 1) for _ in range(n + 1)]
    after = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            ways = [before[i - 1][j] - rows[i - 1]] if i else []
            if j:
                ways.append(before[i][j - 1] - columns[j - 1])
            if i and j:
                ways.append(before[i - 1][j - 1] + worth[i - 1][j - 1])
            before[i][j] = max(ways, default=0.0)
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            ways = [after[i + 1][j] - rows[i]] if i < n else []
            if j < m:
                ways.append(after[i][j + 1] - columns[j])
            if i < n and j < m:
                ways.append(after[i + 1][j + 1] + worth[i][j])
            after[i][j] = max(ways, default=0.0)
    paired = [[before[i][j] + worth[i][j] + after[i + 1][j + 1] for j in range(m)] for i in range(n)]
    spared = [max(before[i][j] - rows[i] + after[i + 1][j] for j in range(m + 1)) for i in range(n)]
    return Alignment(paired, spared)
