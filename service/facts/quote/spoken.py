"""Words in marks behind something else than a verb: a noun of saying, a paper, a name with a colon."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.clause.noun_phrase import ADVERBS, DETERMINERS, PREPOSITIONS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.heads import head_of, nameable
from service.facts.quote.marks import Marked
from service.facts.quote.naming import trimmed
from service.facts.quote.phrases import Phrase, noun_after, noun_before
from service.facts.quote.words import BE, PEOPLE, PUBLICATIONS
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_FURTHEST_LABEL = 40
"""Paragraphs back in which a turn's label is looked for."""


class Credited(NamedTuple):
    """Who is credited with words in marks, by which tokens, and by which rule."""

    rule: str
    source: Phrase
    cue: Phrase | None


def speaks_for(reading: Reading, sentence: Sentence, source: Phrase) -> bool:
    """Whether the source is whom the turn's own speaker speaks for: in the turn of Mrs. Kovacs (Malta) "Malta recalls that" are her own words."""
    words = reading.tokens.words
    first = source.first + (reading.tokens.norms[source.first] == "the")
    if first >= source.last or not words[first][0].isupper():
        return False
    affiliation = reading.once(_affiliation, sentence)
    return affiliation != "" and " ".join(words[first : source.last]).lower() == affiliation


def _affiliation(reading: Reading, sentence: Sentence) -> str:
    """The affiliation that the label of a sentence's turn gives, in lower case; empty where none is near."""
    blocks = reading.document.blocks
    for k in range(sentence.block, max(-1, sentence.block - _FURTHEST_LABEL), -1):
        label = blocks[k].label
        if label is not None:
            return (label.affiliation or "").lower().removeprefix("the ")
        if blocks[k].opens_turn:
            break
    return ""


def noun_ahead(tokens: Tokens, low: int, t: int, k: int) -> Credited | None:
    """A noun of saying before the marks: "in the words of the coroner, “…”", "the report’s conclusion: “…”", "recommendation 7 on “…”"."""
    norms = tokens.norms
    if t + 1 < k and norms[t + 1] == "of":
        source = noun_after(tokens, t + 2, k)
        if source and k - source.last <= 1 and nameable(tokens, source, None):
            return Credited("quotes.noun_then_marks", trimmed(tokens, source), Phrase(t, t + 1))
        return None
    if norms[t] in {"words", "report", "reports", "call", "concern", "concerns"}:
        return None
    if norms[t] == "recommendation" and t + 2 < k and norms[t + 1][0].isdigit() and norms[t + 2] in {"on", "to", "that"} and k - t <= 3:
        return Credited("quotes.noun_then_marks", Phrase(t, t + 2), Phrase(t, t + 3))
    if t > low and norms[t - 1] == "'s" and t >= k - 3:
        source = noun_before(tokens, low, t - 1)
        if source and nameable(tokens, source, None):
            return Credited("quotes.noun_then_marks", trimmed(tokens, source), Phrase(t, t + 1))
    if t > low and norms[t - 1] in {"his", "her", "their", "its"} and t >= k - 3:
        return Credited("quotes.noun_then_marks", Phrase(t - 1, t), Phrase(t, t + 1))
    return None


def paper_ahead(tokens: Tokens, low: int, k: int, *, colon: bool) -> Credited | None:
    """A paper before a colon and the marks: "the aim set out in the report: “…”"."""
    if not colon or tokens.norms[k - 1] not in PUBLICATIONS:
        return None
    phrase = noun_before(tokens, low, k)
    phrase = phrase and next((Phrase(x + 1, k) for x in range(k - 2, phrase.first, -1) if tokens.norms[x] in {"in", "from"}), phrase)
    if phrase is None or phrase.first - 1 <= low or tokens.norms[phrase.first - 1] not in {"in", "from"} or not nameable(tokens, phrase, None):
        return None
    return Credited("quotes.noun_then_marks", phrase, None)


def label_ahead(tokens: Tokens, low: int, k: int, *, colon: bool) -> Credited | None:
    """A name and a colon with nothing else before the marks: Jane Roe: “…”."""
    if not colon or k - low > 8:
        return None
    head = tokens.norms[k - 1]
    if (is_person(head) or head in PEOPLE) and not is_plural(head):  # Witness: “…”, UN chief: “…”
        phrase = noun_before(tokens, low, k)
        alone = phrase is not None and phrase.first == low and head_of(tokens, phrase) == k - 1
        return Credited("quotes.cue_then_marks", phrase, None) if phrase is not None and alone else None
    if k - low < 2:
        return None
    phrase = noun_before(tokens, low, k)
    if phrase is None or phrase.first != low or not all(tokens.words[x][0].isupper() for x in range(low, k) if tokens.words[x][0].isalpha()):
        return None
    return Credited("quotes.cue_then_marks", phrase, None)


def is_title(tokens: Tokens, found: Marked) -> bool:
    """Whether the words in marks look like a name: a determiner before and a noun behind, or capitals throughout."""
    words, norms = tokens.words, tokens.norms
    inside = [words[x] for x in range(found.open + 1, found.close) if words[x][0].isalpha()]
    capitals = len(inside) > 1 and all(w[0].isupper() for w in inside if len(w) > 3)
    before = norms[found.open - 1] if found.open else ""
    after = norms[found.close + 1] if found.close + 1 < len(norms) else "."
    noun = (
        before in DETERMINERS
        and after[0].isalpha()
        and after not in PREPOSITIONS
        and after not in ADVERBS
        and after not in BE
        and after not in {"and", "or", "but", "that", "which", "who", "said", "he", "she"}
    )
    return capitals or noun
