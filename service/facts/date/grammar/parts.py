"""Parts of other dates: "late September", "the first Monday of May", "the week ending 20 March"."""

from __future__ import annotations

from service.facts.date.expression.days import Clocked, MonthDay, Weekday, Weekend
from service.facts.date.expression.interval import Range
from service.facts.date.expression.units import FinancialYear, Quarter, Season, Unit, Years
from service.facts.date.expression.within import Inside, Nth, Part, WeekAt, WeekendOf
from service.facts.date.grammar.cursor import DEPTH, Cursor, Hit
from service.facts.date.grammar.figures import start_of_year, year_pair
from service.facts.date.grammar.named import month
from service.facts.date.grammar.pairs import short_pair
from service.facts.date.words import DAY_PARTS, DIRECTIONS, FULL_WEEKDAYS, MONTH_FOLLOWERS, MONTHS, PARTS, SEASONS, WEEKDAYS, YEAR_KINDS
from service.model import Grain


def whole(c: Cursor, i: int, depth: int) -> Hit | None:
    """What a part may be of: any point, or "the year", "the month", "the week" of the anchor."""
    hit = c.point(i, depth + 1)
    if hit:
        return hit
    at = c.skip(i, "the")
    if c.word(i - 1) in ("in", "for", "since", "during") and at == i:
        year = c.year(at)
        return Hit(year[0], Years(year[1]), "date.year") if year else None
    measure = c.unit(at)
    if measure and not measure.plural and measure.grain in (Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.CENTURY, Grain.QUARTER):
        if c.word(at + 1) == "-" and c.joined(at + 1):
            return None
        kind = at > i or c.word(i - 1) == "of"
        return Hit(at + 1, Unit(measure.grain, 0), "date.relative_period") if kind and measure.size == 1 else None
    if c.word(at) in YEAR_KINDS and c.word(at + 1) == "year":
        return Hit(at + 2, FinancialYear(start_of_year(c, at, c.word(at))), "date.financial_year")
    if c.word(at) in MONTHS:
        return month(c, at, cued=True)
    named = c.word(at - 1) in ("early", "mid", "late", "-") and c.word(at) != "fall"
    if c.word(at) in SEASONS and (at > i or (named and not (c.word(at + 1).isalpha() and c.word(at + 1) not in MONTH_FOLLOWERS))):
        return Hit(at + 1, Season(SEASONS[c.word(at)]), "date.season")
    pair = year_pair(c, at)
    if pair:
        return pair if isinstance(pair.expression, FinancialYear) else None
    year = c.year(at)
    return Hit(year[0], Years(year[1]), "date.year") if year else None


def part_of_date(c: Cursor, i: int, depth: int) -> Hit | None:
    """Early 2019, mid-November, the end of March, the first half of 2022, later this year, the rest of the week."""
    word = c.word(i)
    part = PARTS.get(word)
    j = i + 1
    if word == "later":
        j = c.skip(j, "in", "on")
        hit = whole(c, j, depth) if c.word(j) in ("this", "the") else None
        if hit and hit.expression == Unit(hit.expression.grain, 0) and hit.expression.grain is not Grain.DAY:
            return Hit(hit.last, Part(hit.expression, "rest"), "date.part")
        return None
    if word in ("rest", "remainder"):
        j = c.skip(j, "of")
        hit = whole(c, j, depth) if j > i + 1 or c.word(j) == "this" else None
        return Hit(hit.last, Part(hit.expression, "rest"), "date.part") if hit and hit.expression.grain is not Grain.DAY else None
    half = c.ordinal(i) if c.word(i + 1) == "half" or c.word(i + 1) == "-" else None
    if (half and half[1] <= 2 and c.word(half[0]) == "half") or (word == "latter" and c.word(i + 1) == "half"):
        at = c.skip(half[0] + 1 if half else i + 2, "of")
        hit = whole(c, at, depth)
        name = "first_half" if half and half[1] == 1 else "second_half"
        if hit and hit.expression.grain is not Grain.DAY:
            if isinstance(hit.expression, Years) and hit.expression.grain is Grain.YEAR:
                return Hit(hit.last, Quarter(1 if name == "first_half" else 2, hit.expression.first, half=True), "date.part")
            return Hit(hit.last, Part(hit.expression, name, years_own=_the_year(c, at, hit)), "date.part")
        return None
    if part is None or c.word(i - 1) in ("his", "her", "their", "my", "your"):
        return None
    if word in ("early", "mid", "late"):
        j = c.skip(j, "-", "in", "on") if c.word(j) != "-" or c.joined(j) else j
        j = c.skip(j, "to")
    elif c.word(j) in ("of", "-"):
        j += 1
        if c.word(j - 1) == "-" and c.word(j) not in MONTHS and c.year(j) is None:
            return None
    elif word in ("middle", "end", "start", "beginning") and ((c.word(j) in MONTHS and c.capital(j)) or c.word(j) == "this"):
        pass
    else:
        return None
    if c.word(j) in ("a", "an", "each", "every", "his", "her", "their"):
        return None
    if c.word(j - 1) == "to":
        j = c.skip(j, "-")
    if c.word(j) in ("mid", "late") and j > i + 1 and word in ("early", "mid") and word != c.word(j):
        later = part_of_date(c, j, depth)
        if later and isinstance(later.expression, Part):
            return Hit(later.last, Range(Part(later.expression.inner, part), later.expression), "date.range")  # mid to late October
        return None
    if c.word(j) == "morning":
        return None
    hit = whole(c, j, depth)
    if hit is None or hit.rule == "date.day" or isinstance(hit.expression, Weekday):
        return None
    if word in ("early", "mid", "late") and hit.expression.grain is Grain.DAY and not isinstance(hit.expression, Unit):
        return None
    if hit.expression.grain is Grain.DAY and isinstance(hit.expression, Unit | Clocked):
        return Hit(hit.last, hit.expression, "date.relative_day") if word in ("early", "mid", "late") else None
    if hit.expression.grain in (Grain.HOUR, Grain.MINUTE):
        return None
    return Hit(hit.last, Part(hit.expression, part), "date.part")


def nth_of_date(c: Cursor, i: int, depth: int) -> Hit | None:
    """The first Monday of next month, the last week of July, the third quarter of 2016, the first three months of 2020."""
    found = c.ordinal(i)
    n, j = (found[1], found[0]) if found else (-1, i + 1)
    if found and c.word(j) == "last":
        n, j = -n, j + 1
    if not found and c.word(i) not in ("last", "final"):
        return None
    if n > 60:
        return None
    count = 1
    number = c.count(j)
    if number and c.unit(number[0]):
        count, j = int(number[1]), number[0]
    measure = c.unit(j)
    weekday = WEEKDAYS.get(c.word(j)) if c.word(j) in FULL_WEEKDAYS else None
    if (measure is None or measure.size == 2 or measure.grain is Grain.HOUR) and weekday is None:
        return None
    if not 0 < count < 100:
        return None
    end = j + 1
    if weekday is not None and c.word(end) in ("evening", "morning", "afternoon", "night"):
        end += 1
    if c.word(end) in ("of", "in"):
        hit = whole(c, end + 1, depth)
    elif measure and c.word(end) in ("next", "last", "this") and c.word(end + 1) in ("year", "month"):
        hit = whole(c, end, depth)
    else:
        if (
            measure
            and measure.grain is Grain.QUARTER
            and found
            and 1 <= n <= 4
            and c.word(i - 1) == "the"
            and c.word(i - 2) in ("in", "for", "during", "of")
        ):
            return Hit(end, Quarter(n), "date.quarter")
        return None
    if hit is None or hit.expression.grain is Grain.DAY or isinstance(hit.expression, Weekday):
        return None
    if measure is None:
        return Hit(hit.last, Nth(n, hit.expression, weekday=weekday), "date.nth")
    if measure.grain is Grain.QUARTER and count == 1 and isinstance(hit.expression, Years) and hit.expression.grain is Grain.YEAR and 1 <= n <= 4:
        return Hit(hit.last, Quarter(n, hit.expression.first), "date.quarter")
    last = hit.last
    if measure.grain is Grain.WEEK and c.word(c.skip(last, ".")) == "on" and c.word(c.skip(last, ".") + 1) in FULL_WEEKDAYS:
        at = c.skip(last, ".") + 1
        return Hit(at + 1, Inside(Weekday(WEEKDAYS[c.word(at)]), Nth(n, hit.expression, unit=measure.grain)), "date.nth")
    own = measure.grain is not Grain.WEEK and _the_year(c, end + 1, hit)
    return Hit(last, Nth(n, hit.expression, unit=measure.grain, count=count, years_own=own), "date.nth")


def _the_year(c: Cursor, i: int, hit: Hit) -> bool:
    """Whether a part is of "the year", which is not said to be this one."""
    return c.word(i) == "the" and hit.expression == Unit(Grain.YEAR, 0)


def week_at(c: Cursor, i: int, count: int, depth: int) -> Hit | None:
    """The week ending 20 March, week commencing 4 February, the week of October 7th."""
    edge = {"ending": "ending", "ended": "ending", "beginning": "beginning", "commencing": "beginning", "starting": "beginning", "of": "of"}.get(
        c.word(i + 1)
    )
    if edge is None or depth >= DEPTH:
        return None
    at = c.skip(i + 2, "on")
    hit = c.point(at, depth + 1)
    if hit is None or hit.expression.grain is not Grain.DAY:
        return None
    return Hit(hit.last, WeekAt(hit.expression, edge, count), "date.week")


def weekend(c: Cursor, i: int, depth: int) -> Hit | None:
    """The weekend, the weekend of 5 March, the weekend before last."""
    if c.word(i + 1) == "before" and c.word(i + 2) == "last":
        return Hit(i + 3, Weekend("last", weeks=-1), "date.weekend")
    if c.word(i + 1) == "after" and c.word(i + 2) == "next":
        return Hit(i + 3, Weekend("next", weeks=1), "date.weekend")
    if c.word(i + 1) == "of" and depth < DEPTH:
        pair = short_pair(c, i + 2)
        if pair:
            return Hit(pair.last, pair.expression, "date.weekend")
        hit = c.point(i + 2, depth + 1)
        if hit and hit.expression.grain is Grain.DAY:
            return Hit(hit.last, WeekendOf(hit.expression), "date.weekend")
    owned = c.word(i - 1) in ("my", "your", "our", "his", "her", "their") and (not c.word(i + 1).isalpha() or c.word(i + 1) in ("was", "is"))
    cue = owned or (
        c.word(i - 1) == "the" and not (c.word(i + 1).isalpha() and c.word(i + 1).endswith("s") and c.word(i + 1) not in ("was", "is", "as", "has"))
    )
    return Hit(i + 1, Weekend(), "date.weekend") if cue and c.word(i - 2) != "of" else None


def bare_day(c: Cursor, i: int) -> tuple[int, int] | None:
    """A day in digits alone behind "on the", where nothing follows that it could count: "on the 27, we met"."""
    day = c.digits(i, 2)
    if day is None or c.word(i - 1) != "the" or c.word(i - 2) != "on":
        return None
    after = c.word(i + 1)
    ends = after in ("", ".", ",", ";", "?", "!") and not (after == "." and c.joined(i + 1) and c.joined(i + 2))
    return (i + 1, day) if (ends and day > 9) or after in ("we", "i", "he", "she", "they", "it", "there") else None


def the_nth_day(c: Cursor, i: int) -> Hit | None:
    """The 22nd, the 20th of next month."""
    found = c.ordinal(i + 1) or bare_day(c, i + 1)
    if found is None or not 1 <= found[1] <= 31:
        return None
    j, day = found
    at = c.skip(j, "of")
    at = c.skip(at, "the")
    if c.word(at) in DIRECTIONS and c.word(at + 1) == "month":
        return Hit(at + 2, Inside(MonthDay(day), Unit(Grain.MONTH, DIRECTIONS[c.word(at)])), "date.within")
    if c.word(at) == "month" and at > j + 1:
        return Hit(at + 1, Inside(MonthDay(day), Unit(Grain.MONTH, 0)), "date.within")
    if c.word(at) in ("each", "every"):
        return None
    cue = c.word(i - 1) in ("on", "until", "till", "since", "by", "from", "before", "after", "for")
    cue = cue or (c.word(i - 1) == "of" and c.word(i - 2) in DAY_PARTS)  # the evening of the 4th
    said = c.word(i - 1) in ("on", "until", "by", "since") or (c.word(i - 1) == "from" and c.word(j) in ("to", "until"))
    compound = c.word(i - 1) in ("for", "before", "after", "till") and j > i + 2 and not c.word(j).isalpha()  # for the twenty second
    figure = c.digits(i + 1) is not None or (day > 10 and (said or compound))
    return Hit(j, MonthDay(day), "date.day") if cue and figure and not (c.word(j).isalpha() and c.word(j) not in MONTH_FOLLOWERS) else None
