"""Dates: every style of writing one is read back, whatever the day; anchors, sections and warnings; nothing ever raises."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from service.corpora import corpus
from service.facts.date.calendar import edtf_interval, edtf_unit, feast_day, moved, part_of, unit_of
from service.facts.date.rules import VOCABULARY
from service.facts.date.words import LEXICON
from service.model import Grain, Options, Span
from service.output.as_json import as_json
from service.pipeline import extract
from service.transcript.document import Block, BlockRole, Document, SectionMark
from tests.conftest import cpu_seconds, run

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31))
ANY_DAY = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
NEAR_DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS += [f"twenty {word}" for word in ORDINALS[:9]] + ["thirtieth", "thirty first"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def below_a_hundred(n: int) -> str:
    if n < 20:
        return ONES[n - 1] if n < 10 else TEENS[n - 10]
    return TENS[n // 10 - 2] + (f" {ONES[n % 10 - 1]}" if n % 10 else "")


def spoken_year(year: int) -> str:
    """A year as speech-to-text writes it, in digits outside the centuries that are read out in pairs."""
    if not 1500 <= year < 2100:
        return str(year)
    if 2000 <= year < 2010:
        return "two thousand" + (f" and {below_a_hundred(year - 2000)}" if year > 2000 else "")
    rest = year % 100
    return f"{below_a_hundred(year // 100)} " + ("hundred" if not rest else f"oh {ONES[rest - 1]}" if rest < 10 else below_a_hundred(rest))


STYLES = {
    "the twelfth of march twenty twenty three": lambda d: f"the {ORDINALS[d.day - 1]} of {MONTHS[d.month - 1].lower()} {spoken_year(d.year)}",
    "12.iii.2023": lambda d: f"{d.day}.{['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'][d.month - 1]}.{d.year}",
    "March the 12th, 2023": lambda d: f"{MONTHS[d.month - 1]} the {d.day}{ENDINGS.get(d.day, 'th')}, {d.year}",
    "12 March 2023": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "12 Mar 2023": lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "the 12th of March 2023": lambda d: f"the {d.day}{ENDINGS.get(d.day, 'th')} of {MONTHS[d.month - 1]} {d.year}",
    "12th March, 2023": lambda d: f"{d.day}{ENDINGS.get(d.day, 'th')} {MONTHS[d.month - 1]}, {d.year}",
    "March 12, 2023": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "Mar. 12, 2023": lambda d: f"{MONTHS[d.month - 1][:3]}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    "Sunday, 12 March 2023": lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    "Sunday, March 12, 2023": lambda d: f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    "2023-03-12": lambda d: d.isoformat(),
    "2023/03/12": lambda d: d.isoformat().replace("-", "/"),
    "12/03/2023": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    "12.3.2023": lambda d: f"{d.day}.{d.month}.{d.year}",
    "12-03-2023": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    "12-Mar-2023": lambda d: f"{d.day:02d}-{MONTHS[d.month - 1][:3]}-{d.year}",
}


def dates(text: str, reference: str | dt.date | None = "2024-03-14", **more: Any) -> list[dict[str, Any]]:
    return run(text, reference_date=reference, **more)["dates"]


def only(text: str, reference: str | dt.date | None = "2024-03-14", **more: Any) -> dict[str, Any]:
    found = dates(text, reference, **more)
    assert len(found) == 1, found
    return found[0]


@given(day=DAYS, style=st.sampled_from(sorted(STYLES)))
@settings(max_examples=100, deadline=None)
def test_every_style_of_a_day_is_read_back(day: dt.date, style: str) -> None:
    written = STYLES[style](day)
    fact = only(f"They met on {written} in the end.")
    assert (fact["text"], fact["value"], fact["earliest"], fact["latest"]) == (written, *[day.isoformat()] * 3)
    assert (fact["grain"], fact["relative"], fact["anchor"]) == ("day", False, None)


@given(day=DAYS)
@settings(max_examples=50, deadline=None)
def test_the_locale_settles_the_order_of_day_and_month(day: dt.date) -> None:
    assert only(f"on {day.month}/{day.day}/{day.year}", locale="en-US")["value"] == day.isoformat()
    assert only(f"on {day.day}/{day.month}/{day.year}", locale="en-GB")["value"] == day.isoformat()


@given(reference=NEAR_DAYS, back=st.integers(0, 360))
@settings(max_examples=60, deadline=None)
def test_a_day_without_a_year_is_the_last_such_day_or_the_next(reference: dt.date, back: int) -> None:
    day = reference - dt.timedelta(back)
    if (day.month, day.day) == (2, 29):
        return
    assert only(f"They met on {day.day} {MONTHS[day.month - 1]}.", reference)["earliest"] == day.isoformat()
    later = reference + dt.timedelta(back)
    if (later.month, later.day) != (2, 29):
        assert only(f"They will meet on {later.day} {MONTHS[later.month - 1]}.", reference)["earliest"] == later.isoformat()


@given(reference=NEAR_DAYS, back=st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_a_bare_weekday_lies_within_a_week_of_its_anchor(reference: dt.date, back: int) -> None:
    day = reference - dt.timedelta(back)
    assert only(f"They met on {WEEKDAYS[day.weekday()]}.", reference)["earliest"] == day.isoformat()
    ahead = reference + dt.timedelta(back + 1)
    assert only(f"They will meet on {WEEKDAYS[ahead.weekday()]}.", reference)["earliest"] == ahead.isoformat()


SURFACES = sorted({s.replace("[[", "").replace("]]", "") for e in corpus("dates")["example"] for s in e["surfaces"]})


@given(
    reference=ANY_DAY,
    surface=st.sampled_from(SURFACES),
    tense=st.sampled_from(("They met {}.", "They will meet {}.", "{}", "On 3 May 1997 it was. The next day, {}")),
)
@settings(max_examples=200, deadline=None)
def test_bounds_are_in_order_and_values_are_edtf_on_any_day(reference: dt.date, surface: str, tense: str) -> None:
    for fact in dates(tense.format(surface), reference):
        earliest, latest = fact["earliest"], fact["latest"]
        assert earliest is None or latest is None or earliest <= latest, fact
        assert fact["value"] is not None
        parse_edtf(fact["value"].replace("T00Z", "T00:00:00Z").split("T")[0])


@given(words=st.lists(st.sampled_from(sorted(VOCABULARY)), min_size=1, max_size=14), reference=st.one_of(st.none(), ANY_DAY), joined=st.booleans())
@settings(max_examples=200, deadline=None)
def test_no_jumble_of_calendar_words_raises(words: list[str], reference: dt.date | None, joined: bool) -> None:
    text = " ".join(words)
    text = text.replace(" - ", "-").replace(" / ", "/").replace(" : ", ":").title() if joined else text
    for fact in dates(text, reference):
        assert fact["text"].strip() == fact["text"]
        assert not fact["earliest"] or not fact["latest"] or fact["earliest"] <= fact["latest"]


@pytest.mark.parametrize("reference", ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "2024-02-29", "2023-12-31", "2024-01-01"])
def test_no_edge_of_the_calendar_raises(reference: str) -> None:
    dates(" ".join(f"They met {s}. They will meet {s}. The {s} is it." for s in SURFACES), reference)


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2023",
        "on 30 February",
        "29 February 2023",
        "32 March 2023",
        "2023-02-29",
        "31/04/2023",
        "00/00/2023",
        "0 May 2023",
        "February 30, 2023",
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_refused_never_moved(text: str) -> None:
    assert [f for f in dates(text) if f["grain"] == "day"] == []


def test_the_refusal_of_a_day_is_explained() -> None:
    response = run("It was on 31 February 2023.", reference_date="2024-03-14", explain=True)
    assert any(r["text"] == "31 February" and r["rule"] == "date.day" for r in response["rejected"])


@pytest.mark.parametrize(
    ("surface", "grain", "relative"),
    [
        ("yesterday", "day", True),
        ("last year", "year", True),
        ("on Tuesday", "day", True),
        ("nine months ago", "month", True),
        ("the last two weeks", "week", True),
        ("July", "month", True),
    ],
)
def test_without_an_anchor_grain_and_relative_stay(surface: str, grain: str, relative: bool) -> None:
    response = run(f"They met in {surface}.", reference_date=None)
    (fact,) = response["dates"]
    assert (fact["value"], fact["earliest"], fact["latest"], fact["anchor"]) == (None, None, None, None)
    assert (fact["grain"], fact["relative"]) == (grain, relative)
    assert [w["code"] for w in response["warnings"]] == ["no_reference_date"]


def test_an_absolute_date_needs_no_anchor() -> None:
    assert only("in 2014", None)["value"] == "2014"
    assert only("since 2016", None)["value"] == "2016/.."


def test_the_texts_own_header_is_the_anchor_where_the_request_gives_none() -> None:
    response = run("Thursday, 3 October 2019\nThe bridge was closed yesterday.", reference_date=None)
    assert [d["value"] for d in response["dates"]] == ["2019-10-03", "2019-10-02"]
    assert response["dates"][1]["anchor"] == {"date": "2019-10-03", "basis": "text"}
    assert [w["code"] for w in response["warnings"]] == ["header_date"]


def test_a_header_that_disagrees_with_the_request_is_told() -> None:
    response = resolved(sectioned((None, "Geneva (3 October 2019) – The bridge was closed yesterday.", None)), "2019-10-05")
    assert response["dates"][1]["value"] == "2019-10-04"
    assert [w["code"] for w in response["warnings"]] == ["dates_disagree"]


def test_a_day_at_a_sections_head_lies_within_its_age() -> None:
    response = resolved(sectioned(("(15 years ago)", "Wednesday 28 October", None), (None, "It was closed yesterday.", None)), "2024-11-15")
    assert response["sections"][0]["date"] == {"earliest": "2009-10-28", "latest": "2009-10-28"}
    assert [d["value"] for d in response["dates"]] == ["[2009-10-16..2009-11-15]", "2009-10-28", "2024-11-14"]


def sectioned(*sections: tuple[str | None, str, str | None]) -> Document:
    """A document of sections ``(heading, speech, markup date)``."""
    text, blocks, marks = "", [], []
    for heading, speech, date in sections:
        start = len(text)
        span = None
        if heading is not None:
            text += heading + "\n"
            span = (start, start + len(heading))
            blocks.append(Block(*span, BlockRole.HEADING))
        blocks.append(Block(len(text), len(text) + len(speech)))
        text += speech + "\n"
        marks.append(SectionMark(start, len(text), span and Span(*span), date=date))
    return Document(text, "test", tuple(blocks), tuple(marks))


def resolved(document: Document, reference: str | None) -> dict[str, Any]:
    options = Options(reference_date=dt.date.fromisoformat(reference) if reference else None)
    return as_json(document, options, extract(document, options))


def test_a_headings_age_is_an_interval_that_words_of_day_grain_carry() -> None:
    response = resolved(sectioned(("(1 year, 9 months ago)", "It was closed yesterday, and last Friday, and last year.", None)), "2024-11-19")
    assert response["sections"][0]["date"] == {"earliest": "2023-01-20", "latest": "2023-02-19"}
    assert [(d["text"], d["value"]) for d in response["dates"]] == [
        ("1 year, 9 months ago", "[2023-01-20..2023-02-19]"),
        ("yesterday", "[2023-01-19..2023-02-18]"),
        ("last Friday", "[2023-01-13..2023-02-17]"),
        ("last year", "2022"),
    ]
    assert response["dates"][0]["anchor"] == {"date": "2024-11-19", "basis": "request"}
    assert response["dates"][1]["anchor"] == {"date": "2023-02-19", "basis": "section"}


@pytest.mark.parametrize(
    ("age", "earliest", "latest", "grain"),
    [
        ("2 years ago", "2022-10-20", "2022-11-19", "month"),
        ("5 months ago", "2024-05-20", "2024-06-19", "month"),
        ("2 weeks ago", "2024-10-30", "2024-11-05", "week"),
        ("3 days ago", "2024-11-16", "2024-11-16", "day"),
        ("1 day, 5 hours ago", "2024-11-18", "2024-11-18", "day"),
        ("7 hours ago", "2024-11-19", "2024-11-19", "day"),
    ],
)
def test_an_age_is_rounded_down_in_its_finest_unit(age: str, earliest: str, latest: str, grain: str) -> None:
    fact = resolved(sectioned((f"({age})", "It was so.", None)), "2024-11-19")["dates"][0]
    assert (fact["earliest"], fact["latest"], fact["grain"]) == (earliest, latest, grain)


def test_what_the_text_says_of_its_own_day_narrows_the_section() -> None:
    response = resolved(sectioned(("(1 year, 10 months ago)", "Next week we mark Holocaust Memorial Day. We speak of it today.", None)), "2024-11-19")
    assert response["sections"][0]["date"] == {"earliest": "2023-01-16", "latest": "2023-01-19"}
    assert response["dates"][-1]["value"] == "[2023-01-16..2023-01-19]"


def test_a_heading_date_a_markup_date_and_each_sections_own() -> None:
    response = resolved(
        sectioned(
            ("Tuesday 23 February 2021", "It was closed yesterday.", None),
            (None, "It was closed yesterday.", "2021-02-25"),
            (None, "It was closed yesterday.", None),
        ),
        "2024-11-19",
    )
    assert [d["value"] for d in response["dates"]] == ["2021-02-23", "2021-02-22", "2021-02-24", "2024-11-18"]
    assert [d["anchor"]["basis"] for d in response["dates"][1:]] == ["text", "section", "request"]
    assert [s["date"] for s in response["sections"]] == [
        {"earliest": "2021-02-23", "latest": "2021-02-23"},
        {"earliest": "2021-02-25", "latest": "2021-02-25"},
        None,
    ]


def test_a_section_after_the_reference_date_is_told() -> None:
    response = resolved(sectioned((None, "It was closed yesterday.", "2025-02-25")), "2024-11-19")
    assert [w["code"] for w in response["warnings"]] == ["dates_disagree"]


def test_a_text_is_resolved_the_same_twice() -> None:
    text = " ".join(f"They met {s}." for s in SURFACES)
    assert dates(text) == dates(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "May ",
        "2014 ",
        "the ",
        "3/4/",
        "last ",
        "3-",
        "(2014) ",
        "two days ",
        "early ",
        "Monday, ",
        "since ",
        "from 1 to ",
        "7:37 p.m. ",
        "twenty ",
        "of the first week of ",
    ],
)
def test_cost_is_linear_on_hostile_text(unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        return cpu_seconds(lambda: dates(text))

    cost(1_000)
    small, large = cost(8_000), cost(32_000)
    assert large < 0.5 or large < 8 * small, (small, large)


@given(day=ANY_DAY, grain=st.sampled_from([g for g in Grain if g not in (Grain.MINUTE, Grain.HOUR, Grain.SEASON)]))
def test_the_unit_of_a_day_holds_it_and_its_edtf_is_exact(day: dt.date, grain: Grain) -> None:
    unit = unit_of(grain, day)
    assert unit.lo <= day <= unit.hi
    value = edtf_unit(*unit, grain)
    assert value is None or value[:2] == f"{day.year:04d}"[:2]
    assert edtf_interval(*unit, grain).count("/") == 1


@given(day=st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)), grain=st.sampled_from([Grain.MONTH, Grain.YEAR]), by=st.integers(-900, 900))
def test_moving_a_day_keeps_it_in_the_month_it_is_moved_to(day: dt.date, grain: Grain, by: int) -> None:
    months = day.year * 12 + day.month - 1 + by * (12 if grain is Grain.YEAR else 1)
    there = moved(day, grain, by)
    assert there.year * 12 + there.month - 1 == months
    assert there.day <= day.day


@given(
    year=st.integers(2, 9990),
    grain=st.sampled_from([Grain.MONTH, Grain.YEAR, Grain.WEEK, Grain.DECADE, Grain.CENTURY, Grain.QUARTER]),
    part=st.sampled_from(["early", "mid", "late", "first_half", "second_half"]),
)
def test_parts_lie_within_their_whole(year: int, grain: Grain, part: str) -> None:
    whole = unit_of(grain, dt.date(year, 6, 15))
    piece = part_of(whole, grain, part)
    assert whole.lo <= piece.lo <= piece.hi <= whole.hi


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024, 2100])
def test_every_feast_of_the_lexicon_has_a_day(year: int) -> None:
    for entry in LEXICON["feast"]:
        if "rule" in entry:
            lo, hi = feast_day(entry["rule"], year)
            assert lo <= hi
            assert lo.year == year


@pytest.mark.parametrize(
    ("block", "patterns"),
    [
        ("months", ["on 12 {} 2023"]), ("weekdays", ["on {}, 12 March 2023"]), ("units", ["two {} ago"]), ("seasons", ["the {} of 2021"]),
        ("relative_days", ["we met {} morning"]), ("directions", ["in May 2020, and again {} month"]), ("parts", ["the {} of 2019", "in {} 2019"]),
        ("decades", ["in the nineteen {}"]), ("cardinals", ["{} weeks ago"]), ("ordinals", ["the {} of May 2023"]), ("ordinals", ["the {} week of 2023"]),
    ],
)  # fmt: skip
def test_every_word_of_the_calendar_is_read(block: str, patterns: list[str]) -> None:
    words = [word for word in LEXICON[block] if LEXICON[block][word] != "hour"]
    forms = {word: [pattern.format(form) for pattern in patterns for form in (word, word.capitalize())] for word in words}
    assert not [word for word in words if not any(word in f["text"].lower() for form in forms[word] for f in dates(f"It was {form}, they said."))]


@pytest.mark.parametrize("kind", LEXICON["financial_years"]["kinds"])
def test_every_kind_of_year_is_read(kind: str) -> None:
    assert only(f"It fell in the 2022-23 {kind} year.")["grain"] == "year"


@pytest.mark.parametrize("word", LEXICON["results"]["words"])
def test_a_quarter_is_known_by_what_is_told_of_it(word: str) -> None:
    assert only(f"They spoke of third-quarter net {word}, as before.")["value"] == "2023-35"


@pytest.mark.parametrize(
    "days", [["Monday", "Tuesday", "Friday"], ["Wednesday", "Thursday"], ["Saturday", "Sunday", "Monday"], ["Thursday", "Friday"]]
)
@pytest.mark.parametrize("reference", ["2024-03-11", "2024-03-14", "2024-03-17"])
def test_weekdays_listed_follow_each_other(days: list[str], reference: str) -> None:
    said = ", ".join(days[:-1]) + f" and {days[-1]}"
    anchor = dt.date.fromisoformat(reference)
    for tense, ahead in (("They met on {}.", False), ("They will meet on {}.", True)):
        found = [dt.date.fromisoformat(f["value"]) for f in dates(tense.format(said), reference)]
        assert [WEEKDAYS[d.weekday()] for d in found] == days
        assert found == sorted(set(found))
        assert (found[-1] - found[0]).days < 7
        assert found[0] > anchor if ahead else found[-1] <= anchor


@given(day=st.dates(dt.date(2023, 4, 1), dt.date(2024, 3, 1)), by=st.integers(10, 250))
@settings(max_examples=40, deadline=None)
def test_a_month_behind_a_date_is_never_before_it(day: dt.date, by: int) -> None:
    later = day + dt.timedelta(by)
    text = f"It shut on {day.day} {MONTHS[day.month - 1]} {day.year}. It opened again in {MONTHS[later.month - 1]}."
    found = dates(text, day + dt.timedelta(by + 40))
    assert found[-1]["value"] == later.isoformat()[:7]
