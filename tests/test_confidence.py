"""Confidence: within bounds, fitted as it says, and as sure of every rule as its examples allow."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.confidence import LEAST, MOST, confidence
from service.corpora import FOLDERS, examples
from service.facts.catalogue import RULES
from service.lexicon import load
from service.refit import UNSEEN, fit, settled, table, untidy
from tests.conftest import run

WEIGHTS = load("service", "weights.toml")["weights"]
KINDS = ("money", "casualties", "dates", "quantities", "quotes")


@given(named=st.lists(st.sampled_from(sorted(WEIGHTS)), max_size=8).map(tuple))
@settings(max_examples=60, deadline=None)
def test_a_confidence_is_a_probability_and_never_certainty(named: tuple[str, ...]) -> None:
    assert LEAST <= confidence(named) <= MOST


def test_every_rule_that_finds_facts_has_a_weight() -> None:
    found = {
        f["rule"]
        for name in FOLDERS
        for e in examples(name, carriers=False)
        for kind, facts in run(e.text, **e.request).items()
        if kind in KINDS
        for f in facts
    }
    assert found <= {r.id for r in RULES}
    assert {f"rule.{id}" for id in found} <= set(WEIGHTS), "run: python -m service.refit"


def test_every_fact_carries_its_confidence() -> None:
    found = [f for e in list(examples("money", carriers=False))[:40] for f in run(e.text)["money"]]
    assert found
    assert all(0.5 < f["confidence"] <= MOST for f in found)


@pytest.mark.parametrize("share", [0.6, 0.75, 0.9])
def test_the_fit_gives_back_the_share_that_was_right(share: float) -> None:
    counts: Counter[tuple[tuple[str, ...], bool]] = Counter({(("rule.a",), True): int(1000 * share), (("rule.a",), False): 1000 - int(1000 * share)})
    weights = fit(counts)
    score = weights["bias"] + weights["rule.a"]
    assert 1 / (1 + 2.718281828**-score) == pytest.approx(share, abs=0.01)


def test_a_rule_that_errs_more_is_trusted_less_and_a_rare_one_is_pulled_to_the_rest() -> None:
    counts: Counter[tuple[tuple[str, ...], bool]] = Counter(
        {
            (("rule.good",), True): 980,
            (("rule.good",), False): 20,
            (("rule.bad",), True): 700,
            (("rule.bad",), False): 300,
            (("rule.rare",), False): 1,
        }
    )
    weights = fit(counts)
    assert weights["rule.bad"] < weights["rule.rare"] < weights["rule.good"]


def test_each_kind_is_as_sure_on_average_as_facts_of_unseen_texts_are_right() -> None:
    stand: Counter[tuple[tuple[str, ...], bool]] = Counter(
        {(("kind.quotes", "rule.quotes.a"), True): 30, (("kind.quotes", "rule.quotes.b"), True): 70, (("kind.dates", "rule.date.c"), True): 5}
    )
    weights = settled({"bias": 2.0, "kind.quotes": 0.5, "rule.quotes.a": 1.0, "rule.quotes.b": -1.5, "kind.dates": 3.0}, stand)
    for kind, share in (("quotes", UNSEEN["quotes"]), ("dates", UNSEEN["dates"])):
        sure = [
            (n, 1 / (1 + 2.718281828 ** -(weights["bias"] + sum(weights.get(f, 0.0) for f in named))))
            for (named, _), n in stand.items()
            if f"kind.{kind}" in named
        ]
        assert sum(n * p for n, p in sure) / sum(n for n, _ in sure) == pytest.approx(share, abs=0.01)
    assert weights["rule.quotes.a"] == 1.0


def test_the_table_reads_back() -> None:
    import tomllib

    counts: Counter[tuple[tuple[str, ...], bool]] = Counter({(("kind.money", "rule.money.x"), True): 3, (("kind.money",), False): 1})
    weights = fit(counts)
    assert tomllib.loads(table(weights, counts))["weights"] == weights


def test_untidy_copies_differ_from_the_text() -> None:
    text = "In May, the fund paid £5 million. It was late; nobody minded."
    copies = list(untidy(text))
    assert len(set(copies)) == len(copies)
    assert text not in copies


def test_a_shaky_reading_is_trusted_less() -> None:
    sure = run("The bridge cost £5 million.")["money"][0]["confidence"]
    open_currency = [f["confidence"] for e in examples("money", carriers=False) for f in run(e.text, **e.request)["money"] if f["currency"] is None]
    assert open_currency
    assert max(open_currency) < sure
