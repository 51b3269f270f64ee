"""Quotes: their spans, types and credits, and what removing or adding marks does to the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.corpora import examples
from service.facts.quote import RULES
from service.facts.quote.words import inflect
from service.lexicon import load
from service.transcript.tokens import tokenise
from tests.conftest import cpu_seconds, run

FIGURES = ("money", "casualties", "dates", "quantities")
MARKS = '“”"«»'
TEXTS = [e.text for name in ("quotes", "attribution") for e in examples(name, carriers=False)]
MARKED = [text for text in TEXTS if any(mark in text for mark in MARKS)]


def figures(response: dict[str, Any], dropped: str = "") -> list[tuple[str, str]]:
    return sorted((kind, "".join(c for c in f["text"] if c not in dropped)) for kind in FIGURES for f in response[kind])


def quoted(text: str) -> list[tuple[str, str, str | None]]:
    return [(q["text"], q["type"], (q["attribution"]["cue"] or {"text": None})["text"]) for q in run(text)["quotes"]]


@given(text=st.sampled_from(MARKED))
@settings(max_examples=60, deadline=None)
def test_removing_all_marks_loses_no_figure(text: str) -> None:
    bare = "".join(c for c in text if c not in MARKS)
    assert set(figures(run(text), MARKS)) <= set(figures(run(bare), MARKS))


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_removing_one_mark_loses_no_figure(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(MARKED))
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c in MARKS]))
    assert set(figures(run(text), MARKS)) <= set(figures(run(text[:at] + text[at + 1 :]), MARKS))


@given(text=st.sampled_from(TEXTS))
@settings(max_examples=60, deadline=None)
def test_a_quote_is_the_slice_of_its_span_and_names_source_and_cue_outside_of_doubt(text: str) -> None:
    response = run(text)
    for quote in response["quotes"]:
        assert text[quote["start"] : quote["end"]] == quote["text"] == quote["content"]
        assert quote["text"] == quote["text"].strip()
        assert quote["attribution"]["rule"] == "attribution.quoted"
        cue = quote["attribution"]["cue"]
        assert cue is None or text[cue["start"] : cue["end"]] == cue["text"]


PARAGRAPHS = [
    # Paragraphs that each open a mark and of which only the last closes it.
    (
        "The chair wrote:\n“We met in May. Two of us were ill.\n“We met again in June.\n“Then the money ran out.”\nNobody replied.",
        [("We met in May. Two of us were ill.\n“We met again in June.\n“Then the money ran out.", "direct", "wrote")],
    ),
    # A clause that is broken off and completed in marks by the next paragraph.
    (
        "Last week, the Minister said that the fund\n“would be wound up by the end of the year.”\nWe regret that.",
        [("the fund\n“would be wound up by the end of the year.”", "mixed", "said")],
    ),
    ('The shadow Secretary of State declared:\n"The camps are full."\nThat is right.', [("The camps are full.", "direct", "declared")]),
    # The mark is never closed: no quote, and nothing else is lost.
    ("The mayor said: “We lost £5 million.\nThe rest of the page is missing.", []),
    # Straight marks in an odd number.
    ('He called it "a mess". The other " is a slip.', [("a mess", "direct", "called")]),
]


@pytest.mark.parametrize(("text", "want"), PARAGRAPHS)
def test_marks_over_paragraphs(text: str, want: list[tuple[str, str, str]]) -> None:
    assert quoted(text) == want


def test_an_unclosed_mark_keeps_the_figures() -> None:
    assert [f["text"] for f in run("The mayor said: “We lost £5 million.\nThe rest is missing.")["money"]] == ["£5 million"]


NESTED = [
    "The paper reports that the mayor said that the bridge was closed.",
    "The mayor said the engineer had called it “a ruin”.",
    "“The captain said ‘all is well’ and went below,” said the cook.",
]


@pytest.mark.parametrize("text", NESTED)
def test_a_nested_quote_lies_inside_the_outer_one(text: str) -> None:
    quotes = run(text)["quotes"]
    assert quotes
    outer = max(quotes, key=lambda q: q["end"] - q["start"])
    assert all(outer["start"] <= q["start"] and q["end"] <= outer["end"] for q in quotes)


def test_ids_are_unique_where_rules_agree_on_a_span() -> None:
    for text in TEXTS:
        ids = [q["id"] for q in run(text)["quotes"]]
        assert len(ids) == len(set(ids))


def test_every_rule_has_an_example_in_its_docstring() -> None:
    for rule in RULES:
        assert rule.doc.strip(), rule.id
        assert "“" in rule.doc or '"' in rule.doc, rule.id


HOSTILE = [
    '"',
    "“",
    "”",
    "'",
    "said ",
    "that ",
    "“said ",
    '"a" ',
    "said that ",
    "X said that ",
    "according to ",
    ", ",
    "he said, ",
    "“a\n",
    "and said ",
    "claim that ",
    "(",
    "'s report that ",
    "said “",
    "said £5 million ",
    "reported 12 deaths ",
    "according to X 5 men died, ",
    "12 deaths reported by X ",
    "its plan to spend £5 million ",
    "They said 5 men died. ",
    "that's what our friends tell us. ",
    "officials said on Friday, ",
    "“They told us, ‘Go.’” she said ",
    "a study ordered by the city in 2017 ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def cost(times: int) -> float:
        return cpu_seconds(lambda: run(piece * times))

    cost(200)
    small, large = cost(1000), cost(4000)
    assert large < max(small, 0.02) * 12


VERBS = load("service.facts.quote")["verbs"]


def _forms(lemma: str, *kinds: str) -> list[str]:
    return [form for form, kind in inflect(lemma).items() if kind in kinds]


@pytest.mark.parametrize("lemma", sorted({*VERBS["bare"], *VERBS["that"]}))
def test_every_reporting_verb_credits_a_clause_behind_that(lemma: str) -> None:
    for form in _forms(lemma, "past", "s"):
        quotes = run(f"The auditor {form} that the fund had lost £5 million.")["quotes"]
        assert [(q["text"], q["attribution"]["cue"]["text"]) for q in quotes] == [("the fund had lost £5 million", form)]


@pytest.mark.parametrize("lemma", sorted(VERBS["bare"]))
def test_every_bare_verb_credits_a_clause_without_that(lemma: str) -> None:
    for form in _forms(lemma, "past"):
        quotes = run(f"The auditor {form} the fund had lost £5 million.")["quotes"]
        assert [(q["text"], q["attribution"]["cue"]["text"]) for q in quotes] == [("the fund had lost £5 million", form)]


@pytest.mark.parametrize("lemma", sorted({*VERBS["inverts"], *VERBS["speech"]}))
def test_every_verb_of_speech_stands_before_its_subject(lemma: str) -> None:
    for form in _forms(lemma, "past"):
        quotes = run(f"“The fund is empty,” {form} the auditor.")["quotes"]
        assert [(q["type"], q["text"], q["attribution"]["cue"]["text"]) for q in quotes] == [("direct", "The fund is empty,", form)]


@pytest.mark.parametrize("noun", sorted(load("service.facts.quote")["nouns"]["cue"]))
def test_every_noun_of_saying_credits_its_owner(noun: str) -> None:
    quotes = run(f"We noted the auditor’s {noun} that the fund had lost £5 million.")["quotes"]
    assert [(q["text"], q["attribution"]["cue"]["text"]) for q in quotes] == [("the fund had lost £5 million", noun)]


@pytest.mark.parametrize("part", range(3))
def test_a_text_may_end_anywhere(part: int) -> None:
    for text in TEXTS[part::27]:
        for end in tokenise(text).ends[1:120]:
            assert run(text[:end])["document"]["length"] == end


@pytest.mark.parametrize(
    "tail", ["in", "in which", "which", "and", "but that", "a", "as", "while", "— which", "and I quote", "who", "said the", "that"]
)
def test_a_report_may_break_off_behind_a_comma(tail: str) -> None:
    for comma in ("", ","):
        text = f"The mayor said the valve had failed, {tail}{comma}"
        assert [q["rule"] for q in run(text)["quotes"]] == ["quotes.bare_clause"]


def test_a_sentence_without_end_holds_no_more_quotes_than_a_reader_could_tell_apart() -> None:
    answer = run("they said he left " * 140)
    sentences = {q["sentence"]["start"] for q in answer["quotes"]}
    assert 0 < len(answer["quotes"]) <= 24 * len(sentences)
    assert len(run("They said he left. " * 140)["quotes"]) == 140
