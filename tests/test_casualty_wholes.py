"""A part of a count is part of it whatever the words for the harmed, the form of the part, and what stands between them."""

from __future__ import annotations

import pytest

from tests.conftest import run

WHOLES = (
    ("A bomb killed 61 people.", "61 people"),
    ("Sixty-one people were killed when the ferry sank.", "Sixty-one people"),
    ("The fire left 61 dead.", "61"),
    ("The earthquake claimed 61 lives.", "61 lives"),
    ("The death toll stands at 61.", "61"),
)
DEFINITE = (
    ("Of the dead, 14 were children.", "14"),
    ("Of those killed, 14 were women.", "14"),
    ("Fourteen of the dead were soldiers.", "Fourteen"),
    ("At least 14 of those who died were foreigners.", "14"),
    ("The dead included nine nurses.", "nine nurses"),
    ("Those killed were nine nurses and a driver.", "nine nurses"),
    ("Among the dead were nine nurses.", "nine nurses"),
    ("Nine nurses were among the dead.", "Nine nurses"),
)
NEAR = (
    ("Of these, 14 were children.", "14"),
    ("Fourteen of them were children.", "Fourteen"),
    ("Of that number 14 were children.", "14"),
    ("Fourteen were children.", "Fourteen"),
    ("Among them were nine nurses.", "nine nurses"),
)
APART = (
    "A further 14 were killed on Sunday.",
    "Another 14 died on the way to hospital.",
    "Fourteen more died in hospital.",
    "The opposition says 14 died.",
    "Last year 14 people were killed in the same street.",
)
BETWEEN = "The mayor came to the square. He spoke for a while. Nobody could say what would come next. It had begun to rain. "


def whole_of(text: str, part: str) -> str | None:
    """The words of the count that ``part`` is given as part of."""
    casualties = run(text)["casualties"]
    by_id = {c["id"]: c["text"] for c in casualties}
    found = next(c for c in casualties if c["text"] == part)
    return by_id[found["subset_of"]] if found["subset_of"] else None


@pytest.mark.parametrize(("whole", "words"), WHOLES)
@pytest.mark.parametrize(("part", "count"), DEFINITE + NEAR)
def test_a_part_in_the_next_sentence(whole: str, words: str, part: str, count: str) -> None:
    assert whole_of(f"{whole} {part}", count) == words


@pytest.mark.parametrize(("whole", "words"), WHOLES)
@pytest.mark.parametrize(("part", "count"), DEFINITE)
def test_words_for_the_harmed_reach_back_over_paragraphs(whole: str, words: str, part: str, count: str) -> None:
    assert whole_of(f"{whole}\n\n{BETWEEN}\n\n{BETWEEN}\n\n{part}", count) == words


@pytest.mark.parametrize(("whole", "words"), WHOLES)
@pytest.mark.parametrize("apart", APART)
def test_what_is_counted_beside_it_is_no_part(whole: str, words: str, apart: str) -> None:
    casualties = run(f"{whole} {apart}")["casualties"]
    assert len(casualties) == 2
    assert casualties[0]["text"] == words
    assert [c["subset_of"] for c in casualties] == [None, None]
