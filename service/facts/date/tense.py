"""Whether the clause of a date looks ahead: what settles a bare weekday, month or day and month."""

from __future__ import annotations

from service.facts.date.words import LEXICON
from service.transcript.tokens import Tokens

_TENSE = LEXICON["tense"]
_AHEAD = frozenset(_TENSE["ahead"])
_PAST = frozenset(_TENSE["past"])
_BE = frozenset(_TENSE["be"])
_CONDITION = frozenset(_TENSE["condition"])
_NOT_PAST = frozenset(_TENSE["not_past"])
_WILLING = frozenset(_TENSE["willing"])
_SUBJECTS = frozenset(_TENSE["subjects"])
_TODAY = frozenset(_TENSE["today"])
_PHRASES = frozenset(tuple(phrase.split()) for phrase in _TENSE["phrases"])
_DUE = frozenset(_TENSE["due"])
_SCHEDULED = frozenset(_TENSE["scheduled"])
_EITHER = frozenset(_TENSE["either"])
_PERSONS = frozenset(_TENSE["persons"])
_PUT_OFF = frozenset(_TENSE["put_off"])
PUT_OFF = -2
"""What a verb that puts something off until a date says: neither past nor ahead, though it is past itself."""
_COVERING = frozenset(("cover", "covers", "covered", "covering"))
_SIGNS = frozenset("£$€")
_ARRANGED = frozenset(_TENSE["arranged"])
_SETS = frozenset(("called", "set", "listed", "lined", "billed", "put"))
_WAS = frozenset(("was", "were", "had"))
_HAS = frozenset(("have", "has", "'ve", "'s", "is", "are", "been"))
_INTENDING = frozenset(_TENSE["intending"])
_MOVED = frozenset(_TENSE["moved"])
_PROMISED = frozenset(_TENSE["promised"])
_BIDDEN = frozenset(_TENSE["bidden"])
_PERCEIVED = frozenset(_TENSE["perceived"])
_MODALS = frozenset(_TENSE["modals"])
_EVENTS = frozenset(_TENSE["events"])
_ARTICLES = frozenset(_TENSE["articles"])
_ASIDE = _PERSONS | {"was", "is", "has", "had"}
_DASHES = frozenset("—-")
STATES = frozenset(LEXICON["closed"]["states"])
"""Verbs behind which "from" says of when something is, and opens no interval."""
_DATED = frozenset(LEXICON["closed"]["dated"])
_HAVING = frozenset(("have", "has", "got"))
_SPECIAL = _HAVING | _PUT_OFF | _EITHER | {"against", "versus", "up", "down"}
_OPENS = frozenset(_TENSE["opens"])
_ENDS = frozenset((",", ";", "—", "(", ")", "“", "”", '"', ":"))
_PLANS = frozenset(("plan", "plans", "hope", "hopes"))
"""Nouns too, as before a participle: "a plan adopted in May"."""
_MEANT = frozenset((*_PLANS, "promise", "promises", "aims", "starts", "returns", "leaves", "launches"))
"""Forms that look ahead and are nouns too: "they picked a plan in May" tells of May no more than "a book"."""
_NOUNS = frozenset(("cut", "set", "hit", "put", "split", "spread", "bid", "read", "cast", "forecast", "broadcast"))
"""Past forms that are nouns or adjectives too."""
_BEHIND_NOUN = frozenset(("in", "of", "on", "for", "and", "or", "with", "at", "by", "to", "from", ",", ".", ";", ")"))
_RELATIVE = frozenset(("which", "who", "whose", "where", "whom"))
_WHICH = frozenset(("which", "who", "whom", "whose", "what", "that", "how", "why", "where", "when", "whether"))
_RESUME = frozenset(_TENSE["resume"])
_RANKS = frozenset(_TENSE["ranks"])
_PARTING = frozenset(("see", "join", "meet", "come"))
_TELLING = frozenset({*_AHEAD, *(phrase[0] for phrase in _PHRASES), *_RESUME, *_SPECIAL, *_PAST, *_BE, *_MODALS, *_CONDITION, "be", "due", "to"})
"""Every word that may look back or ahead, but for forms in "ed"."""
INSIDE = 12
"""Tokens before and behind a date in which its own clause opens and has its verb."""
BACK = 40
"""Tokens looked at before a date."""
AHEAD = 14
"""Tokens looked at behind it."""


def lean(tokens: Tokens, first: int, last: int, i: int, j: int) -> int:
    """1 where the clause of tokens ``[i, j)`` in the sentence ``[first, last)`` looks ahead, -1 where it looks back, 0 where it says nothing.

    The nearest verb before it decides, else the nearest behind it.
    """
    norms = tokens.norms
    if i > first and (norms[i - 1] in ("of", "dated") or (norms[i - 1] == "from" and dates(norms, i - 1))):
        return -1  # the letter of 14 October; figures that are from March
    if norms[i - 1] == "period" and not _COVERING.isdisjoint(norms[max(first, i - 4) : i]):
        return -1  # a report covering the period from 1 May to 30 June
    two = norms[max(first, i - 2) : i]
    if two == ["since", "the"]:
        return -1  # since the January 6th attack
    if two == ["away", "from"] or _is_on(norms, first, i) or _arranged(norms, first, i, j) or _intended(norms, first, i):
        return 1
    parting = int(i > first and norms[first] in _PARTING and (norms[first] != "see" or norms[first + 1] == "you"))
    k, stop = i - 1, max(first, i - BACK)
    near = norms[stop : min(last, j + AHEAD)]
    if _TELLING.isdisjoint(near) and "ed " not in " ".join(near) + " ":
        return parting
    inner = _inner(norms, i, j, stop, last)
    if inner:
        return inner
    infinitive = False
    relative = i
    while k >= stop and norms[k] != ";":
        if norms[k] in _DASHES:
            k = _before_aside(norms, k, stop)
            continue
        if norms[k] == ",":
            if relative >= k:
                relative = next((b for b in range(k - 1, stop, -1) if norms[b] in _RELATIVE or norms[b] == ";"), -1)
            k = _before_as(norms, k, stop, relative)
            continue
        word = norms[k]
        if word not in _TELLING and not word.endswith("ed"):
            k -= 1
            continue
        sign = _sign(norms, k, first, i) or _conditional(norms, k, i)
        if sign:
            return 0 if sign == PUT_OFF else sign
        infinitive = infinitive or (
            word == "to" and tokens.words[k + 1].islower() and norms[k + 1] not in _ARTICLES and k + 1 < i and norms[k - 1] not in _RANKS
        )
        k -= 1
    if infinitive:
        return 1
    for k in range(j + (norms[j : j + 1] == ["'s"]), min(last, j + AHEAD)):
        sign = _sign(norms, k, j, last)
        if sign:
            return max(sign, -1)
    return parting


def _arranged(norms: list[str], first: int, i: int, j: int) -> bool:
    """Whether what was arranged for, moved to or promised by the date ``[i, j)`` lies ahead: "have set talks for Thursday", "pledged 300 more by the end of June"."""
    at = i if norms[i] in ("by", "for", "to") else i - 1
    if at <= first or norms[at] not in ("by", "for", "to") or norms[j : j + 1] == ["'s"]:
        return False
    link = norms[at]
    for k in range(at - 1, max(first, at - INSIDE) - 1, -1):
        word = norms[k]
        if word in _ENDS or word in _OPENS:
            return False
        if link == "for" and word in _ARRANGED:
            return _WAS.isdisjoint(norms[max(first, k - 3) : k]) and (word not in _SETS or _is_set(norms, first, k, at))
        if link == "to" and word in _MOVED and k >= at - 3:
            return norms[at - 1] in _MOVED or norms[at - 1] in ("off", "back", "forward", "on")
        if link == "by" and (word in _PROMISED or (word in _BIDDEN and not {"to", "would"}.isdisjoint(norms[k + 1 : at]))):
            return True
        if word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST):
            return False
    return False


def _intended(norms: list[str], first: int, i: int) -> bool:
    """Whether the date at ``i`` is of what somebody expected or hoped to do: "he said that he expected it to double by Easter"."""
    for k in range(i - 1, max(first, i - INSIDE) - 1, -1):
        word = norms[k]
        if word in _INTENDING:
            return "to" in norms[k + 1 : i] and _WAS.isdisjoint(norms[max(first, k - 2) : k])
        if word in _ENDS or word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST):
            return False
    return False


def _is_set(norms: list[str], first: int, k: int, at: int) -> bool:
    """Whether "called" or "set" at token ``k`` sets a date: "a strike has been called for Sunday", "have set a vote for July", not "called for Sunday trading"."""
    if at == k + 1:
        return norms[k] != "called" or norms[k - 1] in ("been", "is", "are")
    return not _HAS.isdisjoint(norms[max(first, k - 2) : k])


def _inner(norms: list[str], i: int, j: int, stop: int, last: int) -> int:
    """-1 where the date stands in a clause of its own whose verb, behind it, looks back: "it would close plants after profit in May fell", else 0."""
    k = next((k for k in range(i - 1, max(stop, i - INSIDE) - 1, -1) if norms[k] in _OPENS or norms[k] in _ENDS), -1)
    if k < 0 or norms[k] in _ENDS or k + 1 == i - 1 == j:
        return 0
    if any(_sign(norms, m, k + 1, i) for m in range(k + 1, i)):
        return 0
    for m in range(j + (norms[j : j + 1] == ["'s"]), min(last, j + INSIDE)):
        if norms[m] in _ENDS:
            return 0
        sign = _sign(norms, m, j, last)
        if sign:
            return -1 if sign == -1 else 0
    return 0


def dates(norms: list[str], i: int) -> bool:
    """Whether "from" at token ``i`` says when something is of: "the data are from March", "the latest figures, from 24 October, show"."""
    before = norms[i - 1] if i else ""
    return before in STATES or before in _DATED or (before == "," and i > 1 and norms[i - 2] in _DATED)


def _is_on(norms: list[str], first: int, i: int) -> bool:
    """Whether the date is said of something in the present: "the deadline is 31 March"."""
    k = i - 2 if norms[i - 1] in ("on", "in") else i - 1
    return k > first and norms[k] in ("is", "are") and norms[k - 1] not in _TODAY


def _before_aside(norms: list[str], k: int, stop: int) -> int:
    """The token before what stands between the dash at ``k`` and the one before it, if it is short."""
    for b in range(k - 2, max(stop, k - 10) - 1, -1):
        if norms[b] in _DASHES:
            return b - 1
    return k - 1


def _before_as(norms: list[str], k: int, stop: int, relative: int) -> int:
    """The token before the comma at ``k``, and before the aside that it closes: "be printed, as you said in March, by July", "Nice, which will pay, shuts"."""
    if relative > stop and norms[relative] != ";" and norms[relative - 1] == ",":
        return relative - 2
    for b in range(k - 2, max(stop, k - 14) - 1, -1):
        if norms[b] == ",":
            return b - 1 if norms[b + 1] == "as" and norms[b + 2] in _ASIDE else k - 1
    return k - 1


def _sign(norms: list[str], k: int, first: int, end: int) -> int:
    """1 where token ``k`` looks ahead, -1 where it looks back, 0 where it says nothing, ``PUT_OFF`` where it ends the search."""
    word = norms[k]
    if word not in _TELLING and not word.endswith("ed"):
        return 0
    if word in _NOUNS and _is_noun(norms, k, first, end):
        return 0
    if word in _MEANT and k > first and norms[k - 1] in _ARTICLES and norms[k + 1 : k + 2] not in (["to"], ["for"]):
        return 0
    if (word in _AHEAD and (word != "going" or norms[k + 1 : k + 2] == ["to"])) or (k + 1 < end and (word, norms[k + 1]) in _PHRASES):
        return 1
    if word in _RESUME and _resumes(norms, k, first):
        return 1
    if word in _SPECIAL:
        sign = _special(norms, k, first, end)
        if sign:
            return sign
    if word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST):
        # "is published on Monday", "to be published": the auxiliary decides
        for b in range(k - 1, max(first, k - 4) - 1, -1):
            if norms[b] in _WHICH or norms[b] == ",":
                break
            if norms[b] in _AHEAD and not (b == k - 1 and norms[b] in _PLANS):
                return 1
            if norms[b] in _PAST:
                if norms[b] == "have" and norms[b - 1] in ("will", "'ll") and _known(norms, first, k):
                    return -1
                return 1 if norms[b] == "have" and norms[b - 1] in ("will", "'ll", "shall") else -1
            if norms[b] in ("be", "is", "are", "'re"):
                return 1 if word in _SCHEDULED or _fixed(norms, k, end) else 0
        return 1 if norms[k - 1] == "," and (word in _SCHEDULED or word == "set") and norms[k + 1 : k + 2] == ["for"] else -1
    if word == "be" and _to_be(norms, k, first, end):
        return 1
    if word == "due" and norms[k + 1 : k + 2] and norms[k + 1] in _DUE:
        return -1 if not _PAST.isdisjoint(norms[max(first, k - 2) : k]) else 1
    if (
        word in _BE
        and (word != "'s" or (k > first and norms[k - 1] in _SUBJECTS))
        and k + 1 < end
        and norms[k + 1].endswith("ing")
        and norms[k + 1] not in ("during", "morning", "evening", "being")
    ):
        return 1
    if word in _MODALS and k + 1 < end and (norms[k + 1] in _EVENTS or (norms[k + 1] == "well" and norms[k + 2 : k + 3] and norms[k + 2] in _EVENTS)):
        return 1
    if word == "to" and k + 1 < end and norms[k + 1].isalpha() and norms[k + 1] not in _ARTICLES and k > first:
        before = norms[k - 1]
        if before in _WILLING or before in ("is", "are", "'s", "'re", "'m"):
            return 1
    return 0


def _is_noun(norms: list[str], k: int, first: int, end: int) -> bool:
    """Whether a past form at token ``k`` is the noun that looks like it: the cut of "announce a 2p cut in duty", the set of "bring a new set of rules"."""
    if k + 1 < end and norms[k + 1] not in _BEHIND_NOUN:
        return False
    article = next((b for b in range(k - 1, max(first, k - 4) - 1, -1) if norms[b] in _ARTICLES or norms[b] == "an"), first)
    return any(norms[b] in _AHEAD or norms[b] == "to" for b in range(max(first, article - INSIDE), article))


def _resumes(norms: list[str], k: int, first: int) -> bool:
    """Whether the verb at token ``k`` is in the present: "the talks resume", "we meet", not "it saw schools close"."""
    if k == first or not (
        norms[k - 1] in ("they", "we", "both") or (norms[k - 1].endswith("s") and norms[k - 1].isalpha() and len(norms[k - 1]) > 3)
    ):
        return False
    return _PAST.isdisjoint(norms[max(first, k - 6) : k]) and not any(
        word in ("did", "let", "made", "helped") for word in norms[max(first, k - 6) : k]
    )


def _fixed(norms: list[str], k: int, end: int) -> bool:
    """Whether something is "set for" or "set down for" the date."""
    return norms[k] == "set" and k + 1 < end and (norms[k + 1] == "for" or norms[k + 1 : k + 3] == ["down", "for"])


def _to_be(norms: list[str], b: int, first: int, end: int) -> bool:
    """Whether the "be" at token ``b`` is of what is yet to be done: "an amount to be agreed", not "she asked to be moved", "was proud to be elected"."""
    if b - 2 < first or b + 1 >= end or norms[b - 1] != "to" or not (norms[b + 1] in _PAST or norms[b + 1].endswith("ed")):
        return False
    return norms[b - 2].isalpha() and not any(norms[j] in _PAST or norms[j].endswith("ed") for j in range(max(first, b - 6), b - 1))


def _special(norms: list[str], k: int, first: int, end: int) -> int:
    """The sign of a word that has one only beside others: "have until", "adjourned until", "I forecast", "against 1.8%"."""
    word = norms[k]
    if _compared(norms, k, end):
        return -1
    if word in _HAVING and norms[k + 1 : k + 2] == ["until"]:
        return 1
    if word in _PUT_OFF and not {"until", "till"}.isdisjoint(norms[k + 1 : k + 3]):
        return PUT_OFF
    return -1 if word in _EITHER and k > first and norms[k - 1] in _PERSONS else 0


def _compared(norms: list[str], k: int, end: int) -> bool:
    """Whether a figure is set against one of the past: "against 1.8% in March", ", down from 8.9 million in May"."""
    if norms[k] in ("against", "versus"):
        return k + 1 < end and (norms[k + 1][0].isdecimal() or norms[k + 1] in _SIGNS)
    return norms[k] in ("up", "down") and norms[k - 1 : k] == [","] and norms[k + 1 : k + 2] == ["from"]


def _known(norms: list[str], first: int, k: int) -> bool:
    """Whether "will have" and the participle at ``k`` guess at what is past: "you will have seen that in March", "we will have been discussing it"."""
    if norms[k] == "been":
        return norms[k + 1 : k + 2] != [] and norms[k + 1].endswith("ing") and "for" not in norms[k + 2 : k + 6]
    return norms[k] in _PERCEIVED and "by" not in norms[first:k]


def _conditional(norms: list[str], k: int, i: int) -> int:
    """1 where a condition opens at token ``k`` and nothing up to the date at ``i`` looks back: "when I go to my surgery on Friday"."""
    return int(norms[k] in _CONDITION and i - k > 2 and not (norms[k] == "before" and ("," in norms[k:i] or norms[k + 1].endswith("ing"))))
