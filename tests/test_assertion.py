"""How a clause puts its figure forward."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import run

CASES = {
    "asserted": [
        "The council spent £5 million.",
        "I welcome the £5 million, but how will it help?",
        "He said £5 million had been spent.",
        "It costs not only £5 million but our patience.",
        "It cost no more than £5 million.",
        "The roof was repaired for £5 million.",
        "The bridge, which cost £5 million, will be closed.",
        "Given that £5 million was lost, will he resign?",
        "He does not deny that £5 million was paid.",
        "I can tell the House that £5 million was paid.",
        "He has been paid £5 million and will not return it.",
        "In May the school got £5 million.",
        "If you look at the accounts, the loss is £5 million.",
        "If I may say so, it cost £5 million.",
        "I would like to thank those who gave £5 million.",
        "I am sure he would acknowledge the £5 million.",
        "We have not had a reply since the letter about £5 million.",
        "Although the guns may be silent, £5 million was spent.",
        "They'd already paid £5 million.",
        "The bank, which will close, lost £5 million.",
        "Kiln, which could face a fine, paid £5 million.",
        "It would be hard, although £5 million had come in.",
        "The firm, whose boss may resign, was paid £5 million.",
        "He'd spent £5 million, he said.",
        "We'd been given £5 million.",
        "The bank cut its price target to £5 million.",
        "They struck 60 targets, at a cost of £5 million.",
        "They chose a plan in May and lost £5 million.",
    ],
    "negated": [
        "The council did not spend £5 million.",
        "The council has never paid £5 million.",
        "Ministers denied that £5 million was paid.",
        "It is not true that £5 million was paid.",
        "The board failed to pay £5 million.",
        "None of the £5 million was spent.",
        "We got by without £5 million.",
        "They won’t get £5 million.",
        "There is no evidence that £5 million was lost.",
        "The firm refused to pay the £5 million.",
    ],
    "planned": [
        "The council will spend £5 million.",
        "The firm plans to spend £5 million.",
        "£5 million will be spent.",
        "The ministry pledged £5 million.",
        "£5 million is to be spent.",
        "We are going to spend £5 million.",
        "The fund is expected to reach £5 million.",
        "The school is due to receive £5 million.",
        "There is a target of £5 million.",
        "The plan targets £5 million of savings.",
    ],
    "hypothetical": [
        "It would cost £5 million.",
        "It could cost £5 million.",
        "If we spend £5 million, the roof holds.",
        "£5 million might be lost.",
        "The bank, which lost its boss, could lose £5 million.",
        "He said £5 million would be spent.",
        "Unless he pays £5 million, the club closes.",
        "The bill may reach £5 million.",
        "She'd pay £5 million for it.",
        "They'd rather pay £5 million.",
    ],
    "questioned": [
        "Did the council spend £5 million?",
        "The panel asked whether £5 million had been paid.",
        "Why did they pay £5 million?",
    ],
}


@pytest.mark.parametrize(("want", "text"), [(want, text) for want, texts in CASES.items() for text in texts])
def test_assertion_of_a_figure(want: str, text: str) -> None:
    assert [f["assertion"] for f in run(text)["money"]] == [want]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("23 of the 47 counties had not replied.", ["asserted", "asserted"]),
        ("Nine members did not vote.", ["asserted"]),
        ("60% would rather wait.", ["asserted"]),
        ("A third would prefer to wait.", ["asserted"]),
        ("Two in five would vote for it.", ["hypothetical"]),
        ("The nine jobs were not lost.", ["negated"]),
        ("The council did not open 30 homes.", ["negated"]),
        ("Not one of the 30 homes was opened.", ["negated"]),
    ],
)
def test_assertion_of_a_count_that_is_the_subject(text: str, want: list[str]) -> None:
    assert [f["assertion"] for f in run(text)["quantities"]] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Nine guests were not harmed.", ["negated"]),
        ("Three men weren't injured.", ["negated"]),
        ("Two sailors did not survive.", ["asserted"]),
        ("Two girls couldn't be saved.", ["asserted"]),
    ],
)
def test_assertion_of_those_who_came_to_harm(text: str, want: list[str]) -> None:
    assert [f["assertion"] for f in run(text)["casualties"]] == want


def test_a_denied_quote_is_negated_and_others_asserted() -> None:
    assert [q["assertion"] for q in run("The firm denied that £5 million was missing.")["quotes"]] == ["negated"]
    assert [q["assertion"] for q in run("The firm said that £5 million was missing.")["quotes"]] == ["asserted"]


@given(
    text=st.sampled_from(CASES["asserted"] + CASES["negated"] + CASES["planned"]),
    lead=st.sampled_from(("On Monday, ", "In the end, ", "We now know: ")),
)
@settings(max_examples=40, deadline=None)
def test_what_stands_in_front_of_a_clause_does_not_change_its_assertion(text: str, lead: str) -> None:
    plain, led = run(text)["money"], run(lead + text[0].lower() + text[1:])["money"]
    assert [f["assertion"] for f in plain] == [f["assertion"] for f in led]
