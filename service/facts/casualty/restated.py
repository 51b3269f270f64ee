"""Counts without a noun whose harm is told before them: "it had climbed to 27", "residents put the number at 15", "the Red Cross says nine"."""

from __future__ import annotations

from itertools import chain

from service.facts.casualty.claims import REPORTING, Claim, rightwards
from service.facts.casualty.lexicon import LEXICON, Frame, all_forms
from service.facts.casualty.nouns import noun_harm, of_epidemic
from service.facts.casualty.parts import in_a_row
from service.facts.casualty.phrases import Count
from service.facts.casualty.referents import of_people, things_counted
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import verb_group
from service.facts.clause.words import BE

_TOLL = LEXICON["toll"]
_HEADS = frozenset(_TOLL["heads"])
_MOVES = all_forms(_TOLL["moves"])
_REACHES = all_forms(_TOLL["reaches"])
_PUTS = all_forms(_TOLL["puts"])
SAYS = REPORTING | {"admits", "admit", "admitted", "insists", "insist", "insisted", "counted", "counts", "saying", "guess", "tracking"}
"""Verbs that may have a bare number for all that is said."""
_SHELTERS = all_forms(_TOLL["shelters"])
_TOLL_RULES = frozenset({"casualty.toll", "casualty.counted_noun"})
_THOSE = frozenset({"the", "those", "these"})
_FEW = 9
"""Words of "the Syrian Observatory for Human Rights says" at most."""


def restated(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Numbers that say anew, in a later clause, how many a claimed count of the sentence is: "…, but by noon it had risen to 27"."""
    found: dict[int, Claim] = {}
    whole: Claim | None = None
    for at, count in enumerate(scene.counts):
        if at in claimed:
            whole = claimed[at] if count.kind == "number" and claimed[at].part_of is None else whole
        elif whole is not None and (
            changes(scene, count, of_toll=whole.rule in _TOLL_RULES) or told(scene, count) or (whole.harm == "displaced" and _gapped(scene, count))
        ):
            found[at] = Claim(at, whole.harm, "casualty.toll", 2, whole.at)
        elif whole is not None and whole.harm in _TREATED and treated(scene, at):
            found[at] = Claim(at, "infected" if of_epidemic(scene) else _TREATED[whole.harm], "casualty.object", 1, count.left - 1)
    return found


def anew(scene: Scene, previous: Scene, last: Claim, *, close: bool) -> dict[int, Claim]:
    """Numbers of a sentence that say anew how many claim ``last`` of sentence ``previous`` is of; ``close``: the sentence right before."""
    of_toll = last.rule in _TOLL_RULES or "toll" in previous.words
    found = {
        at: Claim(at, last.harm, "casualty.anaphora", 1, count.first)
        for at, count in enumerate(scene.counts)
        if changes(scene, count, of_toll=of_toll, close=close) or (close and told(scene, count))
    }
    if close and last.harm in _TREATED:
        harm = "infected" if of_epidemic(scene) else _TREATED[last.harm]
        found |= {at: Claim(at, harm, "casualty.anaphora", 1, c.first) for at, c in enumerate(scene.counts) if treated(scene, at)}
    return found


def retold(scene: Scene, harm: str) -> dict[int, Claim]:
    """Bare numbers that answer, with a source or a figure for subject, how many came to a harm that the sentence before tells of without counting."""
    return {
        at: Claim(at, harm, "casualty.anaphora", 1, count.first)
        for at, count in enumerate(scene.counts)
        if changes(scene, count, of_toll=False) or told(scene, count)
    }


_TREATED = {"killed": "injured", "injured": "injured", "infected": "infected"}
"""What people in treatment came to, by the harm that was told right before them."""


def treated(scene: Scene, at: int) -> bool:
    """Whether the people of count ``at`` are treated: "it was treating seven children", "44 people were being treated"."""
    count = scene.counts[at]
    if count.kind != "number" or not of_people(scene, at) or "for" in scene.norms[count.end : count.end + 5]:
        return False
    if scene.norm(count.left - 1) in {"treating", "treated"} and scene.tag(count.left - 2) not in "PD":
        return True
    i = count.end
    while i < count.end + 4 and scene.tag(i) in "AB":
        i += 1
    return i > count.end and scene.norm(i) == "treated"


def _gapped(scene: Scene, count: Count) -> bool:
    """Whether a bare number takes the place of the refugees told of before it: "was built for 9,000 refugees and now shelters 31,000"."""
    return count.kind == "number" and count.head is None and scene.norm(count.left - 1) in _SHELTERS and scene.tag(count.last) in ".,;"


def changes(scene: Scene, count: Count, *, of_toll: bool, close: bool = True) -> bool:
    """Whether a bare number is the new value of "the figure" or, where a toll was told (``of_toll``), of "it".

    "Put it at 15" needs no toll where the harm was told in the same sentence or the one before (``close``).
    """
    if count.kind != "number" or count.head is not None:
        return False
    if scene.norm(count.left - 1) == "from" and scene.norm(count.left - 2) in {"up", "down"} and scene.norm(count.left - 3) in BE:
        head = count.left - 4
        while head > max(scene.base, count.left - 8) and scene.norms[head] not in _HEADS and scene.tag(head) in "NDP":
            head -= 1  # "The figure for men was up from 1,940"
        if things_counted(scene, scene.base, count.left - 4):
            return False  # "5,700 homes have burned; that is up from 3,500"
        return _means_toll(scene, head, of_toll=close)  # "That is up from 3,085 the day before"
    if scene.tag(count.last) not in ",.;:CSPBR":
        return False
    if scene.norm(count.last) in {"of", "in"} and scene.tag(count.last + 1) == "Q":
        return False
    i = count.left - 1
    if scene.norm(i) == "at" and _means_toll(scene, i - 1, of_toll=close):
        j = i - 2
        while j > max(scene.base, i - 5) and scene.tag(j) in "DN" and scene.norms[j] not in _PUTS:
            j -= 1
        if scene.norm(j) in _PUTS:
            return True
    if scene.norm(i) == "as" and scene.norm(i - 2) == "as" and scene.norm(i - 1) in {"high", "low"}:  # "puts the figure as high as 80,000"
        i -= 2
        j = i - 2
        while j > max(scene.base, i - 5) and scene.tag(j) in "DN" and scene.norms[j] not in _PUTS:
            j -= 1
        return scene.norm(j) in _PUTS and _means_toll(scene, i - 1, of_toll=close)
    if scene.norm(i) == "to" and scene.norm(i - 1) in {"closer", "nearer"}:
        i -= 2
    if scene.norm(i) in BE and scene.norm(count.last) not in {"percent", "per"}:
        return _means_toll(scene, verb_group(scene.reading.tokens, scene.tags, scene.base, i).first - 1, of_toll=False)
    verb = i
    if scene.norm(i) in {"to", "at", "past", "from"}:
        verb -= 1
        while verb > scene.base and scene.tag(verb) == "B":
            verb -= 1
        if scene.norm(verb) not in _MOVES:
            return False
    elif scene.norm(i) not in _REACHES:
        return False
    group = verb_group(scene.reading.tokens, scene.tags, scene.base, verb)
    if group.infinitive or (group.modal is not None and scene.norm(group.first - 1) not in _HEADS):
        return False  # "it could reach 500", but "the number could reach 500"
    return _means_toll(scene, group.first - 1, of_toll=of_toll)


def _means_toll(scene: Scene, i: int, *, of_toll: bool) -> bool:
    """Whether token ``i`` is "it", or the noun of "the figure" or "that number"."""
    norm = scene.norm(i)
    if norm in _HEADS:
        j = i - 1
        while j > i - 3 and scene.tag(j) in "NB":
            j -= 1
        return scene.tag(j) == "D"  # "the true figure", "the death toll"
    return norm in {"it", "that", "this"} and of_toll


def told(scene: Scene, count: Count) -> bool:
    """Whether a bare number is all that somebody says: "The Observatory says four."."""
    says = count.left - 1 - (scene.norm(count.left - 1) == "to" and scene.norm(count.left - 2).startswith("admit"))  # "admits to nine"
    bare = count.kind == "number" and count.head is None and scene.tag(count.last) in ".,;"
    if not bare or scene.norm(says) not in SAYS:
        return False
    while scene.tag(says - 1) in "AB":
        says -= 1
    i = says - 1
    while i > max(scene.base, says - _FEW) and scene.tag(i) in "DNUp-BG":
        i -= 1
    opens = i == scene.base or scene.tag(i) in ",;CS" or scene.norm(i) == ":"
    return opens and (
        scene.tag(says - 1) == "N" or scene.tag(says) == "G" or scene.norm(says - 1) in {"it", "they", "i", "'d", "we", "would", "was", "were"}
    )


def _opening_of(scene: Scene) -> int | None:
    """The "of those" with which a sentence, or what somebody says in it, opens."""
    for i in range(scene.base, min(scene.limit - 1, scene.base + _FEW + _FEW)):
        if scene.norms[i] in {"of", "among", "amongst"} and scene.norms[i + 1] in _THOSE and (i == scene.base or scene.norms[i - 1] in _SAYING):
            return i
    return None


_SAYING = REPORTING | {"that"}


def of_those(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Numbers of a sentence that opens with those harmed: "Of the dead, 24 were civilians", "Among those hurt were six nurses"."""
    opening = _opening_of(scene)
    if opening is None:
        return {}
    i = opening + 2
    if scene.norm(i) in {"who", "that"}:
        i += 1
        while scene.tag(i) in "AB" and i < opening + 6:
            i += 1  # "Of those who have been hurt"
    e = scene.expression_at(i)
    if e is None or (e.sense(Frame.COUNTED) is None and not any(s.form in {"participle", "past"} for s in e.senses)):
        return {}
    harm = noun_harm(scene, e, e.senses[0].harm)
    at = scene.after(e.last)
    if not harm or at is None or scene.norm(scene.counts[at].left - 1) != "," or not of_people(scene, at):
        return {}
    return {n: Claim(n, harm, "casualty.part", 2, e.first) for n in chain(rightwards(scene, at), in_a_row(scene, at)) if n not in claimed}


__all__ = ["SAYS", "anew", "of_those", "restated", "retold"]
