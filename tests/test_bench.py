"""The benchmarks' texts are the same for the same seed, and a run that got worse says so; nothing is timed here."""

from __future__ import annotations

import pytest

from bench.__main__ import WORSE, compare, ratios
from bench.hostile import alphabet
from bench.peers import PEERS, load
from bench.pipeline import answer, token_pass
from bench.report import as_text
from bench.transcripts import SIZES, STYLES


@pytest.mark.parametrize("style", STYLES)
def test_the_same_seed_gives_the_same_text(style: str) -> None:
    make = STYLES[style]
    assert make(7, 5_000) == make(7, 5_000)
    assert make(7, 5_000) != make(8, 5_000)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", ["5 KB", "40 KB"])
def test_a_text_has_the_size_asked_for(style: str, size: str) -> None:
    assert len(STYLES[style](1, SIZES[size])) == SIZES[size]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_holds_figures(style: str) -> None:
    response = answer(STYLES[style](7, 5_000))
    assert response.count(b'"assertion":') > 5
    assert token_pass("It cost £5.") == ["It", "cost", "£", "5", "."]


def test_what_got_worse_by_more_than_a_fifth_is_reported() -> None:
    stored = {"token passes: news": 50.0, "growth to 4 MB": 1.0, "gone": 1.0}
    assert compare({"token passes: news": 50.0 * WORSE, "growth to 4 MB": 0.5}, stored) == []
    (line,) = compare({"token passes: news": 50.0 * WORSE + 0.1, "growth to 4 MB": 1.0}, stored)
    assert line == "token passes: news: 60.10, stored 50.00"
    assert compare({"new": 9.0}, {}) == []


def test_ratios_get_smaller_as_we_get_faster() -> None:
    figures = {
        "speed": {"news": {"token passes": 40.0}},
        "growth": {"4 MB": {"per character": 1.05}},
        "peers": {"a peer": {"times": 4.0}, "another": "missing: ImportError"},
    }
    assert ratios(figures) == {"token passes: news": 40.0, "growth to 4 MB": 1.05, "our time as a share of a peer's": 0.25}


def test_a_missing_peer_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> None:
        raise ImportError("no module named peer")

    monkeypatch.setitem(PEERS, "a peer", (absent, 1))
    assert load("a peer") == "missing: ImportError: no module named peer"


def test_the_search_knows_what_wakes_the_rules() -> None:
    assert {"million", "killed", "yesterday", "said", "£"} <= set(alphabet())


def test_every_figure_is_shown() -> None:
    shown = as_text({"machine": "m", "command": "c", "speed": {"news": {"token passes": 1234.5}}, "peers": {"a peer": "missing: why"}})
    assert "1,234" in shown
    assert "missing: why" in shown
