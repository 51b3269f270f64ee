"""What ends reported words: the speaker's own inference or question, another cue, a main clause that goes on."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.clause.words import is_person
from service.facts.quote.others import puts, reports, reports_behind
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.shifts import another_says, leaves_future, leaves_past, parenthesis, resumes
from service.facts.quote.verbs import finite, first_verb, is_adverb, past_form
from service.facts.quote.words import (
    AUXILIARIES,
    BE,
    BODIES,
    CUES,
    EITHER,
    FIRST_PERSON,
    GO_ON,
    HAVE,
    INFERENCE,
    PAST_VERBS,
    PASTS,
    PEOPLE,
    SPEAKS_ON,
    TIMES,
)
from service.transcript.tokens import Tokens

_REMARKING = frozenset(
    {
        "is",
        "means",
        "i",
        "we",
        "shows",
        "suggests",
        "makes",
        "would",
        "the",
        "was",
        "echoed",
        "echoes",
        "contradicts",
        "contradicted",
        "proves",
        "reflects",
        "flies",
        "begs",
        "raises",
        "seems",
        "sounds",
        "strikes",
        "may",
        "might",
        "must",
        "explains",
        "confirms",
    }
)
"""Behind ", which": the speaker remarks on what was said."""


ASIDES = frozenset({"i", "my"})
_OPENING = frozenset({"in", "at", "on", "of", "from", "for", "during", "which", "where", "whom"})
_TOTALS = frozenset({"figure", "number", "total", "toll", "count", "sum", "estimate", "amount"})
_OBJECTIVE = {"him": frozenset({"he"}), "her": frozenset({"she"}), "them": frozenset({"they"})}
_PLURAL_VERBS = frozenset({"are", "were", "have"})
_SINGULAR_VERBS = frozenset({"is", "was", "has"})
_PERSONAL = SUBJECT_PRONOUNS | {"who", "that", "there"}


_NARRATING = frozenset(
    form
    for form, cue in CUES.items()
    if cue.form == "past"
    and cue.lemma
    in {
        "add",
        "announce",
        "blame",
        "call",
        "cite",
        "criticise",
        "criticize",
        "explain",
        "express",
        "praise",
        "quote",
        "say",
        "stress",
        "thank",
        "tell",
        "urge",
        "warn",
        "welcome",
    }
)


def own_words(tokens: Tokens, start: int, k: int, stop: int, *, backshifted: bool) -> bool:
    """Whether the speaker's own words begin at token ``k``, behind a comma in what is reported from ``start`` on."""
    norms, words = tokens.norms, tokens.words
    norm, nxt = norms[k], norms[k + 1]
    second, third = ((*norms[k + 2 : k + 4], ".", "."))[:2]
    if norm in _OPENING and (nxt == "," or second == ","):  # "a strike in which, monitors say, …"
        return parenthesis(tokens, k + (2 if nxt == "," else 3), stop)
    if norm == "unquote" or (norm in {"end", "close"} and nxt == "quote"):
        return True
    if norm in {"a", "an"} and resumes(tokens, k, stop):
        return True
    if norms[k : k + 3] in (["and", "i", "quote"], ["and", "i", "'m"]) and norms[k + 3 : k + 4] in ([","], [":"], ["“"], ['"'], ["quoting"]):
        return norms[k + 3 : k + 5] == ["quoting", ":"]  # it was, and I quote, “a blip”
    if norm in GO_ON:
        return not nxt.endswith(("self", "selves"))  # "the camp, calling itself Olim, had"
    if norm == "which" and nxt in {"—", "–", "-"}:
        return True
    if norm == "which" and _closed(tokens, k, stop):
        return False
    if norm == "which":
        return nxt in _REMARKING and not (nxt in {"is", "was"} and k + 2 < stop and (second.endswith("ed") or second in {"in", "on", "at"}))
    if norm in INFERENCE:
        return not (norm == "but" and nxt == "that" and second not in AUXILIARIES)
    if norm in {"and", "or", "while", "but"} and puts(tokens, k + 1, stop):
        return True
    if norm in {"and", "or"}:
        if nxt == "that" and second in _TOTALS and k + 3 < stop and third in AUXILIARIES:
            return True  # "…, and that figure does not include"
        if nxt == "that":
            return False
        if nxt in {"given", "whereas"}:
            return True  # "…, and given that only 40 have"
        if nxt in SUBJECT_PRONOUNS and second in {"has", "have"} and third in {"since", "now"}:
            return True  # "…, and he has since received"
        if another_says(tokens, k, stop):
            return True
        if norm == "and" and leaves_future(tokens, start, k, stop):
            return True
        if norm == "and" and nxt in {"he", "she", "they", "it"} and second in _NARRATING:
            return True
        if is_adverb(nxt) and (second in AUXILIARIES or (k + 2 < stop and finite(tokens, k + 2, k))):
            return False
        if nxt in FIRST_PERSON or nxt in {"you", "this", "my", "our"} or (nxt in {"it", "that", "there"} and not backshifted):
            return True
        if nxt in SUBJECT_PRONOUNS and k + 3 < stop and second in BE and third in {"right", "wrong", "correct", "absolutely", "quite"}:
            return True
        if nxt in CUES and CUES[nxt].form == "past" and CUES[nxt].classes & {"bare", "that", "tell"} and nxt in PAST_VERBS:
            return True
        if nxt in {"on", "in"} and second in TIMES and (not backshifted or reports_behind(tokens, k + 3, stop)):
            return True
        if any(reports(tokens, x, stop) for x in range(k + 2, min(stop, k + 13))) or reports_behind(tokens, k + 1, stop):
            return True
        if nxt in {"fewer", "more", "less"} and second == "than":
            return False  # "… are bullied, and fewer than one in six report it"
        if backshifted or first_verb(tokens, start + 1, k - 1, start, loose=True) is None:
            return False  # "5 million people, or nearly half the country, are"
        return nxt not in PREPOSITIONS and first_verb(tokens, k + 2, min(stop, k + 14), k + 1) is not None
    if norm in {"while", "whereas"}:
        return words[k + 1][0].isupper() or nxt in FIRST_PERSON or leaves_past(tokens, start, k, stop)
    if norm == "then" and (past_form(nxt) or nxt in PASTS) and norms[start] not in SUBJECT_PRONOUNS:
        return second in DETERMINERS  # "…, then revised the figure"
    if nxt in FIRST_PERSON and norm in {"as", "and", "but"}:
        return True
    return parenthesis(tokens, k, stop)


def speaks_again(tokens: Tokens, start: int, k: int) -> bool:
    """Whether the "and" at ``k`` goes back to the speaker, as the verb behind it has no subject in the report: "the vote was a sham [and urged]"."""
    norms, words = tokens.norms, tokens.words
    if norms[k + 2] in _OBJECTIVE and (norms[k + 1] in PASTS or norms[k + 1] in EITHER or norms[k + 1].endswith("ed")):
        return norms[start] in _OBJECTIVE[norms[k + 2]]  # "told him he was a liar and [jailed him]": nobody does that to himself
    if norms[k + 1] in {"has", "have"}:  # "its agents were barred [and has vowed]"
        first = next((norms[x] for x in range(start + 1, k) if norms[x] in AUXILIARIES or finite(tokens, x, start)), "")
        if first in (_PLURAL_VERBS if norms[k + 1] == "has" else _SINGULAR_VERBS):
            return True
    v = k + 2 if norms[k + 1] in HAVE else k + 1
    cue = CUES.get(norms[v])
    if cue is None or cue.form != "past" or cue.lemma not in SPEAKS_ON:
        return False
    verb = first_verb(tokens, start + 1, k, start, loose=True)
    if verb is None or verb - start > 12:
        return False
    for x in range(start, verb):
        norm = norms[x]
        if norm in _PERSONAL or norm in PEOPLE or norm in BODIES or is_person(norm) or (x > start and words[x][0].isupper()):
            return False
    return words[start].islower() and not (norms[k - 1].endswith("ed") and norms[k + 2] in PREPOSITIONS)


def _closed(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether the clause of a "which" at ``k`` ends at a comma where the verb of its clause follows: "a road, which was mended, may close"."""
    norms = tokens.norms
    comma = next((x for x in range(k + 2, min(stop - 1, k + 14)) if norms[x] == ","), None)
    return comma is not None and norms[comma + 1] in AUXILIARIES


def judges(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a dash opens the speaker's own remark on a word: "—“hibernation” is a poor term"."""
    words, norms = tokens.words, tokens.norms
    if norms[k] not in {"“", '"'}:
        return False
    close = next((x for x in range(k + 1, min(stop, k + 8)) if words[x] in {"”", '"'}), None)
    return close is not None and close + 1 < stop and norms[close + 1] in BE
