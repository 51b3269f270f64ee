"""Who stands before a verb: the subject of a verb group, past appositions, adjuncts and relative clauses."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.appositions import apposed, without_times
from service.facts.quote.naming import is_publication, known
from service.facts.quote.phrases import HARD, REACH, Phrase, noun_before
from service.facts.quote.verbs import finite, is_adverb
from service.facts.quote.words import AUXILIARIES, BE, FRONT, HAVE, LED, MODALS, NEGATIONS, NEVER_ATTACH, PEOPLE, PUBLICATIONS, PUBLISHED, TIMES
from service.transcript.tokens import Tokens

_POSTS = frozenset(
    {
        "ambassador",
        "adviser",
        "advisor",
        "aide",
        "assistant",
        "candidate",
        "counsel",
        "delegate",
        "envoy",
        "heir",
        "representative",
        "secretary",
        "witness",
    }
)
_HEARD = frozenset(
    {
        "appeal",
        "appeals",
        "call",
        "calls",
        "comment",
        "comments",
        "concerns",
        "correspondence",
        "representations",
        "stories",
        "story",
        "views",
        "words",
    }
)
_BRINGS_OUT = frozenset(
    {"put", "puts", "came", "comes", "issued", "issues", "published", "publishes", "released", "releases", "produced", "brought", "circulated"}
)
DASHES = frozenset({"—", "–", "-"})


_MEETING = frozenset({"i", "we", "he", "she", "they"})


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
        elif norm == "since" and j - 2 > low and norms[j - 2] in HAVE:
            pass
        elif (
            (norm in AUXILIARIES and tokens.words[j - 1] != "May")
            or norm in {"be", "been", "being", "having"}
            or (norm == "'s" and j - 2 >= low and norms[j - 2] in {"he", "she", "it", "who", "that"})
        ):
            seen.append(norm)
        elif norm in {"both", "all", "twice", "once", "first", "himself", "herself", "itself", "themselves"}:
            pass
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
    last = without_times(tokens, low, j)
    if last <= low:
        return None
    if norms[last - 1] in {"who", "which"} and tokens.words[last - 1] != "WHO":
        last -= 1
        if last > low and norms[last - 1] == ",":
            last -= 1
        if last <= low:
            return None
        last = _before_title(tokens, low, last)
        nearest = noun_before(tokens, low, last)
        if nearest is not None and nearest.first - 2 >= low and norms[nearest.first - 2 : nearest.first] == ["according", "to"]:
            return nearest  # according to the Green Crescent, which said
        found = (apposed(tokens, low, last) if "," in norms[max(low, last - 14) : last] else None) or noun_before(tokens, low, last)
        if found is None:
            return None
        return _nearest(tokens, found) if norms[j - 1] == "which" else _somebody(tokens, found)
    if norms[last - 1] == ",":
        return apposed(tokens, low, last - 1)
    if tokens.words[last - 1] in DASHES and not (tokens.adjoin(last - 1) and tokens.words[last - 1] == "-"):  # the leader – who was away – said
        opening = next(
            (k for k in range(last - 2, max(low, last - 24), -1) if tokens.words[k] in DASHES and not (tokens.adjoin(k) and tokens.words[k] == "-")),
            None,
        )
        return noun_before(tokens, low, opening) if opening is not None and opening > low else None
    if last - 1 > low and (norms[last - 1] in PUBLISHED or norms[last - 1] == "out") and norms[last - 2] in PUBLICATIONS:  # "figures out today show"
        last -= 1
    if norms[last - 1] == "that":
        return _paper_or_author(tokens, low, last - 1)
    if last - 3 > low and norms[last - 2 : last] == ["carried", "out"] and _of_paper(tokens, low, last - 2):
        last -= 2
    if last - 1 > low and norms[last - 1] in PUBLISHED and _of_paper(tokens, low, last - 1):
        last -= 1  # a study by the institute published this spring
    found = noun_before(tokens, low, last)
    met = _met(tokens, low, last if found is None else found.first)
    if met is not None:
        return met
    if found is not None and found.last - found.first > 2 and found.first > low and norms[found.first - 1] in NEVER_ATTACH:
        found = _bare_group(tokens, found)
    if found is not None and found.first - 2 > low and norms[found.first - 1] == "by" and norms[found.first - 2] in LED:
        return noun_before(tokens, low, found.first - 2)  # the panel chaired by Jane Roe found
    if found is not None and found.first - 2 > low and (norms[found.first - 1] in PREPOSITIONS or finite(tokens, found.first - 1, low)):
        return _behind_relative(tokens, low, found)
    return found


def _paper_or_author(tokens: Tokens, low: int, last: int) -> Phrase | None:
    """What "that" takes up where it is a paper: whoever brings it out if that is said ("[the union] put out a notice that said"), else the paper."""
    norms = tokens.norms
    paper = noun_before(tokens, low, without_times(tokens, low, last))
    if paper is None or not is_publication(tokens, paper):
        return None
    v = next((x for x in range(paper.first + 1, paper.last) if norms[x] in _BRINGS_OUT), paper.first - 1)
    if v > low and norms[v] == "with":
        v -= 1
    if v > low and norms[v] == "out":
        v -= 1
    if v <= low or norms[v] not in _BRINGS_OUT:  # "the report that found 40 defects was lost" awaits its verb
        return paper if any(finite(tokens, x, low) for x in range(max(low, paper.first - 12), paper.first)) else None
    author = subject_before(tokens, low, verb_group(tokens, low, v).first)
    return author if author is not None and known(tokens, author) else paper


def _of_paper(tokens: Tokens, low: int, last: int) -> bool:
    """Whether a paper, or its author behind "by", ends before ``last``."""
    norms = tokens.norms
    found = noun_before(tokens, low, last)
    if found is None:
        return False
    return is_publication(tokens, found) or (found.first - 2 >= low and norms[found.first - 1] == "by" and norms[found.first - 2] in PUBLICATIONS)


def _met(tokens: Tokens, low: int, end: int) -> Phrase | None:
    """Whom a relative clause that ends before ``end`` is about: "[a woman] I met in Leeds", "[nurses] whom we asked"."""
    norms = tokens.norms
    for k in range(end - 1, max(low, end - 8), -1):
        if norms[k] in HARD or norms[k] in {",", "and", "but", "that", "who", "which"}:
            return None
        if norms[k] not in _MEETING or k + 1 >= len(norms) or not finite(tokens, k + 1, k, loose=True):
            continue
        at = k - 1 if norms[k - 1] == "whom" else k
        if at - 1 < low or not (is_person(norms[at - 1]) or norms[at - 1] in PEOPLE):
            return None
        return noun_before(tokens, low, at)
    return None


def _bare_group(tokens: Tokens, found: Phrase) -> Phrase:
    """The group without article that follows an adjunct without comma: "after the fire [police] had said"."""
    norms = tokens.norms
    last = found.last - 1
    if (
        norms[last] in PEOPLE
        and (is_plural(norms[last]) or norms[last] == "police")
        and norms[found.first] in DETERMINERS
        and norms[last - 1] != "of"
    ):
        return Phrase(last, found.last)
    return found


def _behind_relative(tokens: Tokens, low: int, found: Phrase) -> Phrase:
    """The antecedent where the phrase stands in a relative clause: "[people] who live near the port say"."""
    norms = tokens.norms
    for k in range(found.first - 1, max(low, found.first - 10), -1):
        if norms[k] in HARD or norms[k] in {",", "and", "but"}:
            return found
        if norms[k] in {"who", "which"} and tokens.words[k] != "WHO":
            return (noun_before(tokens, low, k) or found) if finite(tokens, k + 1, k, loose=True) or norms[k + 1] in AUXILIARIES else found
    return found


def _before_title(tokens: Tokens, low: int, last: int) -> int:
    """Where the words before a title in marks end: "a report, “Left Behind”, [which shows]"."""
    words = tokens.words
    if words[last - 1] not in {"”", '"', "’"}:
        return last
    opening = next((k for k in range(last - 2, max(low, last - 20), -1) if words[k] in {"“", '"', "‘"}), None)
    if opening is None:
        return last
    return opening - 1 if opening - 1 > low and words[opening - 1] == "," else opening


def _somebody(tokens: Tokens, phrase: Phrase) -> Phrase:
    """Whom "who" takes up: of "letters from tenants" the tenants."""
    norms = tokens.norms
    to = next((k for k in range(phrase.last - 2, phrase.first, -1) if norms[k] == "to"), None)
    if to is not None and norms[to - 1] not in _POSTS:  # "refer the House to the words of the minister, who"
        phrase = Phrase(to + 1, phrase.last)
    head = next((k for k in range(phrase.first + 1, phrase.last) if norms[k] in PREPOSITIONS), phrase.last) - 1
    if norms[head] in PUBLICATIONS or norms[head] in _HEARD or not known(tokens, phrase):
        for k in range(phrase.last - 2, phrase.first, -1):
            if norms[k] in {"from", "of", "by", "for", "with", "to"}:
                return Phrase(k + 1, phrase.last)
    return phrase


def _nearest(tokens: Tokens, phrase: Phrase) -> Phrase:
    """What "which" takes up: of "Jane Roe of the Hull Institute" the institute, as it is no person."""
    if tokens.norms[phrase.first] in DETERMINERS or not tokens.words[phrase.first][0].isupper():
        within = next((k for k in range(phrase.last - 2, phrase.first, -1) if tokens.norms[k] == "from"), None)
        paper = within is not None and tokens.norms[phrase.last - 1] in PUBLICATIONS  # one line from its summary, which says
        return Phrase(within + 1, phrase.last) if paper and within is not None else phrase
    for k in range(phrase.last - 2, phrase.first, -1):
        if tokens.norms[k] in {"of", "from", "at", "for", "with"} and tokens.norms[k + 1] in DETERMINERS:
            return Phrase(k + 1, phrase.last)
    return phrase
