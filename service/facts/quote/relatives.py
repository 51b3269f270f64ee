"""Whom a relative clause or a participle is about: "[people] who live near the port", "[a study] commissioned by the city"."""

from __future__ import annotations

from functools import lru_cache

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.clause.words import is_person
from service.facts.quote.heads import head_of, is_publication, known
from service.facts.quote.phrases import HARD, Phrase, noun_before
from service.facts.quote.verbs import PARTICIPLES, finite, first_verb, is_adverb, past_form
from service.facts.quote.words import AUXILIARIES, BODIES, LED, NOT_ING, NUMBERS, ORDERED, PEOPLE, PUBLICATIONS, PUBLISHED, STUDIES, TIMES
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
_SEEN = frozenset({"obtained", "seen", "leaked", "reviewed", "shared", "cited"})
_ENDING = frozenset({",", "that", "who", "which", "and", "but", "'s"})
_PAPERS = STUDIES | PUBLICATIONS
_DATING = frozenset({"in", "on", "last", "this", "earlier"})
_BOUNDING = _ENDING | HARD
_MEETING = frozenset({"i", "we", "he", "she", "they", "it", "you"})


def reduced(tokens: Tokens, low: int, last: int) -> Phrase | None:
    """The noun that a participle hangs on: "[a study] commissioned by the city in 2017", "[a doctor] treating the wounded", "[men] held at the port"."""
    norms = tokens.norms
    for p in range(last - 2, max(low, last - 16), -1):
        norm = norms[p]
        if norm in _BOUNDING:
            return None
        if not _participle(norm) or not _hangs(tokens, p):
            continue
        if first_verb(tokens, p, last, low) is not None:
            return None
        noun = _before_times(tokens, low, p - 1)
        if norms[noun] in PREPOSITIONS or norms[noun] in DETERMINERS:
            continue
        found = noun_before(tokens, low, noun + 1)
        if found is not None and known(tokens, found) and _undergoes(tokens, found, noun, p):
            return found if norms[head_of(tokens, found)] not in {"people", "those"} else Phrase(found.first, last)
    return None


@lru_cache(maxsize=4096)
def _participle(norm: str) -> bool:
    """Whether a form may be a participle."""
    return (norm.endswith("ing") and norm not in NOT_ING) or past_form(norm) or norm in PARTICIPLES


def _hangs(tokens: Tokens, p: int) -> bool:
    """Whether what follows shows the form at ``p`` to be a participle behind its noun, and no adjective before one."""
    norm, after = tokens.norms[p], tokens.norms[p + 1]
    if norm.endswith("ing") and norm not in NOT_ING:
        return after in PREPOSITIONS or after in DETERMINERS or after in NUMBERS or tokens.words[p + 1][0].isupper() or after[0].isdigit()
    return (past_form(norm) or norm in PARTICIPLES) and (
        after in PREPOSITIONS or after in {"out", "up", "last", "this", "here", "there"} or after in TIMES or is_adverb(after)
    )


def _before_times(tokens: Tokens, low: int, k: int) -> int:
    """Back over words of time from token ``k``: "an audit [in 2017] ordered"."""
    norms = tokens.norms
    while k > low + 1 and (norms[k] in TIMES or norms[k][0].isdigit() or (norms[k] in _DATING and norms[k + 1][0].isdigit())):
        k -= 1
    return k


def _undergoes(tokens: Tokens, found: Phrase, noun: int, p: int) -> bool:
    """Whether the participle at ``p`` says what was done to, or what is done by, whoever the phrase that ends in ``noun`` names."""
    norms = tokens.norms
    apart = norms[p + 1] in {"out", "up"}
    k = p + 1 + apart
    while k < p + 6 and (norms[k] in TIMES or norms[k] in _DATING or norms[k][0].isdigit()):
        k += 1
    agent = norms[k] == "by"
    if norms[head_of(tokens, found)] in PUBLICATIONS:
        if norms[p] in _SEEN:
            return agent
        made = norms[p] in LED or norms[p] in PUBLISHED or norms[p] in ORDERED
        return made and norms[head_of(tokens, found)] in STUDIES and (agent or apart)
    return agent or is_person(norms[noun]) or norms[noun] in PEOPLE or (norms[p].endswith("ing") and norms[noun] in BODIES)


def of_paper(tokens: Tokens, low: int, last: int) -> bool:
    """Whether a paper, or its author behind "by", ends before ``last``."""
    norms = tokens.norms
    found = noun_before(tokens, low, last)
    if found is None:
        return False
    return is_publication(tokens, found) or (found.first - 2 >= low and norms[found.first - 1] == "by" and norms[found.first - 2] in PUBLICATIONS)


APART = HARD | {",", "and", "but", "that", "who", "which"}
"""What parts a clause from the one before it, so that nothing before it is what the clause is about."""


def met(tokens: Tokens, low: int, end: int) -> Phrase | None:
    """Whom a relative clause that ends before ``end`` is about: "[a woman] I met in Leeds", "[nurses] whom we asked"."""
    norms = tokens.norms
    for k in range(end - 1, max(low, end - 8), -1):
        norm = norms[k]
        if norm in APART:
            return None
        subject = norm in _MEETING or (norm in DETERMINERS and norms[k - 1] in _PAPERS)
        if not subject:
            continue
        verbs = range(k + 1, k + 2) if norms[k] in _MEETING else range(k + 2, end)
        if not any(x < end and finite(tokens, x, k, loose=True) for x in verbs):
            continue
        at = k - 1 if norms[k - 1] in {"whom", "that", "which"} else k
        if at - 1 < low or not (is_person(norms[at - 1]) or norms[at - 1] in PEOPLE or norms[at - 1] in PUBLICATIONS):
            return None
        return noun_before(tokens, low, at)
    return None


def behind_relative(tokens: Tokens, low: int, found: Phrase) -> Phrase:
    """The antecedent where the phrase stands in a relative clause: "[people] who live near the port say"."""
    norms = tokens.norms
    for k in range(found.first - 1, max(low, found.first - 10), -1):
        if norms[k] in HARD or norms[k] in {",", "and", "but"}:
            return found
        if norms[k] in {"who", "which"} and tokens.words[k] != "WHO":
            return (noun_before(tokens, low, k) or found) if finite(tokens, k + 1, k, loose=True) or norms[k + 1] in AUXILIARIES else found
    return found


def of_whose(tokens: Tokens, low: int, end: int) -> Phrase | None:
    """Whom a clause of "whose" or "who" that ends in its verb or adjunct before ``end`` is about: "[a woman] whose son was killed told me"."""
    norms = tokens.norms
    verb = False
    inside = norms[max(low, end - _WHOSE_WITHIN) : end]
    if "whose" not in inside and "who" not in inside:
        return None
    for k in range(end - 1, max(low, end - _WHOSE_WITHIN), -1):
        if norms[k] in HARD or norms[k] in {",", "but", "that", "which"}:
            return None
        if norms[k] in {"whose", "who"} and tokens.words[k] != "WHO":
            person = k - 1 >= low and (is_person(norms[k - 1]) or norms[k - 1] in PEOPLE)
            return noun_before(tokens, low, k) if verb and person else None
        verb = verb or finite(tokens, k, low) or past_form(norms[k])
    return None


_WHOSE_WITHIN = 18
"""Tokens of a relative clause, at most."""


def before_title(tokens: Tokens, low: int, last: int) -> int:
    """Where the words before a title in marks end: "a report, “Left Behind”, [which shows]"."""
    words = tokens.words
    if words[last - 1] not in {"”", '"', "’"}:
        return last
    opening = next((k for k in range(last - 2, max(low, last - 20), -1) if words[k] in {"“", '"', "‘"}), None)
    if opening is None:
        return last
    return opening - 1 if opening - 1 > low and words[opening - 1] == "," else opening


def somebody(tokens: Tokens, phrase: Phrase) -> Phrase:
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


def nearest(tokens: Tokens, phrase: Phrase) -> Phrase:
    """What "which" takes up: of "Jane Roe of the Hull Institute" the institute, as it is no person."""
    if tokens.norms[phrase.first] in DETERMINERS or not tokens.words[phrase.first][0].isupper():
        within = next((k for k in range(phrase.last - 2, phrase.first, -1) if tokens.norms[k] == "from"), None)
        paper = within is not None and tokens.norms[phrase.last - 1] in PUBLICATIONS  # one line from its summary, which says
        return Phrase(within + 1, phrase.last) if paper and within is not None else phrase
    for k in range(phrase.last - 2, phrase.first, -1):
        if tokens.norms[k] in {"of", "from", "at", "for", "with"} and tokens.norms[k + 1] in DETERMINERS:
            return Phrase(k + 1, phrase.last)
    return phrase
