"""Who is described and not fully named: "my constituent Zubaida", "a letter from the mother of a victim"."""

from __future__ import annotations

from service.attribution.wording import PUBLICATIONS, shown
from service.facts.clause.noun_phrase import DETERMINERS
from service.facts.quote.heads import head_of
from service.facts.quote.phrases import Phrase, noun_after, noun_before
from service.facts.quote.verbs import one_person
from service.facts.quote.words import FIRST_PERSON
from service.lexicon import load
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_FAR_OBJECT = 12
CALLED = frozenset({"called", "named"})
"""Before a name: "a nurse called Amina"."""
_LONGEST_ROLE = 9
_NO_ROLES = frozenset({"man", "woman", "boy", "girl", "child", "person", "friend", "one", "someone", "suspect", "victim"})
_MAY_BE_BODIES = frozenset(load("service.attribution", "sources.toml")["persons"]["bodies_too"])
_CALLS = frozenset({"call", "visit", "message", "words", "note"})


def described_at(tokens: Tokens, k: int) -> int | None:
    """The noun for one person beside a single name at ``k``: "my [constituent] Zubaida", "a [nurse] called Amina", "Amina, a [nurse]"."""
    norms = tokens.norms
    noun = k - 1 - (k > 1 and norms[k - 1] in CALLED)
    if noun >= 0 and one_person(norms[noun]) and norms[noun] not in _MAY_BE_BODIES and tokens.words[noun].islower() and not tokens.words[k].isupper():
        return noun
    if norms[k + 1 : k + 2] == [","] and norms[k + 2 : k + 3] in (["a"], ["an"], ["the"], ["my"], ["his"], ["her"]):
        return next((x for x in range(k + 3, min(k + 6, len(norms))) if one_person(norms[x]) and tokens.words[x].islower()), None)
    return None


def author_of(tokens: Tokens, phrase: Phrase) -> Phrase:
    """Whom a letter or a call is from: "a letter from [the mother of a victim]"; else the phrase itself."""
    if tokens.norms[head_of(tokens, phrase)] not in PUBLICATIONS and tokens.norms[head_of(tokens, phrase)] not in _CALLS:
        return phrase
    at = next((x for x in range(phrase.first + 1, phrase.last - 1) if tokens.norms[x] in {"from", "by"}), None)
    return phrase if at is None else Phrase(at + 1, phrase.last)


def whom_met(tokens: Tokens, sentence: Sentence, verb: int) -> Phrase | None:
    """Whom the speaker says they met, in the words behind the verb: "I met [a nurse] called Amina", "I spoke to [a widow] in Hull"."""
    norms = tokens.norms
    for k in range(verb, min(sentence.last - 1, verb + _FAR_OBJECT)):
        if tokens.words[k][0].isupper() and (noun := described_at(tokens, k)) is not None and noun > k:
            return Phrase(k, k + 1)
        if norms[k] in DETERMINERS and norms[k] not in FIRST_PERSON and not is_predicate(norms, k):
            phrase = noun_after(tokens, k, sentence.last)
            if phrase is None:
                return None
            phrase = author_of(tokens, phrase)
            if not one_person(norms[head_of(tokens, phrase)]) and k < verb + _FAR_OBJECT - 1:
                continue
            named = next((x for x in range(phrase.first + 1, min(phrase.last + 1, sentence.last - 1)) if norms[x] in CALLED), None)
            if named is not None and tokens.words[named + 1][0].isupper():
                return noun_after(tokens, named + 1, sentence.last)
            return phrase
    return None


def is_predicate(norms: list[str], first: int) -> bool:
    """Whether the words at ``first`` only say what somebody named before was: "Professor Lisle, who was [the director]"."""
    k = first - 1
    while k > 0 and norms[k] in DETERMINERS:
        k -= 1
    return k > 0 and norms[k] in {"is", "was", "became"} and norms[k - 1] == "who"


def role_beside(tokens: Tokens, sentence: Sentence, first: int, last: int) -> str | None:
    """What a name that stands at tokens ``[first, last)`` is said to be: "[fire chief] Ana Horvat", "Ana Horvat, 43, a [nurse],"."""
    norms = tokens.norms
    if first - 1 > sentence.first and norms[first - 1] == "," and norms[last : last + 1] in ([","], ["."]):
        return _role(tokens, noun_before(tokens, sentence.first, first - 1))
    if first > sentence.first and one_person(norms[first - 1]) and norms[first - 1] not in _MAY_BE_BODIES:
        return _role(tokens, noun_before(tokens, sentence.first, first))
    k = last
    if norms[k : k + 1] == [","] and k + 3 < sentence.last and norms[k + 1].isdigit() and norms[k + 2] == ",":
        k += 2  # Ana Horvat, 43, a nurse
    if norms[k : k + 1] != [","] or k + 2 >= sentence.last:
        return None
    phrase = noun_after(tokens, k + 1, sentence.last)
    return _role(tokens, phrase) if phrase is not None and norms[phrase.last : phrase.last + 1] in ([","], ["."]) else None


def _role(tokens: Tokens, phrase: Phrase | None) -> str | None:
    """The words of a phrase whose head is a plain noun for one person, without the determiner; None for others."""
    if phrase is None or phrase.last - phrase.first > _LONGEST_ROLE:
        return None
    at = head_of(tokens, phrase)
    if not one_person(tokens.norms[at]) or tokens.norms[at] in _NO_ROLES or not tokens.words[at][0].islower():
        return None
    first = phrase.first + (tokens.norms[phrase.first] in DETERMINERS)
    return shown(tokens, first, phrase.last) if first <= at else None
