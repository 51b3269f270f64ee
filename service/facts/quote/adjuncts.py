"""What stands between a cue and its clause, and is part of neither: hearers, adjuncts, parentheses."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, PRONOUNS, is_plural
from service.facts.quote.marks import CLOSERS
from service.facts.quote.measures import qualifies
from service.facts.quote.phrases import MARKS, SUBJECT_PRONOUNS, noun_after
from service.facts.quote.verbs import finite, first_verb
from service.facts.quote.words import AUXILIARIES, HEARERS, NUMBERS, PEOPLE, TIMES, WH
from service.transcript.tokens import Tokens

_SHORT = frozenset({"mr", "mrs", "ms", "dr", "st", "gen", "sen", "rep", "gov", "prof", "rev", "sgt", "lt", "col", "capt", "hon"})
_BEHIND_HEARER = frozenset({"before", "after", "when", "as", "while", "during", ";"})
"""Where an adjunct of the telling begins, or another clause: the words before it are the hearer."""


def past_part(tokens: Tokens, k: int, stop: int) -> int | None:
    """The "that" behind the part somebody spoke in: "as Leader of the Opposition [that]"."""
    that = next((x for x in range(k + 1, min(stop, k + 8)) if tokens.norms[x] in {"that", ",", ":"}), None)
    if that is None or tokens.norms[that] != "that" or first_verb(tokens, k + 1, that, k) is not None:
        return None
    return that


def told_when(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether the narrator's words of when something was said begin at ``k``: ", days after a truce was agreed", ", hours before it closed"."""
    norms = tokens.norms
    for x in range(k, min(limit - 1, k + 6)):
        if norms[x] in {"after", "before", "since"}:
            return x > k and (norms[x - 1] in _SPELLS or norms[x - 1] in {"shortly", "soon", "just", "immediately", "long", "even"})
        if not (norms[x] in _SPELLS or norms[x] in DETERMINERS or norms[x] in NUMBERS or norms[x][0].isdigit() or norms[x] in _SPELLING):
            return False
    return False


_SPELLS = frozenset(f"{unit}{s}" for unit in ("minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "moment") for s in ("", "s"))
_SPELLING = frozenset(
    {"just", "only", "barely", "about", "nearly", "almost", "few", "some", "several", "many", "shortly", "soon", "immediately", "long", "even"}
)


SPELL_OPENERS = (
    _SPELLS
    | _SPELLING
    | TIMES
    | NUMBERS
    | {"a", "an", "while", "late", "early", "shortly", "immediately", "short", "little", "good", "couple", "of", "or", "so", "half"}
)
"""Words, digits aside, with which a spell of time may begin."""


def past_spell(tokens: Tokens, k: int, stop: int) -> int | None:
    """Behind words that tell how long ago something was said, or how late: "two weeks ago", "a short while earlier", "late [on Monday]"."""
    norms = tokens.norms
    if norms[k] in {"late", "early", "shortly", "immediately"} and k + 1 < stop and (norms[k + 1] in PREPOSITIONS or norms[k + 1] in TIMES):
        return k + 1
    for x in range(k, min(stop, k + 6)):
        if norms[x] in {"ago", "earlier", "later", "back", "afterwards"}:
            return x + 1 if x > k and (norms[x - 1] in TIMES or norms[x - 1] in _SPELLS or norms[x - 1] == "while") else None
        if not (
            norms[x] in _SPELLS or norms[x] in TIMES or norms[x] in {"a", "an", "while"} or norms[x] in NUMBERS or norms[x][0].isdigit()
        ) and not (norms[x] in _SPELLING or norms[x] in {"short", "little", "good", "couple", "of", "or", "so", "half"}):
            return None
    return None


def resumed(tokens: Tokens, comma: int, limit: int) -> int | None:
    """The clause behind ", that" where a parenthesis between commas parts it from its cue: "said in May, as members recall, that"."""
    norms = tokens.norms
    if comma + 1 >= limit or (norms[comma + 1] in {"and", "but", "or"} and not (comma + 2 < limit and norms[comma + 2] in {"i", "we"})):
        return None
    if "that" not in norms[comma + 3 : comma + 21]:
        return None
    for k in range(comma + 2, min(limit - 2, comma + 20)):
        if norms[k] in {";", ":", "?", "!"} or norms[k] in MARKS:
            return None
        if norms[k] == "," and norms[k + 1] == "that" and norms[k + 2] not in AUXILIARIES:
            return k + 2
    return None


def past_hearer(tokens: Tokens, k: int, stop: int) -> int:
    """Behind the hearer of a verb of telling: "told [the BBC] it would close"."""
    norms = tokens.norms
    if norms[k] in HEARERS or norms[k] in {"him", "her", "them", "me", "us", "you"}:
        return k + 1
    if norms[k] in {"no", "nobody", "nothing", "there"}:
        return k
    after = norms[k + 1] if k + 1 < stop else "."
    if norms[k] in {"“", '"', "‘"}:  # told “Newsnight” that
        close = next((x for x in range(k + 1, min(stop - 1, k + 8)) if norms[x] in {"”", '"', "’", "'"}), k)
        return close + 1 if close > k and norms[close + 1] == "that" else k
    if norms[k] in DETERMINERS and after in MARKS:  # told the “Morning” show that
        close = next((x for x in range(k + 2, min(stop - 1, k + 8)) if tokens.words[x] in CLOSERS), k)
        if close > k:
            return next((x for x in range(close + 1, min(stop, close + 4)) if norms[x] in {"that", "how", "whether"}), k)
    if norms[k][0].isdigit() or norms[k] in NUMBERS:  # told thousands of workers in Hull that
        crowd = noun_after(tokens, k, stop)
        if crowd is not None and crowd.last - k > 1 and crowd.last < stop and norms[crowd.last] == "that":
            return crowd.last
    forum = past_forum(tokens, k, stop)
    if forum is not None:
        return forum
    if norms[k][0].isdigit() or norms[k] in NUMBERS or (norms[k] in SUBJECT_PRONOUNS and after in AUXILIARIES):
        return k
    if (tokens.words[k][0].isupper() and (after in NUMBERS or after[0].isdigit())) or (
        norms[k] in PEOPLE
        and is_plural(norms[k])
        and (after in NUMBERS or after in DETERMINERS or after in SUBJECT_PRONOUNS or not after[0].isalpha() or tokens.words[k + 1][0].isupper())
    ):
        return k + 1  # told jurors Smith was, tells CNN two of them are
    if tokens.words[k][0].isupper() and k + 2 < stop and tokens.words[k + 1].islower() and is_plural(after) and norms[k + 2] in AUXILIARIES:
        return k + 1  # told Reuters peacekeepers had
    if (
        tokens.words[k][0].isupper()
        and after in TIMES
        and tokens.words[k + 1].islower()
        and norms[k + 2 : k + 3]
        and norms[k + 2] in SUBJECT_PRONOUNS
    ):
        return k + 1  # told NBC yesterday they were
    phrase = noun_after(tokens, k, stop)
    if norms[k] in DETERMINERS and after in TIMES and tokens.words[k + 1][0].isupper():  # told the Today programme that
        that = next((x for x in range(k + 2, min(stop, k + 5)) if norms[x] == "that"), None)
        return k if that is None else that
    if phrase is None:
        return k
    if any(norms[x] in {"that", "how", "whether", ":", "in", "on", "at", "“", '"'} for x in range(phrase.last, min(stop, phrase.last + 3))):
        return phrase.last
    if phrase.last < stop and norms[phrase.last] in {"by", "via", "over"}:  # told Reuters by phone
        return phrase.last
    # "told the BBC it would close": the hearer ends where a clause's subject begins.
    nxt = norms[phrase.last] if phrase.last < stop else "."
    if phrase.last < stop and qualifies(tokens, phrase.last, stop):
        return phrase.last
    if nxt in {"only", "just"} and phrase.last + 1 < stop and (norms[phrase.last + 1] in TIMES or norms[phrase.last + 1] in {"last", "this"}):
        return phrase.last
    if nxt in _BEHIND_HEARER or nxt == "," or (nxt in TIMES and norms[k] in DETERMINERS):  # told families in the hall before the verdict
        return phrase.last
    return phrase.last if nxt in SUBJECT_PRONOUNS or nxt in DETERMINERS or nxt in NUMBERS or nxt[0].isdigit() or nxt == "there" else k


def past_forum(tokens: Tokens, k: int, stop: int) -> int | None:
    """Behind a forum or a paper by name whose hearer's clause begins with a plural at once: "told [the court] officers had found 14 cards"."""
    norms, words = tokens.norms, tokens.words
    if norms[k] not in DETERMINERS or k + 3 >= stop:
        return None
    end = k + 1
    if norms[end] in _FORA:
        end += 1
    else:
        while end < stop and words[end][0].isupper() and words[end].isalpha():
            end += 1
    if not k + 1 < end < stop - 1 or not (is_plural(norms[end]) or norms[end] in PEOPLE) or not words[end].islower():
        return None
    return end if norms[end + 1] in AUXILIARIES or finite(tokens, end + 1, end) else None


_FORA = frozenset(
    {
        "court",
        "jury",
        "inquest",
        "inquiry",
        "committee",
        "hearing",
        "tribunal",
        "panel",
        "commission",
        "council",
        "house",
        "assembly",
        "parliament",
        "senate",
        "conference",
        "meeting",
        "judge",
        "coroner",
        "magistrates",
    }
)


def past_adjunct(tokens: Tokens, k: int, stop: int) -> int:
    """Behind a preposition and its noun phrase: "in a statement", "to the Government of Iran"."""
    norms = tokens.norms
    k += 1
    if k < stop and norms[k] in DETERMINERS and (norms[k] != "that" or (k + 1 < stop and (norms[k + 1] in TIMES or norms[k + 1] == "time"))):
        k += 1
    if k < stop and norms[k] in {"him", "her", "them", "me", "us", "you"}:
        return k + 1
    while k < stop:
        norm = norms[k]
        wordy = (
            norm[0].isalnum()
            and norm not in NUMBERS
            and norm not in PRONOUNS
            and norm not in DETERMINERS
            and (norm not in PREPOSITIONS or norms[k + 1 : k + 2] == ["-"])
            and norm not in WH
            and norm != "that"
            and not (norm == "there" and k + 1 < stop and norms[k + 1] in AUXILIARIES)  # said on Monday [there were] 300
        )
        clock = (norm == ":" and k + 1 < stop and norms[k - 1][0].isdigit() and norms[k + 1][0].isdigit()) or (
            norm == "." and tokens.adjoin(k) and (len(norms[k - 1]) == 1 or norms[k - 1] in _SHORT)
        )
        if not (wordy or clock or norm in {"'s", "-", "'"}) or (wordy and finite(tokens, k, k - 1)):
            return k
        k += 1
    return k
