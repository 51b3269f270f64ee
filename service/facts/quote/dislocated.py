"""A subject named and taken up again by a pronoun, as people speak: "one woman she told me", "the company it says"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.phrases import Phrase, noun_before
from service.facts.quote.words import BODIES, CUES, PEOPLE, TIMES
from service.lexicon import load
from service.transcript.tokens import Tokens

_SINGLE = frozenset({"he", "she"})
_PRONOUNS = _SINGLE | {"they", "it"}
_PERSONS = load("service.attribution", "sources.toml")["persons"]
_FEMALE = frozenset(_PERSONS["female"])
_MALE = frozenset(_PERSONS["male"])
_OPENING = frozenset(
    {
        "so",
        "and",
        "but",
        "well",
        "now",
        "um",
        "uh",
        "er",
        "erm",
        "like",
        "then",
        "because",
        "cos",
        ",",
        ".",
        "-",
        "—",
        "–",
        "…",
        "?",
        "!",
        "also",
        "yeah",
        "okay",
        "ok",
        "oh",
    }
)
_VERBS = frozenset(form for form, cue in CUES.items() if cue.form in {"past", "s"} and "nouns" not in cue.classes)
_LONGEST = 5


def dislocated(tokens: Tokens, low: int, at: int) -> Phrase | None:
    """The noun phrase that the pronoun at token ``at`` takes up where it stands right before it; None for other pronouns and phrases."""
    norms = tokens.norms
    if norms[at] not in _PRONOUNS or at - 1 < low or not norms[at - 1][0].isalpha() or norms[at - 1] in _VERBS or norms[at - 1] in TIMES:
        return None  # not "between 1 January and 10 February they registered"
    phrase = noun_before(tokens, low, at)
    if phrase is None or phrase.last != at or norms[phrase.first] in _PRONOUNS:
        return None
    joined = next((k for k in range(at - 2, phrase.first, -1) if norms[k] == "and"), None)
    if joined is not None and norms[phrase.first] not in DETERMINERS:
        phrase = Phrase(joined + 1, at)  # five minutes and harbour electric they said
    while phrase.first < at - 1 and norms[phrase.first] in _OPENING:
        phrase = Phrase(phrase.first + 1, at)  # yeah harbour electric they said
    if phrase.last - phrase.first > _LONGEST or (phrase.first > low and norms[phrase.first - 1] in PREPOSITIONS):
        return None  # not "in her statement to the panel she accepts"
    opens = phrase.first == low or norms[phrase.first - 1] in _OPENING
    if not (opens or norms[phrase.first] in DETERMINERS or norms[phrase.first] == "one"):
        return None
    return phrase if _agrees(tokens, phrase, norms[at], opens=opens) else None


def _agrees(tokens: Tokens, phrase: Phrase, pronoun: str, *, opens: bool) -> bool:
    """Whether the phrase may be whom the pronoun means."""
    head = tokens.norms[phrase.last - 1]
    if pronoun in _SINGLE:
        other = _MALE if pronoun == "she" else _FEMALE
        return (is_person(head) or head in PEOPLE) and not is_plural(head) and head not in other
    body = head in BODIES or (head in PEOPLE and not is_person(head))
    if pronoun == "it":
        return body
    return body or (is_plural(head) and (is_person(head) or head in PEOPLE)) or (opens and not is_plural(head) and phrase.last - phrase.first > 1)


def said_anew(tokens: Tokens, start: int, at: int, stop: int) -> int | None:
    """Where somebody else begins to be credited whose subject the pronoun at token ``at`` takes up: "… five minutes [the company it says]"."""
    if tokens.norms[at - 1] in _VERBS or at + 2 >= stop or tokens.norms[at] not in _PRONOUNS:
        return None
    cue = CUES.get(tokens.norms[at + 1])
    if cue is None or cue.form == "ing" or not cue.classes & {"bare", "that", "tell"}:
        return None
    phrase = dislocated(tokens, start, at)
    return phrase.first if phrase is not None and phrase.first > start + 1 else None
