"""Whom a reporting verb has as its subject, or as its agent in the passive, and whether they can be credited with what follows."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, is_plural
from service.facts.quote.dislocated import dislocated
from service.facts.quote.heads import head_of, is_publication, known, nameable
from service.facts.quote.joined import clause_subject, infinitive, own_paper, quoted_as
from service.facts.quote.naming import trimmed
from service.facts.quote.phrases import Phrase, noun_after, noun_before
from service.facts.quote.relatives import APART
from service.facts.quote.subjects import SET, subject_before, verb_group
from service.facts.quote.verbs import finite, first_verb, is_adverb
from service.facts.quote.words import (
    AUXILIARIES,
    BE,
    BODIES,
    CUES,
    DO,
    ENTRANCES,
    HAVE,
    LEADERS,
    MODALS,
    NEGATIONS,
    PEOPLE,
    PERCEIVED,
    WRITING,
    Cue,
)
from service.transcript.tokens import Tokens

_ASKING = DO | MODALS
_PERFECT = frozenset({"have", "has", "had", "is", "are", "was", "were"})
_SEQUENCE = frozenset({"by", "before", "after", "when", "while"})
_WISHING = frozenset({"sure", "hope", "hopes", "trust", "confident", "certain", "wish", "doubt"})


def unspoken(tokens: Tokens, low: int, v: int, limit: int, cue: Cue) -> bool:
    """Whether the words beside the verb at ``v`` show at once that ``speaker_of`` finds nobody: "may say", "was told that", "I said"."""
    if v <= low:
        return False
    norms = tokens.norms
    before = norms[v - 1]
    if (before in MODALS and tokens.words[v - 1] != "May") or (before in NEGATIONS and cue.lemma != "deny") or before == "having":
        return True
    if before in BE:
        return cue.form in {"past", "part"} and not (v + 1 < limit and norms[v + 1] == "by")
    if before in _OURSELVES:
        return cue.form != "ing" and _only_subject(norms, low, v)
    if before == "to" and cue.form == "base":
        near = norms[max(low, v - _LEADING_TO) : v - 1]
        return _SAYING_TO.isdisjoint(near) and HAVE.isdisjoint(near[-8:]) and norms[v] not in SET
    return False


_OURSELVES = frozenset({"i", "we"})
_NEAR = 18
"""Tokens before a verb that hold what may be credited in place of a pronoun right before it, at least."""
_SAYING_TO = LEADERS | ENTRANCES | WRITING
"""One of these stands before the "to" of an infinitive whose subject can be told."""
_LEADING_TO = 24
"""Tokens before such an infinitive that hold it, at least."""


def _only_subject(norms: list[str], low: int, v: int) -> bool:
    """Whether "I" or "we" before the verb at ``v`` is its subject, and nothing near it that could be credited in place of a first person.

    No phrase that a relative clause or participle hangs on reaches over what parts clauses, and no paper of theirs ("in our report we") is named.
    """
    if v - 1 == low:
        return True
    if norms[v - 2] not in APART:
        return False
    near = norms[max(low, v - _NEAR) : v - 2]
    return "that" not in near and "which" not in near and "my" not in near and "our" not in near


def speaker_of(tokens: Tokens, low: int, v: int, cue: Cue, limit: int) -> Phrase | None:
    """Whom the verb at ``v`` has as its subject (as its agent in the passive), if they can be credited; ``low`` begins its sentence."""
    norms = tokens.norms
    low = max(low, v - 90)
    group = verb_group(tokens, low, v)
    if (group.negated and cue.lemma != "deny") or group.modal:
        return None
    at = group.first
    if "having" in norms[at:v] or "worth" in norms[at:v]:
        return None
    before = norms[at - 1] if at > low else ""
    phrase: Phrase | None
    if group.passive and cue.form in {"past", "part"}:
        if v + 1 < limit and norms[v + 1] == "by":
            phrase = noun_after(tokens, v + 2, limit)
            return trimmed(tokens, phrase) if phrase and nameable(tokens, phrase, None) else None
        return None
    if cue.form == "ing" and not group.passive:
        if "mind" in cue.classes:
            return None
        if before == "as":
            phrase = quoted_as(tokens, low, at - 1)
        elif before in {"and", "or", "'s", "worth", "than", "to"} or before in DETERMINERS or (before in PREPOSITIONS and before not in _SEQUENCE):
            return None
        else:
            phrase = noun_before(tokens, low, at) if before and before != "," else None
            if (
                phrase is None
                and before == ","
                and at - 2 > low
                and (opening := noun_before(tokens, low, at - 1)) is not None
                and opening.first == low
                and first_verb(tokens, low + 1, opening.last, low, loose=True) is None
            ):
                phrase = opening  # "China's envoy, noting that …, urged"
            elif phrase is None or phrase.first == low or norms[phrase.first - 1] not in PERCEIVED:
                phrase = clause_subject(tokens, low, at) or phrase
    elif (cue.form == "base" and before == "to") or (cue.form in {"past", "part"} and before == "to" and "have" in norms[at:v]):
        phrase = infinitive(tokens, low, at - 1)
    elif cue.form == "base" and before in {"refer", "help"}:
        return None
    elif before in {"and", "but", "or", "then", "also"} or (before == "," and at - 2 >= low and norms[at - 2] in {"and", "but"}):
        phrase = clause_subject(tokens, low, at - 1)
    else:
        phrase = subject_before(tokens, low, at)
        if phrase is None and before == ",":
            phrase = clause_subject(tokens, low, at - 1)
    if phrase is not None and phrase.last - phrase.first == 1 and (named := dislocated(tokens, low, phrase.first)) is not None:
        phrase = named
    if (
        phrase is not None
        and phrase.last - phrase.first == 1
        and norms[phrase.first] in {"i", "we"}
        and (paper := own_paper(tokens, low, phrase.first))
    ):
        return paper
    if phrase is None or not nameable(tokens, phrase, cue) or _object_of_relative(tokens, low, phrase) or unreal(tokens, low, phrase, cue):
        return None
    if phrase.first - 1 == low and norms[low] in {"of", "among", "amongst"}:
        return None  # "Of the homes promised by 2030, five are built"
    if cue.form == "s" and "show" in cue.classes and "and" in norms[phrase.first : phrase.last] and norms[phrase.first] in DETERMINERS:
        return None  # "the fact that we named the board and the panel demonstrates"
    if before == "which" and "show" in cue.classes and not is_publication(tokens, phrase):
        head = head_of(tokens, phrase)
        if tokens.words[head][0].islower() and (norms[head] not in BODIES or norms[phrase.first] in {"his", "her", "their", "my", "your"}):
            return None  # "is shaking her head, which suggests"
    if cue.form == "ing" and not group.passive and before != "as" and not known(tokens, phrase):
        return None
    if (
        cue.form == "base"
        and before != "to"
        and at == v
        and not _plural(tokens, phrase)
        and not _british(tokens, phrase, v, limit)
        and not _perceived(norms, low, phrase.first)
    ):
        return None
    return trimmed(tokens, phrase)


def _plural(tokens: Tokens, phrase: Phrase) -> bool:
    norms = tokens.norms
    last = norms[phrase.last - 1]
    return (
        last in {"they", "you"}
        or "and" in norms[phrase.first : phrase.last]
        or any(is_plural(norms[k]) for k in range(phrase.first, phrase.last))
        or last in PEOPLE
        or norms[head_of(tokens, phrase)] in PEOPLE
        or norms[head_of(tokens, phrase)] in {"data", "statistics"}
        or (phrase.first > 2 and norms[phrase.first - 1] == "by" and is_plural(norms[phrase.first - 3]))  # "figures obtained by the paper suggest"
    )


def _british(tokens: Tokens, phrase: Phrase, v: int, limit: int) -> bool:
    """Whether a body by name takes a plural verb before "that": "Age UK say that"."""
    return (
        v + 1 < limit
        and tokens.norms[v + 1] == "that"
        and tokens.norms[phrase.first] not in DETERMINERS
        and tokens.words[phrase.last - 1][0].isupper()
    )


def _object_of_relative(tokens: Tokens, low: int, phrase: Phrase) -> bool:
    """Whether the words are the object in a relative clause: "a quake that struck the south [has raised …]"."""
    k = phrase.first - 1
    return (
        k - 1 > low
        and finite(tokens, k, low)
        and tokens.norms[k - 1] in {"who", "which", "that"}
        and phrase.last - phrase.first > 0
        and tokens.norms[k] not in CUES
    )


def _perceived(norms: list[str], low: int, first: int) -> bool:
    """Whether somebody is seen or heard to speak: "we heard the mayor say that"."""
    return any(norms[k] in {"see", "saw", "seen", "hear", "heard", "watch", "watched"} for k in range(max(low, first - 12), first))


def unreal(tokens: Tokens, low: int, phrase: Phrase, cue: Cue) -> bool:
    """Whether the credit is asked, supposed or wished: "does he say that", "if they claim that"."""
    norms = tokens.norms
    for k in range(phrase.first - 1, max(low, phrase.first - 4) - 1, -1):
        if norms[k] in {"if", "unless", "whether", "suppose"} or (norms[k] in _WISHING and cue.form in {"base", "s"}):
            return True
        if norms[k] == "that":
            continue
        if not is_adverb(norms[k]):
            break
    if (
        tokens.norms[phrase.first] == "you"
        and cue.form == "base"
        and tokens.norms[phrase.first - 1 : phrase.first] in (["when"], ["what"], ["as"], ["whatever"])
    ):
        return True
    if cue.form == "base":
        for k in range(phrase.first - 1, max(low, phrase.first - 24) - 1, -1):
            if norms[k] in _ASKING and (k == low or norms[k - 1] in {",", "and", "but", "or", ":", ";", "how", "why", "what", "when", "where"}):
                return True
    before = norms[phrase.first - 1] if phrase.first > low else ""
    if before == "what" or (before in _ASKING and cue.form == "base"):
        return True
    if norms[phrase.last : phrase.last + 1] == ["who"]:
        return False  # "it was the mayor who said"
    return (before in AUXILIARIES and cue.form in {"base", "part"}) or (before in _PERFECT and cue.form in {"past", "ing"})
