"""The count that a number begins: with its noun, bare, or one person."""

from __future__ import annotations

from service.facts.casualty.lexicon import LEXICON, expression
from service.facts.casualty.phrases import MONTHS, STATES, Count, complement, is_victim, left_edge
from service.facts.casualty.singles import end_of_age
from service.facts.casualty.uncounted import counts_nobody, goes_on_as_no_count, is_name_number
from service.facts.clause.noun_phrase import NounPhrase, counted, is_plural
from service.facts.clause.words import is_past, is_person
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence

_WHEN = frozenset(LEXICON["things"]["when"])
_SUMMED = frozenset({"total", "altogether", "overall"})
_ADVERBIAL = frozenset({"still", "more", "already", "now", "others", "other"})
_LEAVING = frozenset(
    {"leave", "left", "leaves", "leaving", "having", "making", "finding", "have", "had", "has", "find", "found", "make", "made", "makes"}
)


def number(reading: Reading, sentence: Sentence, tags: str, n: Numeral) -> Count | None:
    """The count that ``n`` begins; None for years, ages, amounts, rates, and counts of things."""
    norms, base = reading.tokens.norms, sentence.first
    before = norms[n.first - 1] if n.first > base else ""
    if counts_nobody(reading, sentence, tags, n):
        return None
    after = _past_suffix(reading, sentence, n.last)
    if after < sentence.last and norms[after] == "others":
        return Count("number", left_edge(reading, sentence, n.first), n.first, after + 1, after + 1, after, after, n)
    after = _past_repetition(reading, sentence, n, after)
    if goes_on_as_no_count(reading, sentence, tags, n, after):
        return None
    following = norms[after] if after < sentence.last else "."
    partitive = False
    if following == "of" and after + 1 < sentence.last:
        k = after + 1
        while k < sentence.last and tags[k - base] == "D":
            partitive, k = True, k + 1
        if n.form == "vague" or partitive or norms[k] == "people":
            if k < sentence.last and tags[k - base] in "QU" and partitive is False and norms[k] != "them" and n.form != "vague":
                return None
            if partitive and _of_a_possessor(reading, sentence, tags, k):
                return None  # "12 of the dead men's shoes", "three of the victims' families"
            if partitive or norms[k] in {"them", "us", "these", "those"}:
                return _bare(reading, sentence, tags, n, partitive=True)
            after = k
    if before == "but" and norms[n.first - 2 : n.first - 1] == ["all"]:
        return None
    noun = after
    aged = reading.numerals.by_first.get(after)
    if aged is not None:  # "two 17-year-old boys"
        after = end_of_age(norms, after, aged.last, sentence.last) or after
    np = counted(reading.tokens, after, sentence.last) if n.value != 1 and following not in _WHEN else None
    if np is not None and (any(t in "VQAI" for t in tags[after - base : np.head - base]) or (np.first != after and not partitive)):
        np = None
    if np is not None:
        return _with_noun(reading, sentence, tags, n, (after, noun), np)
    if n.value == 1:
        return _one(reading, sentence, tags, n, after)
    return _without_plural(reading, sentence, tags, n, after, following)


def _of_a_possessor(reading: Reading, sentence: Sentence, tags: str, k: int) -> bool:
    """Whether "of the" leads to what somebody has, other than people of theirs: not "two of the bride's brothers"."""
    tokens, norms, base = reading.tokens, reading.tokens.norms, sentence.first
    while k < sentence.last and tags[k - base] in "NQV-" and norms[k] != "'":
        k += 1
    if k >= sentence.last or norms[k] not in {"'s", "'"} or not tokens.adjoin(k):
        return False
    np = counted(tokens, k + 1, sentence.last)
    return np is None or not is_person(norms[np.head]) or norms[np.head] in {"families", "groups", "relatives", "representatives", "lawyers"}


def _with_noun(reading: Reading, sentence: Sentence, tags: str, n: Numeral, behind: tuple[int, int], np: NounPhrase) -> Count | None:
    """The count of ``n`` with the plural noun of ``np``; ``behind`` is where its noun phrase begins, without and with an age."""
    after, noun = behind
    norms, base = reading.tokens.norms, sentence.first
    before = norms[n.first - 1] if n.first > base else ""
    head, last = np.head, np.last
    if not is_victim(reading, head):
        if (before in {"whom", "which"} and is_past(norms[after])) or (before == "which" and norms[after].endswith("ed")):
            return _bare(reading, sentence, tags, n)  # "of which 419 bore signs of torture"
        if (before == "whom" or (norms[base] == "of" and before == ",")) and norms[after].endswith("ed"):
            return _bare(reading, sentence, tags, n)  # "Of the 26 deaths, twelve involved lorries"
        state = _state_head(reading, sentence, after)
        if state is None:
            return None
        head, last = state, state + 1
    if _is_predicate(reading, sentence, tags, n, after, head):
        return _bare(reading, sentence, tags, n)
    last, head = _coordinated(reading, sentence, tags, last, head)
    return Count("number", left_edge(reading, sentence, n.first), n.first, last, complement(tags, norms, base, last, sentence.last), head, noun, n)


def _without_plural(reading: Reading, sentence: Sentence, tags: str, n: Numeral, after: int, following: str) -> Count | None:
    """The count of a number that no plural noun follows: bare, or with a name for people ("12 Taliban")."""
    tokens, norms, base = reading.tokens, reading.tokens.norms, sentence.first
    before = norms[n.first - 1] if n.first > base else ""
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
    return None if is_name_number(reading, sentence, n, before) else _bare(reading, sentence, tags, n)


def _past_repetition(reading: Reading, sentence: Sentence, n: Numeral, after: int) -> int:
    """Behind the same number in digits and brackets: "twelve (12) civilians"."""
    norms = reading.tokens.norms
    if after < sentence.last and norms[after] == "(" and norms[after + 2 : after + 3] == [")"]:
        repeated = reading.numerals.by_first.get(after + 1)
        if repeated is not None and repeated.value == n.value:
            return after + 3
    return after


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
    if left > sentence.first and tags[left - 1 - sentence.first] in "VIG" and before not in _LEAVING:
        return False
    earlier = reading.numerals.by_last.get(left - 2) if before in {"and", ","} and left - 2 > sentence.first and norms[left - 2] in STATES else None
    if earlier is not None:  # "reporting 2,900 dead and upwards of 5,500 injured"
        return _is_predicate(reading, sentence, tags, earlier, left - 2, left - 2)
    if before in {"of", "to", "from", "than", "by", "with", "for", "among", "at"} or "the" in reading.tokens.norms[left : n.first]:
        return before == "with"
    following = tags[head + 1 - sentence.first] if head + 1 < sentence.last else "."
    return following not in "AV"


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
