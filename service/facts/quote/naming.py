"""Whether words may be credited, and by which of them somebody is named."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS
from service.facts.clause.words import is_person
from service.facts.quote.phrases import SUBJECT_PRONOUNS, Phrase, governs, noun_after
from service.facts.quote.verbs import is_adverb
from service.facts.quote.words import (
    BODIES,
    FIRST_PERSON,
    MEMBERS,
    NOBODY,
    NUMBERS,
    PEOPLE,
    PUBLICATIONS,
    PUBLISHED,
    SOME,
    TIMES,
    TITLE_TAIL,
    TITLES,
    Cue,
)
from service.transcript.tokens import Tokens


def trimmed(tokens: Tokens, phrase: Phrase) -> Phrase:
    """A person's name without the post behind it: "Jane Roe of the city's police" is Jane Roe."""
    words, norms = tokens.words, tokens.norms
    first, last = phrase
    if last - first > 4 and norms[last - 1] == ")" and norms[last - 3] == "(" and sum(c.isupper() for c in words[last - 2]) > 1:
        last -= 3  # the World Health Organization (WHO)
        phrase = Phrase(first, last)
    own = next(
        (k for k in range(first + 1, last - 1) if norms[k] in {"in", "on", "at", "by"} and norms[k + 1] in {"its", "his", "her", "their"}), last
    )
    if own < last:  # the institute in its February report
        last = own
        phrase = Phrase(first, last)
    tail = _name_behind_post(tokens, phrase) or _plain_post(tokens, phrase) or _described(tokens, phrase)
    if tail is not None:
        return tail
    if norms[first] in DETERMINERS or last - first < 2 or not (words[first][0].isupper() and words[first + 1][0].isupper()):
        return phrase
    for k in range(first + 2, last - 1):
        if norms[k] in {"of", "from", "at", "in", "for", "with"} and norms[k + 1] in TITLE_TAIL:
            if not any(norms[x] in BODIES for x in range(first, k)):
                named = Phrase(first, k)
                return _name_behind_post(tokens, named) or _plain_post(tokens, named) or named
            return phrase
        if not (words[k][0].isupper() or norms[k] in {"-", ".", "dela", "de", "la", "van", "der", "von", "al", "bin", "el"}):
            return phrase
    return phrase


def _name_behind_post(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """The name in "fire chief Ana Horvat", "insurance group Helvetia": what follows the last plain noun for a person or body, all in capitals."""
    words, norms = tokens.words, tokens.norms
    k = phrase.last - 1
    while k > phrase.first and (words[k][0].isupper() or norms[k] in {"-", "'"}) and norms[k] not in MEMBERS:
        k -= 1
    if k >= phrase.last - 1 or phrase.last - k > 5 or norms[k] in DETERMINERS:
        return None
    if (norms[k] in PEOPLE or is_person(norms[k])) and (words[k][0].islower() or norms[k] in MEMBERS):
        return Phrase(k + 1, phrase.last)
    return None


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
    return (
        None
        if any(norms[x] in PEOPLE or norms[x] in BODIES or norms[x] in PUBLICATIONS for x in range(phrase.first, phrase.last))
        else Phrase(k, phrase.last)
    )


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
    strict = "show" in classes and cue is not None and cue.lemma not in {"confirm", "reveal", "conclude"}
    mind = "mind" in classes
    if last - first == 1 and norms[first] in SUBJECT_PRONOUNS:
        if norms[first] in FIRST_PERSON or (mind and not (norms[first] == "it" and cue is not None and cue.form in {"s", "past"})):
            return False
        if norms[first] == "you":
            return cue is not None and (
                cue.form == "past" or cue.lemma in {"say", "state", "describe", "explain", "record", "mention", "tell", "suggest", "refer"}
            )
        if norms[first] in {"he", "she"} or (cue is not None and cue.lemma in {"find", "conclude", "confirm"}):
            return True
        return not (strict or (norms[first] == "it" and ("show" in classes or (cue is not None and cue.lemma == "explain"))))
    if last - first == 1 and norms[first][0].isdigit():
        return False
    if last - first == 1 and is_adverb(norms[first]) and tokens.words[first].islower():
        return False
    head = norms[head_of(tokens, phrase)]
    if norms[first] == "this" and head == "house":  # a motion's own words
        return False
    if head in SOME and "of" in norms[first:last]:
        return norms[first] != "no" and known(tokens, phrase)
    if norms[last - 1] in {"cent", "percent", "%"}:
        return False
    if norms[last - 1] in NOBODY or head in NOBODY or (norms[first] in {"some", "many", "most", "few", "any", "every", "no"} and head not in PEOPLE):
        return False
    if (head == "reports" and head_of(tokens, phrase) == first) or norms[first : first + 2] in (
        ["early", "reports"],
        ["initial", "reports"],
        ["unconfirmed", "reports"],
        ["some", "reports"],
        ["other", "reports"],
    ):
        return False
    if head == "people" and norms[first] in {"many", "some", "most", "few", "more"}:
        return False
    if head in {"people", "us", "those", "them", "many", "some"} and last - first < 3 and not norms[first][0].isdigit():
        return False
    if norms[first] in {"my", "our"} and head in {
        "delegation",
        "country",
        "understanding",
        "view",
        "point",
        "question",
        "belief",
        "answer",
        "opinion",
        "argument",
    }:
        return False
    if known(tokens, phrase):
        return True
    return not strict and not mind and (cue is None or cue.lemma not in {"remind", "show", "mean"})


def known(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the head is a name, somebody who speaks, something that is written, or a pronoun."""
    at = head_of(tokens, phrase)
    head = tokens.norms[at]
    if at - 1 > phrase.first and tokens.norms[at - 1] == "-" and any(is_person(tokens.norms[x]) for x in range(phrase.first, at)):
        return True  # the mother-of-two
    if head in SOME and at + 1 < phrase.last and tokens.norms[at + 1] == "of":  # one of the survivors
        return known(tokens, Phrase(at + 2, phrase.last))
    if tokens.norms[at + 1 : at + 3] == ["of", "information"] and tokens.norms[phrase.last - 1] in PUBLICATIONS:
        return True
    if head in NUMBERS and tokens.norms[at + 1 : at + 2] == ["who"]:  # the three who lived
        return True
    if (
        head in PUBLICATIONS
        or head in PEOPLE
        or head in BODIES
        or is_person(head)
        or head in SUBJECT_PRONOUNS
        or (head[-1] == "s" and (head[:-1] in PEOPLE or head[:-1] in BODIES))
        or head.endswith(("ers", "ists", "ors", "ians", "ist"))
    ):
        return True
    return (tokens.words[at][0].isupper() and (at > phrase.first or not is_adverb(head))) or head in {")", "'s"}


def is_publication(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the source is a report, an inquiry or a statistic rather than somebody who speaks."""
    if tokens.words[phrase.last - 1] == "Survey":  # a body: the Geological Survey
        return False
    return tokens.norms[head_of(tokens, phrase)] in PUBLICATIONS or tokens.norms[phrase.last - 1] in PUBLICATIONS
