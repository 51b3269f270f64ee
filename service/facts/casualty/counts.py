"""The phrases of a sentence that may count victims: numbers with their nouns, "a man", "no one", names of persons."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from service.facts.casualty.lexicon import LEXICON, Frame, expression
from service.facts.clause.clause import is_person, is_qualifier, singular
from service.facts.clause.noun_phrase import FUNCTION_WORDS, counted, is_plural
from service.facts.numeral import Numeral, bounded
from service.model import Bounded, Group, Qualifier
from service.reading import Reading
from service.transcript.sentences import Sentence

_THINGS = frozenset(LEXICON["things"]["words"])
_DESIGNATORS = frozenset(LEXICON["things"]["designators"])
_MONTHS = frozenset(LEXICON["things"]["months"])
_SUFFIXES = tuple(LEXICON["things"]["suffixes"])
_NOT_PEOPLE = frozenset(LEXICON["names"]["not_people"])
_TITLES = frozenset(LEXICON["names"]["titles"])
_RANKS = frozenset({"police", "lance", "staff", "warrant", "flight", "detective", "chief", "royal", "retired", "former", "us", "british"})
_OFFICES = frozenset({"speaker", "president", "chair", "chairman", "chairwoman", "chairperson", "deputy"}) | frozenset(
    {
        "minister",
        "ministers",
        "affairs",
        "department",
        "council",
        "general",
        "state",
        "committee",
        "court",
        "office",
        "secretary",
        "guard",
        "army",
        "force",
        "party",
        "government",
        "administration",
    }
)
_PARTICLES = frozenset(LEXICON["names"]["particles"])
_GROUPS = tuple((Group(group), frozenset(words)) for group, words in LEXICON["groups"].items())
_CURRENCY = frozenset("$£€¥")
VICTIM_NOUNS = frozenset(LEXICON["counted"]["victims"])
CASUALTY_NOUNS = frozenset(LEXICON["counted"]["casualties"])
_NOBODY = frozenset({"nobody", "no-one", "none"})


class Count(NamedTuple):
    """A phrase that counts people, on tokens. ``[first, last)`` is the mention, ``left`` where its qualifiers begin, ``end`` where its complement ends.

    ``kind``: number, article ("a man"), name, none ("no one"). ``head`` is the noun's token, None for a bare number.
    ``partitive``: it is some "of the" others.
    """

    kind: str
    left: int
    first: int
    last: int
    end: int
    head: int | None
    noun: int
    numeral: Numeral | None = None
    partitive: bool = False


def counts(reading: Reading, sentence: Sentence, tags: str, *, singles: bool) -> list[Count]:
    """Every count of a sentence in order; ``singles`` asks for "a man" and names too."""
    found: list[Count] = []
    i = sentence.first
    norms = reading.tokens.norms
    while i < sentence.last:
        numeral = reading.numerals.by_first.get(i)
        t = tags[i - sentence.first]
        count: Count | None = None
        if norms[i] in {"no", "nobody", "none", "not"}:
            count = _none(reading, sentence, tags, i)
        if count is None and numeral is not None and numeral.last <= sentence.last:
            if numeral.form == "range" and i > sentence.first and norms[i - 1] == "from":
                halves = _halves(reading, numeral)
                pair = [c for h in halves if (c := _number(reading, sentence, tags, h)) is not None]
                found += pair
                i = numeral.last
                continue
            count = _number(reading, sentence, tags, numeral)
            if count is None:
                i = numeral.last
                continue
        if count is None and singles:
            if norms[i] in {"a", "an", "another"}:
                count = _article(reading, sentence, tags, i)
            elif t == "N" and reading.tokens.words[i][0].isupper():
                count, i = _name(reading, sentence, tags, i)
        if count is not None:
            found.append(count)
            i = count.last
        else:
            i += 1
    return found


def _halves(reading: Reading, n: Numeral) -> list[Numeral]:
    """As in "from 14 to 16" as two numbers, for a count that changed."""
    middle = next((j for j in range(n.first, n.last) if reading.tokens.norms[j] == "to"), None)
    if middle is None or n.low is None or n.high is None:
        return [n]
    return [Numeral(n.first, middle, n.low, None, None, "digits"), Numeral(middle + 1, n.last, n.high, None, None, "digits")]


def is_victim(reading: Reading, head: int) -> bool:
    """Whether the noun at token ``head`` means people that harm can come to."""
    norm = reading.tokens.norms[head]
    if norm in _THINGS:
        return False
    if is_person(norm) or norm.endswith(_SUFFIXES):
        return True
    sense = expression(reading.tokens.norms, head, head + 1)
    return (sense is not None and sense.sense(Frame.COUNTED) is not None) or (
        reading.tokens.words[head][0].isupper() and norm not in _NOT_PEOPLE and norm not in _MONTHS
    )


def _left(reading: Reading, sentence: Sentence, i: int) -> int:
    floor = max(sentence.first, i - 8)
    while i > floor and is_qualifier(reading.tokens, i - 1):
        i -= 1
    return i


def _number(reading: Reading, sentence: Sentence, tags: str, n: Numeral) -> Count | None:
    """The count that ``n`` begins; None for years, ages, amounts, rates, and counts of things."""
    tokens, norms, base = reading.tokens, reading.tokens.norms, sentence.first
    if n.form in {"ordinal", "fraction", "year", "code"} or (n.value is not None and (n.value != n.value.to_integral_value() or n.value < 0)):
        return None
    before = norms[n.first - 1] if n.first > base else ""
    after = n.last
    following = norms[after] if after < sentence.last else "."
    if before in _CURRENCY or following in {"%", "per", "percent", "-year", "°"} or (following in _CURRENCY and tokens.adjoin(after)):
        return None
    if before == "-" and tokens.adjoin(n.first) and n.first - 1 > base and tokens.adjoin(n.first - 1):
        return None  # "Covid-19"
    if before == "of" and norms[n.first - 2 : n.first - 1] == ["out"]:
        return None
    if before == "in" and n.first - 1 in reading.numerals.by_last and norms[n.first - 2] in {"one", "1", "two", "three", "nine"}:
        return None
    if n.value == 1 and _is_rate(reading, sentence, n):
        return None
    after = _past_suffix(reading, sentence, after)
    if after < sentence.last and norms[after] == "others":
        return Count("number", _left(reading, sentence, n.first), n.first, after + 1, after + 1, after, after, n)
    following = norms[after] if after < sentence.last else "."
    if following == "-" and tokens.adjoin(after):
        return None
    if (
        before in {"under", "over", "aged", "age"}
        and n.first - 2 >= base
        and is_person(norms[n.first - 2])
        and norms[after : after + 1] != ["people"]
    ):
        return None  # "children under five"
    partitive = False
    if following == "of" and after + 1 < sentence.last and n.form != "vague" and (tags[after + 1 - base] == "Q" or norms[after + 1] == "every"):
        return None  # "eight of ten", "one of every two"
    if following in {"fewer", "less"}:
        return None  # "1,000 fewer deaths"
    if following == "of" and after + 1 < sentence.last:
        k = after + 1
        while k < sentence.last and tags[k - base] == "D":
            partitive, k = True, k + 1
        if n.form == "vague" or partitive or norms[k] == "people":
            if k < sentence.last and tags[k - base] in "QU" and partitive is False and norms[k] != "them" and n.form != "vague":
                return None
            if not partitive and norms[k] not in {"them", "us", "these", "those"}:
                after = k
            else:
                return _bare(reading, sentence, tags, n, partitive=True)
    if before == "but" and norms[n.first - 2 : n.first - 1] == ["all"]:
        return None
    np = counted(tokens, after, sentence.last) if n.value != 1 and following not in _WHEN else None
    if np is not None and any(t in "VQAI" for t in tags[after - base : np.head - base]):
        np = None
    if np is not None and np.first != after and not partitive:
        np = None
    if np is not None:
        head, last = np.head, np.last
        if tokens.norms[head] in _THINGS or not is_victim(reading, head):
            head2 = _state_head(reading, sentence, after)
            if head2 is None:
                return None
            head, last = head2, head2 + 1
        if _is_predicate(reading, sentence, tags, n, after, head):
            return _bare(reading, sentence, tags, n)
        last, head = _coordinated(reading, sentence, tags, last, head)
        return Count("number", _left(reading, sentence, n.first), n.first, last, _complement(tags, norms, base, last, sentence.last), head, after, n)
    if n.value == 1:
        return _one(reading, sentence, tags, n, after)
    if after < sentence.last and tags[after - base] == "N" and following not in _WHEN:
        if expression(norms, after, sentence.last) is not None:
            return _bare(reading, sentence, tags, n)
        j = after
        while j < sentence.last and tags[j - base] in "N-" and (tokens.words[j][0].isupper() or norms[j] == "-"):
            j += 1
        if j > after and norms[j - 1] not in _MONTHS and is_victim(reading, j - 1):
            return Count("number", _left(reading, sentence, n.first), n.first, j, _complement(tags, norms, base, j, sentence.last), j - 1, after, n)
        return None
    if _is_name_number(reading, sentence, n, before):
        return None
    return _bare(reading, sentence, tags, n)


def _past_suffix(reading: Reading, sentence: Sentence, i: int) -> int:
    norms = reading.tokens.norms
    if i + 1 < sentence.last:
        if norms[i] == "-" and norms[i + 1] in {"plus", "odd"}:
            return i + 2
        if norms[i] in {"plus", "+"} and reading.tokens.ends[i] <= reading.tokens.starts[i + 1]:
            return i + 1
        if norms[i] == "or" and norms[i + 1] in {"more", "so", "fewer"}:
            return i + 2
    return i


def _state_head(reading: Reading, sentence: Sentence, i: int) -> int | None:
    """The harm word right behind a number ("12 wounded outside two schools")."""
    found = expression(reading.tokens.norms, i, sentence.last)
    return i if found is not None and found.last == i + 1 and reading.tokens.norms[i] in _STATES else None


_WHEN = frozenset({"last", "next", "late", "early", "overnight", "yesterday", "earlier", "previously"})
_STATES = frozenset({"dead", "injured", "wounded", "missing", "homeless", "displaced", "infected", "detained", "hurt", "trapped"})


_ADVERBIAL = frozenset({"still", "more", "already", "now", "others", "other"})
_LEAVING = frozenset({"leave", "left", "leaves", "have", "had", "has", "find", "found", "make", "made", "makes"})


def _is_predicate(reading: Reading, sentence: Sentence, tags: str, n: Numeral, after: int, head: int) -> bool:
    """Whether "dead" or "injured" is said of a bare number ("left five dead") rather than its noun ("a toll of 27 dead")."""
    norms = reading.tokens.norms
    if norms[head] not in _STATES or any(w not in _ADVERBIAL for w in norms[after:head]):
        return False
    if head > after:
        return True
    left = _left(reading, sentence, n.first)
    before = norms[left - 1] if left > sentence.first else ""
    if n.first > sentence.first and norms[n.first - 1] in {"of", "to", "from"}:
        return False
    if left > sentence.first and tags[left - 1 - sentence.first] in "VI" and before not in _LEAVING:
        return False
    if before in {"of", "to", "from", "than", "by", "with", "for", "among"} or "the" in reading.tokens.norms[left : n.first]:
        return before == "with"
    following = tags[head + 1 - sentence.first] if head + 1 < sentence.last else "."
    return following not in "AV"


def _is_rate(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    norms = reading.tokens.norms
    i = n.last
    if i + 1 >= sentence.last or norms[i] not in {"in", "out"}:
        return False
    j = i + 2 if norms[i] == "out" else i + 1
    return j < sentence.last and (j in reading.numerals.by_first or norms[j] == "every")


def _is_name_number(reading: Reading, sentence: Sentence, n: Numeral, before: str) -> bool:
    """Whether a bare number belongs to a name or a calendar expression rather than counts: "Flight 17", "20 March", "2016"."""
    norms = reading.tokens.norms
    following = norms[n.last] if n.last < sentence.last else ""
    if following in _MONTHS or before in _DESIGNATORS:
        return True
    word = reading.tokens.words[n.first]
    return n.last == n.first + 1 and len(word) == 4 and word.isdigit() and Decimal(1900) <= Decimal(word) <= Decimal(2100)


def _bare(reading: Reading, sentence: Sentence, tags: str, n: Numeral, *, partitive: bool = False) -> Count:
    norms = reading.tokens.norms
    last = n.last + 1 if n.last < sentence.last and norms[n.last] == "more" else n.last
    end = _complement(tags, norms, sentence.first, last, sentence.last)
    return Count("number", _left(reading, sentence, n.first), n.first, n.last, end, None, n.last, n, partitive)


def _one(reading: Reading, sentence: Sentence, tags: str, n: Numeral, after: int) -> Count | None:
    """One person: "one member", "one Palestinian man", "one"."""
    base, norms = sentence.first, reading.tokens.norms
    j = after
    while j < min(sentence.last, after + 6) and tags[j - base] in "N-p":
        j += 1
    while j > after and expression(norms, j - 1, j) is not None and tags[j - 1 - base] != "N":
        j -= 1
    if j == after:
        return None if after < sentence.last and tags[after - base] == "G" else _bare(reading, sentence, tags, n)
    for head in range(j - 1, after - 1, -1):
        if is_victim(reading, head) and not is_plural(norms[head]):
            return Count(
                "number",
                _left(reading, sentence, n.first),
                n.first,
                head + 1,
                _complement(tags, norms, base, head + 1, sentence.last),
                head,
                after,
                n,
            )
        if expression(norms, head, j) is None:
            break
    said = expression(norms, after, sentence.last)
    return _bare(reading, sentence, tags, n) if said is not None and said.last >= j else None


def _coordinated(reading: Reading, sentence: Sentence, tags: str, last: int, head: int) -> tuple[int, int]:
    """The end of "12 men, women and children": nouns of people that share one number."""
    norms, base = reading.tokens.norms, sentence.first
    i, stop = last, last
    while i + 1 < sentence.last and (tags[i - base] == "C" or (norms[i] == "," and tags[i + 1 - base] == "N")):
        j = i + 1
        while j < sentence.last and j < i + 4 and tags[j - base] == "N" and not is_plural(norms[j]):
            j += 1
        if j >= sentence.last or tags[j - base] != "N" or not is_plural(norms[j]) or not is_person(norms[j]) or not is_person(norms[head]):
            break
        if tags[i - base] == "C":
            stop = j + 1
        i = j + 1
    return stop, head


def _complement(tags: str, norms: list[str], base: int, last: int, limit: int) -> int:
    """The end of an "of" or "from" phrase that says more of the people: "members of the Coast Guard", "seventeen from the Armed Forces"."""
    i = last
    if i + 1 < limit and norms[i] in {"under", "over", "aged"} and tags[i + 1 - base] == "Q" and i > base and tags[i - 1 - base] == "N":
        i += 1
        while i < limit and tags[i - base] == "Q":
            i += 1
        return i
    if i + 1 >= limit or norms[i] not in {"of", "from"}:
        return last
    i += 1
    start = i
    while i < min(limit, start + 8) and tags[i - base] in "DNp-" and norms[i] not in _STATES:
        i += 1
    return i if i > start else last


def _article(reading: Reading, sentence: Sentence, tags: str, i: int) -> Count | None:
    """One person by an indefinite article: "a man", "an 11-year-old girl"."""
    base, norms, tokens = sentence.first, reading.tokens.norms, reading.tokens
    j = i + 1
    limit = min(sentence.last, i + 10)
    if j < limit and tags[j - base] == "Q":
        while j < limit and tags[j - base] == "Q":
            j += 1
        if not (j + 3 < limit and norms[j] == "-" and tokens.adjoin(j)):
            return None
    while j < limit and tags[j - base] in "N-B" and not (j > i + 1 and tags[j - base] == "B"):
        j += 1
    while j - 1 > i and tags[j - 1 - base] == "N" and expression(norms, j - 1, j) is not None and not is_person(norms[j - 1]):
        j -= 1
    head = j - 1
    if head <= i or not is_person(norms[head]) or is_plural(norms[head]) or singular(norms[head]) != norms[head] or norms[head] in _NOT_ONE:
        return None
    return Count("article", i, i, j, _complement(tags, norms, base, j, sentence.last), head, i + 1)


_NOT_ONE = frozenset(LEXICON["names"]["not_one"])


def _name(reading: Reading, sentence: Sentence, tags: str, i: int) -> tuple[Count | None, int]:
    """A person's name of two capitalised words or more, or one behind a title; and where to read on."""
    base, words, norms = sentence.first, reading.tokens.words, reading.tokens.norms
    j = i
    limit = min(sentence.last, i + 8)
    while j < limit and (
        (tags[j - base] == "N" and words[j][0].isupper())
        or (j > i and norms[j] in _PARTICLES and j + 1 < limit)
        or (j > i and words[j] == "." and len(words[j - 1]) <= 3 and reading.tokens.adjoin(j))
    ):
        j += 1
    while j > i and not words[j - 1][0].isupper():
        j -= 1
    stop = max(j - 1, i)
    run = range(i, j)
    if norms[i] in _RANKS and i + 2 < j and norms[i + 1] in _TITLES:
        run = range(i + 1, j)
    plain = [k for k in run if words[k][0].isupper() and norms[k] not in _TITLES]
    titled = len(plain) < sum(1 for k in run if words[k][0].isupper())
    if (
        not plain
        or len(plain) < (1 if titled else 2)
        or len(plain) > 4
        or any((norms[k] in _NOT_PEOPLE and not titled) or (words[k].isupper() and len(words[k]) > 2) for k in run)
    ):
        return None, stop
    if i > base and norms[i - 1] in {"the", "a", "an"}:
        return None, stop
    if any(is_plural(norms[k]) and is_person(norms[k]) for k in plain):
        return None, stop
    if titled and norms[j - 1] in _OFFICES:
        return None, stop
    if norms[j - 1].endswith(("land", "istan")) and not titled:
        return None, stop
    return Count("name", i, i, j, j, j - 1, i), stop


def _none(reading: Reading, sentence: Sentence, tags: str, i: int) -> Count | None:
    """A count of nobody: "no one", "none", "no civilians", "not a single person"."""
    base, norms = sentence.first, reading.tokens.norms
    j = i + 1
    if norms[i] in _NOBODY:
        if norms[i] == "none" and i + 2 < sentence.last and norms[i + 1] == "of" and norms[i + 2] in {"this", "that", "it", "which"}:
            return None
        return Count("none", i, i, j, _complement(tags, norms, base, j, sentence.last), None, j)
    if norms[i] == "not":
        if norms[j : j + 2] not in (["a", "single"], ["one", "single"]) and norms[j : j + 1] != ["one"]:
            return None
        j += 2 if norms[j + 1 : j + 2] == ["single"] else 1
        if norms[j : j + 1] == ["of"]:
            return Count("none", i, i, j, _complement(tags, norms, base, j, sentence.last), None, j)
    elif j < sentence.last and norms[j] == "one":
        return Count("none", i, i, j + 1, j + 1, None, j + 1)
    start = j
    while j < min(sentence.last, start + 6) and (tags[j - base] in "N-" or norms[j] in {"other", "more", "further", "such"}):
        j += 1
    if j == start:
        return None
    head = j - 1
    while head > start and not is_victim(reading, head):
        head -= 1
    if not is_victim(reading, head) or (head + 1 < j and expression(norms, head + 1, j) is None):
        return None
    return Count("none", i, i, head + 1, _complement(tags, norms, base, head + 1, sentence.last), head, start)


ONE = Bounded(Decimal(1), Decimal(1), Decimal(1), Qualifier.EXACT)
ZERO = Bounded(Decimal(0), Decimal(0), Decimal(0), Qualifier.EXACT)


def value(reading: Reading, sentence: Sentence, count: Count) -> Bounded:
    """How many ``count`` says: names and articles are one, "no one" is none."""
    if count.kind == "none":
        return ZERO
    if count.numeral is None:
        return ONE
    return bounded(reading.tokens, sentence, count.numeral, count.numeral.first, count.numeral.last)


def groups(reading: Reading, count: Count) -> tuple[Group, ...]:
    """What the people are, by the mention's own words and their "of" or "from" phrase."""
    norms = reading.tokens.norms
    if count.kind == "name":
        return ()
    last = count.last if count.head is not None and norms[count.head] in VICTIM_NOUNS else count.end
    words = norms[count.noun : last]
    joined = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
    found = [group for group, known in _GROUPS if not known.isdisjoint(joined)]
    if Group.MEDIC in found and "first responders" in joined:
        found = [g for g in found if g is not Group.AID_WORKER]
    return tuple(found)


def victims(reading: Reading, count: Count) -> tuple[int, int] | None:
    """The tokens that say who they are, or None where no noun or name does."""
    if count.kind == "name":
        return count.first, count.last
    if count.head is None:
        return None
    norms = reading.tokens.norms
    found = expression(norms, count.head, count.head + 1)
    if found is not None and found.sense(Frame.COUNTED) is not None and not is_person(norms[count.head]) and norms[count.head] not in VICTIM_NOUNS:
        return None
    return count.noun, count.end if norms[count.last : count.last + 1] == ["of"] else count.last


__all__ = ["CASUALTY_NOUNS", "FUNCTION_WORDS", "VICTIM_NOUNS", "Count", "counts", "groups", "is_victim", "value", "victims"]
