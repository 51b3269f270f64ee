"""By which of the words for somebody they are named: a name, not its post; the author, not his paper."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.heads import hangs_on, head_of, known
from service.facts.quote.phrases import Phrase, governs, noun_after, noun_before
from service.facts.quote.verbs import is_adverb, one_person
from service.facts.quote.words import (
    BODIES,
    MEMBERS,
    NUMBERS,
    PEOPLE,
    PUBLICATIONS,
    PUBLISHED,
    TIMES,
    TITLE_TAIL,
    TITLES,
)
from service.transcript.tokens import Tokens

_PARTICLES = frozenset(
    {"al", "ap", "bin", "binti", "da", "de", "del", "dela", "della", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ter", "van", "von"}
)
_NO_NAMES = BODIES | PEOPLE | PUBLICATIONS


_COUNTS = frozenset({"figures", "data", "statistics", "numbers", "records", "counts", "tallies", "estimates"})
"""What is no paper of its own: whoever keeps them is credited."""
_OWNER_WITHIN = 20
_SAMPLING = frozenset({"poll", "polls", "survey", "surveys", "study", "studies", "sample", "analysis", "review", "audit", "census", "questionnaire"})
"""Papers that ask or look at so many: what they sampled is not in their name."""


def past_feeling(tokens: Tokens, phrase: Phrase) -> Phrase:
    """A name without the feeling before it: "we note with alarm [Oxfam]'s estimate", "read with interest [Shelter]'s finding"."""
    words, norms = tokens.words, tokens.norms
    for k in range(max(1, phrase.first), phrase.last - 1):
        felt = norms[k - 1] == "with" and words[k].islower() and words[k + 1][0].isupper()
        if felt and norms[k] not in DETERMINERS and not is_person(norms[k]) and norms[k] not in PEOPLE:
            return phrase._replace(first=k + 1)
    return phrase


def trimmed(tokens: Tokens, phrase: Phrase) -> Phrase:
    """A person's name without the post behind it: "Jane Roe of the city's police" is Jane Roe."""
    words, norms = tokens.words, tokens.norms
    if norms[phrase.first] == "whose" and phrase.last - phrase.first > 1:
        owner = noun_before(tokens, max(0, phrase.first - _OWNER_WITHIN), phrase.first - (norms[phrase.first - 1] == ",")) if phrase.first else None
        if owner is not None and norms[phrase.last - 1] in _COUNTS:
            return trimmed(tokens, owner)  # the council, whose figures show
        phrase = Phrase(phrase.first + 1, phrase.last)  # a professor whose model predicted
    first, last = phrase
    first = past_feeling(tokens, phrase).first
    if norms[first] == "'s" and last - first > 1:
        first += 1  # yesterday's figures
    if last - first > 1 and norms[last - 1] == "'s" and norms[last : last + 1] and norms[last] in PUBLICATIONS:
        last -= 1
    phrase = Phrase(first, last)
    sampled = next((k for k in range(first + 1, last - 2) if norms[k] == "of" and (norms[k + 1][0].isdigit() or norms[k + 1] in NUMBERS)), last)
    if sampled < last and any(norms[k] in _SAMPLING for k in range(first, sampled)):
        last = sampled  # a poll [of 2,072 adults]
        phrase = Phrase(first, last)
    if last - first > 4 and norms[last - 1] == ")" and norms[last - 3] == "(" and sum(c.isupper() for c in words[last - 2]) > 1:
        last -= 3  # the World Health Organization (WHO)
        phrase = Phrase(first, last)
    own = next(
        (k for k in range(first + 1, last - 1) if norms[k] in {"in", "on", "at", "by"} and norms[k + 1] in {"its", "his", "her", "their"}), last
    )
    if own < last:  # the institute in its February report
        last = own
        phrase = Phrase(first, last)
    done = head_of(tokens, phrase) + 1
    if done < last and hangs_on(tokens, first, done) and norms[done - 1] in PUBLICATIONS:  # a review completed in 2017
        return Phrase(first, done)
    tail = _name_behind_post(tokens, phrase) or _plain_post(tokens, phrase) or _described(tokens, phrase)
    if tail is not None:
        return tail
    if norms[first] in DETERMINERS or last - first < 2 or not (words[first][0].isupper() and words[first + 1][0].isupper()):
        return phrase
    for k in range(first + 2, last - 1):
        if norms[k] in {"of", "from", "at", "in", "for", "with"} and (norms[k + 1] in TITLE_TAIL or words[k + 1][0].islower()):
            if not any(norms[x] in BODIES for x in range(first, k)):
                named = Phrase(first, k)
                return _name_behind_post(tokens, named) or _plain_post(tokens, named) or named
            return phrase
        if not (words[k][0].isupper() or norms[k] in _PARTICLES | {"-", "."}):
            return phrase
    return phrase


def _name_behind_post(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """The name in "fire chief Ana Horvat", "insurance group Helvetia": what follows the last plain noun for a person or body, all in capitals."""
    words, norms = tokens.words, tokens.norms
    k = phrase.last - 1
    while k > phrase.first and norms[k] not in MEMBERS and (in_name(tokens, k) or norms[k] == "'"):
        k -= 1
    if k >= phrase.last - 1 or phrase.last - k > 7 or norms[k] in DETERMINERS or not words[k + 1][0].isupper():
        return None
    if words[phrase.first][0].isupper() and norms[phrase.first] not in DETERMINERS and any(governs(tokens, x) for x in range(phrase.first + 1, k)):
        return None  # Ana Horvat of insurer Helvetia
    if (norms[k] in PEOPLE or is_person(norms[k])) and (words[k][0].islower() or norms[k] in MEMBERS):
        return Phrase(k + 1, phrase.last)
    return None


def in_name(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` may stand in a name: a capital, a particle, a hyphen and what it joins ("Cho Yang-bok"), the point of an initial."""
    words, norms = tokens.words, tokens.norms
    if words[k][0].isupper() or norms[k] in _PARTICLES:
        return True
    return k > 0 and (
        (norms[k] == "-" and tokens.adjoin(k)) or (norms[k - 1] == "-" and tokens.adjoin(k)) or (norms[k] == "." and len(words[k - 1]) == 1)
    )


def name_like(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a range is two to four words that read as a person's name, and no body or post."""
    words, norms = tokens.words, tokens.norms
    if not 2 <= last - first <= 8 or not words[first][0].isupper() or not words[last - 1][0].isalpha():
        return False
    parts = sum(words[k][0].isalpha() and norms[k - 1] != "-" for k in range(first, last))
    return 2 <= parts <= 5 and all(in_name(tokens, k) and norms[k] not in _NO_NAMES for k in range(first, last))


def of_another(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase ends in another person, who may be the one named behind it: "the mother of the boy, [Ivan Petrov]"."""
    norms = tokens.norms
    inner = norms[last - 1]
    return any(norms[x] in {"of", "for", "to"} for x in range(first + 1, last - 1)) and (inner == "old" or one_person(inner))


def with_name(tokens: Tokens, phrase: Phrase, limit: int) -> Phrase:
    """The name in apposition behind a post: "[said] a spokesman for the group, [Ehsan Karimi]"; the phrase itself where none stands."""
    words, norms = tokens.words, tokens.norms
    comma = phrase.last
    if comma + 2 >= limit or norms[comma] != "," or not words[comma + 1][0].isupper() or of_another(tokens, phrase.first, comma):
        return phrase
    head = head_of(tokens, phrase)
    if not (is_person(norms[head]) or norms[head] in PEOPLE) or is_plural(norms[head]) or words[head][0].isupper():
        return phrase
    last = comma + 1
    while last < limit and last < comma + 9 and in_name(tokens, last) and norms[last] not in TIMES:
        last += 1
    return Phrase(comma + 1, last) if name_like(tokens, comma + 1, last) else phrase


def _described(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """The name in "a weeping Marsh", "a visibly shaken Ana Horvat": of an indefinite phrase that ends in capitals, these."""
    words, norms = tokens.words, tokens.norms
    if norms[phrase.first] not in {"a", "an"} or phrase.last - phrase.first > 6:
        return None
    k = phrase.last
    while k > phrase.first and words[k - 1][0].isupper():
        k -= 1
    plain = range(phrase.first + 1, k)
    if k == phrase.last or not plain or not all(words[x][0].islower() for x in plain):
        return None
    described = any(
        norms[x] in PEOPLE or norms[x] in BODIES or norms[x] in PUBLICATIONS or is_person(norms[x]) or governs(tokens, x)
        for x in range(phrase.first + 1, phrase.last)
    )
    return None if described else Phrase(k, phrase.last)  # a roofer from Arden is no Arden


def _plain_post(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """The name in "Meteorologist Ana Horvat", where the post is no title and has its capital from the sentence."""
    first, last = phrase
    if not 3 <= last - first <= 5 or not all(tokens.words[k][0].isupper() for k in range(first, last)):
        return None
    norm = tokens.norms[first]
    return (
        Phrase(first + 1, last)
        if is_person(norm) and norm.endswith(("ist", "er", "or", "ian")) and norm not in TITLES and norm not in BODIES
        else None
    )


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
        and (norms[k] in PUBLISHED or norms[k] in TIMES or norms[k] in {"last", "this", "out", "on"} or is_adverb(norms[k]))
    ):
        k += 1
    if k + 1 < limit and norms[k] in {"by", "from"}:
        author = noun_after(tokens, k + 1, limit)
        if author is not None and (any(tokens.words[x][0].isupper() for x in range(author.first, author.last)) or known(tokens, author)):
            return author
    return phrase
