"""Every unit by every name and symbol; figures keep their value wherever they stand; what is refused says why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.facts.quantity import library
from service.facts.quantity.library import LONGEST, compound
from service.facts.quantity.units import LEXICON
from service.lexicon import load
from tests.conftest import cpu_seconds, run
from tests.generate_units import TARGET, generated

UNITS = load("service.facts.quantity", "units.toml")
DIMENSIONS = {
    "count",
    "ratio",
    "duration",
    "length",
    "area",
    "volume",
    "mass",
    "temperature",
    "speed",
    "energy",
    "power",
    "data",
    "age",
    "frequency",
    "magnitude",
    "other",
}
BY_NAME = {
    name.lower(): (unit, entry["dimension"]) for table in (UNITS, LEXICON["units"]) for unit, entry in table.items() for name in entry["names"]
}
PLACES = ("{}", "It was {} then", "“{}”", "🙂 {}", "It came to {}.", "({}, they said)")
MONEY = {"pound", "pounds"}


def quantities(text: str, **request: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(text, **request)["quantities"]
    return found


def test_the_lexicon_is_what_the_script_generates() -> None:
    assert TARGET.read_text("utf-8") == generated()


def test_every_dimension_is_the_contract_s() -> None:
    assert {entry["dimension"] for table in (UNITS, LEXICON["units"]) for entry in table.values()} <= DIMENSIONS


@pytest.mark.parametrize("name", sorted(set(BY_NAME) - MONEY))
def test_every_name_is_its_unit(name: str) -> None:
    found = quantities(f"It was 17 {name} there.")
    assert [f["text"] for f in found] == [f"17 {name}"]
    assert (found[0]["unit"], found[0]["dimension"]) == BY_NAME[name]


@pytest.mark.parametrize("formula", ["kg/cm³", "g/km"])
def test_quantulum3_reads_a_formula(formula: str) -> None:
    found = compound(formula)
    assert found is not None
    assert quantities(f"It was 17 {formula} there.")[0]["unit"] == found[0]


@pytest.mark.parametrize("words", ["kg/abc1", "km/him", "tonnes/they", "l/and"])
def test_no_formula_is_made_of_prose(words: str) -> None:
    assert [q["unit"] for q in quantities(f"It was 17 {words} there.")] != [words]
    assert all("per" not in (q["unit"] or "") for q in quantities(f"It was 17 {words} there."))


@pytest.mark.parametrize("formula", ["", "x" * (LONGEST + 1), "and/or", "him/her"])
def test_what_is_no_unit_stays_none(formula: str) -> None:
    assert compound(formula) is None


@settings(max_examples=150, deadline=None)
@given(
    st.decimals(min_value=Decimal("1.01"), max_value=Decimal("9999999.99"), places=2),
    st.sampled_from(["%", " per cent", " miles", "km", " tonnes", " hours", " square kilometres", " degrees Celsius", " MW", " litres"]),
    st.sampled_from(PLACES),
)
def test_a_measure_is_the_same_wherever_it_stands(n: Decimal, unit: str, place: str) -> None:
    written = f"{n:,}{unit}"
    found = quantities(place.format(written))
    assert [(f["text"], Decimal(f["quantity"]["value"])) for f in found] == [(written, n)]
    assert found[0]["unit"]


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 10**9),
    st.sampled_from(["homes", "other schools", "British and Irish charities", "full-time jobs", "women"]),
    st.sampled_from(PLACES),
)
def test_a_count_is_the_same_wherever_it_stands(n: int, noun: str, place: str) -> None:
    found = quantities(place.format(f"{n:,} {noun}"))
    assert [(f["text"], f["quantity"]["value"], f["noun"], f["unit"]) for f in found] == [(f"{n:,} {noun}", str(n), noun, None)]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "5",
                "per",
                "cent",
                "%",
                "to",
                "and",
                "half",
                "an",
                "hour",
                "of",
                "one",
                "in",
                "five",
                "-",
                "year",
                "old",
                "aged",
                "magnitude",
                "m",
                "km",
                "/",
                "h",
                "dozens",
                "the",
                "homes",
                ",",
                ".",
                "or",
                "more",
                "between",
                "Article",
                "No",
                "third",
                "(",
                ")",
                "2019",
            ]
        ),
        max_size=12,
    )
)
def test_any_run_of_words_is_read_without_error(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        for fact in quantities(text):
            assert text[fact["start"] : fact["end"]] == fact["text"]
            assert fact["dimension"] in DIMENSIONS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("under Article 5 of it", "a number in a name"),
        ("the Covid-19 wards", "a number in a name or a score"),
        ("Amendments 101, 102 and 112 stand", "a number in a name"),
        ("at 10 Downing Street", "an address"),
        ("since 2019", "a year"),
        ("on 3 March", "part of a date"),
        ("the 21st time", "an ordinal"),
        ("call 192.168.1.2 now", "digits that are no number"),
        ("at 5 pm", "a time of day"),
        ("one of them", "one of several"),
        ("no one came", "nobody"),
        ("I ask two questions", "what the speaker is about to list"),
        ("2. What is meant", "a number in a list"),
        ("the second half", "half or quarter in another sense"),
        ("in twenty nineteen", "a year read out"),
        ("several times", "a vague word that counts nothing"),
        ("not for one minute", "an idiom"),
        ("the three", "a number that counts nothing named"),
        ("won 3-1", "a score or a reference"),
    ],
)
def test_refusals_say_why(text: str, reason: str) -> None:
    response = run(text, explain=True)
    assert not response["quantities"]
    assert reason in {r["reason"] for r in response["rejected"] if r["rule"].startswith("quantity.")} or response["dates"]


@pytest.mark.parametrize("word", LEXICON["named"]["strict"])
def test_strict_names_hold_their_number(word: str) -> None:
    assert not quantities(f"See {word} 12 notices of it.")


@pytest.mark.parametrize("word", LEXICON["named"]["words"])
def test_a_number_behind_a_named_thing_is_its_name(word: str) -> None:
    assert not quantities(f"They spoke of {word} 12 at length.")


@pytest.mark.parametrize("word", LEXICON["named"]["streets"])
def test_a_number_before_a_street_is_an_address(word: str) -> None:
    assert not quantities(f"He lives at 12 Acacia {word.title()} now.")


@pytest.mark.parametrize("word", LEXICON["named"]["groups"])
def test_a_body_called_by_its_number_is_a_name(word: str) -> None:
    assert not quantities(f"They spoke to the {word.title()} of 77 at length.")


@pytest.mark.parametrize("word", LEXICON["age"]["people"])
def test_an_age_stands_between_commas(word: str) -> None:
    assert [(q["text"], q["dimension"]) for q in quantities(f"A {word}, 43, spoke first.")] == [("43", "age")]


@pytest.mark.parametrize("word", LEXICON["between_unit"]["words"])
def test_words_may_stand_between_a_number_and_its_unit(word: str) -> None:
    assert [q["text"] for q in quantities(f"It lasted 12 {word} months then.")] == [f"12 {word} months"]


@pytest.mark.parametrize("unit", LEXICON["one_unit"]["units"])
def test_one_unit_of_time_is_a_duration(unit: str) -> None:
    article = "an" if unit == "hour" else "a"
    assert [(q["text"], q["unit"]) for q in quantities(f"It took more than {article} {unit} then.")] == [(f"{article} {unit}", unit)]


@pytest.mark.parametrize("word", LEXICON["announced"]["spoken"])
def test_what_i_announce_is_no_figure(word: str) -> None:
    assert not quantities(f"I have two {word} here.")
    assert len(quantities(f"The report has two {word} in it.")) == 1


@pytest.mark.parametrize("word", LEXICON["announced"]["always"])
def test_what_is_announced_is_no_figure(word: str) -> None:
    assert not quantities(f"I have two {word} here.")


@pytest.mark.parametrize(
    "unit",
    [
        "5% ",
        "one in five ",
        "5 homes, ",
        "half of ",
        "aged 5 ",
        "magnitude 5 ",
        "5 km ",
        "101, ",
        "two of the ",
        "an hour later ",
        "5, 6 and 7 per cent ",
        "1 in every ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(n: int) -> float:
        return cpu_seconds(lambda: run(unit * n))

    run(unit)
    small = seconds(250)
    assert seconds(2000) < 24 * small + 0.2  # eight times the text: linear is 8, quadratic 64


def test_formulas_are_called_what_quantulum3_calls_them():
    formulas = [f"{over}/{under}" for over in library._OVER for under in library._UNDER] + list(library._WHOLE)
    assert {f: library.compound(f) for f in formulas} == {f: library.parsed.__wrapped__(f) for f in formulas}
