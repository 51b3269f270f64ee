"""Words that name a body: acronyms that the text defines, capitals, head nouns."""

from __future__ import annotations

from collections.abc import Sequence

from service.lexicon import load
from service.reading import Reading
from service.transcript.tokens import Tokens, places

_LEXICON = load("service.attribution")
ORGANISATIONS = frozenset(_LEXICON["kinds"]["organisations"].split())
PUBLICATIONS = frozenset(_LEXICON["kinds"]["publications"].split())
_NOUNS = load("service.attribution", "sources.toml")["persons"]
_FEMALE = frozenset(_NOUNS["female"])
_MALE = frozenset(_NOUNS["male"])
_EITHER = frozenset({"human", "woman", "ombudsman"})
DETERMINERS = frozenset(
    ["the", "a", "an", "my", "our", "his", "her", "its", "their", "this", "that", "these", "those", "your", "one", "some", "another"]
)


def of_gender(norm: str) -> str | None:
    """The gender that a noun for a person tells: "spokeswoman", "father"; None where it tells none."""
    if norm in _FEMALE or norm.endswith("woman"):
        return "female"
    return "male" if norm in _MALE or (norm.endswith("man") and norm not in _EITHER) else None


def acronyms(reading: Reading) -> dict[str, str]:
    """Acronyms that the text defines, ``National Disaster Agency (NDA)``, and what they stand for."""
    tokens = reading.tokens
    words, norms = tokens.words, tokens.norms
    found: dict[str, str] = {}
    for i in places(norms, "("):
        if i + 2 >= len(words) or words[i + 2] != ")" or i == 0 or not words[i - 1][0].isupper():
            continue
        short = words[i + 1]
        if not (2 <= len(short) <= 12 and short[0].isupper()):
            continue
        first = i
        while (
            first > 0
            and i - first < 14
            and (words[first - 1][0].isupper() or norms[first - 1] in ("of", "and", "for", "the", "on", "in", "to", "&", "-", ","))
        ):
            first -= 1
        while first < i and not words[first][0].isupper():
            first += 1
        while first < i and norms[first] in DETERMINERS:
            first += 1
        initials = "".join(w[0] for w in words[first:i] if w[0].isupper())
        at = initials.find(short[0].upper())
        if short.isupper() and at >= 0 and _subsequence(short, initials[at:]):
            while first < i and words[first][0] != short[0]:
                first += 1
            found[short] = " ".join(tokens.slice(first, i).split())
        elif not short.isupper() and i - first >= 2 and short[0].upper() in initials:
            found[short] = " ".join(tokens.slice(first, i).split())
    return found


def _subsequence(short: str, initials: str) -> bool:
    it = iter(initials)
    return sum(c in it for c in short) >= len(short) - 1 and len(initials) >= len(short) - 1


def titled(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words of a range are capitalised, but for "of", "and" and the like."""
    return first < last and all(
        tokens.words[i][0].isupper() or tokens.norms[i] in ("of", "and", "for", "the", "on", "in", "-", "&", ",", "'s", ".")
        for i in range(first, last)
    )


def organised(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a noun for an organisation or publication stands in a range, or a word all in capitals."""
    return any(
        tokens.norms[i] in ORGANISATIONS or tokens.norms[i] in PUBLICATIONS or (len(tokens.words[i]) > 1 and tokens.words[i].isupper())
        for i in range(first, last)
    )


def head_word(norms: Sequence[str]) -> str:
    """The head noun of a phrase: the last word before a preposition, comma or relative."""
    for i, norm in enumerate(norms):
        if i and norm in (
            "of",
            "in",
            "from",
            "for",
            "at",
            "on",
            "with",
            "who",
            "that",
            "which",
            "to",
            ",",
            "(",
            "and",
            "by",
            "near",
            "inside",
            "familiar",
            "close",
        ):
            return norms[i - 1]
    return norms[-1] if norms else ""


def shown(tokens: Tokens, first: int, last: int) -> str:
    """The words of a range on one line."""
    return " ".join(tokens.slice(first, last).split())
