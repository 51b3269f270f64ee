"""What ends reported words: the speaker's own inference or question, another cue, a main clause that goes on."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.others import puts, reports, reports_behind
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.verbs import finite, is_adverb, past_form
from service.facts.quote.words import (
    AUXILIARIES,
    BE,
    BODIES,
    CLAUSAL,
    CUES,
    DISPUTES,
    EITHER,
    FIRST_PERSON,
    FRAGMENT,
    GO_ON,
    HAVE,
    HEARERS,
    INFERENCE,
    PAST_VERBS,
    PASTS,
    PEOPLE,
    RESUMPTIVE,
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
_BACKSHIFTED = frozenset({"was", "were", "had", "would", "could", "might"})
_PAST_OR_DONE = frozenset({"was", "were", "has", "have"})
_PRESENT = frozenset({"is", "are", "has", "have", "will", "'s", "can"})
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
    if norm in _OPENING and (nxt == "," or norms[k + 2] == ","):  # "a strike in which, monitors say, …"
        return _parenthesis(tokens, k + (2 if nxt == "," else 3), stop)
    if norm == "unquote" or (norm in {"end", "close"} and nxt == "quote"):
        return True
    if norm in {"a", "an"} and _resumes(tokens, k, stop):
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
        return nxt in _REMARKING and not (
            nxt in {"is", "was"} and k + 2 < stop and (norms[k + 2].endswith("ed") or norms[k + 2] in {"in", "on", "at"})
        )
    if norm in INFERENCE:
        return not (norm == "but" and nxt == "that" and norms[k + 2] not in AUXILIARIES)
    if norm in {"and", "or", "while", "but"} and puts(tokens, k + 1, stop):
        return True
    if norm in {"and", "or"}:
        if nxt == "that" and norms[k + 2] in _TOTALS and k + 3 < stop and norms[k + 3] in AUXILIARIES:
            return True  # "…, and that figure does not include"
        if nxt == "that":
            return False
        if nxt in SUBJECT_PRONOUNS and norms[k + 2] in {"has", "have"} and norms[k + 3] in {"since", "now"}:
            return True  # "…, and he has since received"
        if _another_says(tokens, k, stop):
            return True
        if norm == "and" and _leaves_future(tokens, start, k, stop):
            return True
        if norm == "and" and nxt in {"he", "she", "they", "it"} and norms[k + 2] in _NARRATING:
            return True
        if is_adverb(nxt) and (norms[k + 2] in AUXILIARIES or finite(tokens, k + 2, k)):
            return False
        if nxt in FIRST_PERSON or nxt in {"you", "this", "my", "our"} or (nxt in {"it", "that", "there"} and not backshifted):
            return True
        if nxt in SUBJECT_PRONOUNS and k + 3 < stop and norms[k + 2] in BE and norms[k + 3] in {"right", "wrong", "correct", "absolutely", "quite"}:
            return True
        if nxt in CUES and CUES[nxt].form == "past" and CUES[nxt].classes & {"bare", "that", "tell"} and nxt in PAST_VERBS:
            return True
        if nxt in {"on", "in"} and norms[k + 2] in TIMES and (not backshifted or reports_behind(tokens, k + 3, stop)):
            return True
        if any(reports(tokens, x, stop) for x in range(k + 2, min(stop, k + 13))) or reports_behind(tokens, k + 1, stop):
            return True
        if nxt in {"fewer", "more", "less"} and norms[k + 2] == "than":
            return False  # "… are bullied, and fewer than one in six report it"
        if backshifted or not any(finite(tokens, x, start, loose=True) for x in range(start + 1, k - 1)):
            return False  # "5 million people, or nearly half the country, are"
        return nxt not in PREPOSITIONS and any(finite(tokens, x, k + 1) for x in range(k + 2, min(stop, k + 14)))
    if norm in {"while", "whereas"}:
        return words[k + 1][0].isupper() or nxt in FIRST_PERSON or _leaves_past(tokens, start, k, stop)
    if norm == "then" and (past_form(nxt) or nxt in PASTS) and norms[start] not in SUBJECT_PRONOUNS:
        return norms[k + 2] in DETERMINERS  # "…, then revised the figure"
    if nxt in FIRST_PERSON and norm in {"as", "and", "but"}:
        return True
    return _parenthesis(tokens, k, stop)


def _another_says(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether what the "and" at ``k`` joins is credited to another behind it: "…, [and nine of them are children], the fund says"."""
    norms = tokens.norms
    comma = next((x for x in range(k + 3, min(stop - 2, k + 24)) if norms[x] == ","), None)
    if comma is None:
        return False
    v = next((x for x in range(comma + 2, min(stop, comma + 9)) if norms[x] in CLAUSAL and CUES[norms[x]].form in {"past", "s"}), None)
    ends = v is not None and (v + 1 >= stop or norms[v + 1] in {".", ","})
    return ends and any(finite(tokens, x, k + 1) for x in range(k + 2, comma)) and not any(finite(tokens, x, comma) for x in range(comma + 2, v or 0))


def _parenthesis(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a cue with its subject stands between the comma before ``k`` and the next: "…, he said", "…, monitors say, …"."""
    norms = tokens.norms
    for x in range(k + 1, min(stop, k + 9)):
        if norms[x] in {",", ";"}:
            return False
        if norms[x] not in CLAUSAL:
            continue
        cue = CUES[norms[x]]
        after = norms[x + 1] if x + 1 < stop else "."
        if cue.form == "past" and cue.classes & {"inverts", "tell"}:
            if after in {",", "."} or (x + 1 < stop and after in HEARERS):
                return True
            if cue.classes & {"bare", "inverts"}:
                return False
        if cue.form in {"s", "base"} and "bare" in cue.classes and after == "," and (cue.form == "s" or is_plural(norms[x - 1])):
            return norms[k] not in PREPOSITIONS
    return False


def _leaves_past(tokens: Tokens, start: int, k: int, stop: int) -> bool:
    """Whether what is reported stands in the past and the clause behind "while" in the present, the time of the speaker."""
    norms = tokens.norms
    reported = next((x for x in range(start + 1, k) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    added = next((x for x in range(k + 2, min(stop, k + 14)) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    return reported is not None and added is not None and norms[reported] in _BACKSHIFTED and norms[added] in _PRESENT


def _leaves_future(tokens: Tokens, start: int, k: int, stop: int) -> bool:
    """Whether what is reported "would" be, and the clause behind "and" was or has been: "it would close, [and £4 million was set aside]"."""
    norms = tokens.norms
    reported = next((x for x in range(start + 1, k) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    added = next((x for x in range(k + 2, min(stop, k + 10)) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    return reported is not None and added is not None and norms[reported] == "would" and norms[added] in _PAST_OR_DONE


def _resumes(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether an apposition takes up what was said as a saying: "…, [a claim that the firm denies]", "…, [an account disputed by] …"."""
    norms = tokens.norms
    n = next((x for x in range(k + 1, min(stop - 1, k + 4)) if norms[x] in RESUMPTIVE), None)
    if n is None:
        return False
    after = norms[n + 1]
    if after in {"that", "which"}:
        return any(norms[x] in FRAGMENT or norms[x] in CLAUSAL or norms[x] in DISPUTES for x in range(n + 2, min(stop, n + 14)))
    return tokens.words[n + 1][0].isupper() or any(norms[x] in DISPUTES for x in range(n + 1, min(stop, n + 5)))


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
    verb = next((x for x in range(start + 1, k) if finite(tokens, x, start, loose=True)), None)
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
