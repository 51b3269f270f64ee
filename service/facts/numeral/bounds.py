"""The qualifier of a number: what stands before or behind the mention and bounds it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from service.facts.numeral.digits import is_currency
from service.facts.numeral.types import Numeral
from service.facts.numeral.words import AFTER_FRACTION, LEXICON, TRIGGERS
from service.model import Bounded, Qualifier
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens, tokenise


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    qualifier: Qualifier


def _phrases(block: str, key: int) -> Mapping[str, tuple[_Phrase, ...]]:
    """The phrases of a block by their first (``key`` 0) or last (-1) word, longest first."""
    index: dict[str, list[_Phrase]] = {}
    for qualifier, texts in LEXICON[block].items():
        for text in texts:
            words = tuple(tokenise(text).norms)
            index.setdefault(words[key], []).append(_Phrase(words, Qualifier(qualifier)))
    return {word: tuple(sorted(found, key=lambda p: -len(p.words))) for word, found in index.items()}


_BEFORE = _phrases("before", -1)
_AFTER = _phrases("after", 0)
_OPENING = _phrases("before", 0)
_BETWEEN = frozenset(LEXICON["between"]["words"])
_LEADS = frozenset(_BEFORE) | _BETWEEN | {"every"}
"""Words right before a mention that may bound it, signs of currencies aside."""
_FOREIGN: dict[str, list[str]] = LEXICON["after_not"]
"""What behind the last word of a phrase gives it to what follows."""
_MORE_BEFORE = frozenset(LEXICON["after_more"]["words"])
_PASSING = frozenset(LEXICON["passing"]["verbs"])
_FIGURES = frozenset(LEXICON["passing"]["figures"])
_PAST = frozenset(LEXICON["passing"]["past"])
_SUBJECT_NEAR = 9
"""Tokens before "passed" in which the figure that passes a number stands."""
_ABOUT_OPENERS = frozenset(LEXICON["about_openers"]["words"])
_SPANS_OF_TIME = frozenset(LEXICON["spans_of_time"]["words"])
_OVER_AFTER = frozenset(LEXICON["spans_of_time"]["over_after"])
_OVER_BEFORE = frozenset(LEXICON["spans_of_time"]["over_before"])
_SPENT = frozenset(LEXICON["spans_of_time"]["spent"])
_BROUGHT = frozenset(LEXICON["spans_of_time"]["brought"])
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being"})
_MONEY_WITHIN = 12
"""Tokens before "spending over two years" in which an amount of money may stand."""
_BLOCKED: dict[str, list[str]] = LEXICON["blocked"]
"""Words before which a phrase is no bound."""
_SPREADING = frozenset({"going", "goes", "went", "passed", "spread", "floating"})
_PREPOSITIONS = frozenset({"over", "under", "above", "below", "beyond", "around", "about"})
_SURELY = frozenset({"will", "'ll", "to", "did", "would"})
_COMPARED = frozenset(LEXICON["compared"]["words"])
_MONTHS = frozenset(LEXICON["compared"]["months"])
_STEPS = 5
_RANK = {Qualifier.ABOUT: 0, Qualifier.NEARLY: 1}


def bounded(tokens: Tokens, sentence: Sentence, numeral: Numeral, first: int, last: int) -> Bounded:
    """``numeral`` with the qualifier that stands before token ``first`` or from token ``last`` on.

    ``[first, last)`` is the whole mention ("£5 million"), so that "at least £5 million" and "£5 million or more" are seen.
    """
    if numeral.form == "vague":
        return Bounded(None, numeral.low, None, Qualifier.VAGUE)
    if numeral.form == "range":
        return Bounded(None, numeral.low, numeral.high, Qualifier.BETWEEN)
    assert numeral.value is not None
    return bound(numeral.value, qualifier(tokens, sentence, first, last, numeral.last))


def bound(value: Decimal, how: Qualifier) -> Bounded:
    """``value`` bounded as the contract's table says."""
    if how is Qualifier.EXACT:
        return Bounded(value, value, value, how)
    match how:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Bounded(value, value, None, how)
        case Qualifier.NEARLY | Qualifier.AT_MOST | Qualifier.LESS_THAN:
            return Bounded(value, None, value, how)
        case _:
            return Bounded(value, None, None, how)


def qualifier(tokens: Tokens, sentence: Sentence, first: int, last: int, number_last: int | None = None) -> Qualifier:
    """What bounds the mention ``[first, last)``, whose number ends before token ``number_last``."""
    found = _before(tokens, sentence.first, first, last, sentence.last)
    for place in {last, number_last or last}:
        how = _after(tokens, place, sentence.last)
        if how is not None and not ((is_currency(tokens, first) or is_currency(tokens, last - 1)) and _sums(tokens, place, sentence.last)):
            found.append(how)
    if not found:
        return Qualifier.EXACT
    return max(found, key=lambda q: _RANK.get(q, 2)) if len(found) > 1 else found[0]


def _sums(tokens: Tokens, j: int, end: int) -> bool:
    """Whether "plus" at token ``j`` adds something to an amount: "£50 plus costs"."""
    return tokens.norms[j : j + 1] == ["plus"] and j + 1 < end and tokens.norms[j + 1][0].isalpha() and tokens.norms[j + 1] not in AFTER_FRACTION


def _before(tokens: Tokens, begin: int, first: int, last: int, end: int) -> list[Qualifier]:
    """The qualifiers that end at ``first`` or a few words before it, nearest first."""
    found: list[Qualifier] = []
    j, skipped = first, False
    if j <= begin or (tokens.norms[j - 1] not in _LEADS and not is_currency(tokens, j - 1)):
        return found
    if tokens.norms[j - 1] == "every":  # "roughly every 13 hours"
        phrase = _ending(tokens, begin, j - 1) if j - 1 > begin else None
        return [phrase.qualifier] if phrase is not None and phrase.qualifier is Qualifier.ABOUT and phrase.words != ("some",) else []
    for _ in range(_STEPS):
        if j <= begin:
            break
        phrase = _ending(tokens, begin, j)
        if phrase is not None:
            start = j - len(phrase.words)
            if _holds(tokens, phrase, begin, start, last, end, skipped):
                found.append(phrase.qualifier)
            elif len(phrase.words) == 1:
                break
            j = start
        elif tokens.norms[j - 1] in _BETWEEN or is_currency(tokens, j - 1):
            skipped = skipped or tokens.norms[j - 1] in ("the", "these", "those", "its", "their", "his", "her", "our", "just", "a", "an")
            j -= 1
        else:
            break
    return found


def _ending(tokens: Tokens, begin: int, j: int) -> _Phrase | None:
    """The longest qualifying phrase that ends just before token ``j``."""
    for phrase in _BEFORE.get(tokens.norms[j - 1], ()):
        start = j - len(phrase.words)
        if start >= begin and tuple(tokens.norms[start:j]) == phrase.words:
            return phrase
    return None


def _is_date(tokens: Tokens, i: int) -> bool:
    """Whether the number at token ``i`` is a year or the day behind a month, of which nothing is more: "In 2016 more than 11,300 died"."""
    norm = tokens.norms[i]
    year = len(norm) == len("2016") and norm.isdecimal() and norm[:2] in {"19", "20"}
    return year or (i > 0 and tokens.norms[i - 1] in _MONTHS)


def _holds(tokens: Tokens, phrase: _Phrase, begin: int, start: int, last: int, end: int, skipped: bool) -> bool:
    """Whether a word that may be a mere preposition qualifies here: not in "questions about two issues", "£5 million over three years"."""
    word = phrase.words[-1]
    previous = tokens.norms[start - 1] if start > begin else ""
    if word == ">" and start > begin and tokens.adjoin(start) and tokens.norms[start - 1][-1].isalnum():
        return False  # the end of a tag: "<s>17"
    if phrase.words == ("up", "to") and _arrives(tokens, begin, start, last, end):
        return False
    if previous in _BLOCKED.get(" ".join(phrase.words), ()):
        return False
    if word == "than" and (previous in _COMPARED or (previous[:1].isdecimal() and not _is_date(tokens, start - 1))):
        return False  # "a third more than the £33bn of last year"
    if word in _PASSING or word == "past":
        counted = not skipped and not _FIGURES.isdisjoint(tokens.norms[max(begin, start - _SUBJECT_NEAR) : start])
        return counted and (word != "past" or previous in _PAST)
    if len(phrase.words) > 1 or word not in _PREPOSITIONS:
        return phrase.words != ("some",) or not skipped
    if skipped:
        return False
    if word in ("about", "around"):
        told = previous in _HEARERS and tokens.norms[max(begin, start - 2)] in _TELLING
        told = told or (previous == "around" and tokens.norms[max(begin, start - 2)] in _SPREADING)
        return word == "around" or not (told or previous in _ABOUT_OPENERS)  # "I told him about four of them"
    if word == "over" and tokens.norms[last - 1] in _SPANS_OF_TIME:
        after = tokens.norms[last] if last < end else ""
        return (previous in _OVER_AFTER and not _on_money(tokens, begin, start)) or previous == "" or after in _OVER_BEFORE
    if word == "over" and previous in _BROUGHT:
        return "from" not in tokens.norms[last : min(end, last + 3)]
    return True


_HEARERS = frozenset({"me", "him", "her", "us", "them", "you"})
_TELLING = frozenset(
    {
        "tell",
        "tells",
        "told",
        "telling",
        "ask",
        "asks",
        "asked",
        "asking",
        "warn",
        "warns",
        "warned",
        "inform",
        "informed",
        "remind",
        "reminded",
        "emailed",
    }
)


def _on_money(tokens: Tokens, begin: int, start: int) -> bool:
    """Whether the spending just before token ``start`` is of money: "£2 billion more for spending over two years", "it was spent over a year"."""
    if tokens.norms[start - 1] not in _SPENT:
        return False
    if not _BE.isdisjoint(tokens.norms[max(begin, start - 3) : start - 1]):
        return True
    return any(is_currency(tokens, k) for k in range(max(begin, start - _MONEY_WITHIN), start))


def _arrives(tokens: Tokens, begin: int, start: int, last: int, end: int) -> bool:
    """Whether "up" is the verb's and "to" says where it ends: "will go up to £500", "is up to £3.50 from £3", "put it up to 40%"."""
    norms = tokens.norms
    if last < end and norms[last] == "from" and last + 1 < end and (norms[last + 1][0].isdecimal() or is_currency(tokens, last + 1)):
        return True
    if start - 2 < begin:
        return False
    pair = norms[start - 2], norms[start - 1]
    return (pair[1] == "go" and pair[0] in _SURELY) or (
        pair[1] in ("it", "them") and pair[0] in ("put", "puts", "putting", "push", "pushed", "pushes")
    )


def _after(tokens: Tokens, j: int, end: int) -> Qualifier | None:
    """The qualifier of the phrase that begins at token ``j``."""
    if j >= end or (tokens.norms[j] not in _AFTER and tokens.norms[j] != ","):
        return None
    if j + 1 < end and tokens.norms[j] == "," and tokens.norms[j + 1] in {"or", "give"}:
        j += 1
    found = _beginning(tokens, j, end)
    return found.qualifier if found is not None else None


def behind(tokens: Tokens, j: int, end: int) -> int:
    """The end of the qualifying phrase at token ``j`` ("or more", "-plus"), or ``j`` where there is none."""
    found = _beginning(tokens, j, end) if j < end else None
    return j + len(found.words) if found is not None else j


def _beginning(tokens: Tokens, j: int, end: int) -> _Phrase | None:
    for phrase in _AFTER.get(tokens.norms[j], ()):
        stop = j + len(phrase.words)
        if stop <= end and tuple(tokens.norms[j:stop]) == phrase.words and _closes(tokens, phrase, stop, end):
            return phrase
    return None


def _closes(tokens: Tokens, phrase: _Phrase, stop: int, end: int) -> bool:
    """Whether "plus", "and more" and the like belong to the number before them: not in "five plus three", "200 missiles and more than 400 drones"."""
    if phrase.words[0] == "+":
        return tokens.adjoin(stop - 1)
    if stop >= end:
        return True
    after = tokens.norms[stop]
    if phrase.words == ("plus",):
        return after not in ("a", "an", "the", "another") and not _opens_number(tokens, stop, end)
    if after in _FOREIGN.get(phrase.words[-1], ()):
        return False
    if phrase.words == ("and", "more") and after.isalpha() and after not in _MORE_BEFORE:
        return False
    return not (
        (phrase.words[-1] in _OPENING and _opens_number(tokens, stop - 1, end)) or (phrase.words[-1] in _BEFORE and _opens_number(tokens, stop, end))
    )


def _opens_number(tokens: Tokens, j: int, end: int) -> bool:
    """Whether a number begins at token ``j``, or a phrase that qualifies one and then it."""
    for phrase in _OPENING.get(tokens.norms[j], ()):
        if tuple(tokens.norms[j : j + len(phrase.words)]) == phrase.words:
            j += len(phrase.words)
            break
    for k in range(j, min(end, j + _STEPS)):
        if tokens.norms[k][0].isdecimal() or tokens.norms[k] in TRIGGERS:
            return True
        if tokens.norms[k] not in _BETWEEN and not is_currency(tokens, k):
            return False
    return False
