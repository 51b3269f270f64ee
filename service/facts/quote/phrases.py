"""Reads who stands before a verb and who stands behind one: the words that name a source."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.clause.noun_phrase import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS
from service.facts.clause.clause import is_person
from service.facts.quote.words import (
    AUXILIARIES, BE, BODIES, FIRST_PERSON, FRONT, HAVE, MODALS, NEGATIONS, NOBODY, PEOPLE, PUBLICATIONS, TIMES, Cue, finite, is_adverb,
)  # fmt: skip
from service.transcript.tokens import Tokens

REACH = 48
"""Tokens that a noun phrase may take at most, appositions included."""
SUBJECT_PRONOUNS = frozenset({"he", "she", "they", "it", "you", "i", "we"})
MARKS = frozenset('“”"«»‘')
HARD = frozenset({";", ":", "—", "–", "?", "!", "…"}) | MARKS
_CLAUSE = CONJUNCTIONS - {"and", "or", "plus"} | {"that", "which", "who", "when", "where", "what", "how", "why", "whether", "as", "than"}
_PUBLISHED = frozenset(
    {
        "published",
        "released",
        "compiled",
        "seen",
        "obtained",
        "cited",
        "issued",
        "produced",
        "conducted",
        "commissioned",
        "gathered",
        "collected",
        "provided",
        "quoted",
        "carried",
        "prepared",
        "written",
        "made",
    }
)
_SOME = frozenset({"one", "some", "many", "several", "two", "three", "four", "most", "both", "another", "each"})
_CHARITIES = frozenset({"save", "help", "shelter", "age", "reach", "feed"})
_NEVER_ATTACH = frozenset(
    {"after", "before", "since", "until", "as", "than", "during", "ago", "following", "according", "despite", "by", "including"}
)
_TITLE_TAIL = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my", "this"})


class Phrase(NamedTuple):
    """Half-open tokens of a noun phrase; ``edge`` is where its clause's words before it end (its appositions included)."""

    first: int
    last: int


class Group(NamedTuple):
    """The auxiliaries and adverbs before a verb: the group begins at ``first``."""

    first: int
    negated: bool
    modal: bool
    passive: bool
    past: bool


def verb_group(tokens: Tokens, low: int, v: int) -> Group:
    """The verb group that ends in the verb at ``v``."""
    norms = tokens.norms
    j = v
    seen: list[str] = []
    negated = False
    while j > low and v - j < 8:
        norm = norms[j - 1]
        if norm in NEGATIONS:
            negated = True
        elif norm in AUXILIARIES or norm in {"be", "been", "being", "having"}:
            seen.append(norm)
        elif norm == "'s" and j - 2 >= low and norms[j - 2] in {"he", "she", "it", "who", "that"}:
            seen.append(norm)
        elif not is_adverb(norm) or norm in {"no", "yes", "each", "there", "please"} or norm in TIMES:
            break
        j -= 1
    while j < v and is_adverb(norms[j]) and norms[j] not in AUXILIARIES and norms[j] in FRONT and tokens.words[j][0].isupper():
        j += 1
    nearest = seen[0] if seen else ""
    passive = nearest in BE or nearest == "been"
    past = not seen or bool(set(seen) & (HAVE | {"was", "were", "did"}))
    return Group(j, negated, bool(set(seen) & MODALS), passive, past)


def subject_before(tokens: Tokens, low: int, j: int) -> Phrase | None:
    """The noun phrase that is the subject of the verb group at ``j``: the head of its appositions, or the antecedent of "which"."""
    norms = tokens.norms
    low = max(low, j - REACH)
    last = _without_times(tokens, low, j)
    if last <= low:
        return None
    if norms[last - 1] in {"who", "which"}:
        last -= 1
        if last > low and norms[last - 1] == ",":
            last -= 1
        return _apposed(tokens, low, last) if last > low and "," in norms[max(low, last - 14) : last] else noun_before(tokens, low, last)
    if norms[last - 1] in {",", "—", "–"}:
        return _apposed(tokens, low, last - 1)
    return noun_before(tokens, low, last)


def noun_before(tokens: Tokens, low: int, last: int) -> Phrase | None:
    """The noun phrase that ends just before token ``last``, with what is attached to it by prepositions and "and"."""
    norms = tokens.norms
    if norms[last - 1] in SUBJECT_PRONOUNS:
        return Phrase(last - 1, last)
    if not _nominal(tokens, low, last - 1):
        return None
    k = last - 1
    low = max(low, last - REACH)
    joined: int | None = None
    while k >= low:
        norm = norms[k]
        if norm == ")":
            opener = next((x for x in range(k - 1, max(low, k - 15) - 1, -1) if norms[x] == "("), None)
            if opener is None:
                break
            k = opener - 1
        elif norm in {"'s", "'", "’", "&", "."} and k > low and (tokens.adjoin(k) or norm == "&"):
            k -= 1
        elif norm == "-" and tokens.adjoin(k):
            k -= 1
        elif norm == "," and ")" in norms[k:last] and "member" in norms[max(low, k - 6) : k]:
            k -= 1  # the Member for Enfield, North (Joan Ryan)
        elif norm == "," and joined is not None and tokens.words[k + 1][0].isupper() and _nominal(tokens, low, k - 1) and k - 1 >= low:
            k -= 1
        elif norm in DETERMINERS and norm not in {"that", "which", "what"}:
            before = norms[k - 1] if k > low else ""
            if before in PREPOSITIONS and before not in _NEVER_ATTACH and k - 2 >= low and _nominal(tokens, low, k - 2):
                k -= 2
            elif before == "and" and k - 2 >= low and _nominal(tokens, low, k - 2):
                joined = k
                k -= 2
            elif before in DETERMINERS or (before in _CHARITIES and tokens.words[k - 1][0].isupper()):
                k -= 1
            else:
                return Phrase(k, last)
        elif governs(tokens, k):
            if norm in _NEVER_ATTACH or k - 1 < low or not _nominal(tokens, low, k - 1):
                break
            k -= 1
        elif norm in {"and", "or"}:
            if k - 1 < low or not _nominal(tokens, low, k - 1):
                break
            joined = k + 1
            k -= 1
        elif not _nominal(tokens, low, k):
            break
        else:
            k -= 1
    first = k + 1
    if joined is not None and k >= low and (finite(tokens, k, low) or norms[k] in _CLAUSE):
        first = joined
    while first < last - 1 and (
        norms[first] in FRONT
        or norms[first] in TIMES
        or norms[first] in PREPOSITIONS
        or (is_adverb(norms[first]) and tokens.words[first][0].isupper())
    ):
        first += 1
    if first >= last or (
        norms[first].endswith("ed")
        and norms[first + 1 : first + 2] != ["'s"]
        and tokens.words[first][0].islower()
        and first + 1 < last
        and norms[first + 1] in PREPOSITIONS
    ):
        return None
    return Phrase(first, last)


def noun_after(tokens: Tokens, first: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at ``first``: "the minister", "Delfin Lorenzana", "a report in the Guardian"."""
    norms = tokens.norms
    limit = min(limit, first + REACH)
    k = first
    if (
        k < limit
        and norms[k] in SUBJECT_PRONOUNS | {"him", "her", "them"}
        and (norms[k] != "her" or k + 1 >= limit or not _nominal(tokens, first, k + 1))
    ):
        return Phrase(k, k + 1)
    while k < limit:
        norm = norms[k]
        if norm == "(":
            closer = next((x for x in range(k + 1, min(limit, k + 15)) if norms[x] == ")"), None)
            if closer is None:
                break
            k = closer + 1
        elif norm in {"'s", "'", "’", "&"} and k > first and (tokens.adjoin(k) or norm == "&"):
            k += 1
        elif (norm == "-" or norm == ".") and tokens.adjoin(k) and k > first and k + 1 < limit:
            k += 1
        elif norm in DETERMINERS and norm not in {"that", "which", "what"}:
            if k > first and norms[k - 1] not in PREPOSITIONS | {"and", "'s"} | DETERMINERS:
                break
            k += 1
        elif governs(tokens, k):
            nxt = norms[k + 1] if k + 1 < limit else "."
            timely = nxt in TIMES or nxt[0].isdigit() or nxt in {"last", "next", "this", "his", "her", "its", "their"}
            if (
                k == first
                or norm in _NEVER_ATTACH
                or norm == "to"
                or timely
                or not (nxt[0].isalpha() and (nxt in DETERMINERS or _nominal(tokens, first, k + 1)))
            ):
                break
            k += 1
        elif norm in {"and", "or"}:
            if k + 1 >= limit or not (norms[k + 1] in DETERMINERS or tokens.words[k + 1][0].isupper()) or _verb_follows(tokens, k + 1, limit):
                break
            k += 1
        elif norm in TIMES and tokens.words[k][0].isupper() and k > first:
            break
        elif norm in {"last", "this"} and k > first and k + 1 < limit and norms[k + 1] in TIMES:
            break
        elif norm == "," and _list_goes_on(tokens, k, limit):
            k += 1
        elif not _nominal(tokens, first, k):
            break
        else:
            k += 1
    while k > first and (
        norms[k - 1] in PREPOSITIONS or norms[k - 1] in DETERMINERS or norms[k - 1] in {"and", "or", "."} or norms[k - 1] in _PUBLISHED
    ):
        k -= 1
    return Phrase(first, k) if k > first else None


def author_after(tokens: Tokens, phrase: Phrase, limit: int) -> Phrase:
    """Who wrote what is named: "research published by Oxfam", "figures from the coroner"; the phrase itself where nobody is said to."""
    norms = tokens.norms
    head = head_of(tokens, phrase)
    if norms[head] not in PUBLICATIONS:
        return phrase
    k = head + 1
    while (
        k < limit
        and k < head + 6
        and (norms[k] in _PUBLISHED or norms[k] in TIMES or norms[k] in {"last", "this", "out", "on"} or is_adverb(norms[k]))
    ):
        k += 1
    if k + 1 < limit and norms[k] in {"by", "from"}:
        author = noun_after(tokens, k + 1, limit)
        if author is not None and (
            any(tokens.words[x][0].isupper() for x in range(author.first, author.last)) or norms[head_of(tokens, author)] in PEOPLE
        ):
            return author
    return phrase


def _list_goes_on(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether a comma joins names up to an "and": "Africa, Asia and the UN"."""
    words, norms = tokens.words, tokens.norms
    if k + 3 >= limit or not words[k - 1][0].isupper() or not words[k + 1][0].isupper():
        return False
    for x in range(k + 2, min(limit, k + 6)):
        if norms[x] == "and":
            return words[x + 1][0].isupper() or (norms[x + 1] == "the" and x + 2 < limit and words[x + 2][0].isupper()) if x + 1 < limit else False
        if not (words[x][0].isupper() or norms[x] == ","):
            return False
    return False


def _verb_follows(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether a noun phrase at ``k`` is the subject of another clause."""
    for x in range(k + 1, min(limit, k + 8)):
        if tokens.norms[x] in {"that", ",", ";", ".", "last", "this"}:
            return False
        if finite(tokens, x, k):
            return True
    return False


def governs(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` is a preposition, and not a part of a name ("Under-Secretary")."""
    if tokens.norms[k] not in PREPOSITIONS:
        return False
    return not (tokens.words[k][0].isupper() and k + 1 < len(tokens) and tokens.norms[k + 1] == "-" and tokens.adjoin(k + 1))


def _nominal(tokens: Tokens, low: int, i: int) -> bool:
    """Whether token ``i`` may stand in a noun phrase as a noun, name, number or modifier."""
    if i < low:
        return False
    norm = tokens.norms[i]
    if norm in {")", "'s"} or tokens.words[i] == "US":
        return True
    if norm == "." and tokens.adjoin(i):
        return True
    if not norm[0].isalnum():
        return norm in {"'", "’"} and tokens.adjoin(i)
    capital = tokens.words[i][0].isupper()
    if norm in DETERMINERS or norm in PRONOUNS or norm in _CLAUSE or norm in {"and", "or", "to"} or governs(tokens, i):
        return norm in {"one", "others"}
    if norm in ADVERBS and norm not in {"later", "further", "overall", "well", "long", "back", "far"}:
        return False
    return capital or not finite(tokens, i, low)


def _without_times(tokens: Tokens, low: int, j: int) -> int:
    """Where the words before ``j`` end without "this week", "on Monday", "yesterday", "in a statement"."""
    norms = tokens.norms
    last = j
    for _ in range(3):
        k = last - 1
        if k < low:
            return last
        if norms[k] in {"today", "yesterday", "tonight", "earlier", "later"}:
            last = k
            continue
        if norms[k][0].isdigit() and k - 1 >= low and norms[k - 1] in TIMES:
            k -= 1
        if norms[k] in TIMES and k - 1 >= low:
            while k - 1 >= low and (
                norms[k - 1]
                in {
                    "this",
                    "last",
                    "on",
                    "in",
                    "earlier",
                    "late",
                    "early",
                    "next",
                    "the",
                    "previous",
                    "before",
                    "after",
                    "at",
                    "during",
                    "over",
                    "since",
                    "that",
                    "same",
                }
                or norms[k - 1][0].isdigit()
                or norms[k - 1] in TIMES
            ):
                k -= 1
            if k < last - 1 and k > low:
                last = k
                continue
        return last
    return last


def _apposed(tokens: Tokens, low: int, end: int) -> Phrase | None:
    """The head of what stands in commas before ``end``: "Jane Roe, the mayor of Hull, [said]", "the panel, which met in May, [said]"."""
    norms = tokens.norms
    cuts = [end]
    k = end - 1
    while k >= low:
        if norms[k] in HARD or norms[k] == "that":
            break
        if norms[k] == ",":
            cuts.append(k)
        k -= 1
    cuts.append(k)
    segments = [(cuts[n + 1] + 1, cuts[n]) for n in range(len(cuts) - 1)]  # nearest first
    head: tuple[int, int] | None = None
    for n, (first, last) in enumerate(segments):
        if first >= last:
            continue
        norm = norms[first]
        relative = norm in {"who", "which", "whose", "where", "as"}
        if not relative and any(finite(tokens, x, first) for x in range(first, last)):
            if head is None and n == 0:
                return None
            if n and "and" not in norms[first:last] and head is None:
                return None
            break
        fronted = norm in PREPOSITIONS or norm in FRONT or norm in TIMES or norm in _CLAUSE or norm == "to" or is_adverb(norm)
        if relative or fronted or norm.endswith("ing") or (norm.endswith("ed") and tokens.words[first][0].islower()):
            continue
        head = (first, last)
    if head is None:
        return None
    first, last = _named_apposition(tokens, segments, head) or head
    if "(" in norms[last : min(end, last + 4)]:  # the Member for Richmond, Yorks (Mr. Hague)
        closer = next((x for x in range(last, end) if norms[x] == ")"), None)
        if closer is not None:
            return Phrase(first, closer + 1)
    return noun_before(tokens, first, last)


def _named_apposition(tokens: Tokens, segments: list[tuple[int, int]], head: tuple[int, int]) -> tuple[int, int] | None:
    """The name in "the head of the mission, Ruth Adeyemi, said": it says more than the post."""
    words, norms = tokens.words, tokens.norms
    if words[head[0]][0].isupper() and norms[head[0]] not in DETERMINERS:
        return None
    for first, last in segments:
        if (first, last) == head:
            return None
        if 2 <= last - first <= 4 and all(words[k][0].isupper() and norms[k] not in BODIES | PEOPLE | PUBLICATIONS for k in range(first, last)):
            return first, last
    return None


def trimmed(tokens: Tokens, phrase: Phrase) -> Phrase:
    """A person's name without the post behind it: "Jane Roe of the city's police" is Jane Roe."""
    words, norms = tokens.words, tokens.norms
    first, last = phrase
    if norms[first] in DETERMINERS or not words[first][0].isupper():
        return phrase
    for k in range(first + 2, last - 1):
        if norms[k] in {"of", "from", "at", "in", "for", "with"} and norms[k + 1] in _TITLE_TAIL:
            if not any(norms[x] in BODIES and norms[x] not in {"chief"} for x in range(first, k)):
                return Phrase(first, k)
            return phrase
        if not (words[k][0].isupper() or norms[k] in {"-", ".", "dela", "de", "la", "van", "der", "von", "al", "bin", "el"}):
            return phrase
    return phrase


def head_of(tokens: Tokens, phrase: Phrase) -> int:
    """The head noun: the last word before what is attached by a preposition."""
    for k in range(phrase.first + 1, phrase.last):
        if governs(tokens, k) or tokens.norms[k] in {"(", ","}:
            return k - 1
    return phrase.last - 1


def nameable(tokens: Tokens, phrase: Phrase, cue: Cue | None) -> bool:
    """Whether the words may be credited: no first person, nobody vague, and for what "shows" a paper, a body or a name."""
    norms = tokens.norms
    first, last = phrase
    classes = cue.classes if cue else frozenset()
    strict = "show" in classes and cue is not None and cue.lemma not in {"confirm", "suggest", "reveal", "conclude", "indicate"}
    mind = "mind" in classes
    if last - first == 1 and norms[first] in SUBJECT_PRONOUNS:
        if norms[first] in FIRST_PERSON or mind:
            return False
        if norms[first] == "you":
            return cue is not None and cue.form == "past"
        return norms[first] in {"he", "she"} or not (strict or (norms[first] == "it" and "show" in classes))
    head = norms[head_of(tokens, phrase)]
    if head in _SOME and "of" in norms[first:last]:
        return known(tokens, phrase)
    if norms[last - 1] in NOBODY or head in NOBODY or norms[first] in {"some", "many", "most", "few", "any", "every", "no"} and head not in PEOPLE:
        return False
    if (
        head == "reports"
        and head_of(tokens, phrase) == first
        or norms[first : first + 2]
        in (["early", "reports"], ["initial", "reports"], ["unconfirmed", "reports"], ["some", "reports"], ["other", "reports"])
    ):
        return False
    if head == "people" and norms[first] in {"many", "some", "most", "few", "more"}:
        return False
    if head in {"people", "us", "those", "them", "many", "some"} and last - first < 3:
        return False
    if norms[first] in {"my", "our"} and head in {"understanding", "view", "point", "question", "belief", "answer", "opinion", "argument"}:
        return False
    if known(tokens, phrase):
        return True
    return not strict and not mind and (cue is None or cue.lemma not in {"remind", "show", "mean"})


def known(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the head is a name, somebody who speaks, something that is written, or a pronoun."""
    at = head_of(tokens, phrase)
    head = tokens.norms[at]
    if head in _SOME and at + 1 < phrase.last and tokens.norms[at + 1] == "of":  # one of the survivors
        return known(tokens, Phrase(at + 2, phrase.last))
    if head in PUBLICATIONS or head in PEOPLE or is_person(head) or head in SUBJECT_PRONOUNS or head.endswith(("ers", "ists", "ors", "ians", "ist")):
        return True
    return (tokens.words[at][0].isupper() and (at > phrase.first or not is_adverb(head))) or head in {")", "'s"}


def is_publication(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the source is a report, an inquiry or a statistic rather than somebody who speaks."""
    if tokens.words[phrase.last - 1] == "Survey":  # a body: the Geological Survey
        return False
    return tokens.norms[head_of(tokens, phrase)] in PUBLICATIONS or tokens.norms[phrase.last - 1] in PUBLICATIONS
