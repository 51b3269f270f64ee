"""Clauses built from their parts are read back whole, numbers stay with their harm, and cost stays linear."""

from __future__ import annotations

import cProfile
import pstats
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import run

HARMS = {
    "killed": ("killed", "killing"),
    "injured": ("wounded", "wounding"),
    "displaced": ("displaced", "displacement"),
    "detained": ("abducted", "abduction"),
    "sexual_violence": ("raped", "rape"),
    "abused": ("tortured", "torture"),
}
BOUNDS = {
    "": "exact",
    "at least ": "at_least",
    "more than ": "more_than",
    "about ": "about",
    "up to ": "at_most",
    "nearly ": "nearly",
    "fewer than ": "less_than",
}
VICTIMS = {
    " villagers": ["civilian"],
    " people": [],
    " women": ["woman"],
    " journalists": ["journalist"],
    " soldiers": ["combatant"],
    " children": ["child"],
    " unarmed farmers": [],
    " Syrians": [],
    "": [],
}
WORDS = {2: "two", 7: "seven", 12: "twelve", 30: "thirty", 45: "forty-five"}


class Part(NamedTuple):
    """What one conjunct says."""

    harm: str
    number: int
    spelled: str
    bound: str
    victims: str

    @property
    def phrase(self) -> str:
        return f"{self.bound}{self.spelled}{self.victims}"

    @property
    def fact(self) -> tuple[str, str, int, str, tuple[str, ...]]:
        return (self.spelled + self.victims, self.harm, self.number, BOUNDS[self.bound], tuple(VICTIMS[self.victims]))


@st.composite
def parts(draw: st.DrawFn) -> Part:
    spelled = draw(st.one_of(st.integers(2, 5_000_000).map(lambda n: (n, f"{n:,}")), st.sampled_from(sorted(WORDS.items()))))
    number, text = spelled
    if 1900 <= number <= 2100 and "," not in text:
        text = f"{number:,}"
    return Part(draw(st.sampled_from(sorted(HARMS))), number, text, draw(st.sampled_from(sorted(BOUNDS))), draw(st.sampled_from(sorted(VICTIMS))))


pairs = st.tuples(parts(), parts()).filter(lambda p: p[0].harm != p[1].harm and p[0].spelled != p[1].spelled)


@given(
    st.sampled_from(["Ann Orr", "Lance Corporal Ben Ross", "Dr. Ali Khan", 'Peter "Taff" Lewis', "Maria de la Cruz"]),
    st.integers(2, 99),
    st.sampled_from([", {},", ", aged {},", " ({})", ", {}, of Leeds,", " of the Welsh Guards, {},", ", {}, a nurse from Bath,"]),
    st.sampled_from(["was killed", "died in hospital", "was, we are told, shot dead"]),
)
def test_an_age_is_never_a_count(name: str, age: int, described: str, said: str) -> None:
    assert [(f["text"], f["count"]["value"]) for f in run(f"{name}{described.format(age)} {said}.")["casualties"]] == [(name, 1)]


def facts(text: str) -> set[tuple[str, str, int, str, tuple[str, ...]]]:
    return {
        (f["text"], f["harm"], number(f["count"]), f["count"]["qualifier"], tuple(f["groups"]))
        for f in run(text, reference_date="2024-03-14")["casualties"]
    }


def number(count: dict[str, int | None]) -> int:
    return next(n for n in (count["value"], count["min"], count["max"]) if n is not None)


def upper(text: str) -> str:
    return text[0].upper() + text[1:]


@given(parts(), st.sampled_from(["active", "perfect", "passive", "nominal", "participle"]))
@settings(max_examples=120, deadline=None)
def test_a_clause_is_read_back_whole(part: Part, voice: str) -> None:
    verb, noun = HARMS[part.harm]
    text = {
        "active": f"Rebels {verb} {part.phrase} in the north.",
        "perfect": f"The group has {verb} {part.phrase}.",
        "passive": f"{upper(part.phrase)} were {verb} on Monday.",
        "nominal": f"The {noun} of {part.phrase} was condemned.",
        "participle": f"In the end there were {part.phrase} {verb} near the river.",
    }[voice]
    (text_, *rest) = part.fact
    assert {(t.lower(), *r) for t, *r in facts(text)} == {(text_.lower(), *rest)}


@given(pairs)
@settings(max_examples=80, deadline=None)
def test_order_of_conjuncts_moves_no_number(pair: tuple[Part, Part]) -> None:
    a, b = pair
    active = [f"Rebels {HARMS[x.harm][0]} {x.phrase} and {HARMS[y.harm][0]} {y.phrase}." for x, y in ((a, b), (b, a))]
    passive = [f"In the town {x.phrase} were {HARMS[x.harm][0]} and {y.phrase} were {HARMS[y.harm][0]}." for x, y in ((a, b), (b, a))]
    for text in (*active, *passive):
        assert facts(text) == {a.fact, b.fact}, text


@given(
    parts().filter(lambda p: p.victims),
    st.sampled_from([" who lived near the river", ", who were travelling north,", ", most of them poor,", " in three villages", " from the valley"]),
)
@settings(max_examples=80, deadline=None)
def test_a_relative_clause_moves_no_number(part: Part, inserted: str) -> None:
    found = facts(f"In the end {part.phrase}{inserted} were {HARMS[part.harm][0]}.")
    assert {f[:4] for f in found} == {part.fact[:4]}


@given(pairs, st.sampled_from(["among them", "including", "of whom"]))
@settings(max_examples=60, deadline=None)
def test_parts_take_the_harm_of_the_count_they_hang_on(pair: tuple[Part, Part], opening: str) -> None:
    a, b = pair
    verb = "were" if opening == "of whom" else ""
    children = "children" if opening == "of whom" else ""
    parts_ = f"{opening} two {verb} {children}" if opening == "of whom" else f"{opening} two women and three boys"
    text = f"In the end {a.spelled} people were {HARMS[a.harm][0]}, {' '.join(parts_.split())}, and {b.spelled} people were {HARMS[b.harm][0]}."
    found = run(text)["casualties"]
    total = next(f for f in found if f["text"] == f"{a.spelled} people")
    inner = [f for f in found if f["text"] in {"two", "two women", "three boys"} and f["start"] > total["end"]]
    assert inner
    assert all(f["harm"] == a.harm and f["subset_of"] == total["id"] for f in inner)
    assert next(f for f in reversed(found) if f["text"] == f"{b.spelled} people")["harm"] == b.harm


@given(
    parts().filter(lambda p: p.victims),
    st.sampled_from(
        [
            "The ministry said yesterday {} had been {}.",
            "A ministry that can't guard a road said {} had been {}.",
            "It could not agree on anything, and {} were {}.",
            "Half the town — {} — were {}.",
            "She said that {} had been {}.",
        ]
    ),
)
@settings(max_examples=60, deadline=None)
def test_what_is_said_around_a_clause_changes_neither_its_fact_nor_its_standing(part: Part, carrier: str) -> None:
    (fact,) = run(carrier.format(part.phrase, HARMS[part.harm][0]), reference_date="2024-03-14")["casualties"]
    assert (fact["harm"], fact["assertion"], fact["date"], number(fact["count"])) == (part.harm, "asserted", None, part.number)


@given(parts(), st.sampled_from(["By evening that had risen to {}.", "Officials now put the figure at {}.", "It has since climbed to {}."]))
@settings(max_examples=40, deadline=None)
def test_a_toll_is_told_anew(part: Part, later: str) -> None:
    text = f"The number of people {HARMS[part.harm][0]} stood at 3 on Monday. {later.format(part.spelled)}"
    assert [(f["text"], f["harm"]) for f in run(text)["casualties"]] == [("3", part.harm), (part.spelled, part.harm)]


@pytest.mark.parametrize(
    "unit",
    [
        "12 in hospital and ",
        "two women, aged 39 and 52, and ",
        "the other, a man, ",
        "suffered very many bad ",
        "Twelve new ones were recorded. ",
        "A man died. Both of them died. ",
        "killed ",
        "a man killed ",
        "12 killed, ",
        "in the 12 people and ",
        "who were killed ",
        "the number of ",
        "John Smith was killed and ",
        "(killed 12 ",
        "including 12 of whom ",
        ", ",
    ],
)
def test_cost_is_linear(unit: str) -> None:
    def calls(times: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(run, unit * times)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    calls(200)
    small, large = calls(1500), calls(6000)
    assert large < 5 * small


def test_parts_add_up_to_a_total_in_another_sentence() -> None:
    text = "In the north 1,200 people died. In the south, the figure was 800. In the east, it was 40, making a total of 2,040 lives lost."
    response = run(text)
    total = next(f for f in response["casualties"] if f["text"] == "2,040 lives")
    assert {f["text"] for f in response["casualties"] if f["subset_of"] == total["id"]} == {"1,200 people", "800", "40"}


def test_refusals_say_why() -> None:
    rejected = run("In the novel, 12 people are murdered.", explain=True)["rejected"]
    assert not run("In the novel, 12 people are murdered.")["casualties"]
    assert all(r["reason"] for r in rejected)


@pytest.mark.parametrize(
    ("text", "field", "want"),
    [
        ("Rebels killed 12 villagers in Bria.", "perpetrator", "Rebels"),
        ("Twelve villagers were killed by gunmen in Bria.", "perpetrator", "gunmen"),
        ("The earthquake killed 12 villagers near Gorkha.", "cause", "The earthquake"),
        ("Twelve people died in the flood.", "cause", "the flood"),
        ("In the fire, nine people died.", "cause", "the fire"),
        ("Twelve villagers were killed by gunmen in Bria.", "place", "Bria"),
        ("In Goma, 12 people were injured.", "place", "Goma"),
        ("Rebels killed 12 unarmed villagers.", "victims", "unarmed villagers"),
    ],
)
def test_who_what_and_where(text: str, field: str, want: str) -> None:
    (fact,) = run(text)["casualties"]
    assert (fact[field] or {}).get("text") == want
