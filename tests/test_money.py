"""Every currency by every name, code and sign; amounts written in any style are read back exactly; what is refused says why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.facts.money.words import BY_CODE, CODES, LEXICON, NEEDS_COUNTRY, NOUNS, PER
from service.lexicon import load
from tests.conftest import cpu_seconds, run
from tests.generate_currencies import NO_MONEY, TARGET, generated

CURRENCIES = load("service.facts.money", "currencies.toml") | LEXICON["withdrawn"]
FUNDS = set(LEXICON["funds"]["codes"])
PLACES = ("{}", "It cost {} then", "“{}”", "🙂 {}", "It came to {}.", "({}, they said)", "a\u00a0sum\u00a0of\u00a0{}\u00a0then")


def money(text: str, **request: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(text, **request)["money"]
    return found


def only(text: str, **request: Any) -> dict[str, Any]:
    found = money(text, **request)
    assert len(found) == 1, (text, [f["text"] for f in found])
    return found[0]


def country(code: str, name: str) -> str:
    """The words that name the country, where the currency's name is another word too."""
    places = CURRENCIES[code].get("places", [])
    return f"In {places[0].title()}," if places and name.rsplit(maxsplit=1)[-1] in NEEDS_COUNTRY else "There"


def test_the_lexicon_is_what_the_script_generates() -> None:
    assert TARGET.read_text("utf-8") == generated()


def test_every_currency_of_iso_4217_is_known() -> None:
    assert {c.alpha_3 for c in pycountry.currencies} - NO_MONEY <= CODES


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, entry in CURRENCIES.items() if code not in FUNDS for name in entry["names"]])
def test_every_name_is_its_currency(code: str, name: str) -> None:
    fact = only(f"{country(code, name)} it cost 5,000 {name} in all.")
    assert fact["text"] == f"5,000 {name}"
    assert fact["currency"] == code or code in fact["currency_candidates"]
    assert fact["amount"]["value"] == "5000"


@pytest.mark.parametrize("code", sorted(set(BY_CODE.values())))
@pytest.mark.parametrize("form", ["{} 5,000", "5,000 {}"])
def test_every_code_is_its_currency(code: str, form: str) -> None:
    fact = only(f"It cost {form.format(code)} in all.")
    assert (fact["text"], fact["currency"], fact["amount"]["value"]) == (form.format(code), code, "5000")


@pytest.mark.parametrize(("sign", "code"), LEXICON["signs"].items())
def test_every_sign_is_its_currency(sign: str, code: str) -> None:
    for text in (f"7{sign}",) if sign.isalpha() else (f"{sign}7", f"7{sign}"):
        fact = only(f"It cost {text} in all.")
        assert (fact["text"], fact["currency"]) == (text, code)


@pytest.mark.parametrize(
    ("sign", "letters", "code"), [(sign, letters, code) for sign, table in LEXICON["prefixes"].items() for letters, code in table.items()]
)
def test_every_prefix_is_its_currency(sign: str, letters: str, code: str) -> None:
    fact = only(f"It cost {letters.upper()}{sign}7 in all.")
    assert (fact["text"], fact["currency"]) == (f"{letters.upper()}{sign}7", code)


@pytest.mark.parametrize(("noun", "form"), [(noun, form) for noun, forms in LEXICON["nouns"].items() for form in (noun, *forms)])
def test_every_noun_is_of_a_currency(noun: str, form: str) -> None:
    code = min(NOUNS[form.lower()])
    fact = only(f"{country(code, form)} it cost 50,000 {form} in all.")
    assert fact["text"] == f"50,000 {form}", noun


@pytest.mark.parametrize(("word", "code"), [*LEXICON["abbreviations"]["before"].items()])
def test_every_abbreviation_before_a_number(word: str, code: str) -> None:
    joint = "" if len(word) == 1 else " "
    assert only(f"It cost {word.upper()}{joint}70,000 in all.")["currency"] == code


@pytest.mark.parametrize(("word", "code"), [*LEXICON["abbreviations"]["after"].items()])
def test_every_abbreviation_behind_a_number(word: str, code: str) -> None:
    assert only(f"It cost 70 {word} in all.")["currency"] == code


@pytest.mark.parametrize("word", LEXICON["minor"])
def test_every_hundredth_is_one(word: str) -> None:
    assert only(f"It cost 70{'' if len(word) == 1 else ' '}{word} in all.")["amount"]["value"] == "0.70"


@pytest.mark.parametrize(("word", "entry"), LEXICON["slang"].items())
def test_every_slang_word_is_worth_its_sum(word: str, entry: dict[str, Any]) -> None:
    assert Decimal(only(f"It cost three {word} in all.")["amount"]["value"]) == 3 * entry["worth"]


@pytest.mark.parametrize("word", sorted({" ".join(words) for options in PER.values() for words, _ in options}))
def test_every_rate_is_read(word: str) -> None:
    expected = next(name for options in PER.values() for words, name in options if " ".join(words) == word)
    assert only(f"It costs £7 per {word.replace(' - ', '-')} now.")["per"] == expected


@pytest.mark.parametrize(("word", "per"), [*LEXICON["rates"]["behind"].items()])
def test_every_adverb_of_rate_is_read(word: str, per: str) -> None:
    assert only(f"It costs £7 {word} now.")["per"] == per


@pytest.mark.parametrize(("word", "per"), [*LEXICON["rates"]["before"].items()])
def test_every_adjective_of_rate_is_read(word: str, per: str) -> None:
    assert only(f"It costs a {word} £7 now.")["per"] == per


@pytest.mark.parametrize(("code", "place"), [(code, place) for code, places in LEXICON["regions"].items() for place in places])
def test_a_region_settles_a_shared_noun(code: str, place: str) -> None:
    noun = max((n for n, codes in NOUNS.items() if code in codes), key=lambda n: len(NOUNS[n]))
    fact = only(f"People in {place.title()} were paid 50,000 {noun} in all.")
    others = {other for other, places in LEXICON["regions"].items() if place in places and other in NOUNS[noun]}
    assert fact["currency"] == (code if others == {code} else None)


@pytest.mark.parametrize(("region", "code"), LEXICON["locales"].items())
def test_every_locale_settles_its_own_currency(region: str, code: str) -> None:
    noun = next((n for n in ("dollars", "rupees", "rand", "pesos", "shillings", "naira", "pounds", "euros") if code in NOUNS[n]), None)
    assert noun is not None
    assert only(f"It cost 9,000 {noun} then.", locale=f"en-{region}")["currency"] == code


@pytest.mark.parametrize("word", LEXICON["mass"]["matter"])
def test_pounds_of_matter_are_a_weight(word: str) -> None:
    found = run(f"They seized 40 pounds of {word} there.", explain=True)
    assert not found["money"]
    assert [q["unit"] for q in found["quantities"]] == ["pound-mass"]


@pytest.mark.parametrize("word", LEXICON["mass"]["things"])
def test_a_pound_thing_is_a_weight(word: str) -> None:
    assert not money(f"They saw a 40-pound {word} there.")


def grouped(n: Decimal, separator: str) -> str:
    whole, _, places = f"{n:,}".partition(".")
    return whole.replace(",", separator) + (f".{places}" if places else "")


STYLES = st.sampled_from(
    [("£{}", "GBP"), ("€{}", "EUR"), ("US${}", "USD"), ("{} euros", "EUR"), ("{} pounds", "GBP"), ("CHF {}", "CHF"), ("{} Swiss francs", "CHF"), ("{} USD", "USD"), ("A${}", "AUD"), ("{} yen", "JPY"), ("R${}", "BRL"), ("¥{}", "JPY")]
)  # fmt: skip
SCALES = {"": 1, " million": 10**6, "m": 10**6, "bn": 10**9, " billion": 10**9, " thousand": 1000, "k": 1000, " trillion": 10**12}


@settings(max_examples=200, deadline=None)
@given(
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999999.99"), places=2),
    st.sampled_from([",", "\u00a0", "\u202f", "’", ""]),
    STYLES,
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(PLACES),
)
def test_an_amount_in_any_style_is_read_back_where_it_stands(n: Decimal, separator: str, style: tuple[str, str], scale: str, place: str) -> None:
    pattern, code = style
    written = pattern.format(grouped(n, separator) + scale)
    fact = only(place.format(written))
    assert fact["text"] == written
    assert fact["currency"] == code
    assert Decimal(fact["amount"]["value"]) == n * SCALES[scale]
    assert "E" not in fact["amount"]["value"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "£",
                "$",
                "US",
                "5",
                "million",
                "pounds",
                "and",
                "fifty",
                "p",
                "-",
                "to",
                "between",
                "dollars",
                "Swiss",
                "francs",
                "a",
                "grand",
                "per",
                "week",
                "(",
                ")",
                "USD",
                "RMB",
                "of",
                "millions",
                "half",
                "€",
                ",",
                ".",
                "kr",
                "Rs",
                "real",
                "won",
            ]
        ),
        max_size=12,
    )
)
def test_any_run_of_money_words_is_read_without_error(run_of_words: list[str]) -> None:
    for text in (" ".join(run_of_words), "".join(run_of_words)):
        for fact in money(text):
            assert text[fact["start"] : fact["end"]] == fact["text"]


@pytest.mark.parametrize(
    "unit", ["£5 ", "5 pounds ", "£", "million pounds ", "between £1 and £2 and £3 ", "$1 to $2 to ", "5 Swiss ", "peso 5 ", "RMB 10 USD 20 "]
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(n: int) -> float:
        return cpu_seconds(lambda: run(unit * n))

    run(unit)
    small = seconds(250)
    assert seconds(2000) < 24 * small + 0.2  # eight times the text: linear is 8, quadratic 64


def test_refusals_say_why() -> None:
    rejected = run("He weighs 80 pounds and won 20 marks out of 60.", explain=True)["rejected"]
    assert {r["text"]: r["reason"] for r in rejected if r["rule"].startswith("money")} == {
        "20 marks": "a word that is a currency only in its country"
    }
