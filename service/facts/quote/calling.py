"""Whether a cue before words in marks is the verb that credits them."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, is_plural
from service.facts.quote.heads import known
from service.facts.quote.subjects import subject_before
from service.facts.quote.verbs import finite, first_verb, is_adverb
from service.facts.quote.words import AS_VERBS, AUXILIARIES, HEARERS, OF_VERBS, TIMES, WORDS_VERBS, Cue
from service.transcript.tokens import Tokens

_PREPOSITIONS = PREPOSITIONS - {"to"}


def judged(tokens: Tokens, low: int, t: int) -> bool:
    """Whether "called" has a subject of its own in a relative clause, and is no name: "which the auditor [called] “unreasonable”"."""
    norms = tokens.norms
    subject = subject_before(tokens, low, t)
    if subject is None or subject.first == low or not known(tokens, subject):
        return False
    opener = next((x for x in range(t - 2, max(low, t - 12), -1) if norms[x] in {"which", "what", "whom", "that"}), None)
    if opener is None or first_verb(tokens, opener + 1, t, opener) is not None:
        return False
    return norms[opener] != "that" or (opener == subject.first - 1 and tokens.words[t + 2][0].islower())


def close_by(tokens: Tokens, t: int, k: int) -> bool:
    """Whether only a hearer, "that" or an adjunct stands between the cue at ``t`` and the mark at ``k``."""
    norms = tokens.norms
    return all(
        norms[x] in HEARERS
        or norms[x] in TIMES
        or norms[x] in PREPOSITIONS
        or norms[x] in DETERMINERS
        or norms[x] in {"that", "'s", "and", "was", "is", "were", "are", "it", "they", "he", "she", "there"}
        or tokens.words[x][0].isupper()
        or is_adverb(norms[x])
        or x > k - 6
        for x in range(t + 1, k)
    )


def says_of(tokens: Tokens, t: int, k: int, cue: Cue) -> bool:
    """Whether the words in marks are what is said of something: "called it “…”", "described the attack as “…”", "spoke of a “…”"."""
    norms = tokens.norms
    between = norms[t + 1 : k]
    if not between:
        return True
    if cue.lemma in AS_VERBS:
        return "as" in between
    if cue.lemma in OF_VERBS:
        return "of" in between or between[0] == "about"
    if cue.lemma in WORDS_VERBS:
        return between[-1] in {"to", "of", "words", "word", "phrase", "term", "that"} or (between[-1] == "the" and "words" in between)
    return len(between) < 16


def is_verb(tokens: Tokens, low: int, t: int, cue: Cue) -> bool:
    """Whether the form at ``t`` is a verb here, and no noun or participle."""
    norms = tokens.norms
    if cue.form == "base" and t > low and norms[t + 1 : t + 2] in (["them"], ["it"], ["him"], ["this"]) and norms[t - 1][0].isalpha():
        return norms[t - 1] not in DETERMINERS  # "the Government of Kenya call them"
    if "nouns" in cue.classes and cue.form == "base" and not (t > low and (is_plural(norms[t - 1]) or norms[t - 1] in {"they", "you", "to"})):
        return False
    if "nouns" in cue.classes and cue.form in {"base", "s"}:
        return not ((t > low and (norms[t - 1] in DETERMINERS or norms[t - 1] in _PREPOSITIONS or norms[t - 1] in {"'s", "and"})) or t == low)
    if cue.form == "past" and t > low and (norms[t - 1][0].isalnum() and norms[t - 1] not in AUXILIARIES and not is_adverb(norms[t - 1])):
        return (
            norms[t - 1] in {"and", "but", "then"} or cue.lemma == "say" or finite(tokens, t, low, loose=True)
        )  # no participle: "the cut announced last year"
    if cue.form == "ing":
        return not (t > low and norms[t - 1] in DETERMINERS)
    return cue.form != "base" or (t > low and norms[t - 1] not in DETERMINERS)
