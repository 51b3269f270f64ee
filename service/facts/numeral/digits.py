"""Numbers in digits: separators of every style, decimals, fractions and the letters that scale them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from service.facts.numeral.words import EXACTLY, FRACTIONS, MONEY_SUFFIXES, SUFFIXES, VULGAR, Part, step, tidy
from service.transcript.tokens import Tokens

LONGEST = 40
"""Digits after which a run is no number that anybody said."""
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z|\d{1,3}(?:,\d{2})*,\d{3}(?:\.\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:\.\d+)?\Z")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?\Z|\d{1,3}(?:\.\d{3})+,\d{1,2}\Z")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}\Z")
_SPACES = frozenset("\u00a0\u202f\u2009\u2007 ")
_WRITTEN = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 40, 50, 60, 64, 100, 1000})
_CURRENCY_WORDS = frozenset(
    {
        "us$",
        "c$",
        "a$",
        "nz$",
        "hk$",
        "rs",
        "rs.",
        "usd",
        "gbp",
        "eur",
        "kr",
        "chf",
        "cad",
        "aud",
        "jpy",
        "zł",
        "kč",
        "pln",
        "czk",
        "huf",
        "sek",
        "nok",
        "dkk",
        "dollars",
        "pounds",
        "euros",
    }
)
ONE = Decimal(1)


@lru_cache(maxsize=4096)
def plain_value(word: str, currency: bool = False) -> Decimal | None:
    """The value of a run of digits with separators, or None where it is no number (an address, a version, a list)."""
    if len(word) > LONGEST + LONGEST // 3:
        return None
    if _PLAIN.match(word):
        return Decimal(word) if len(word) <= LONGEST else None
    if _GROUPED.match(word):
        return Decimal(word.replace(",", ""))
    if _CONTINENTAL.match(word):
        return Decimal(word.replace(".", "").replace(",", "."))
    if currency and _DECIMAL_COMMA.match(word):
        return Decimal(word.replace(",", "."))
    return None


@lru_cache(maxsize=4096)
def plain_number(word: str) -> Decimal | None:
    """``plain_value`` as a numeral gives it, without a point where it is whole."""
    value = plain_value(word)
    return None if value is None else tidy(value)


def is_currency(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a currency's symbol or a common code."""
    norms = tokens.norms
    if not 0 <= i < len(norms):
        return False
    norm = norms[i]
    return norm in _CURRENCY_WORDS if len(norm) > 1 else not norm.isalnum() and _is_sign(tokens.words[i])


@lru_cache(maxsize=4096)
def _is_sign(mark: str) -> bool:
    """Whether one character is a currency's symbol."""
    return unicodedata.category(mark) == "Sc"


def near_currency(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a currency stands right before or behind ``[first, last)``."""
    return is_currency(tokens, first - 1) or is_currency(tokens, last)


def digits(tokens: Tokens, i: int, end: int) -> Part | None:
    """The number in digits that begins at token ``i``: "1,000", "1’000", "2.5m", "1½", "2 1/2", "3/4"."""
    words = tokens.words
    value = plain_value(words[i], False)
    if value is None:
        value = plain_value(words[i], near_currency(tokens, i, i + 1))
        if value is None:
            return None
    last, grouped = _groups(tokens, i, end)
    if last > i + 1:
        value = Decimal(grouped)
    part = _fraction(tokens, i, last, end, value) or _power(tokens, last, end, value)
    if part is not None:
        return part
    return _suffixed(tokens, i, Part(last, value, ONE, "digits"), end)


def _groups(tokens: Tokens, i: int, end: int) -> tuple[int, str]:
    """The end and digits of a run of groups of three behind an apostrophe or a space: "1’000’000", "1 000 000"."""
    words, text = tokens.words, tokens.text
    run, last = words[i], i + 1
    if not 1 <= len(run) <= 3 or run[0] == "0" or not run.isdecimal():
        return last, run
    while last < end and len(run) < LONGEST:
        between = text[tokens.ends[last - 1] : tokens.starts[last]]
        at = last
        if between == "" and words[last] in ("'", "’") and last + 1 < end and tokens.adjoin(last + 1):
            at = last + 1
        elif between not in _SPACES or len(between) != 1:
            break
        head, _, tail = words[at].partition("," if _DECIMAL_COMMA.match(words[at]) and near_currency(tokens, i, at + 1) else ".")
        if len(head) != 3 or not head.isdecimal() or (tail and not tail.isdecimal()):
            break
        if at + 1 < end and words[at + 1] in ("-", "mm") and tokens.adjoin(at + 1):
            break  # 12 105-mm guns
        run, last = f"{run}{head}.{tail}" if tail else run + head, at + 1
        if tail:
            break
    return last, run


def _fraction(tokens: Tokens, i: int, last: int, end: int, value: Decimal) -> Part | None:
    """A written fraction behind or instead of a whole number: "1½", "1 ½", "2 1/2", "1/2"."""
    words = tokens.words
    if last < end and words[last] in VULGAR and value == value.to_integral_value():
        return Part(last + 1, EXACTLY.add(value, VULGAR[words[last]]), ONE, "mixed")
    if last < end and words[last][0] in VULGAR and tokens.adjoin(last) and words[last][1:] in SUFFIXES:
        scale = SUFFIXES[words[last][1:]]
        return Part(last + 1, EXACTLY.multiply(EXACTLY.add(value, VULGAR[words[last][0]]), scale), scale, "mixed")
    share = _share(tokens, i, end)
    if share is not None and last == i + 1:
        return Part(i + 3, share, ONE, "fraction")
    if last < end and not tokens.adjoin(last) and len(words[i]) <= 3:
        share = _share(tokens, last, end)
        if share is not None:
            return Part(last + 3, EXACTLY.add(value, share), ONE, "mixed")
    return None


def _power(tokens: Tokens, last: int, end: int, value: Decimal) -> Part | None:
    """A number with a power of ten: "4e14", "5.5x10-3", "6 × 10^23"."""
    if last >= end:
        return None
    word = tokens.norms[last]
    exponent, j = "", last + 1
    if tokens.adjoin(last) and word[0] == "e" and word[1:].isdecimal():
        exponent = word[1:]
    elif word == "x10" or (word in {"x", "×"} and j < end and tokens.norms[j] == "10"):
        j += word != "x10"
        j += j < end and tokens.norms[j] == "^"
        sign = "-" if j < end and tokens.norms[j] in {"-", "−"} else ""
        j += sign != ""
        if j < end and tokens.adjoin(j) and tokens.norms[j].isdecimal():
            exponent, j = sign + tokens.norms[j], j + 1
    if not exponent or abs(int(exponent)) > 99 or len(exponent) > 3:
        return None
    return Part(j, tidy(EXACTLY.multiply(value, EXACTLY.power(Decimal(10), int(exponent)))), ONE, "mixed")


def _share(tokens: Tokens, i: int, end: int) -> Decimal | None:
    """The value of "3/4" at token ``i``: a true fraction that is not part of a date or a reference."""
    words = tokens.words
    if i + 2 >= end or words[i + 1] not in ("/", "⁄") or not (tokens.adjoin(i + 1) and tokens.adjoin(i + 2)):
        return None
    if i + 3 < end and tokens.adjoin(i + 3) and words[i + 3] in ("/", "-"):
        return None
    if i and tokens.adjoin(i) and words[i - 1] == "/":
        return None
    top, bottom = words[i], words[i + 2]
    if not (top.isdecimal() and bottom.isdecimal() and len(top) <= 3 and len(bottom) <= 4):
        return None
    n, d = int(top), int(bottom)
    return EXACTLY.divide(Decimal(n), Decimal(d)) if 0 < n < d and d in _WRITTEN and (n, d) != (24, 7) else None


def _suffixed(tokens: Tokens, i: int, part: Part, end: int) -> Part:
    """``part`` with a letter that scales it: "5m", "5k", "$5b", "£5 m"."""
    last = part.last
    if last >= end:
        return part
    word, joined = tokens.words[last], tokens.adjoin(last)
    scale = SUFFIXES.get(word) if joined else None
    if scale is not None and word.isupper() and not near_currency(tokens, i, last + 1) and not _counting(tokens, last + 1, end):
        return part  # "section 47K"
    if scale is None and (joined or word not in ("T", "G")) and near_currency(tokens, i, last + 1):
        scale = MONEY_SUFFIXES.get(word) or (SUFFIXES.get(word) if word in ("m", "M", "k", "K", "B") else None)
    if scale is None:
        return part
    return Part(last + 1, EXACTLY.multiply(part.value, scale), scale, "mixed")


def _counting(tokens: Tokens, j: int, end: int) -> bool:
    """Whether a word that may be counted stands at token ``j``."""
    return j < end and tokens.words[j].isalpha() and len(tokens.words[j]) > 3 and tokens.words[j].islower()


def lone_fraction(tokens: Tokens, i: int) -> Part | None:
    """A vulgar fraction on its own: "½", "¾m"."""
    word = tokens.words[i]
    value = VULGAR.get(word[0])
    if value is None:
        return None
    if len(word) == 1:
        return Part(i + 1, value, ONE, "fraction")
    scale = SUFFIXES.get(word[1:])
    return Part(i + 1, EXACTLY.multiply(value, scale), scale, "mixed") if scale else None


def spoken_share(tokens: Tokens, j: int, end: int, parts: Decimal) -> tuple[int, Decimal] | None:
    """The fraction noun at ``j`` counted ``parts`` times: the "thirds" of "two thirds"."""
    j = step(tokens, j, end)
    if j >= end:
        return None
    found = FRACTIONS.get(tokens.norms[j])
    if found is None or not 1 <= parts <= 99 or parts != parts.to_integral_value():
        return None
    share, plural = found
    if (parts > 1) != plural:
        return None
    return j + 1, EXACTLY.multiply(parts, share)
