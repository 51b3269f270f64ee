"""Whom a credited "they" or "it" means when nobody was credited just before: the body or group that is the subject so far."""

from __future__ import annotations

from service.attribution.names import known_given
from service.facts.clause.noun_phrase import DETERMINERS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.heads import head_of
from service.facts.quote.naming import author_after
from service.facts.quote.phrases import Phrase, noun_before
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import PERSONS, finite, is_adverb, never_finite
from service.facts.quote.words import AUXILIARIES, BODIES, CUES, FIRST_PERSON, PEOPLE, PUBLICATIONS, STATEMENTS, TIMES, inflect
from service.lexicon import load
from service.reading import Reading
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution", "sources.toml")["antecedents"]
_MANY = frozenset({"they", "their", "them"})
_ONE = frozenset({"it", "its"})
_COLLECTIVES = BODIES | frozenset(_LEXICON["collectives"])
_GOVERNING = frozenset(_LEXICON["governing"])
_ENGAGING = frozenset(form for lemma in _LEXICON["engaging"] for form in inflect(lemma))
_PERSONAL = frozenset({"i", "we", "you", "he", "she", "who"})
_KINDS = frozenset(
    {"group", "organisation", "organization", "watchdog", "campaign", "network", "think-tank", "newspaper", "website", "retailer", "maker"}
)
_PAPERS = frozenset(_LEXICON["papers"])
_BACK = 3
"""Sentences of the paragraph to look back through."""
_NEAR = 12
_CLOSERS = frozenset({"”", '"', "»"})
_OWN = frozenset({"its", "their"})
_PARTS = frozenset(_LEXICON["parts"])
_ALONE = _MANY | _ONE


def antecedent(reading: Reading, first: int) -> Phrase | None:
    """The subject that the pronoun at token ``first`` takes up, nearest first; None for other pronouns and where none can bear it."""
    tokens = reading.tokens
    norm = tokens.norms[first]
    if norm not in _MANY and norm not in _ONE:
        return None
    sentence = reading.sentence_of(first)
    if sentence is None:
        return None
    for back in range(_BACK + 1):
        index = sentence.index - back
        if index < 0 or reading.sentences[index].block != sentence.block:
            break
        held = reading.sentences[index]
        end = first if back == 0 else held.last
        low = _behind_marks(tokens, held.first, end) if back == 0 else held.first
        if low + 1 >= end or (back and _all_marked(tokens, held.first, held.last)):
            continue
        phrase, verb = main_subject(tokens, low, end)
        if back and (
            phrase is None
            or tokens.norms[phrase.first] in _PERSONAL
            or tokens.norms[verb] in _ENGAGING
            or tokens.norms[held.first] in AUXILIARIES
            or (norm in _ONE and is_person(tokens.norms[head_of(tokens, phrase)]))
        ):
            engaged = _engaged(tokens, held.first, end, many=norm in _MANY)
            if engaged is not None:
                return engaged
        if norm in _MANY and (phrase is None or not _bears(tokens, phrase, many=True)):
            phrase = _body_in(tokens, held.first, end) or phrase
        if phrase is None or phrase.first >= first or tokens.norms[phrase.first] in FIRST_PERSON:
            continue
        if tokens.norms[phrase.first] in _ALONE and phrase.last - phrase.first == 1:
            continue
        if _bears(tokens, phrase, many=norm in _MANY):
            return phrase
        if norm == "its" and back == 0 and _named_body(tokens, phrase):
            return phrase
        if norm in _ONE and (owner := _owner(tokens, phrase)) is not None:
            return owner
    return _paper(reading, sentence.index - 1, sentence.block) if norm in _ONE else None


def _behind_marks(tokens: Tokens, low: int, end: int) -> int:
    """The first token behind the last words in marks of ``[low, end)``: whoever they are about did not say them."""
    return next((k + 1 for k in range(end - 1, max(low, end - _NEAR), -1) if tokens.words[k] in _CLOSERS and k > low), low)


def _all_marked(tokens: Tokens, low: int, last: int) -> bool:
    """Whether a mark opens a sentence and none closes it."""
    return tokens.words[low] in {"“", '"'} and not any(tokens.words[k] in {"”", '"'} for k in range(low + 1, min(last, low + 80)))


def _named_body(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a subject in capitals can own "its": no person's name."""
    at = head_of(tokens, phrase)
    return tokens.words[at][0].isupper() and not known_given(tokens.norms[phrase.first]) and not is_person(tokens.norms[at])


def _owner(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """The body of which a part or a paper is the subject: "[shares in] the airline fell after it warned", "staff at the bank"."""
    norms = tokens.norms
    if norms[head_of(tokens, phrase)] not in _PARTS:
        return None
    for k in range(phrase.first + 1, phrase.last - 1):
        if norms[k] in {"in", "at", "of"}:
            inner = Phrase(k + 1, phrase.last)
            head = norms[head_of(tokens, inner)]
            body = tokens.words[k + 1][0].isupper() or (head in PEOPLE and not is_person(head))
            return inner if body or _bears(tokens, inner, many=False) else None
    return None


def _paper(reading: Reading, index: int, block: int) -> Phrase | None:
    """The report, inquiry or figures last named in the sentence before: "I welcome the report by X. It found that …"."""
    if index < 0 or reading.sentences[index].block != block:
        return None
    tokens, sentence = reading.tokens, reading.sentences[index]
    for k in range(sentence.last - 1, sentence.first, -1):
        if tokens.norms[k] in _PAPERS and not (tokens.norms[k] in STATEMENTS and tokens.norms[k - 2 : k] in (["in", "a"], ["in", "an"])):
            first = next((x for x in range(k, max(sentence.first, k - 5), -1) if tokens.norms[x - 1] in DETERMINERS), k)
            return author_after(tokens, Phrase(max(first - 1, sentence.first), k + 1), sentence.last)
    return None


def main_subject(tokens: Tokens, low: int, limit: int) -> tuple[Phrase | None, int]:
    """The subject of the main verb, and that verb's token."""
    return _main_subject(tokens, low, limit, loose=False) or _main_subject(tokens, low, limit, loose=True) or (None, low)


def _main_subject(tokens: Tokens, low: int, limit: int, *, loose: bool) -> tuple[Phrase, int] | None:
    for k in range(low + 1, min(limit, low + 40)):
        if never_finite(tokens.norms[k]) and tokens.norms[k - 1] not in PERSONS and tokens.norms[k] not in CUES:
            continue
        cue = CUES.get(tokens.norms[k])
        comma = k - 1 - (k - 1 > low and is_adverb(tokens.norms[k - 1]))
        said = tokens.norms[k] == "said" and tokens.norms[k - 1] not in AUXILIARIES and tokens.norms[k - 1] not in DETERMINERS
        if said or finite(tokens, k, low, loose=loose) or (cue is not None and cue.form == "past" and tokens.norms[comma] == ","):
            phrase = subject_before(tokens, low, verb_group(tokens, low, k).first)
            if phrase is not None and phrase.first > low and tokens.norms[phrase.first] in _OWN:
                continue  # "…, later said [its own inquiry] had found"
            if phrase is not None:
                verb = next((x for x in range(k, min(limit, k + 4)) if tokens.norms[x] in _ENGAGING), k)
                return phrase, verb
    return None


def _engaged(tokens: Tokens, low: int, limit: int, *, many: bool) -> Phrase | None:
    """The body (for "they" a group too) last named in ``[low, limit)``: "I met Oxfam", "we work with the Harbour Trust"."""
    words, norms = tokens.words, tokens.norms
    for k in range(limit - 1, max(low, limit - 40), -1):
        if not any(norms[x] in _ENGAGING for x in range(low, k)):
            return None
        capital = words[k][0].isupper() and norms[k] not in TIMES
        group = many and is_plural(norms[k]) and (norms[k] in PEOPLE or is_person(norms[k]))
        if not (capital or norms[k] in _COLLECTIVES or group):
            continue
        phrase = noun_before(tokens, low, k + 1)
        if phrase is None or phrase.first <= low:
            continue
        inner = next((x for x in range(phrase.last - 2, phrase.first, -1) if norms[x] in {"with", "to", "from"}), None)
        phrase = phrase if inner is None else Phrase(inner + 1, phrase.last)
        named = capital and (
            phrase.last - phrase.first == 1 or norms[phrase.first] in DETERMINERS or any(norms[x] in BODIES for x in range(phrase.first, phrase.last))
        )
        if (named and not is_person(norms[head_of(tokens, phrase)])) or (not capital and _bears(tokens, phrase, many=many)):
            return phrase
    return None


def _body_in(tokens: Tokens, low: int, limit: int) -> Phrase | None:
    """The body last named in ``[low, limit)``, as an owner too: "the Government’s remit"."""
    for k in range(limit - 1, max(low, limit - 40), -1):
        if tokens.norms[k] in _GOVERNING and tokens.norms[k - 1] in DETERMINERS:
            return Phrase(k - 1, k + 1)
    return None


def _bears(tokens: Tokens, phrase: Phrase, *, many: bool) -> bool:
    """Whether a body (for "they" a group too) and no single person or paper is meant."""
    at = head_of(tokens, phrase)
    head = tokens.norms[at]
    if head in PUBLICATIONS:
        return not many
    if many and is_plural(head) and (head in PEOPLE or is_person(head)):
        return True
    if head in _COLLECTIVES and not (is_person(head) and head not in {"government", "police", "council", "army"}):
        return True
    word = tokens.words[at]
    named = word[0].isupper() and ((word.isupper() and len(word) > 1) or tokens.norms[phrase.first] in DETERMINERS)
    return (named or (word[0].isupper() and not many and _apposed_body(tokens, phrase.last))) and not is_person(head)


def _apposed_body(tokens: Tokens, k: int) -> bool:
    """Whether an apposition at ``k`` says that a name is a body's: "Riverwatch, [a rights group], has …"."""
    norms = tokens.norms
    if norms[k : k + 1] != [","] or norms[k + 1 : k + 2] not in (["a"], ["an"], ["the"]):
        return False
    return any(norm in _COLLECTIVES or norm in _KINDS for norm in norms[k + 2 : k + 7])
