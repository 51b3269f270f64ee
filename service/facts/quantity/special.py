"""Numbers that their own words mark: ages, magnitudes, and rates such as "one in five"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.clause.noun_phrase import AUXILIARIES, FUNCTION_WORDS, counted
from service.facts.numeral import Numeral, bound, bounded
from service.facts.numeral.words import EXACTLY, tidy
from service.facts.quantity.build import fact, noun_of
from service.facts.quantity.units import LEXICON, Unit, unit_at
from service.model import Mention, Qualifier, Refusal
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_MAGNITUDE = frozenset(LEXICON["magnitude"]["words"])
_SHAKEN = frozenset(LEXICON["magnitude"]["context"])
_PEOPLE = frozenset(LEXICON["age"]["people"])
_AGED = {
    "year": "year",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "month": "month",
    "months": "month",
    "week": "week",
    "weeks": "week",
    "day": "day",
    "days": "day",
}


_CLOCK = frozenset(LEXICON["before_year"]["clock"]) | {"a", "p"}
_PLACED = frozenset(LEXICON["age"]["placed"])
_APPOSED = frozenset(LEXICON["age"]["apposed"])
_ELDEST = frozenset(LEXICON["age"]["eldest"])
_WAS = frozenset(LEXICON["age"]["was"])
_WHO = frozenset(LEXICON["age"]["who"])
_MANY = frozenset(LEXICON["age"]["many"])
_AGE_BOUNDS = frozenset({"under", "over", "below", "above"})
_AFTER_AGE = frozenset(LEXICON["age"]["after"])
_MONTHS = frozenset(LEXICON["before_year"]["months"])
_DOES = frozenset(LEXICON["rates"]["verbs"])
_AGES = frozenset({"aged", "age", "ages"})
_SEVERAL = frozenset(LEXICON["age"]["several"])
_AGE_LEADS = frozenset({"now", "both", "all", "then", "just", "respectively", "only"})
_ABOUT = frozenset({"just", "only", "about", "nearly", "almost", "barely"})


_BEFORE_AGE = _AGES | _AGE_BOUNDS | _WAS | _ELDEST | _AGE_LEADS | {"of", "between", "and", "or", ",", "("} | _ABOUT
_BEHIND_AGE = frozenset(_AGED) | {"-", "s", "'s", ",", "and", "or"}
"""Words of which one stands beside every age, whichever way it is told."""


def age(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """An age: "12-year-old", "aged 12", "20 years old", "18 to 24-year-olds", "under-18s"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    before = norms[n.first - 1] if n.first > sentence.first else ""
    if before not in _BEFORE_AGE and (n.last >= end or norms[n.last] not in _BEHIND_AGE):
        return None
    if n.form in {"ordinal", "code", "vague", "fraction", "year"} or (n.value or n.high or 0) > 130:
        return None
    j = n.last + 1 if n.last < end and norms[n.last] == "-" and tokens.adjoin(n.last) else n.last
    last = 0
    unit = "year"
    if j < end and norms[j] in _AGED:
        unit = _AGED[norms[j]]
        k = j + 1
        if k < end and norms[k] == "-":
            k += 1
        if k < end and norms[k] in {"old", "olds"}:
            last = k + 1
        elif norms[k : k + 2] == ["of", "age"]:
            last = k + 2
    if before in {"and", "or", ","}:  # "aged six and nine"
        other = reading.numerals.ending(n.first - 1)
        before = norms[other.first - 1] if other is not None and other.first > sentence.first else before
    of_age = before == "of" and norms[max(sentence.first, n.first - 2)] in _PEOPLE and n.form == "digits" and (n.value or 0) >= 10
    of_age = of_age and not (
        n.last < end and norms[n.last][0].isalpha() and norms[n.last] not in FUNCTION_WORDS and counted(tokens, n.last, end) is not None
    )
    said = of_age or before in _AGES or (before in {"of", "between"} and norms[max(sentence.first, n.first - 2)] in _AGES)
    if not last and said and not (n.last < end and norms[n.last][0].isalpha() and unit_at(tokens, n.last, end, figures=True)):
        last = n.last
    if not last and _age_group(tokens, sentence, n):
        limit = norms[n.first - 1 - (before == "-")]
        value = bound(n.value, _LIMITS[limit]) if n.value is not None and limit in _LIMITS else bounded(tokens, sentence, n, n.first, n.last)
        return fact(reading, "quantity.age", n.first, n.last + 1, value, Unit(unit, "age"), None)
    if not last and _listed_age(reading, sentence, n):
        last = n.last
    if not last and _many_of_age(tokens, sentence, n):
        last = n.last
    if not last and (_between_commas(tokens, sentence, n) or _at_an_age(tokens, sentence, n) or _of_several(reading, sentence, n)):
        last = n.last
    if not last or (n.value or n.high or 0) <= 0:
        return None
    return fact(reading, "quantity.age", n.first, last, bounded(tokens, sentence, n, n.first, last), Unit(unit, "age"), None)


_LIMITS = {"over": Qualifier.MORE_THAN, "under": Qualifier.LESS_THAN}
_OLD = ("olds", "old")


def _age_group(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether a plural names people by their age: "under-18s", "the over 60s", "16-24s"."""
    norms, j = tokens.norms, n.last
    if j >= sentence.last or not tokens.adjoin(j) or norms[j] not in ("s", "'s") or not tokens.words[n.first][0].isdecimal():
        return False
    if n.form == "range":
        low, high = n.low or 0, n.high or 0
        return 5 <= low < high <= 100 and not (low % 10 == high % 10 == 0)
    k = n.first - 1
    if k > sentence.first and norms[k] == "-":
        k -= 1
    return k >= sentence.first and norms[k] in _LIMITS and n.value is not None


def _many_of_age(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether people are over or under a bare number of years: "children under five", "anyone over 65 who"."""
    norms, k = tokens.norms, n.first - 1
    if n.value is None or n.form not in {"digits", "words"} or not 1 <= n.value <= 110 or n.value != n.value.to_integral_value():
        return False
    if k <= sentence.first or norms[k] not in _AGE_BOUNDS:
        return False
    k -= norms[k - 1] in {"aged", "just", "well"}
    after = norms[n.last] if n.last < sentence.last else "."
    goes_on = after[0].isalnum() and after not in FUNCTION_WORDS and after not in _AFTER_AGE
    return norms[k - 1] in _MANY and not goes_on and after not in {"%", "-", "/", ":", "°", "£", "$"}


def _listed_age(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether the years of an age stand behind the last of those it is listed with: "16 and 17-year-olds", "five- and six-year-olds"."""
    tokens, norms, end, j = reading.tokens, reading.tokens.norms, sentence.last, n.last
    for _ in range(3):
        if j < end and norms[j] == "-" and tokens.adjoin(j):
            j += 1
        k = j
        while k < end and norms[k] in {",", "and", "or"}:
            k += 1
        other = reading.numerals.starting(k) if k > j else None
        if other is None or other.value is None or other.last + 2 >= end or not other.value <= 130:
            return False
        j = other.last
        m = j + (norms[j] == "-")
        if norms[m] in _AGED and (norms[m + 1] in _OLD or (norms[m + 1] == "-" and norms[m + 2 : m + 3] and norms[m + 2] in _OLD)):
            return True
    return False


def _between_commas(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether an age follows a person behind a comma: "Jane Doe, 43, said", "Doe, 43, of Leeds", "with her sister, Ann Doe, 50."."""
    first, norms = n.first, tokens.norms
    if n.form != "digits" or n.last - first > 1 or first - 2 < sentence.first or not tokens.words[first].isdecimal():
        return False
    after = norms[n.last] if n.last < sentence.last else "."
    if norms[first - 1] != "," or not 1 <= (n.value or 0) <= 110:
        return False
    person = tokens.words[first - 2]
    if norms[first - 2] in _PEOPLE:
        return after == ","
    if not (person[0].isupper() and person.isalpha()) or norms[first - 2] in _MONTHS:
        return False
    before = tokens.words[first - 3] if first - 3 >= sentence.first else ""
    full = before[:1].isupper() and before.isalpha() and norms[first - 3] not in FUNCTION_WORDS
    if after == ",":
        return full or (before.lower() not in _PLACED and norms[n.last + 1 : n.last + 2] != [] and norms[n.last + 1] in _APPOSED)
    ends = after in {".", ";", ")", "?", "!"} and (n.value or 0) >= 10
    return ends and len(person) > 2 and (full or before.lower() in _WAS)


def _of_several(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether an age is one of those of several people: "the sisters, now 88 and 91, said", "twins Ann and Tom, both 14,"."""
    norms, words = reading.tokens.norms, reading.tokens.words
    first, last = n.first, n.last
    if n.form not in {"digits", "words"} or not 0 < (n.value or 0) <= 110:
        return False
    for _ in range(3):
        k = first - 1 - (norms[first - 1] == "and" and norms[first - 2] == ",")
        before = reading.numerals.ending(k) if k > sentence.first and norms[k] in {",", "and"} else None
        if before is None or before.first <= sentence.first or before.form not in {"digits", "words"}:
            break
        first = before.first
    for _ in range(3):
        k = last + 1 + (norms[last : last + 2] == [",", "and"])
        after = reading.numerals.starting(k) if k < sentence.last and norms[last] in {",", "and"} else None
        if after is None or after.form not in {"digits", "words"} or not 0 < (after.value or 0) <= 110:
            break
        last = after.last
    if last < sentence.last and norms[last] not in {",", ".", ";", ")", "?", "!", "—", "–"}:
        return False
    k, listed = first - 1, first < n.first or last > n.last
    lead = norms[k] if k > sentence.first and norms[k] in _AGE_LEADS else ""
    k -= lead != ""
    if k <= sentence.first or norms[k] not in {",", "("}:
        return False
    of_people = norms[k - 1] in _SEVERAL and (listed or lead != "")
    return of_people or (lead in {"both", "all"} and words[k - 1][0].isupper() and words[k - 1].isalpha())


def _at_an_age(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether a bare number is how old somebody is: "the eldest 97", "she was 30", "I was nineteen when it began"."""
    first, last, norms = n.first, n.last, tokens.norms
    if n.form not in {"digits", "words"} or n.value is None or first == sentence.first:
        return False
    if not 2 <= n.value <= 110 or n.value != n.value.to_integral_value():
        return False
    after = norms[last] if last < sentence.last else "."
    if after[0].isalnum() and after not in _AFTER_AGE:
        return False
    if after in {"-", "%", "/", ":", "'", "°"}:
        return False
    before = norms[first - 1]
    eldest = norms[first - 2] if before in _WAS or before in {"just", "only", "aged"} else before
    if eldest in _ELDEST and first - 1 > sentence.first:
        return True
    k = first - 1
    while k > sentence.first and norms[k] in _ABOUT:
        k -= 1
    if norms[k] not in _WAS or k == sentence.first:
        return False
    who = norms[k - 1]
    return who in _WHO and norms[k - 2 : k - 1] not in (["than"], ["as"])


def magnitude(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A magnitude: "magnitude 6.3", "a 5.0 magnitude aftershock", "6.4 on the Richter scale"."""
    tokens, norms = reading.tokens, reading.tokens.norms
    value = n.value or n.high
    if value is None or not 0 < value <= 10 or n.form not in {"digits", "words", "range"}:
        return None
    if n.last < sentence.last and norms[n.last] in _CLOCK:
        return None
    first, last = n.first, n.last
    j = last + 1 if last < sentence.last and norms[last] == "-" and tokens.adjoin(last) else last
    k = first - 1
    if k > sentence.first and (norms[k] == "of" or (norms[k] == "-" and tokens.adjoin(first))):
        k -= 1
    if j < sentence.last and norms[j] == "magnitude":
        last = j + 1
    elif k >= sentence.first and norms[k] in _MAGNITUDE:
        first = k
    elif "richter" not in norms[last : last + 4] and not _shaken(tokens, sentence, n):
        return None
    return fact(reading, "quantity.magnitude", first, last, bounded(tokens, sentence, n, first, last), Unit("", "magnitude"), None)


def _shaken(tokens: Tokens, sentence: Sentence, n: Numeral) -> bool:
    """Whether a decimal without a unit stands beside an earthquake."""
    if "." not in tokens.words[n.first]:
        return False
    around = tokens.norms[max(sentence.first, n.first - 12) : min(sentence.last, n.last + 12)]
    return not _SHAKEN.isdisjoint(around) and unit_at(tokens, n.last, sentence.last, figures=True) is None


_SHARING = frozenset({"in", "out", "of", "for", "-"})
_OF_EVERY = tuple([word, every] for word in ("for", "of") for every in ("every", "each"))


def rate(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A rate: "one in five", "9 out of 10", "one in every three"."""
    tokens, norms, end, j = reading.tokens, reading.tokens.norms, sentence.last, n.last
    if j >= end or (norms[j] not in _SHARING and norms[j + 1 : j + 2] != ["in"]):
        return None
    if n.value is None or n.form not in {"digits", "words"} or n.value != n.value.to_integral_value():
        return None
    hyphen = j < end and norms[j] == "-" and tokens.adjoin(j)
    j += hyphen
    named = j + 1 < end and norms[j][0].isalpha() and norms[j + 1] == "in" and norms[j] not in FUNCTION_WORDS
    j += named  # "one child in four"
    if norms[j : j + 2] == ["out", "of"]:
        k = j + 2
    elif (norms[j : j + 2] in _OF_EVERY and not named) or (j < end and norms[j] == "in"):
        k = j + 1
    else:
        return None
    if k < end and (norms[k] in {"every", "each"} or (hyphen and norms[k] == "-")):
        k += 1
    of = reading.numerals.starting(k) if k < end else None
    if of is None or of.value is None or of.form not in {"digits", "words", "mixed"} or of.last > end or not 0 < n.value < of.value:
        return None
    if (of.value > 1000 and (of.value % 100 or norms[j] == "for")) or (of.form == "digits" and 1800 <= of.value <= 2100) or n.value > 100:
        return None
    following = unit_at(tokens, of.last, end, figures=True)
    if following is not None and following[0].dimension in {"duration", "ratio"}:
        return None
    share = EXACTLY.divide(n.value, of.value)
    whole = n._replace(value=tidy(share) if share == share.quantize(Decimal("1e-6")) else share.quantize(Decimal("1e-6")), form="fraction")
    phrase = counted(tokens, of.last, end) if of.last < end else None
    if named and phrase is not None and not (n.value == 1 and _does(tokens, of.last, phrase.last, end)):
        return None  # "nine people in 12 villages" are two counts
    noun = tokens.slice(phrase.first, phrase.last) if phrase else noun_of(reading, of.last, end)
    return fact(reading, "quantity.rate", n.first, of.last, bounded(tokens, sentence, whole, n.first, of.last), Unit("fraction", "ratio"), noun)


def _does(tokens: Tokens, j: int, last: int, end: int) -> bool:
    """Whether what stands behind "one family in five" at token ``j`` is its verb and object: "skips a meal", "goes hungry"."""
    verb = tokens.norms[j]
    after = tokens.norms[j + 1] if j + 1 < end else ""
    if verb in _DOES:
        return True
    return verb.endswith("s") and last == j + 1 and after.isalpha() and after not in AUXILIARIES and after not in {"and", "or"}


BASED = frozenset({"every", "each", "-", "of", "in", "out", "for"})
"""Words right before the base of a rate."""


def base_of_rate(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether ``n`` is the "five" of "one in five", which the "one" has taken."""
    j = n.first - 1
    if j > sentence.first and reading.tokens.norms[j] in {"every", "each", "-"}:
        j -= 1
    if j > sentence.first and reading.tokens.norms[j] == "of":
        j -= 1
    if j <= sentence.first or reading.tokens.norms[j] not in {"in", "out", "for"}:
        return False
    share = reading.numerals.ending(j) or reading.numerals.ending(j - 1)
    if share is None or share.first < sentence.first:
        return False
    found = rate(reading, sentence, share)
    return isinstance(found, Mention) and found.last == n.last
