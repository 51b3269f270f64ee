"""Whether words for somebody may be credited, by their head noun."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.clause.words import is_person, singular
from service.facts.quote.phrases import SUBJECT_PRONOUNS, Phrase, governs
from service.facts.quote.verbs import is_adverb, past_form
from service.facts.quote.words import (
    BODIES,
    FIRST_PERSON,
    NOBODY,
    NOT_ING,
    NUMBERS,
    ORDINALS,
    PEOPLE,
    PUBLICATIONS,
    SOME,
    Cue,
)
from service.transcript.tokens import Tokens


def head_of(tokens: Tokens, phrase: Phrase) -> int:
    """The head noun: the last word before what is attached by a preposition."""
    norms = tokens.norms
    for k in range(phrase.first + 1, phrase.last):
        norm = norms[k]
        if norm in {",", "("} or (norm in PREPOSITIONS and governs(tokens, k)):
            return k - 2 if hangs_on(tokens, phrase.first, k - 1) else k - 1
    return phrase.last - 1


def hangs_on(tokens: Tokens, first: int, k: int) -> bool:
    """Whether a participle at ``k`` hangs on the noun before it: "a review [completed] in 2017", "the men [held] at the port"."""
    norm, noun = tokens.norms[k], tokens.norms[k - 1]
    return (
        k - 1 > first
        and tokens.words[k][0].islower()
        and (past_form(norm) or (norm.endswith("ing") and norm not in NOT_ING))
        and (noun in PUBLICATIONS or noun in PEOPLE or noun in BODIES or is_person(noun))
    )


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
    if last - first == 1 and norms[first] in {"another", "one"} and tokens.words[first][0].isupper():
        return cue is not None and cue.lemma in {"say", "tell", "write", "call", "describe", "ask", "recall", "add"}  # One called it “flawed”
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
    if norms[last - 1] == "'s" and last - first > 1 and tokens.words[last - 2][0].isupper() and norms[first] not in DETERMINERS:
        return not strict or known(tokens, phrase)  # Moody's
    if norms[last - 2 : last] in (["written", "answer"], ["parliamentary", "answer"]):
        return True
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
    if (
        head in {"people", "us", "those", "them", "many", "some"}
        and last - first < 3
        and not norms[first][0].isdigit()
        and norms[first] not in {"your", "his", "her", "their"}
    ):
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
    counted = norms[first][0].isdigit() or (norms[first] in NUMBERS and norms[first] != "more")
    if counted and not any(is_person(norms[x]) or norms[x] in PEOPLE for x in range(first, last)):
        return False  # of 1,200 homes visited; but 54 per cent of voters
    return not strict and not mind and (cue is None or cue.lemma not in {"remind", "show", "mean"})


def known(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the head is a name, somebody who speaks, something that is written, or a pronoun."""
    at = head_of(tokens, phrase)
    head = tokens.norms[at]
    if at - 1 > phrase.first and tokens.norms[at - 1] == "-" and any(is_person(tokens.norms[x]) for x in range(phrase.first, at)):
        return True  # the mother-of-two
    if head in SOME and at + 1 < phrase.last and tokens.norms[at + 1] == "of":  # one of the survivors, one of them
        return tokens.norms[at + 2] in {"them", "us"} or known(tokens, Phrase(at + 2, phrase.last))
    if tokens.norms[at + 1 : at + 3] == ["of", "information"] and tokens.norms[phrase.last - 1] in PUBLICATIONS:
        return True
    if at > phrase.first and head[0].isdigit() and tokens.norms[at - 1] in PUBLICATIONS:  # section 47, article 5
        return True
    if head in ORDINALS and tokens.norms[phrase.first] == "the" and phrase.last - phrase.first == 2:  # two reports: the first found
        return True
    if head in NUMBERS and tokens.norms[at + 1 : at + 2] == ["who"]:  # the three who lived
        return True
    if (
        head in PUBLICATIONS
        or head in PEOPLE
        or head in BODIES
        or is_person(head)
        or head in SUBJECT_PRONOUNS
        or (head[-1] == "s" and (singular(head) in PEOPLE or singular(head) in BODIES))
        or head.endswith(("ers", "ists", "ors", "ians", "ist"))
    ):
        return True
    return (tokens.words[at][0].isupper() and (at > phrase.first or not is_adverb(head))) or head in {")", "'s"}


def is_publication(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the source is a report, an inquiry or a statistic rather than somebody who speaks."""
    if tokens.words[phrase.last - 1] == "Survey":  # a body: the Geological Survey
        return False
    at = head_of(tokens, phrase)
    if at > phrase.first and tokens.norms[at][0].isdigit() and tokens.norms[at - 1] in PUBLICATIONS:
        return True
    return tokens.norms[at] in PUBLICATIONS or tokens.norms[phrase.last - 1] in PUBLICATIONS
