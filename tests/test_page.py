"""The page without a browser: what the form gives, what the marks nest in, where the charts put things."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from service.app import create_app
from service.errors import PROBLEMS, Busy
from service.output.as_rows import bounded, bounds, measure, stretch
from service.settings import Settings
from service.web.charts import bars, tallies, time_line
from service.web.reference import prose, reference
from service.web.transcript import _Mark, _marked, passages
from tests.conftest import run


@pytest.fixture(scope="module")
def page() -> FlaskClient:
    return create_app().test_client()


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


# --- the form -------------------------------------------------------------------------------------------------------


def test_the_empty_page_has_a_form_and_nothing_inline(page: FlaskClient) -> None:
    response = page.get("/")
    assert response.status_code == 200
    assert 'method="post"' in response.text
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", response.text)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "'self'" in policy


def test_every_address_on_the_page_answers(page: FlaskClient) -> None:
    text = page.get("/?example").text
    for address in set(re.findall(r'(?:href|src)="(/[^"#]*)', text)):
        with page.get(address) as response:
            assert response.status_code == 200, address


def test_the_example_shows_its_facts_without_a_script(page: FlaskClient) -> None:
    text = page.get("/?example").text
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", text)
    links = set(re.findall(r'href="#(r-[a-z]\d+)"', text))
    assert links
    assert links <= set(re.findall(r'id="(r-[a-z]\d+)"', text))
    assert set(re.findall(r'href="#(f-[a-z]\d+)"', text)) <= set(re.findall(r'id="(f-[a-z]\d+)"', text))


def test_line_ends_of_a_form_count_as_one(page: FlaskClient) -> None:
    response = page.post("/", data={"text": "One.\r\n\r\nIt cost £5 million.", "output": "json"})
    assert response.json["document"]["length"] == len("One.\n\nIt cost £5 million.")
    assert [m["text"] for m in response.json["money"]] == ["£5 million"]


def test_files_are_what_the_api_answers(page: FlaskClient) -> None:
    asked = {"text": "It cost £5 million.", "locale": "en-GB", "format": "auto", "reference_date": "2024-05-01"}
    for output, kind in (("csv", "text/csv"), ("json", "application/json"), ("jsonld", "application/ld+json")):
        file = page.post("/", data={**asked, "output": output})
        answer = page.post(f"/v1/extract?output={output}", json=asked)
        assert file.mimetype == kind
        assert file.headers["Content-Disposition"] == f'attachment; filename="facts.{output}"'
        assert file.data.removeprefix(b"\xef\xbb\xbf") == answer.data
    rows = list(csv.DictReader(io.StringIO(page.post("/", data={**asked, "output": "csv"}).data.decode("utf-8-sig"), newline="")))
    assert rows[0]["value"] == "5000000"


@pytest.mark.parametrize(
    ("form", "status", "says"), [({"text": ""}, 422, "May not be empty"), ({"text": "x", "format": "srt"}, 422, "Not a transcript")]
)
def test_a_problem_is_shown_and_the_text_kept(page: FlaskClient, form: dict[str, str], status: int, says: str) -> None:
    response = page.post("/", data=form)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert says in plain(response.text)


def test_a_text_is_never_markup(page: FlaskClient) -> None:
    response = page.post("/", data={"text": '<script>alert(1)</script> It cost <b>£5 million</b> & more, said "Ann" <img src=x>.'})
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text


def test_long_texts_of_many_bytes_are_taken(page: FlaskClient) -> None:
    text = "Страна дала £5 million. " * 9000  # 216,000 characters, over a megabyte as a form sends them
    response = page.post("/", data={"text": text, "output": "json"})
    assert response.status_code == 200
    assert response.json["document"]["length"] == len(text)


def test_a_form_over_its_limit_is_413(page: FlaskClient) -> None:
    assert page.post("/", data="text=" + "a" * (17 * 1024 * 1024), content_type="application/x-www-form-urlencoded").status_code == 413


def test_keys_hold_for_the_page(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"desk:{hashlib.sha256(b'secret').hexdigest()}\n", "ascii")
    client = create_app(Settings(keys=tmp_path / "keys")).test_client()
    assert 'name="key"' in client.get("/").text
    assert client.post("/", data={"text": "£5 million"}).status_code == 401
    for wrong in ("wrong", "🙂", "a\nb", "secret\x00"):
        refused = client.post("/", data={"text": "£5 million", "key": wrong})
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    shown = client.post("/", data={"text": "£5 million", "key": "secret"})
    assert shown.status_code == 200
    assert "secret" not in shown.text
    assert "Authorization: Bearer $KEY" in html.unescape(shown.text)


def test_a_busy_service_says_when_to_try_again() -> None:
    app = create_app()
    app.extensions["work"].admitted = _full
    response = app.test_client().post("/", data={"text": "£5 million"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "3"
    assert "Busy" in plain(response.text)


@contextmanager
def _full() -> Iterator[None]:
    raise Busy("Try again.", retry_after=3)
    yield


def test_the_request_as_curl_is_the_request(page: FlaskClient) -> None:
    shown = html.unescape(page.post("/", data={"text": "It's £5 million.", "locale": "en-GB"}).text)
    body = re.search(r"-d ('.*')</code>", shown, re.DOTALL)
    assert body is not None
    assert json.loads(body[1].strip("'").replace("'\"'\"'", "'")) == {"text": "It's £5 million.", "locale": "en-GB"}
    assert "--data-binary @transcript.txt" in page.post("/", data={"text": "It cost £5 million. " * 200}).text


# --- docs and problems ----------------------------------------------------------------------------------------------


def test_docs_show_every_operation(page: FlaskClient) -> None:
    text = plain(page.get("/docs").text)
    contract = page.get("/openapi.json").json
    for path, item in contract["paths"].items():
        for verb in item.keys() & {"get", "post"}:
            assert f"{verb.upper()} {path}" in text
    for name, schema in contract["components"]["schemas"].items():
        for member in (*schema.get("properties", ()), *schema.get("enum", ())):
            assert member in text, (name, member)


def test_docs_lead_from_a_type_to_its_description_and_show_examples(page: FlaskClient) -> None:
    html = page.get("/docs").text
    led = set(re.findall(r'href="#([\w-]+)"', html))
    assert "object-Locale" in led
    assert led <= set(re.findall(r'id="([\w-]+)"', html))
    assert "Request: Turns out of a speech-to-text engine" in html
    assert "Answer: application/json" in html


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.type)
def test_each_problem_has_a_page_for_people(page: FlaskClient, problem: Any) -> None:
    response = page.get(f"/problems/{problem.type}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.mimetype == "text/html"
    assert problem.title in response.text
    assert page.get(f"/problems/{problem.type}").json["title"] == problem.title


def test_prose_reads_what_the_contract_writes() -> None:
    assert prose("One `a<b`.\nStill **one**.\n\n- x\n- y\n\n| a | b |\n|---|---|\n| 1 | 2 |") == (
        "<p>One <code>a&lt;b</code>. Still <strong>one</strong>.</p><ul><li>x</li><li>y</li></ul>"
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'
    )


def test_references_are_followed() -> None:
    made = reference(
        {
            "paths": {"/x": {"post": {"requestBody": {"$ref": "#/components/requestBodies/B"}, "responses": {"200": {"description": "good"}}}}},
            "components": {
                "requestBodies": {"B": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}},
                "schemas": {
                    "A": {"allOf": [{"$ref": "#/components/schemas/C"}, {"properties": {"a": {"type": ["string", "null"]}}}], "required": ["c"]},
                    "C": {"properties": {"c": {"type": "array", "items": {"enum": ["x", None]}}}},
                },
            },
        }
    )
    assert made.operations[0].bodies == (("application/json", "A"),)
    assert [(f.name, f.type, f.required) for f in made.objects[0].fields] == [("c", "array of one of x, null", True), ("a", "string or null", False)]


# --- the marks ------------------------------------------------------------------------------------------------------

TEXT = "abc<def>&ghi 🙂 jkl\n" * 4
MARK = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40), st.booleans())


@given(st.lists(MARK, max_size=8))
def test_marks_nest_and_lose_no_text(made: list[tuple[int, int, bool]]) -> None:
    marks = sorted(
        _Mark(a, -min(len(TEXT), a + n), not quote, "quotes" if quote else "money", f"x{i}", first=True) for i, (a, n, quote) in enumerate(made)
    )
    markup = str(_marked(TEXT, 0, len(TEXT), marks))
    assert plain(markup) == TEXT
    around: list[str] = []
    for closing, tag in re.findall(r"<(/?)(a|span)\b", markup):
        if closing:
            assert around.pop() == tag
        else:
            assert not (tag == "a" and "a" in around)
            around.append(tag)
    ids = re.findall(r'id="f-(x\d)"', markup)
    assert len(ids) == len(set(ids))


def test_the_whole_text_is_shown_with_emoji_and_curly_quotes() -> None:
    text = "🙂🙂 ANN LEE: “It’s £5 million”, said the mayor 👩‍👩‍👧 on 3 May 2023.\n\nBOB RAY: No, £6 million 🙂."
    response = run(text)
    shown = passages(text, response)
    assert [p.speaker for p in shown if p.spoken] == ["Ann Lee", "Bob Ray"] or all(p.html for p in shown)
    joined = "".join(p.label + str(p.html) for p in shown)
    for money in ("£5 million", "£6 million"):
        assert f">{money}</a>" in joined
    squeezed = re.sub(r"\s", "", plain(joined))
    assert squeezed == re.sub(r"\s", "", text)


def test_subtitles_are_shown_without_what_stands_between_them(page: FlaskClient) -> None:
    cue = "00:00:0{0}.000 --> 00:00:0{1}.000\n<v {2}>{3}\n\n"
    text = "WEBVTT\n\n" + cue.format(1, 3, "Ann Lee", "It cost £5 million.") + cue.format(4, 6, "Bob Ray", "And 14 people were killed.")
    shown = plain(page.post("/", data={"text": text}).text.partition('id="words"')[2].partition("</section>")[0])
    assert re.search(r"Ann Lee\s+0:01\s+It cost £5 million\.\s+Bob Ray\s+0:04\s+And 14 people were killed\.", shown)


def test_markup_within_a_turn_is_not_shown(page: FlaskClient) -> None:
    for times, speaker in (("00:00:0{0}.000 --> 00:00:0{1}.000", "<v Ann Lee>"), ("00:00:0{0},000 --> 00:00:0{1},000", "")):
        cues = [
            f"{n}\n{times.format(n, n + 1)}\n{speaker}{words}"
            for n, words in ((1, "Police say that <i>nine people</i>"), (2, "were killed &amp; hurt."))
        ]
        text = "\n\n".join(["WEBVTT", *cues] if speaker else cues)
        shown = page.post("/", data={"text": text}).text.partition('id="words"')[2].partition("</section>")[0]
        assert re.search(r"Police say that nine people were killed & hurt\.", plain(shown)), plain(shown)
        assert 'class="casualties fact"' in shown


# --- figures and charts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (("133", "133", "133", "exact"), "133"),
        (("43300000", "43300000", "43300000", "exact"), "43,300,000"),
        (("0.50", None, None, "about"), "about 0.50"),
        ((133, 133, None, "at_least"), "at least 133"),
        ((None, 5, 10, "between"), "5 to 10"),
        ((None, 100, None, "vague"), "100 or more, not counted"),
        ((500, None, 500, "at_most"), "up to 500"),
        ((None, None, None, "vague"), "not counted"),
    ],
)
def test_numbers_in_words(number: tuple[Any, ...], words: str) -> None:
    assert bounded(dict(zip(("value", "min", "max", "qualifier"), number, strict=True))) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ((133, 133, 133, "exact"), None),
        (("0.50", None, None, "about"), "not known"),
        ((1330, 1330, None, "at_least"), "1,330 or more"),
        ((None, 5, 10, "between"), "5 to 10"),
        ((200, None, 200, "nearly"), "up to 200"),
    ],
)
def test_bounds_in_words(number: tuple[Any, ...], words: str | None) -> None:
    assert bounds(dict(zip(("value", "min", "max", "qualifier"), number, strict=True))) == words


@pytest.mark.parametrize(
    ("number", "unit", "noun", "words"),
    [
        ("38", "percentage", None, "38%"),
        ("2", "hour", None, "2 hours"),
        ("1", "hour", None, "1 hour"),
        ("60", "mile per hour", None, "60 miles per hour"),
        ("6", "foot", None, "6 feet"),
        ("0.333333", "fraction", "of all homes", "0.333333"),
        ("about 400", None, "homes", "about 400 homes"),
        ("7", None, None, "7"),
    ],
)
def test_quantities_in_words(number: str, unit: str | None, noun: str | None, words: str) -> None:
    assert measure(number, unit, noun) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-10-03", "2022-10-03", "3 Oct 2022"),
        ("2022-11-01", "2022-11-30", "1 Nov 2022 – 30 Nov 2022"),
        ("2018-01-01", None, "from 1 Jan 2018"),
        (None, "1998-12-31", "up to 31 Dec 1998"),
        (None, None, ""),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
    ],
)
def test_days_in_words(first: str | None, last: str | None, words: str) -> None:
    assert stretch({"earliest": first, "latest": last}) == words


def test_bars_end_where_the_longest_is_full() -> None:
    drawn = tallies([("Ann", "money"), ("Ann", "money"), ("Ann", "dates"), ("Bob", "quotes")])
    assert [(t.name, t.total, t.shares) for t in drawn] == [
        ("Ann", 3, (("money", 0.0, 66.667), ("dates", 66.667, 33.333))),
        ("Bob", 1, (("quotes", 0.0, 33.333),)),
    ]


def counted(id: str, **number: Any) -> dict[str, Any]:
    return {
        "id": id,
        "text": id,
        "harm": "killed",
        "subset_of": None,
        "count": {"value": None, "min": None, "max": None, "qualifier": "exact", **number},
    }


def test_casualty_bars_tell_sure_from_bound() -> None:
    exact, between, most = bars(
        [counted("a", value=10, min=10, max=10), counted("b", min=5, max=10, qualifier="between"), counted("c", value=4, max=4, qualifier="at_most")]
    )["killed"]
    assert (exact.sure, exact.bound, exact.open) == (100, 0, False)
    assert (between.sure, between.bound, between.open) == (50, 50, False)
    assert (most.sure, most.bound, most.open) == (0, 40, False)
    (least,) = bars([counted("d", value=7, min=7, qualifier="at_least")])["killed"]
    assert (least.sure, least.open) == (85, True)
    (none,) = bars([counted("e", value=0, min=0, max=0)])["killed"]
    assert none.sure == 0


def dated(id: str, first: str | None, last: str | None) -> dict[str, Any]:
    return {"id": id, "text": id, "earliest": first, "latest": last}


def test_the_time_line_lies_within_its_width() -> None:
    line = time_line(
        [dated("a", "2020-01-01", "2020-12-31"), dated("b", "2020-06-01", "2020-06-01"), dated("c", None, None), dated("d", None, "2023-12-31")]
    )
    assert line is not None
    assert [m.id for m in line.moments] == ["a", "b", "d"]
    assert line.moments[0].lane != line.moments[1].lane
    assert all(m.x >= 0 and m.x + m.width <= 100.001 for m in line.moments)
    assert [name for _, name in line.ticks] == ["Jan 2020", "Jul 2020", "Jan 2021", "Jul 2021", "Jan 2022", "Jul 2022", "Jan 2023", "Jul 2023"]
    assert time_line([dated("a", "2020-01-01", "2020-12-31")]) is None


@given(st.lists(st.tuples(st.dates(), st.dates()), max_size=20))
def test_any_dates_can_be_drawn(days: list[tuple[Any, Any]]) -> None:
    line = time_line([dated(str(i), min(d).isoformat(), max(d).isoformat()) for i, d in enumerate(days)])
    if line is not None:
        assert all(m.x >= -0.001 and m.x + m.width <= 100.001 for m in line.moments)
        assert 0 < len(line.ticks) + 1 <= 10
