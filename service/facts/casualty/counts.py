"""The phrases of a sentence that may count victims: numbers with their nouns, "a man", "no one", names of persons."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.lexicon import LEXICON, expression
from service.facts.casualty.phrases import MONTHS, STATES, Count, complement, is_victim, left_edge
from service.facts.casualty.singles import OLDEST, article, end_of_age, end_of_plain_age, name, nobody, pronoun, surname
from service.facts.clause.noun_phrase import counted, is_plural
from service.facts.clause.words import is_past, is_person
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence

_DESIGNATORS = frozenset(LEXICON["things"]["designators"])
_CURRENCY = frozenset("$£€¥")
_WHEN = frozenset(
    {
        "remain",
        "remained",
        "stay",
        "stayed",
        "lie",
        "lay",
        "went",
        "go",
        "last",
        "next",
        "late",
        "early",
        "overnight",
        "yesterday",
        "earlier",
        "previously",
    }
)
_WITH_CHILDREN = frozenset({"out", "mother", "father", "parent", "mum", "mom", "dad", "grandmother", "grandfather", "widow", "widower", "parents"})
_SUMMED = frozenset({"total", "altogether", "overall"})
_OLD = frozenset({"them", "whom", "are", "were", "those"})
_ADVERBIAL = frozenset({"still", "more", "already", "now", "others", "other"})
_LEAVING = frozenset({"leave", "left", "leaves", "have", "had", "has", "find", "found", "make", "made", "makes"})
_NOBODY = frozenset({"no", "nobody", "none", "not"})
_ARTICLES = frozenset({"a", "an", "another"})
_PRONOUNS = frozenset({"both", "another"})
_OF_ONE = _ARTICLES | _PRONOUNS


def counts(reading: Reading, sentence: Sentence, tags: str, *, singles: bool) -> list[Count]:
    """Every count of a sentence in order; ``singles`` asks for "a man" and names too."""
    found: list[Count] = []
    i = sentence.first
    norms, words, by_first, last = reading.tokens.norms, reading.tokens.words, reading.numerals.by_first, sentence.last
    while i < last:
        numeral = by_first.get(i)
        t = tags[i - sentence.first]
        if numeral is None and norms[i] not in _NOBODY and not (singles and (norms[i] in _OF_ONE or (t == "N" and words[i][0].isupper()))):
            i += 1
            continue
        count: Count | None = None
        if norms[i] in _NOBODY:
            count = nobody(reading, sentence, tags, i)
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
            if norms[i] in _PRONOUNS:
                count = pronoun(reading, sentence, tags, i)
            if count is None and norms[i] in _ARTICLES:
                count = article(reading, sentence, tags, i)
            elif count is None and t == "N" and words[i][0].isupper():
                first = i
                count, i = name(reading, sentence, tags, i)
                if count is None and i == first:
                    count = surname(reading, sentence, tags, i)
        if count is not None:
            found.append(count)
            i = count.end if count.kind == "name" else count.last
        else:
            i += 1
    return found


def _halves(reading: Reading, n: Numeral) -> list[Numeral]:
    """As in "from 14 to 16" as two numbers, for a count that changed."""
    middle = next((j for j in range(n.first, n.last) if reading.tokens.norms[j] == "to"), None)
    if middle is None or n.low is None or n.high is None:
        return [n]
    return [Numeral(n.first, middle, n.low, None, None, "digits"), Numeral(middle + 1, n.last, n.high, None, None, "digits")]


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
    if before == "every" or _is_age(reading, sentence, n) or _is_youngest(reading, sentence, n):
        return None
    if before == "of" and n.first - 2 >= base and norms[n.first - 2] in _WITH_CHILDREN and not _of_a_whole(reading, sentence, tags, n):
        return None  # "out of 12", "a mother of four"
    if before == "in" and n.first - 1 in reading.numerals.by_last and norms[n.first - 2] in {"one", "1", "two", "three", "nine"}:
        return None
    if n.value == 1 and _is_rate(reading, sentence, n):
        return None  # "one in five", "one for every six"
    after = _past_suffix(reading, sentence, after)
    if after < sentence.last and norms[after] == "others":
        return Count("number", left_edge(reading, sentence, n.first), n.first, after + 1, after + 1, after, after, n)
    following = norms[after] if after < sentence.last else "."
    if following == "(" and norms[after + 2 : after + 3] == [")"]:
        repeated = reading.numerals.by_first.get(after + 1)
        if repeated is not None and repeated.value == n.value:  # "twelve (12) civilians"
            after += 3
            following = norms[after] if after < sentence.last else "."
    if (following == "-" and tokens.adjoin(after)) or following == "too":
        return None
    if (
        before in {"under", "over", "aged", "age"}
        and n.first - 2 >= base
        and ((tags[n.first - 2 - base] == "N" and is_person(norms[n.first - 2])) or norms[n.first - 2] in _OLD)
        and norms[after : after + 1] != ["people"]
    ):
        return None  # "children under five", "four of them under five"
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
    if before in {"in", "since", "during"} and _is_year(reading, n) and norms[n.first - 2] not in _ENDED:
        return None  # "At Marikana in 2012 police shot dead 34 strikers"
    if before == "of" and n.first - 2 > base and _is_of_age(reading, tags, base, n):
        return None  # "a man of 29"
    if before == "but" and norms[n.first - 2 : n.first - 1] == ["all"]:
        return None
    noun = after
    aged = reading.numerals.by_first.get(after)
    if aged is not None:  # "two 17-year-old boys"
        after = end_of_age(norms, after, aged.last, sentence.last) or after
    np = counted(tokens, after, sentence.last) if n.value != 1 and following not in _WHEN else None
    if np is not None and any(t in "VQAI" for t in tags[after - base : np.head - base]):
        np = None
    if np is not None and np.first != after and not partitive:
        np = None
    if np is not None:
        head, last = np.head, np.last
        if not is_victim(reading, head):
            if (before in {"whom", "which"} and is_past(norms[after])) or (before == "which" and norms[after].endswith("ed")):
                return _bare(reading, sentence, tags, n)  # "of which 419 bore signs of torture"
            if (before == "whom" or (norms[base] == "of" and before == ",")) and norms[after].endswith("ed"):
                return _bare(reading, sentence, tags, n)  # "Of the 26 deaths, twelve involved lorries"
            head2 = _state_head(reading, sentence, after)
            if head2 is None:
                return None
            head, last = head2, head2 + 1
        if _is_predicate(reading, sentence, tags, n, after, head):
            return _bare(reading, sentence, tags, n)
        last, head = _coordinated(reading, sentence, tags, last, head)
        return Count(
            "number", left_edge(reading, sentence, n.first), n.first, last, complement(tags, norms, base, last, sentence.last), head, noun, n
        )
    if n.value == 1:
        return _one(reading, sentence, tags, n, after)
    if following in _SUMMED:
        return _bare(reading, sentence, tags, n)  # "83 total"
    if after < sentence.last and tags[after - base] == "N" and following not in _WHEN:
        if norms[after].endswith("ing") and after + 1 < sentence.last and tags[after + 1 - base] == "P":
            return _bare(reading, sentence, tags, n)  # "31 returning with injuries"
        opened = before == "whom" or (norms[base] == "of" and before == ",")
        if expression(norms, after, sentence.last) is not None or (opened and norms[after].endswith("ed")):
            return _bare(reading, sentence, tags, n)
        j = after
        while j < sentence.last and tags[j - base] in "N-" and (tokens.words[j][0].isupper() or norms[j] == "-"):
            j += 1
        if j > after and norms[j - 1] not in MONTHS and is_victim(reading, j - 1):
            return Count(
                "number", left_edge(reading, sentence, n.first), n.first, j, complement(tags, norms, base, j, sentence.last), j - 1, after, n
            )
        return None
    if _is_name_number(reading, sentence, n, before):
        return None
    return _bare(reading, sentence, tags, n)


def _is_year(reading: Reading, n: Numeral) -> bool:
    """Whether a number is written as a year is."""
    word = reading.tokens.words[n.first]
    return n.last == n.first + 1 and len(word) == 4 and word.isdigit() and Decimal(1900) <= Decimal(word) <= Decimal(2100)


_ENDED = frozenset({"result", "results", "resulted", "resulting", "ended", "ending", "ends", "culminated"})


def _is_of_age(reading: Reading, tags: str, base: int, n: Numeral) -> bool:
    """Whether "of" and a number say how old the one person before them is: "a girl of six"."""
    norms = reading.tokens.norms
    who = norms[n.first - 2]
    alone = n.last - base >= len(tags) or tags[n.last - base] in "AV.,;CRSP"
    return alone and n.value is not None and n.value <= OLDEST and is_person(who) and not is_plural(who) and who not in _BODIES


_BODIES = frozenset(LEXICON["names"]["not_one"]) | {"group", "party", "team", "gang", "squad", "platoon", "unit", "band", "convoy"}


def _of_a_whole(reading: Reading, sentence: Sentence, tags: str, n: Numeral) -> bool:
    """Whether "out of" sets people of whom more is told beside a number before: "400 died, out of 7,000 who fell ill"."""
    norms, out = reading.tokens.norms, n.first - 2
    if norms[out] != "out" or out <= sentence.first or tags[out - 1 - sentence.first] == "Q":
        return False
    return norms[n.last : n.last + 1] == ["who"] or norms[n.last + 1 : n.last + 2] == ["who"]


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
    return i if found is not None and found.last == i + 1 and reading.tokens.norms[i] in STATES else None


def _is_predicate(reading: Reading, sentence: Sentence, tags: str, n: Numeral, after: int, head: int) -> bool:
    """Whether "dead" or "injured" is said of a bare number ("left five dead") rather than its noun ("a toll of 27 dead")."""
    norms = reading.tokens.norms
    if norms[head] not in STATES or any(w not in _ADVERBIAL for w in norms[after:head]):
        return False
    if head > after:
        return True
    left = left_edge(reading, sentence, n.first)
    before = norms[left - 1] if left > sentence.first else ""
    if left > sentence.first and tags[left - 1 - sentence.first] in "VI" and before not in _LEAVING:
        return False
    if before in {"of", "to", "from", "than", "by", "with", "for", "among"} or "the" in reading.tokens.norms[left : n.first]:
        return before == "with"
    following = tags[head + 1 - sentence.first] if head + 1 < sentence.last else "."
    return following not in "AV"


def _is_age(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether a number set off behind one person or a name is an age: "Woman, 34, killed", "Adil, eleven, Zain, six, and …"."""
    i = n.first - 1
    norms = reading.tokens.norms
    k = i
    while k > sentence.first and k > i - 8 and (norms[k] in {",", "and", "or", "to"} or k in reading.numerals.by_first):
        k -= 1
    if k < i and norms[k] in {"aged", "ages"}:  # "two boys aged 15 and 17"
        return True
    if i <= sentence.first or norms[i] not in {",", "("}:
        return False
    who = i - 1
    if not reading.tokens.words[who][0].isupper() and (not is_person(norms[who]) or is_plural(norms[who])):
        return False
    return end_of_plain_age(reading, i if norms[i] == "(" else n.first, sentence.last) is not None


def _is_youngest(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether a number is the age of one of several: "the youngest of whom is four", "The oldest victim was 81"."""
    norms = reading.tokens.norms
    if (
        n.first - 1 <= sentence.first
        or norms[n.first - 1] not in {"is", "was", "only", "just"}
        or not _EXTREMES.intersection(norms[max(sentence.first, n.first - 9) : n.first])
    ):
        return False
    return n.last >= sentence.last or norms[n.last] in {".", ",", ";", "and", "or", "-", "years", ")"}


_EXTREMES = frozenset({"youngest", "oldest", "eldest"})


def _is_rate(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    norms = reading.tokens.norms
    i = n.last
    if i + 1 >= sentence.last or norms[i] not in {"in", "out", "for"}:
        return False
    if norms[i] == "for":
        return norms[i + 1] in {"every", "each"}
    j = i + 2 if norms[i] == "out" else i + 1
    return j < sentence.last and (j in reading.numerals.by_first or norms[j] == "every")


def _is_name_number(reading: Reading, sentence: Sentence, n: Numeral, before: str) -> bool:
    """Whether a bare number belongs to a name or a calendar expression rather than counts: "Flight 17", "20 March", "2016"."""
    norms = reading.tokens.norms
    following = norms[n.last] if n.last < sentence.last else ""
    if following in MONTHS or before in _DESIGNATORS:
        return True
    return _is_year(reading, n)


def _bare(reading: Reading, sentence: Sentence, tags: str, n: Numeral, *, partitive: bool = False) -> Count:
    norms = reading.tokens.norms
    last = n.last + 1 if n.last < sentence.last and norms[n.last] == "more" else n.last
    end = complement(tags, norms, sentence.first, last, sentence.last)
    return Count("number", left_edge(reading, sentence, n.first), n.first, n.last, end, None, n.last, n, partitive)


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
                left_edge(reading, sentence, n.first),
                n.first,
                head + 1,
                complement(tags, norms, base, head + 1, sentence.last),
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
