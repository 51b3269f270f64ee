"""The whole pipeline on texts that nobody wrote: no exception, offsets that slice, the same bytes twice, and bounded time.

``FUZZ_EXAMPLES`` is the number of inputs (default 20,000; ``make fuzz`` sends 200,000). A case that was once found is an ``@example``.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from itertools import pairwise
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from schemas.request import FORMAT_NAMES, LOCALES, OFFSET_UNITS
from schemas.response import ExtractionSchema
from service.errors import TranscriptError
from service.facts.quantity.library import parsed
from service.model import Kind, Options, RosterEntry
from service.output import WRITERS
from service.pipeline import extract
from service.transcript.formats import read_document
from tests.conftest import cpu_seconds

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "20000"))
SECONDS = 2.0
"""That reading a text of a few hundred characters may take on a machine that is busy with other things."""

WORDS = (
    "a", "and", "or", "of", "the", "to", "from", "between", "by", "in", "on", "at", "least", "most", "than", "more", "less", "up", "about", "some",
    "nearly", "no", "not", "one", "two", "half", "third", "hundred", "thousand", "million", "billion", "m", "bn", "k", "dozen", "scores", "couple",
    "pounds", "dollars", "euros", "p", "pence", "£", "$", "€", "A$", "USD", "GBP", "¥", "%", "per", "cent", "year", "years", "month", "week", "day",
    "ago", "last", "next", "this", "since", "until", "before", "after", "March", "May", "Monday", "2019", "1990s", "2022-23", "3/4/2023", "31", "29 February",
    "21st", "century", "autumn", "quarter", "today", "yesterday", "Christmas", "Easter", "10.30", "p.m.", "people", "children", "were", "was", "killed",
    "injured", "missing", "displaced", "including", "died", "bodies", "women", "soldiers", "M23", "said", "says", "told", "according", "reports", "that",
    "he", "she", "The UN", "Mr Smith", "Sarah Vane", "the Minister", "Q.", "A.", "Mr. KIRBY:", "Ann Reed (Ashby) (Lab):", "miles", "km", "tonnes", "°C",
    "recommendations", "“", "”", '"', "'", "’s", ".", ",", ";", ":", "?", "!", "-", "–", "—", "(", ")", "/", "\n", "\n\n", "\t", "1", "12", "1,000", "0.5",
    "1e999", "99999999999999999999", "½", "٣", "１", "²", "\u00a0", "\u00ad", "\u202e", "\ufeff", "😀", "İ", "ß", "ﬁ", "\x00", "<b>", "&amp;", "-->", "{", "}",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4), st.integers(-(10**6), 10**6).map(str), st.dates().map(str)), max_size=40).map(
        " ".join
    ),
    st.text(max_size=120),
    st.builds(lambda word, n: word * n, st.sampled_from(WORDS), st.integers(1, 200)),
)
frames = st.sampled_from(
    [
        "{}", "{}", "{}", "{}", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>{}\n", "1\n00:00:01,000 --> 00:00:02,000\n{}\n", '{{"segments": [{{"text": "{}", "speaker": "A"}}]}}',
        "<publicwhip><speech speakername='A'><p>{}</p></speech></publicwhip>", "<TEI><text><body><u who='#a'>{}</u></body></text></TEI>", "Mr. KIRBY: {}\nQ {}\n", "A debate (1 year ago)\n{}\n",
    ]
)  # fmt: skip
options = st.builds(
    Options,
    reference_date=st.one_of(st.none(), st.just(dt.date(2024, 3, 14)), st.dates()),
    locale=st.sampled_from(LOCALES),
    include=st.one_of(st.just(frozenset(Kind)), st.frozensets(st.sampled_from(list(Kind)))),
    offset_unit=st.sampled_from(OFFSET_UNITS),
    explain=st.booleans(),
    roster=st.sampled_from([(), (RosterEntry("Ann Reed", ("the Chair",), "Chair", None, "female"), RosterEntry(" "))]),
)
formats = st.one_of(st.just("auto"), st.just("auto"), st.sampled_from(FORMAT_NAMES))


def answers(text: str, format: str, asked: Options) -> dict[str, bytes] | None:
    """What every writer makes of a text; None where it does not have the format that is named."""
    try:
        document = read_document(text, format)
    except TranscriptError:
        return None
    extraction = extract(document, asked)
    return {name: write(document, asked, extraction) for name, write in WRITERS.items()}


def spans(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return ([node] if {"start", "end"} <= node.keys() and isinstance(node["start"], int) else []) + [s for v in node.values() for s in spans(v)]
    return [s for v in node for s in spans(v)] if isinstance(node, list) else []


@pytest.fixture(scope="module", autouse=True)
def _units_are_awake() -> None:
    """The first formula loads quantulum3's parser, which takes two seconds and is no text's doing."""
    parsed("kg/cm³")


def check(text: str, format: str, asked: Options) -> None:
    began = time.process_time()
    written = answers(text, format, asked)
    assert time.process_time() - began < SECONDS
    if written is None:
        return
    assert written == answers(text, format, asked)
    response = orjson.loads(written["json"])
    ExtractionSchema().load(response)
    encoding, width = {"codepoint": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "byte": ("utf-8", 1)}[asked.offset_unit]
    sent = response["document"].get("text", text).encode(encoding)
    assert response["document"]["length"] == len(sent) // width
    for span in spans(response):
        assert 0 <= span["start"] <= span["end"] <= response["document"]["length"]
        if "text" in span and "sha256" not in span:
            assert sent[span["start"] * width : span["end"] * width].decode(encoding) == span["text"]
    for kind in ("money", "casualties", "dates", "quantities"):
        ends = [(f["start"], f["end"]) for f in response[kind]]
        assert all(a[1] <= b[0] for a, b in pairwise(ends))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES <= 20000,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
@given(texts, frames, formats, options)
@example("\u00ad", "{}", "auto", Options())
@example("99999999999999999999 people were killed.", "{}", "auto", Options())
@example("billion " * 6 + "stars", "{}", "auto", Options())
def test_any_text_is_read(text: str, frame: str, format: str, asked: Options) -> None:
    check(frame.replace("{}", text).replace("{{", "{").replace("}}", "}"), format, asked)


def processor_seconds(text: str) -> float:
    return cpu_seconds(lambda: answers(text, "auto", Options(reference_date=dt.date(2024, 3, 14))))


@pytest.mark.parametrize("word", WORDS)
def test_a_word_many_times_over_takes_linear_time(word: str) -> None:
    """One word over and over, and four times as often: the texts that are quadratic in many a library."""
    for joint in ("", " "):
        count = 12_500 // len(word + joint)
        once, four_times = (processor_seconds((word + joint) * n) for n in (count, 4 * count))
        assert four_times < 8 * once + 0.25
