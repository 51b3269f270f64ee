"""The unit of an amount: signs, codes, names, hundredths and slang, before a number or behind it."""

from __future__ import annotations

from decimal import Decimal

from service.facts.money.currency import of_locale, place_at, thousands
from service.facts.money.words import (
    AFTER,
    AFTER_GRAND,
    BEFORE,
    BEFORE_ONE,
    BY_CODE,
    FULL_LAST,
    FULL_NAMES,
    JOINED,
    LEADING,
    LEMMA,
    LONGEST_PLACE,
    MILLIONS,
    MINOR,
    NEEDS_COUNTRY,
    NOUNS,
    PLACES,
    PREFIXES,
    SHARED,
    SIGNS,
    SLANG,
    THOUSAND,
    WORD_CODES,
    Unit,
)  # fmt: skip
from service.facts.numeral import Numeral
from service.transcript.tokens import Tokens

_HUNDREDTH = Decimal("0.01")


_MILLION = Decimal(1_000_000)


def leading_unit(tokens: Tokens, k: int, end: int) -> tuple[Unit, int, str] | None:
    """The unit that stands at token ``k`` before a number, the number's token, and the rule it belongs to."""
    norm, word = tokens.norms[k], tokens.words[k]
    if norm in SIGNS:
        return sign_unit(norm), k + 1, "money.symbol_amount"
    joined = k + 1 < end and tokens.norms[k + 1] in PREFIXES and _joins(tokens, k + 1, end)
    if joined and norm in PREFIXES[tokens.norms[k + 1]]:
        return Unit(PREFIXES[tokens.norms[k + 1]][norm], basis="code"), k + 2, "money.symbol_amount"
    if norm == "u" and tokens.norms[k : k + 5] == ["u", ".", "s", ".", "$"]:
        return Unit("USD", basis="code"), k + 5, "money.symbol_amount"
    if norm in BY_CODE and (word.isupper() or norm not in WORD_CODES) and not _shouted(tokens, k, end):
        return Unit(BY_CODE[norm], basis="code"), k + 1, "money.code_amount"
    if norm in MILLIONS and word[1:].isupper():
        return Unit(MILLIONS[norm], worth=_MILLION, basis="code"), k + 1, "money.code_amount"
    apart = norm in JOINED and not (
        k + 1 < end and word.isupper() and tokens.norms[k + 1][0].isdecimal() and (tokens.adjoin(k + 1) or "," in tokens.words[k + 1])
    )
    if norm in BEFORE and not word.islower() and not apart:
        return Unit(BEFORE[norm], basis="code"), _past_stop(tokens, k + 1, end), "money.name_amount"
    if norm in SHARED and not apart and not (norm == "re" and word.islower()):
        return shared_unit(norm), _past_stop(tokens, k + 1, end), "money.name_amount"
    found = place_at(tokens, k, end)
    j = found[0] if found is not None else k
    if j < end and tokens.norms[j] in LEADING and (tokens.norms[j] in NOUNS or tokens.norms[j] == "sen"):
        unit = trailing_unit(tokens, j, end, found[1] if found else None)
        return (unit[0], j + 1, "money.name_amount") if unit else None
    return None


def sign_unit(sign: str) -> Unit:
    """The unit of a sign; the dollar's and the yen's are shared."""
    if sign == "$":
        return Unit(None, NOUNS["dollars"], "dollar", basis="symbol")
    if sign in {"¥", "￥"}:
        return Unit(None, frozenset({"JPY", "CNY"}), "yen", basis="symbol")
    return Unit(SIGNS[sign], basis="symbol")


def shared_unit(form: str) -> Unit:
    """The unit of an abbreviation that currencies share: all of crowns for "kr", the shillings for "Sh"."""
    noun = SHARED[form]
    if isinstance(noun, list):
        return Unit(None, frozenset(noun), form)
    return Unit(None, NOUNS["crowns" if form == "kr" else noun], noun)


def _joins(tokens: Tokens, sign: int, end: int) -> bool:
    """Whether letters before a sign belong to it: joined ("US$5"), or set apart in a text that sets the number apart too."""
    return tokens.adjoin(sign) or (sign + 1 < end and not tokens.adjoin(sign + 1) and tokens.norms[sign - 1] in {"us", "hk", "c", "nz", "nt", "a"})


def _past_stop(tokens: Tokens, j: int, end: int) -> int:
    """Behind the full stop of an abbreviation: "Rs. 500"."""
    return j + 1 if j + 1 < end and tokens.norms[j] == "." and tokens.adjoin(j) else j


def _shouted(tokens: Tokens, k: int, end: int) -> bool:
    """Whether a code that is a word stands in a line of capitals ("TRY 5 TIMES")."""
    if tokens.norms[k] not in WORD_CODES:
        return False
    return any(tokens.words[j].isupper() and len(tokens.words[j]) > 3 for j in range(max(0, k - 3), min(end, k + 5)))


def unit_behind(tokens: Tokens, numeral: Numeral, j: int, end: int, locale: str) -> tuple[Unit, int, str] | None:
    """The unit at token ``j`` behind a number, its end and its rule."""
    norm, word = tokens.norms[j], tokens.words[j]
    joined = j + 1 < end and tokens.norms[j + 1] in PREFIXES and tokens.adjoin(j + 1)
    if joined and norm in PREFIXES[tokens.norms[j + 1]] and j + 2 <= end:
        return Unit(PREFIXES[tokens.norms[j + 1]][norm], basis="code"), j + 2, "money.symbol_amount"
    for k in range(min(end, j + LONGEST_PLACE), j, -1):
        code = FULL_NAMES.get(tuple(tokens.norms[j:k])) if tokens.norms[k - 1] in FULL_LAST else None
        if code is not None:
            return Unit(code), k, "money.name_amount"
    if norm in SIGNS:
        free = j + 1 >= end or not tokens.adjoin(j + 1) or not tokens.norms[j + 1][0].isdecimal()
        return (sign_unit(norm), j + 1, "money.symbol_amount") if free and (tokens.adjoin(j) or not _prefixes(tokens, j, end)) else None
    if norm in BY_CODE and (word.isupper() or norm not in WORD_CODES):
        return Unit(BY_CODE[norm], basis="code"), j + 1, "money.code_amount"
    if norm in MILLIONS and word[1:].isupper():
        return Unit(MILLIONS[norm], worth=_MILLION, basis="code"), j + 1, "money.code_amount"
    minor = minor_unit(tokens, j, end)
    if minor is not None:
        return minor, j + 1, "money.minor_amount"
    slang = _slang(tokens, j, end, locale)
    if slang is not None:
        return slang, j + 1, "money.slang_amount"
    if norm == "l" and tokens.norms[j : j + 3] == ["l", ".", "e"]:
        return Unit("EGP", basis="code"), _past_stop(tokens, j + 3, end), "money.name_amount"
    if norm == "cfa":
        franc = tokens.norms[j + 1 : min(j + 2, end)] in (["franc"], ["francs"])
        return Unit(None, PLACES["cfa",], "cfa franc"), j + 1 + franc, "money.name_amount"
    if norm in AFTER:
        return Unit(AFTER[norm], basis="code"), j + 1, "money.name_amount"
    if norm in SHARED and norm != "re" and norm not in JOINED:
        return shared_unit(norm), j + 1, "money.name_amount"
    return _named(tokens, numeral, j, end)


def _prefixes(tokens: Tokens, j: int, end: int) -> bool:
    """Whether a sign at ``j`` stands before a number of its own: "10 $20"."""
    return j + 1 < end and tokens.norms[j + 1][0].isdecimal()


def _named(tokens: Tokens, numeral: Numeral, j: int, end: int) -> tuple[Unit, int, str] | None:
    """A currency's name: "yen", "Swiss francs", "US dollars", "pounds sterling"."""
    if tokens.norms[j] == "sterling":
        return Unit("GBP"), j + 1, "money.name_amount"
    found = place_at(tokens, j, end)
    codes = None
    if found is not None and found[0] < end:
        j, codes = found
    unit = trailing_unit(tokens, j, end, codes)
    if unit is None:
        return None
    if (
        codes is None
        and tokens.norms[j] in NEEDS_COUNTRY
        and not (tokens.norms[j] in THOUSAND and thousands(numeral.value or numeral.high, numeral.low))
    ):
        unit = (unit[0]._replace(basis="needs_country"), unit[1])
    return *unit, "money.name_amount"


def trailing_unit(tokens: Tokens, j: int, end: int, codes: frozenset[str] | None) -> tuple[Unit, int] | None:
    """The unit of the noun at token ``j``, narrowed to ``codes`` where an adjective gives them, and its end."""
    norm = tokens.norms[j]
    if norm == "sen":
        return Unit(None, frozenset(MINOR["sen"]), "sen", _HUNDREDTH), j + 1
    if norm not in NOUNS or (norm == "afghanis" and tokens.words[j][0].isupper()):
        return None
    meant = NOUNS[norm] if codes is None else NOUNS[norm] & codes
    if codes is not None and len(meant) != 1 and norm not in {"crown", "crowns"}:
        meant = meant or codes & NOUNS[LEMMA[norm]]
        if not meant:
            return None
    last = j + 1
    if last < end and tokens.norms[last] == "sterling" and "GBP" in meant:
        return Unit("GBP"), last + 1
    if len(meant) == 1 and (codes is not None or len(NOUNS[norm]) == 1):
        return Unit(next(iter(meant))), last
    return Unit(None, meant, LEMMA[norm]), last


def minor_unit(tokens: Tokens, j: int, end: int) -> Unit | None:
    """The hundredths at token ``j``: "pence", "cents", a joined "p" or "c"."""
    norm = tokens.norms[j]
    meant = MINOR.get(norm)
    if meant is None:
        return None
    if norm in {"p", "c"}:
        if tokens.words[j] != norm or (norm == "p" and not (tokens.adjoin(j) or _spoken(tokens, j, end))) or _time_of_day(tokens, j, end):
            return None
        if norm == "c" and not tokens.adjoin(j) and not _priced(tokens, j):
            return None  # "paragraph 4 c"
        if (
            norm == "p"
            and tokens.words[j - 1] in {"360", "480", "720", "1080", "2160"}
            and tokens.norms[j - 2] not in {"worth", "at", "to", "from", "by", "is", "was"}
        ):
            return None
    if meant == "dollar":
        return Unit(None, NOUNS["dollars"] | {"EUR", "ZAR"}, "cent", _HUNDREDTH)
    codes = frozenset(meant)
    return Unit(next(iter(codes)), worth=_HUNDREDTH) if len(codes) == 1 else Unit(None, codes, norm, _HUNDREDTH)


def _spoken(tokens: Tokens, j: int, end: int) -> bool:
    """Whether "p" follows a number in words: "fifty p"."""
    return tokens.norms[j - 1].isalpha() and (j + 1 >= end or tokens.norms[j + 1] != "." or j + 2 >= end)


def _priced(tokens: Tokens, j: int) -> bool:
    """Whether the number before token ``j`` stands where a price does."""
    return j == 1 or tokens.norms[j - 2] in BEFORE_ONE


def _time_of_day(tokens: Tokens, j: int, end: int) -> bool:
    return j + 2 < end and tokens.norms[j + 1] == "." and tokens.norms[j + 2] == "m"


def _slang(tokens: Tokens, j: int, end: int, locale: str) -> Unit | None:
    """Slang at token ``j``: "quid", "grand", "bucks"."""
    entry = SLANG.get(tokens.norms[j])
    if entry is None or (tokens.norms[j] == "grand" and j + 1 < end and tokens.norms[j + 1][0].isalpha() and tokens.norms[j + 1] not in AFTER_GRAND):
        return None
    worth = Decimal(entry["worth"])
    currency = str(entry["currency"])
    if currency == "dollar":
        return Unit(None, NOUNS["dollars"], "dollar", worth)
    return Unit(currency or of_locale(locale), worth=worth)
