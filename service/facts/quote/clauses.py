"""Whether words are a clause: the finite verb of its subject, or only a noun phrase."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, PRONOUNS, is_plural
from service.facts.clause.words import BASES
from service.facts.quote.contents import STOPS
from service.facts.quote.marks import WAKES
from service.facts.quote.measures import qualifies
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.verbs import PERSONS, finite, first_verb, is_adverb, never_finite, opens_predicate, past_form
from service.facts.quote.words import AUXILIARIES, CLAUSAL, CUES, EITHER, NEGATIONS, NOUNS_TOO, NUMBERS, PASTS, THIRDS, TIMES
from service.transcript.tokens import Tokens

_POINTED = frozenset({"about", "in", "on", "earlier", "just", "so", ",", "."})


_FURTHEST_VERB = 45
_CLAUSAL_OPENERS = DETERMINERS | SUBJECT_PRONOUNS
_LEAST_CLAUSE = 3
_SOON = 8
_SPREADING = frozenset({"to", "across", "through", "into", "from", "down", "off"})
_SUBORDINATE = frozenset(
    {
        "who",
        "which",
        "whose",
        "where",
        "when",
        "whether",
        "why",
        "how",
        "what",
        "as",
        "after",
        "because",
        "if",
        "while",
        "although",
        "until",
        "before",
        "since",
        "unless",
    }
)
_PARTING = _SUBORDINATE | STOPS | WAKES | {"—", ";", ":", "than", "that", ",", "and", "but"}
"""Words and marks, verbs aside, that tell how a clause goes on."""
_HANGING = frozenset({"if", "unless", "although", "though", "because", "while", "when", "as", "so", "to"})


def _behind_participle(tokens: Tokens, comma: int, stop: int) -> int | None:
    """The comma that closes a participle opened by another, with the verb behind it: "a bid[, valued at £9,] had failed"."""
    norms = tokens.norms
    closing = next((x for x in range(comma + 2, min(stop - 1, comma + _PARENTHESIS)) if norms[x] in {",", ";"}), None)
    if closing is None or norms[closing] == ";" or not opens_predicate(norms[closing + 1]):
        return None
    return closing if not any(norms[x] in AUXILIARIES or norms[x] in SUBJECT_PRONOUNS for x in range(comma + 2, closing)) else None


_ASIDE = 20
"""Tokens between two dashes inside a clause, at most."""
_PARENTHESIS = 14
"""Tokens of a participle with what belongs to it between commas, at most."""


def makes_relative(tokens: Tokens, start: int, limit: int) -> bool:
    """Whether the words behind "the point that" are a relative: "[the point that] the Member made about it"."""
    norms = tokens.norms
    return any(
        norms[x] in {"made", "makes", "raised", "raises", "making"} and norms[x + 1] in _POINTED for x in range(start + 1, min(start + 12, limit - 1))
    )


def clause_from(tokens: Tokens, start: int, limit: int, *, loose: bool = False) -> int | None:
    """The finite verb of a clause whose subject begins at ``start``, or None where only a noun phrase stands.

    ``loose``: what may be a participle before a preposition is taken for a verb ("the boat turned over").
    """
    norms = tokens.norms
    limit = min(limit, len(norms))
    if start >= limit:
        return None
    relatives = 0
    fresh = False
    commas_at: list[int] = []
    stop = min(limit, start + _FURTHEST_VERB)
    k = start
    if qualifies(tokens, k, limit):
        k += 2 if norms[k + 1] in {"least", "most", "to", "of"} else 1
    if norms[k] == "as" and norms[k + 1 : k + 2] in (["many"], ["much"], ["few"], ["little"]):
        k += 3
    if k >= stop:
        return None
    if norms[k : k + 2] == ["to", "date"] and k + 3 < stop:
        k = start = k + (3 if norms[k + 2] == "," else 2)
    dated = norms[k] == "by" and k + 1 < stop and (norms[k + 1][0].isdigit() or norms[k + 1] in TIMES)  # by 3 am there were six
    dated = dated or (norms[k] == "of" and "," in norms[k + 1 : min(k + 6, stop - 2)])  # of the injured, nine were
    if (norms[k] in {"to", "by", "so", "as", "of"} and not dated) or norms[k] in AUXILIARIES:
        return None
    if norms[k].endswith("ing") and k + 1 < stop and (norms[k + 1] in DETERMINERS or norms[k + 1] in PRONOUNS):
        return next((x for x in range(k + 2, min(stop, k + _SOON)) if norms[x] in AUXILIARIES), None)  # "said [replacing them would] cost more"
    if norms[k] in PREPOSITIONS or norms[k] in TIMES:  # a fronted adjunct: "in Kent, the number rose"
        comma = next((x for x in range(k + 1, min(stop, k + 12)) if norms[x] == "," or finite(tokens, x, k)), k)
        if norms[comma] == "," and comma + 2 < stop:
            k = start = comma + 1
    k += 1
    while k < stop:
        norm = norms[k]
        if norm not in _PARTING and never_finite(norm) and norms[k - 1] not in PERSONS:
            k += 1
            continue
        if norm == "—" and (aside := next((x for x in range(k + 2, min(stop, k + _ASIDE)) if norms[x] == "—"), None)) is not None:
            k = aside + 1  # "the gap — what is owed and unpaid — was £9"
            continue
        if norm in {";", ":", "—"} or (norm in STOPS and k + 1 >= limit):
            return None
        if norm in WAKES and not relatives and not fresh and _verb_in_marks(tokens, start, k, stop):
            return k + 1
        if norm in _SUBORDINATE or (
            norm == "than"
            and k + 1 < stop
            and not (norms[k + 1][0].isdigit() or norms[k + 1] in NUMBERS or norms[k + 1] in {"half", "a", "£", "$", "€"})
        ):
            if norm in {"as", "after", "before", "since", "until"} and norms[k - 1] != "," and not (norms[k - 1] in TIMES and k > start + 4):
                pass
            else:
                relatives += 1
        elif norm == "that" and norms[k - 1] not in PREPOSITIONS and norms[k - 1] not in {"and", "or", ","}:
            relatives += 1
        elif norm == "," and k + 1 < stop and norms[k + 1] in {"but", "so"}:
            return None
        elif norm == "," and k + 1 < stop and norms[k + 1] in {"which", "who", "whose"}:
            k = next((x for x in range(k + 2, stop) if norms[x] == ","), stop)  # behind the clause that the comma opens
        elif norm == "," and k + 1 < stop and past_form(norms[k + 1]) and (closing := _behind_participle(tokens, k, stop)) is not None:
            k = closing
        elif (
            norm in {"and", "but"}
            and k + 1 < stop
            and (
                norms[k + 1] in CUES
                and (
                    CUES[norms[k + 1]].form == "past"
                    or (CUES[norms[k + 1]].form == "s" and "nouns" not in CUES[norms[k + 1]].classes)
                    or (CUES[norms[k + 1]].form == "base" and k + 2 < stop and norms[k + 2] in _CLAUSAL_OPENERS)  # 35 deaths but fear the toll
                )
            )
        ):
            return None
        elif norm == ",":
            fresh = not commas_at and norms[k + 1 : k + 2] == ["and"]  # "£5 million, and the bank is to lend more"
            commas_at.append(k)
        elif finite(tokens, k, start, loose=loose) and not (
            norm not in AUXILIARIES
            and any(norms[x] in {"see", "have", "get", "want", "make"} and norms[x - 1] == "to" for x in range(max(start + 1, k - 4), k))
        ):
            if (
                norms[k - 1] in {"and", "but", "or"}
                or (commas_at and norm in CLAUSAL)
                or (len(commas_at) == 1 and (fresh or norms[k - 1] == "," or _new_subject(norms, commas_at[0] + 1)))
            ):
                return None
            if not relatives:
                return k
            relatives -= 1
            while k + 1 < stop and (
                norms[k + 1] in AUXILIARIES or norms[k + 1] in {"been", "be", "being"} or norms[k + 1] in NEGATIONS or is_adverb(norms[k + 1])
            ):
                k += 1
            if k + 1 < stop and (norms[k + 1].endswith("ed") or norms[k + 1] in CUES):
                k += 1
        k += 1
    return None


def states(tokens: Tokens, start: int, last: int) -> bool:
    """Whether words that end before a cue are a whole clause, as their sentence has no other: "[the dam overflowed on Friday], officials said".

    What may be a participle is then its verb, and so is a verb behind a parenthesis: "nine men, two of them firemen, died".
    """
    if clause_from(tokens, start, last) is not None or clause_from(tokens, start, last, loose=True) is not None:
        return True
    norms = tokens.norms
    if norms[start] in PREPOSITIONS or norms[start] in _HANGING or norms[start].endswith("ing"):
        return False
    comma = next((k for k in range(start + 1, min(last, start + 12)) if norms[k] == ","), None)
    if any(norms[k] in NOUNS_TOO and norms[k + 1] in _SPREADING and norms[k - 1] not in DETERMINERS for k in range(start + 1, min(last, start + 6))):
        return True
    closing = comma and next((k for k in range(comma + 2, min(last - 1, comma + 16)) if norms[k] == ","), None)
    if closing and norms[closing + 1] not in PREPOSITIONS and opens_predicate(norms[closing + 1 + is_adverb(norms[closing + 1])]):
        return True
    return last - start > _LEAST_CLAUSE and any(_verb_like(tokens, k) for k in range(start + 1, min(last - 1, start + _FURTHEST_VERB)))


def _verb_like(tokens: Tokens, k: int) -> bool:
    """Whether a form of a verb stands behind a noun or name: "debris [set] fire to a block"."""
    norm, before = tokens.norms[k], tokens.norms[k - 1]
    if before in DETERMINERS or before in PREPOSITIONS or not (before[0].isalnum() or before == ")") or tokens.words[k][0].isupper():
        return False
    return norm in THIRDS or opens_predicate(norm)


def fronted(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether only an adjunct stands before the cue: "At the port, the audit found, …", "Two days later, she said, …"."""
    norms = tokens.norms
    return norms[start] in PREPOSITIONS or norms[start] in TIMES or is_adverb(norms[start]) or norms[comma - 1] in {"later", "earlier", "ago"}


def _verb_in_marks(tokens: Tokens, start: int, mark: int, stop: int) -> bool:
    """Whether a clause's verb opens words in marks behind its subject: "the drivers “deserve better than this”"."""
    norms = tokens.norms
    if mark + 2 >= stop or norms[mark - 1] in PREPOSITIONS or norms[mark - 1] in DETERMINERS or not norms[mark - 1][0].isalnum():
        return False
    verb, many = norms[mark + 1], any(is_plural(norms[x]) for x in range(start, mark))
    return verb in AUXILIARIES or verb in PASTS or (verb in THIRDS and not is_plural(norms[mark - 1])) or (many and verb in BASES)


def _new_subject(norms: list[str], k: int) -> bool:
    return norms[k] in SUBJECT_PRONOUNS or norms[k] in {"their", "his", "her", "its", "the", "this", "these", "there"}


def claims(tokens: Tokens, start: int, last: int) -> bool:
    """Whether the words behind "that" are a clause: with a verb that shows, or with what only a subject begins with."""
    norms = tokens.norms
    if first_verb(tokens, start, last, start, loose=True) is not None:
        return True
    if last - start < 4 or norms[start] in TIMES or norms[start] in PREPOSITIONS:
        return False
    return (
        is_plural(norms[start])
        or norms[start] in DETERMINERS
        or norms[start] in PRONOUNS
        or tokens.words[start][0].isupper()
        or norms[start][0].isdigit()
    )


def opens_with_verb(tokens: Tokens, start: int, limit: int) -> bool:
    """Whether "that" is itself the subject of the word at ``start``: "that moved him", not "that injured miners lose their pay"."""
    norms = tokens.norms
    if norms[start] in AUXILIARIES:
        return not supposes(tokens, start, limit)
    if not finite(tokens, start, start - 2) or norms[start + 1 : start + 2] == ["'s"]:
        return False
    if norms[start] in THIRDS and clause_from(tokens, start, min(limit, start + _SOON)) is not None:
        return False  # "found that [costs rose]"
    nxt = norms[start + 1] if start + 1 < limit else "."
    modifies = (
        (norms[start].endswith("ed") or norms[start] in EITHER)
        and norms[start] not in NOUNS_TOO
        and nxt[0].isalpha()
        and nxt not in DETERMINERS
        and nxt not in PRONOUNS
        and nxt not in PREPOSITIONS
        and not is_adverb(nxt)
    )
    return not (modifies and clause_from(tokens, start, limit, loose=True) is not None)


def supposes(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether "had" at ``k`` opens a condition: "that [had] the valve been shut, nine would have lived"."""
    norms = tokens.norms
    if (
        k + 1 >= limit
        or norms[k] != "had"
        or norms[k + 1] in {"been", "a", "an", "not", "no"}
        or is_adverb(norms[k + 1])
        or norms[k + 1].endswith("ed")
    ):
        return False
    comma = next((x for x in range(k + 2, min(limit, k + 20)) if norms[x] == ","), None)
    return comma is not None and any(norms[x] in {"would", "could", "might"} for x in range(comma + 1, min(limit, comma + 16)))


def may_be_noun(tokens: Tokens, low: int, v: int) -> bool:
    """Whether a form that may be a noun ("reports", "claims") stands where no verb with its subject does."""
    before = tokens.norms[v - 1]
    return v == low or before in DETERMINERS or before in PREPOSITIONS or before in {"'s", "and", ","}


def verbal(tokens: Tokens, low: int, v: int, start: int) -> bool:
    """Whether a form that may be a noun ("reports", "claims") is a verb before the words at ``start``."""
    norms = tokens.norms
    if may_be_noun(tokens, low, v):
        return False
    nxt = norms[start]
    return (
        nxt in SUBJECT_PRONOUNS or nxt in DETERMINERS or nxt in NUMBERS or nxt[0].isdigit() or nxt == "there" or qualifies(tokens, start, len(norms))
    )
