"""The rules of dates: what wakes them, and the one reader that they share.

A date expression is a run of calendar words with at least one that wakes a rule. The first of these in a run reads the whole run from its left
edge, longest first, so that each token is looked at a bounded number of times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.facts.date import words
from service.facts.date.expression.days import CalendarDay
from service.facts.date.expression.interval import Since
from service.facts.date.expression.units import Age
from service.facts.date.grammar.cursor import Cursor, Span
from service.facts.date.grammar.days import no_such_day
from service.facts.date.grammar.point import point
from service.facts.date.grammar.spans import expression
from service.facts.date.numeric import ROMAN
from service.facts.date.said import Said
from service.facts.date.tense import lean
from service.model import Grain, Kind, Mention, Refusal
from service.reading import Reading
from service.rules import Rule
from service.transcript.sentences import Sentence

_RELATIVE = frozenset(words.RELATIVE_DAYS)
_UNITS = frozenset(words.UNITS)
_YEARS = frozenset(str(year) for year in range(1000, 2200))
_SPOKEN = frozenset(("nineteen", "eighteen", "seventeen", "sixteen", "twenty", "thousand", "thousands"))
_PLURALS = frozenset(f"{day}s" for day in words.FULL_WEEKDAYS)
_FY = frozenset([f"fy{n:02d}" for n in range(100)] + [f"fy{n}" for n in range(1950, 2100)])
_TRIGGERS = (
    frozenset(words.MONTHS) | frozenset(words.WEEKDAYS) | _RELATIVE | _UNITS | _YEARS | _SPOKEN | frozenset(words.SEASONS) | frozenset(words.DECADES)
    | frozenset(words.QUARTERS) | words.DAY_PARTS | frozenset(("weekend", "fy", "cy", "ad")) | _PLURALS | _FY
)  # fmt: skip
_GLUE = frozenset(words.LEXICON["glue"]["words"])
VOCABULARY = _TRIGGERS | _GLUE | frozenset(words.LEXICON["closed"]["zones"]) | frozenset(words.CARDINALS) | frozenset(words.ORDINALS)
_NAMES = frozenset(words.MONTHS) | frozenset(words.WEEKDAYS) | _RELATIVE | _YEARS | _UNITS | (words.FEAST_STARTS - {"the"}) | frozenset(("weekend",))
_FEAST_SECONDS = {first: {name[1] for name in names if len(name) > 1} for first, names in words.FEAST_NAMES.items()}
_FEASTS_ALONE = frozenset(first for first, names in words.FEAST_NAMES.items() if (first,) in names)
_WAKING_FEASTS = words.FEAST_STARTS - {"the"}
"""The Twelfth of July is woken by its month: "the" would wake the rule everywhere."""
NAMED_WITHIN = 400
"""Tokens within which a date must be named for another to be counted from it."""
_FIGURE_ENDS = frozenset(("/", "-", "–", "st", "nd", "rd", "th", "s", "'s", "ad", "ce"))
_DATING = frozenset(("on", "of", "dated"))
_MARKS = frozenset("/-–,.:")
"""Marks that stand in dates and open none."""
_STROKES = ["/"] * 3
REACH = 18
"""Tokens to the left of a waking token at which an expression may begin."""


_ORDINAL_DAYS = frozenset(word for word, n in words.ORDINALS.items() if 10 < n <= 31)
_TENS = frozenset(("twenty", "thirty"))


def _wakes(reading: Reading, i: int) -> bool:
    """Whether token ``i`` may be the heart of a date: whether one of the rules is woken by it."""
    norms = reading.tokens.norms
    word = norms[i]
    return (
        word in _TRIGGERS
        or (word[0] in "0123456789" and i in reading.numerals.by_first and _figures(norms, i))
        or (word in _WAKING_FEASTS and _feast(norms, i))
        or (word in _ORDINAL_DAYS and _on_the(norms, i))
    )


def _on_the(norms: list[str], i: int) -> bool:
    """Whether the ordinal or number at token ``i`` stands behind "on the", as days do."""
    return i > 1 and norms[i - 1] == "the" and norms[i - 2] == "on"


def _feast(norms: list[str], i: int) -> bool:
    """Whether a feast's whole name stands at ``i``."""
    first, second = norms[i], norms[i + 1] if i + 1 < len(norms) else ""
    if second not in _FEAST_SECONDS[first]:
        return first in _FEASTS_ALONE
    return any(tuple(norms[i : i + len(name)]) == name for name in words.FEAST_NAMES[first])


def _figures(norms: list[str], i: int) -> bool:
    """Whether a number looks like a date, or part of one, in figures."""
    word = norms[i]
    if len(word) > 4:
        return (word.count(".") == 2 and len(word) <= 10) or (len(word) == 8 and word.isdigit())
    if len(word) == 2 and i and norms[i - 1] == "'":
        return True
    after = norms[i + 1] if i + 1 < len(norms) and len(word) <= 4 else ""
    if len(word) <= 2 and _on_the(norms, i):
        return True
    if after == "." and len(word) <= 2 and i and norms[i - 1] in _DATING and i + 2 < len(norms) and norms[i + 2] in ROMAN:
        return True  # on 12.iii
    if len(word) == 1 and len(after) == 3 and after[0] in "qh" and after[1:].isdigit():
        return True  # 4Q18
    return after in _FIGURE_ENDS or (after == "'" and norms[i + 2 : i + 3] == ["s"])


def _in_vocabulary(word: str) -> bool:
    return word in VOCABULARY or word[0] in "0123456789" or word in words.FEAST_STARTS


def _zone(reading: Reading, i: int) -> bool:
    """Whether token ``i`` is the "time" of a place that is named before it: "Kabul time"."""
    return reading.tokens.norms[i] == "time" and reading.tokens.words[i - 1][0].isupper()


_LONGEST_RUN = 300
"""Numbers and calendar words in a row that are read for dates: more of them are a table without a stop."""


def read(reading: Reading, sentence: Sentence, i: int) -> Iterator[Mention | Refusal]:
    """The dates of the run of calendar words that token ``i`` is the first to wake."""
    norms = reading.tokens.norms
    start = i
    while start > sentence.first and i - start < REACH and (_in_vocabulary(norms[start - 1]) or _zone(reading, start)):
        start -= 1
        if _wakes(reading, start):
            return
    cursor = Cursor(reading.tokens, norms, sentence.first, sentence.last, reading.numerals, reading.locale, point)
    aged = _age(cursor, sentence) if start <= sentence.first + 1 else None
    if aged is not None:
        yield _mention(reading, sentence, aged)
        return
    at, last = start, min(sentence.last, start + _LONGEST_RUN)
    while at < last and (at <= i or _in_vocabulary(norms[at])):
        if norms[at] in _MARKS:
            at += 1
            continue
        if norms[at + 1 : at + 6 : 2] == _STROKES and all(map(str.isdigit, norms[at : at + 7 : 2])):
            at = _behind_chain(norms, at, sentence.last)
            continue
        span = expression(cursor, at)
        if span is None and norms[at][0] in "0123456789" and no_such_day(cursor, at):
            yield Refusal(reading.tokens.starts[at], reading.tokens.ends[at + 1], "date.day", "the calendar has no such day")
            year = cursor.year(at + 2)
            at = year[0] if year else at + 2
            continue
        if span is None or not (isinstance(span.expression, CalendarDay) or any(_wakes(reading, k) for k in range(span.first, span.last))):
            at += 1
            continue
        if span.rule != "date.text" or _named_before(reading, span.first):
            yield _mention(reading, sentence, span)
        at = span.last


def _behind_chain(norms: list[str], at: int, last: int) -> int:
    """Where a row of more than three numbers that strokes part ends: "1/2/3/4" is no date."""
    at += 1
    while at + 1 < last and norms[at] == "/" and norms[at + 1].isdigit():
        at += 2
    return min(at, last)


def _named_before(reading: Reading, i: int) -> bool:
    """Whether a date may have been named shortly before token ``i``, so that "two days later" is no mere length of time."""
    return not _NAMES.isdisjoint(reading.tokens.norms[max(0, i - NAMED_WITHIN) : i])


def _mention(reading: Reading, sentence: Sentence, span: Span) -> Mention:
    first, last, start, found, rule = span
    leaning = lean(reading.tokens, sentence.first, sentence.last, first, last) if found.relative else 0
    if isinstance(found, Since):
        leaning = -1
    return reading.mention(Kind.DATES, rule, first, last, Said(found, leaning, start))


def _age(cursor: Cursor, sentence: Sentence) -> Span | None:
    """An age that is all its line holds, in a heading or in brackets at the head of a section; its hours are left out."""
    bracket = cursor.word(sentence.first) == "("
    if not bracket and not sentence.heading:
        return None
    first = sentence.first + bracket
    measures = cursor.measures(first)
    if measures is None or cursor.word(measures[0]) != "ago" or measures[0] + 1 + bracket != sentence.last:
        return None
    units = tuple(unit for unit in measures[1] if unit[0] is not Grain.HOUR) or ((Grain.DAY, 0),)
    return Span(first, measures[0] + 1, first, Age(units), "date.age")


def _rule(name: str, doc: str, wakes: frozenset[str] = frozenset(), *, figures: bool = False) -> Rule:
    return Rule(f"date.{name}", Kind.DATES, doc, read if wakes or figures else None, wakes, on_numerals=figures)


def _read_figures(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """Dates in figures have no word that wakes them."""
    norms = reading.tokens.norms
    return read(reading, sentence, i) if norms[i][0] in "0123456789" and norms[i] not in _TRIGGERS and _figures(norms, i) else ()


def _read_days(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """Days by their month, or by their ordinal alone: "on the eleventh"; the verb "may" needs no reading."""
    norms = reading.tokens.norms
    if reading.tokens.words[i] == "may" and norms[i + 1 : i + 2] and norms[i + 1] in _INFINITIVES and i and _is_no_day(norms[i - 1]):
        return ()
    return read(reading, sentence, i) if norms[i] in words.MONTHS or _on_the(norms, i) else ()


_INFINITIVES = frozenset(("be", "have", "well", "also", "want", "wish", "need", "seem", "know"))
"""Words of no date: one behind "may" makes it the verb."""
_BEFORE_MONTHS = words.MONTH_CUES | frozenset(words.ORDINALS) | frozenset(words.CARDINALS) | {"st", "nd", "rd", "th"}


def _is_no_day(word: str) -> bool:
    """Whether a word before "may" neither leads to a month nor numbers its day."""
    return word.isalpha() and word not in _BEFORE_MONTHS


def _read_feasts(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """Feasts begin with words as common as "new" and "good"."""
    return read(reading, sentence, i) if _feast(reading.tokens.norms, i) else ()


RULES: tuple[Rule, ...] = (
    Rule(
        "date.day",
        Kind.DATES,
        'A day of a month, with or without year and weekday: "12 March 2023", "Wednesday, 18 March", "the 22nd", "on the eleventh".',
        _read_days,
        frozenset(words.MONTHS) | _ORDINAL_DAYS,
    ),
    Rule(
        "date.figures",
        Kind.DATES,
        'A date in figures, day and month in the order of the locale: "12/03/2023", "2023-03-12".',
        _read_figures,
        on_numerals=True,
    ),
    _rule("clock", 'A day with a time: "7:37 p.m. on Wednesday".'),
    _rule("month", 'A month, with or without year: "July", "September 2019".'),
    _rule("year", 'A year, alone or in a name: "in 2014", "the 2030 agenda", "AD 79".', _YEARS | _SPOKEN | {"ad"}),
    _rule("decade", 'A decade or century: "the 1990s", "the noughties", "the 15th century".', frozenset(words.DECADES)),
    _rule("quarter", 'A quarter or half: "Q3 2016", "the third quarter of 2016".', frozenset(words.QUARTERS)),
    _rule("season", 'A season: "summer 2021", "last winter".', frozenset(words.SEASONS)),
    _rule("financial_year", 'A financial, tax or academic year of the locale: "2022-23", "this financial year".', frozenset(("fy", "cy")) | _FY),
    Rule(
        "date.feast",
        Kind.DATES,
        'A feast, memorial day or event by its name: "Christmas", "Holocaust Memorial Day".',
        _read_feasts,
        _WAKING_FEASTS - _TRIGGERS,
    ),
    _rule("weekday", 'A weekday: "on Wednesday", "last Thursday", "Tuesday week".', frozenset(words.WEEKDAYS) | _PLURALS),
    _rule("weekend", 'A weekend: "at the weekend", "next weekend".', frozenset(("weekend",))),
    _rule("relative_day", 'A day by its place from the anchor: "today", "the day before yesterday", "this morning".', _RELATIVE | words.DAY_PARTS),
    _rule("relative_period", 'A calendar unit beside that of the anchor: "last year", "this month".', _UNITS),
    _rule("ago", 'So many units back or ahead: "nine months ago", "in two weeks\' time".'),
    _rule("stretch", 'A stretch that ends on the anchor or starts from it: "over the last year", "the next four years".'),
    _rule("offset", 'So many units from a date: "two weeks after Christmas".'),
    _rule("part", 'A part of a unit: "late September", "the first half of 2022", "later this year".'),
    _rule("nth", 'A unit counted within another: "the first Monday of May", "the last week of July".'),
    _rule("week", 'A week by a day of it or its number: "the week ending 20 March".'),
    _rule("within", 'A day or month within a unit beside the anchor: "Monday of last week", "March last year".'),
    _rule("range", 'From one date to another: "between 2019 and 2021", "3-5 May".'),
    _rule("open", 'An interval with one end: "since 2016", "before 2010", "more than 25 years ago".'),
    _rule("deadline", 'A deadline, an interval from the anchor where it lies ahead: "by the end of this year".'),
    _rule("text", 'A date counted from the one last named in the turn: "two days later", "that week".'),
    _rule("age", 'The age of a section in its heading, rounded down: "(1 year, 8 months ago)".'),
)
