"""Names as they stand in a text: where they begin and end, and what is a person's and what a body's."""

from __future__ import annotations

import pytest

from service.attribution.names import read_name
from service.transcript.tokens import tokenise
from tests.conftest import run


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Bill Holm", "Bill Holm"), ("Dr Bill Holm", "Bill Holm"), ("Ann Green", "Ann Green"), ("Ann West said", "Ann West"), ("Miranda Lane QC", "Miranda Lane"), ("Tom Holm MP", "Tom Holm"),
        ("Ahmed al-Holm", "Ahmed al-Holm"), ("Kim Jong-un", "Kim Jong-un"), ("Speaker Lane", "Lane"), ("Jean-Pierre Holm", "Jean-Pierre Holm"), ("Ann Holm-led", "Ann Holm"), ("Anna von Holm", "Anna von Holm"),
    ],
)  # fmt: skip
def test_a_name(words: str, name: str) -> None:
    tokens = tokenise(words)
    found = read_name(tokens, 0, len(tokens))
    assert found is not None
    assert found[0].full == name


@pytest.mark.parametrize("words", ["Bill Committee", "Green Party", "Speaker of the House", "West Bank"])
def test_no_name(words: str) -> None:
    tokens = tokenise(words)
    assert read_name(tokens, 0, len(tokens)) is None


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Citizens Advice", "organisation"), ("Public Health Arland", "organisation"), ("Nurses Without Limits", "organisation"), ("Statistics Canada", "organisation"), ("Operator Bow Power", "organisation"),
        ("Dr Bill Holm", "person"), ("Ahmed al-Holm", "person"), ("Kim Jong-in", "person"), ("Speaker Holm", "person"), ("Governor Ann Green", "person"), ("Ann Lane KC", "person"),
    ],
)  # fmt: skip
def test_what_is_credited(who: str, kind: str) -> None:
    response = run(f"{who} says that more than 12 people were killed in the flood, and that it cost £3 million.")
    assert [s["kind"] for s in response["speakers"]] == [kind]
    assert response["money"][0]["attribution"]["source"] == "p1"
