"""Numbers written in any style are read back exactly, wherever they stand, in time linear in the text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.facts.numeral import Numeral, behind, bounded, read_numerals, scale_of
from service.facts.numeral.words import LEXICON, ORDINALS, SCALES, TENS, UNITS, VAGUE
from service.model import Qualifier
from service.transcript.formats import read_document
from service.transcript.sentences import sentences
from service.transcript.tokens import tokenise
from tests.conftest import cpu_seconds, run

ONES = [
    "",
    *[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
]
TIES = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PLACES = ("{}", "It was {} then", "“{}”", "🙂 {}", "({})", "It came to {}.", "a\u00a0{}\u00a0b", "{}, they said")


def read(text: str) -> list[tuple[str, Numeral]]:
    document = read_document(text, "plain")
    tokens = tokenise(document.text)
    found = read_numerals(tokens, sentences(document, tokens))
    return [(tokens.slice(n.first, n.last), n) for n in found]


def one(text: str) -> Numeral:
    found = read(text)
    assert len(found) == 1, found
    return found[0][1]


def qualifier(text: str) -> Qualifier:
    document = read_document(text, "plain")
    tokens = tokenise(document.text)
    cut = sentences(document, tokens)
    numeral = read_numerals(tokens, cut).all[0]
    return bounded(tokens, cut[0], numeral, numeral.first, numeral.last).qualifier


def words(n: int, *, british: bool = True, hyphens: bool = True) -> str:
    """``n`` in words."""
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= scale:
            head, rest = divmod(n, scale)
            joint = " and " if british and 0 < rest < 100 else " "
            return f"{words(head, british=british, hyphens=hyphens)} {name}" + (joint + words(rest, british=british, hyphens=hyphens) if rest else "")
    if n >= 100:
        head, rest = divmod(n, 100)
        return f"{ONES[head]} hundred" + ((" and " if british else " ") + words(rest, british=british, hyphens=hyphens) if rest else "")
    if n >= 20:
        return TIES[n // 10] + (("-" if hyphens else " ") + ONES[n % 10] if n % 10 else "")
    return ONES[n] if n else "zero"


def grouped(n: int, separator: str) -> str:
    return f"{n:,}".replace(",", separator)


@settings(max_examples=150)
@given(st.integers(0, 10**15 - 1), st.booleans(), st.booleans(), st.sampled_from(PLACES))
def test_words_are_read_back(n: int, british: bool, hyphens: bool, place: str) -> None:
    written = words(n, british=british, hyphens=hyphens)
    if n // 100 in (19, 20, 18) and n % 100 == 0:
        return
    assert [(text, m.value) for text, m in read(place.format(written))] == [(written, Decimal(n))]


@settings(max_examples=150)
@given(st.integers(0, 10**24), st.sampled_from([",", "\u00a0", "\u202f", "\u2009", "’", "'", ""]), st.sampled_from(PLACES))
def test_digits_are_read_back(n: int, separator: str, place: str) -> None:
    written = grouped(n, separator)
    assert [(text, m.value) for text, m in read(place.format(written))] == [(written, Decimal(n))]


@settings(max_examples=100)
@given(st.decimals(min_value=Decimal("0.01"), max_value=999, places=2), st.sampled_from(sorted(SCALES)), st.sampled_from(PLACES))
def test_decimals_are_scaled_exactly(n: Decimal, scale: str, place: str) -> None:
    numeral = one(place.format(f"{n} {scale}"))
    assert numeral.value == n * SCALES[scale]
    assert numeral.value is not None
    assert "E" not in format(numeral.value, "f")


@settings(max_examples=100)
@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_ranges_hold_both_ends(a: int, b: int) -> None:
    low, high = sorted((a, b))
    if low == high or (low < 1000 and low * 1000 < high <= low * 10_000):
        return  # "2-3,000" shares its scale
    for text in (f"from {low:,} to {high:,}", f"between {low:,} and {high:,}", f"{low:,}–{high:,}"):
        numeral = one(text)
        assert (numeral.form, numeral.low, numeral.high) == ("range", low, high)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    for surface, numeral in read(text):
        assert surface
        assert numeral.last > numeral.first


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                *UNITS,
                *TENS,
                *SCALES,
                *VAGUE,
                *ORDINALS,
                "a",
                "and",
                "half",
                "third",
                "quarters",
                "point",
                "of",
                "-",
                ",",
                "to",
                "or",
                "between",
                "few",
                "couple",
                "dozen",
                "5",
                "1,000",
                "3.5",
                "½",
                "m",
                "bn",
                "%",
                "from",
            ]
        ),
        max_size=14,
    )
)
def test_any_run_of_number_words_is_read_without_error(run: list[str]) -> None:
    found = read(" ".join(run))
    ends = [n.last for _, n in found]
    assert all(n.first >= end for (_, n), end in zip(found[1:], ends, strict=False))


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("the 21st", 21, "ordinal"), ("twenty-first", 21, "ordinal"), ("third", 3, "ordinal"), ("a third of", "0.333333", "fraction"), ("a third party", 3, "ordinal"), ("two-thirds", "0.666667", "fraction"),
        ("twenty nineteen", 2019, "year"), ("nineteen eighty-four", 1984, "year"), ("twenty oh eight", 2008, "year"), ("3/4/2023", None, "code"), ("192.168.1.2", None, "code"), ("020-7219-3000", None, "code"),
        ("1" * 41, None, "code"), ("£5b", 5 * 10**9, "mixed"), ("5 cr", 5 * 10**7, "mixed"), ("$1.5t", 15 * 10**11, "mixed"), ("€5,50", "5.50", "digits"), ("1.000.000", 10**6, "digits"), ("1.234,50", "1234.50", "digits"),
        ("minus five", -5, "words"), ("(3)", 3, "digits"), ("three score", 60, "words"), ("a pair of", 2, "words"), ("half an", "0.5", "fraction"), ("9e3", 9000, "mixed"), ("five crores", 5 * 10**7, "words"),
    ],
)  # fmt: skip
def test_one_numeral(text: str, value: object, form: str) -> None:
    numeral = one(text)
    assert (numeral.value, numeral.form) == (None if value is None else Decimal(str(value)), form)


def quantities(text: str) -> list[str]:
    """The qualifier of each quantity of a text."""
    return [f["quantity"]["qualifier"] for f in run(text)["quantities"]]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("one hundred and two people and three hundred and four", ["one hundred and two", "three hundred and four"]),
        ("$1.7 billion and two and a half million", ["1.7 billion", "two and a half million"]),
        ("rose from 3 to 4", ["3", "4"]),
        ("three to two", ["three", "two"]),
        ("5, 6 and 7", ["5", "6", "7"]),
        ("five million 3", ["five million", "3"]),
        ("the last few, few, a few", ["few", "a few"]),
        ("a couple of days; the couple left", ["a couple"]),
        ("a multi-million scheme", []),
        ("1, 234", ["1", "234"]),
    ],
)
def test_where_numerals_end(text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in read(text)] == surfaces


@pytest.mark.parametrize(("how", "phrase"), [(how, phrase) for how, phrases in LEXICON["before"].items() for phrase in phrases])
def test_every_phrase_before_a_number_qualifies_it(how: str, phrase: str) -> None:
    assert qualifier(f"The total was already {phrase} 57 of the kind") == how


@pytest.mark.parametrize(("how", "phrase"), [(how, phrase) for how, phrases in LEXICON["after"].items() for phrase in phrases])
def test_every_phrase_behind_a_number_qualifies_it(how: str, phrase: str) -> None:
    text = "57" + (phrase.replace("- ", "-") if phrase[0] in "-+" else f" {phrase}") + " in the end"
    assert qualifier(text) == how
    tokens = tokenise(text)
    assert behind(tokens, 1, len(tokens)) > 1


@pytest.mark.parametrize("joint", ["and", "or", "but", "plus", ",", ", and", "with"])
@pytest.mark.parametrize("first", ["nearly", "about", "some", "at least", "more than", "up to", "fewer than", "exactly"])
def test_numbers_side_by_side_keep_their_own_qualifiers(first: str, joint: str) -> None:
    alone = quantities(f"They sent {first} 200 lorries")[0]
    for how, phrases in LEXICON["before"].items():
        for second in set(phrases) - {"past", *LEXICON["passing"]["verbs"]}:
            got = quantities(f"They sent {first} 200 lorries {joint} {second.replace(' .', '.')} 90 buses")
            assert got == [alone, how], (first, joint, second)


@pytest.mark.parametrize(("block", "word"), [(block, word) for block in ("units", "tens", "scales") for word in LEXICON[block]])
def test_every_number_word_is_read(block: str, word: str) -> None:
    assert one(word).value == LEXICON[block][word]


@pytest.mark.parametrize("word", [*LEXICON["vague"]])
def test_every_vague_word_has_its_least(word: str) -> None:
    numeral = one(f"{word} of them")
    assert (numeral.form, numeral.value, numeral.low, numeral.high) == ("vague", None, LEXICON["vague"][word], None)


@pytest.mark.parametrize("word", [*LEXICON["ordinals"]])
def test_every_ordinal_is_one(word: str) -> None:
    assert one(f"the {word} man") == one(f"the {word} man")._replace(form="ordinal", value=Decimal(LEXICON["ordinals"][word]))


@pytest.mark.parametrize(("word", "parts"), [(w, n) for w, n in LEXICON["fractions"].items() if n not in (2, 4)])
def test_every_fraction_is_one(word: str, parts: int) -> None:
    numeral = one(f"two {word}s of it")
    assert numeral.form == "fraction"
    assert numeral.value is not None
    assert abs(numeral.value - Decimal(2) / parts) < Decimal("0.000001")


@pytest.mark.parametrize("suffix", [*LEXICON["suffixes"]["always"], *LEXICON["suffixes"]["with_currency"], *LEXICON["abbreviations"]])
def test_every_suffix_scales(suffix: str) -> None:
    scales = LEXICON["suffixes"]["always"] | LEXICON["suffixes"]["with_currency"] | LEXICON["abbreviations"]
    document = read_document(f"£5{suffix} of it", "plain")
    tokens = tokenise(document.text)
    numeral = read_numerals(tokens, sentences(document, tokens)).all[0]
    assert numeral.value == 5 * scales[suffix]
    assert scale_of(tokens, numeral) == scales[suffix]


@pytest.mark.parametrize("c", LEXICON["vulgar"]["characters"])
def test_every_vulgar_fraction_is_read(c: str) -> None:
    value = one(f"{c} of it").value
    assert value is not None
    assert 0 < value < 1


HOSTILE = {
    "digits": ("1", 10_000), "ones": ("1 ", 5_000), "millions": ("million ", 50_000), "between": ("between 1 and 2 and 3 ", 4_000), "hyphens": ("1-", 20_000), "halves": ("half a ", 20_000), "words": ("twenty-", 20_000),
    "hundreds": ("one hundred and ", 10_000), "groups": ("1 000 ", 10_000), "fractions": ("1/2 ", 10_000), "bounds": ("at least about 5 ", 10_000), "vague": ("tens of thousands of ", 10_000), "lists": ("one million, ", 10_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    unit, count = HOSTILE[name]

    def seconds(n: int) -> float:
        document = read_document(unit * n, "plain")
        tokens = tokenise(document.text)
        cut = sentences(document, tokens)

        def all_bounds() -> None:
            for numeral in read_numerals(tokens, cut):
                if numeral.form != "code":
                    bounded(tokens, cut[0], numeral, numeral.first, numeral.last)

        return cpu_seconds(all_bounds)

    small = min(seconds(count // 8) for _ in range(3))
    assert min(seconds(count) for _ in range(2)) < 24 * small + 0.05  # eight times the text: linear is 8, quadratic 64
