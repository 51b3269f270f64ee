"""Whom facts are credited to, and that crediting changes nothing else."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.attribution.sources import SOURCE_RULES
from service.corpora import examples
from tests.conftest import run
from tests.test_corpora import _names

FIGURES = ("money", "casualties", "dates", "quantities")
CLAUSES = (
    "the council had spent £5 million on the bridge",
    "three miners were killed in the blast",
    "the river had risen by two metres",
    "the firm made a profit of $40 million in 2019",
    "at least 40 people were injured on 3 May 2021",
    "the fund will pay between £7 million and £10 million",
    "nearly 200 families had been displaced",
    "the roof may cost €90,000",
    "12% of the wells were dry",
    "the school has 640 pupils",
)
SOURCES = ("The auditor", "The coastguard", "Mona Weiss", "Oxfam", "The Ministry of Health", "The governor of Tolvik")
CUES = ("said that", "reported that", "told reporters that", "has confirmed that", "warned on Tuesday that", "said in a statement that")
_CHANGING = {
    "id",
    "start",
    "end",
    "sentence",
    "turn",
    "attribution",
    "assertion",
    "confidence",
    "subset_of",
    "date",
    "anchor",
    "earliest",
    "latest",
    "value",
    "victims",
    "perpetrator",
    "cause",
    "place",
}


def values(response: dict[str, Any], below: int) -> list[tuple[str, Any]]:
    """The facts from an offset on, with all that does not move when words are set before them."""
    return [(kind, {k: v for k, v in f.items() if k not in _CHANGING}) for kind in FIGURES for f in response[kind] if f["start"] >= below]


def sources(text: str) -> dict[str, set[str | None]]:
    response = run(text)
    return {f["text"]: _names(response, f["attribution"]["source"]) for kind in FIGURES for f in response[kind]}


@given(clause=st.sampled_from(CLAUSES), source=st.sampled_from(SOURCES), cue=st.sampled_from(CUES))
@settings(max_examples=80, deadline=None)
def test_wrapping_a_sentence_changes_only_attribution_and_assertion(clause: str, source: str, cue: str) -> None:
    plain, head = run(clause + "."), f"{source} {cue} "
    wrapped = run(head + clause + ".")
    assert values(plain, 0) == values(wrapped, len(head))
    for kind in FIGURES:
        for fact in wrapped[kind]:
            if fact["start"] >= len(head):
                assert fact["attribution"]["source"] is not None
                assert fact["attribution"]["basis"] == "reported_speech"
                assert fact["attribution"]["cue"]["text"] in cue
    assert all(f["attribution"]["source"] is None for kind in FIGURES for f in plain[kind])


@given(pair=st.permutations(SOURCES).map(lambda p: p[:2]), clauses=st.permutations(CLAUSES).map(lambda p: p[:2]))
@settings(max_examples=60, deadline=None)
def test_swapping_two_sources_swaps_the_sources_of_their_facts(pair: list[str], clauses: list[str]) -> None:
    (a, b), (one, two) = pair, clauses
    straight, crossed = sources(f"{a} said that {one}. {b} said that {two}."), sources(f"{b} said that {one}. {a} said that {two}.")
    assert straight.keys() == crossed.keys()
    for text, names in straight.items():
        holder, other = (a, b) if text in one else (b, a)
        assert holder in names
        assert other in crossed[text]


def test_every_rule_of_attribution_is_named_by_a_fact_of_the_corpora_and_documented() -> None:
    fired = set()
    for name in ("quotes", "attribution"):
        for example in examples(name, carriers=False):
            response = run(example.text)
            fired |= {f["attribution"]["rule"] for kind in (*FIGURES, "quotes") for f in response[kind]}
    assert fired == {rule.id for rule in SOURCE_RULES}
    assert all(rule.doc for rule in SOURCE_RULES)


def test_a_fact_of_nested_quotes_is_the_outermost_speakers() -> None:
    assert "The paper" in sources("The paper said that the mayor had claimed that 14 homes burned.")["14 homes"]


def test_one_source_under_two_names_is_one_entry() -> None:
    response = run("The World Health Organization (WHO) said 40 people had died. The WHO said that 12 villages were burned.")
    found = {f["attribution"]["source"] for kind in FIGURES for f in response[kind]}
    assert len(found) == 1
    assert found != {None}


def test_a_pronoun_goes_on_with_the_last_speaker() -> None:
    response = run("Mona Weiss said the roof cost £3 million. She added that £2 million was still owed.")
    assert len({f["attribution"]["source"] for f in response["money"]}) == 1


def test_an_unresolved_pronoun_credits_nobody_and_keeps_its_cue() -> None:
    attribution = run("She said the roof cost £3 million.")["money"][0]["attribution"]
    assert attribution["source"] is None
    assert attribution["cue"]["text"] == "said"
    assert attribution["confidence"] < 0.6


def test_a_headings_date_is_attributed_to_nobody() -> None:
    response = run(
        "(1 year, 8 months ago)\nCommons ChamberI call the Minister.\nI thank the hon. Lady for her question.", reference_date="2024-11-19"
    )
    headed = [d for d in response["dates"] if d["text"].startswith("1 year")]
    assert headed
    assert set(headed[0]["attribution"].values()) == {None}


@pytest.mark.parametrize(("source", "cue"), list(itertools.product(("The auditor", "Oxfam"), ("said", "says", "reported", "has warned"))))
def test_scope_runs_over_coordinated_verbs(source: str, cue: str) -> None:
    found = sources(f"{source} {cue} that the militia killed at least 30 villagers and raped at least 22 women.")
    assert source in found["30 villagers"]
    assert source in found["22 women"]


def test_scope_ends_where_the_speakers_own_inference_begins() -> None:
    found = sources("The minister says that the fund holds £9 million, but we know that £2 million is gone.")
    assert "The minister" in found["£9 million"]
    assert found["£2 million"] == {None}


def test_a_heading_holds_no_figure_or_quote() -> None:
    text = '<publicwhip><major-heading id="a">The Minister said that £5 million was lost</major-heading><speech id="b" speakername="Jane Roe"><p>It was £3 million.</p></speech></publicwhip>'
    response = run(text, format="hansard-xml")
    assert [f["text"] for f in response["money"]] == ["£3 million"]
    assert response["quotes"] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Jane Roe, a spokeswoman for the agency, said nine boats sank.", "spokeswoman for the agency"),
        ("Nine boats sank, fire chief Ana Horvat said.", "fire chief"),
        ("Ana Horvat, 43, a nurse, said nine boats sank.", "nurse"),
        ("“We did it,” said a spokesman for the group, Ehsan Karimi.", "spokesman for the group"),
        ("Ana Horvat, director of the Harbour Trust, said nine boats sank.", "director of the Harbour Trust"),
        ("A man, Ivo Roe, said nine boats sank.", None),
        ("Ana Horvat, the Herald reported, said nine boats sank.", None),
        ("The mother of the boy, Ana Horvat, said nine boats sank.", None),
    ],
)
def test_a_credited_name_has_the_role_that_the_words_beside_it_tell(text: str, role: str | None) -> None:
    response = run(text)
    credited = response["quotes"][0]["attribution"]["source"]
    assert next(s["role"] for s in response["speakers"] if s["id"] == credited) == role
