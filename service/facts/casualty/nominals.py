"""Who is the victim of a state, of the noun of an event, or of a toll."""

from __future__ import annotations

from collections.abc import Iterator

from service.facts.casualty.claims import Claim, inverted, leftwards, rightwards
from service.facts.casualty.lexicon import LEXICON, Expression, Frame, all_forms
from service.facts.casualty.nouns import LIVES, noun_harm
from service.facts.casualty.referents import count_of, inserted, of_people
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import clause_end, verb_group
from service.facts.clause.subjects import subject
from service.facts.clause.words import BE, WEEKDAYS

_TOLL = LEXICON["toll"]
HEADS = frozenset(_TOLL["heads"])
_INTO = frozenset(_TOLL["into"])
_PUT = frozenset({"put", "puts", "putting", "place", "places", "placed", "estimate", "estimates", "estimated", "set", "sets"})
_INFLICTED = frozenset({"injury", "injuries", "violence", "harm", "abuse", "assault", "assaults"})
_COSTING = frozenset({"cost", "costs", "costing"})
_CONDEMNED = frozenset({"sentence", "sentenced", "sentences", "sentencing", "condemn", "condemned", "condemning"})
CHANGES = all_forms(_TOLL["changes"])
_TIMES = frozenset(LEXICON["things"]["times"]) - WEEKDAYS - {"today", "yesterday", "weekend", "night"}


def _came(scene: Scene, e: Expression) -> int | None:
    """The subject of a verb with the state as its adverbial: "Seven men came home with burns", "A nurse was flown to Nairobi with a broken back"."""
    i = e.first - 1
    while i > max(scene.base, e.first - 8) and scene.tag(i) in 'NDPBQ-"' and not (i == e.first - 1 and scene.norms[i].endswith("ing")):
        i -= 1
    if scene.norms[i].endswith("ing"):
        at = scene.holding(i - 1)  # "31 returning with burns"
        return at if at is not None and scene.counts[at].end == i and scene.counts[at].kind == "number" else None
    if scene.tag(i) not in "VI" or (scene.norms[i] in _SAFE and scene.norms[i] not in _COMES):
        return None
    tokens = scene.reading.tokens
    group = verb_group(tokens, scene.tags, scene.base, i)
    if group.negated or group.modal is not None or group.infinitive or (group.voice != "passive" and scene.norms[i] not in _COMES):
        return None
    return count_of(scene, subject(tokens, scene.tags, scene.base, group.first))


_SAFE = frozenset(LEXICON["context"]["negative_states"])
_COMES = frozenset({"came", "returned", "escaped", "arrived", "emerged", "walked", "limped", "went"})
_PRESUMED = frozenset({"presumed", "feared", "believed", "thought"})
_PARTICIPLES = frozenset({"lost", "held"})
_HELD_TO = frozenset({"to", "£", "$", "€", "up", "back", "out", "responsible", "accountable", "its", "his", "her", "their"})


def state_claims(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """People said to be in a state: the count just before it, or the subject of its verb."""
    tokens = scene.reading.tokens
    group = verb_group(tokens, scene.tags, scene.base, e.first, links=True)
    if scene.norms[e.first] == "among" and scene.norm(e.last) in BE:
        for claim in inverted(scene, e, harm, group):
            yield claim._replace(rule="casualty.state")
        return
    participle = scene.norms[e.first] in _PARTICIPLES and e.last == e.first + 1
    if participle and (scene.tag(e.last) in "DNQU" or scene.norm(e.last) in _HELD_TO or (group.first != e.first and group.voice != "passive")):
        return  # "lost £5 million", "lost to Wales", "held a vote"
    if harm == "detained" and scene.norm(e.first - 1) in _WORKS:
        return  # "120 people work in the prison"
    behind = e.first - 1
    while behind > scene.base and scene.tag(behind) in 'B"':
        behind -= 1
    near = scene.holding(behind)
    if near is not None and scene.counts[near].end == behind + 1 and scene.counts[near].kind != "name":
        if scene.norms[e.first] == "their" and scene.norm(scene.counts[near].left - 1) not in _COSTING:
            return
        if scene.norms[e.last - 1] == "death" and scene.norm(scene.counts[near].left - 1) in _CONDEMNED:
            return
        if scene.norms[e.first] == "with" and scene.counts[near].head is None and near > 0 and scene.norm(scene.counts[near].left - 1) == ",":
            return  # "300 died, 40 with the virus"
        for n in leftwards(scene, near):
            yield Claim(n, harm, "casualty.state", 3, e.first, None)
        return
    if group.first == e.first and scene.tag(e.first) not in "PA":
        return
    if scene.norm(e.first - 1) == "or" and scene.tag(e.first - 2) == "A":
        group = group._replace(first=e.first - 2)  # "could or would have survived"
    if scene.norm(e.first - 1) == "off" and scene.norms[e.first] == "sick":
        return
    if scene.tag(e.first) == "G" and group.first != e.first and scene.tag(e.last) in "DQN":
        return  # "is missing the point"
    at = _came(scene, e) if group.first == e.first and harm == "injured" and scene.norm(e.first - 1).endswith("ing") else None
    if at is None and scene.norm(e.first - 1) in _PRESUMED and scene.norm(e.first - 2) == ",":
        at = scene.before(e.first - 1)  # "304 died or are missing, presumed dead"
        if at is not None:
            yield Claim(at, harm, "casualty.state", 2, e.first, None)
        return
    if at is None:
        at = count_of(scene, subject(tokens, scene.tags, scene.base, group.first))
    if at is None:
        at = inserted(scene, group.first)
    if at is None and group.first == e.first and harm == "injured":
        at = _came(scene, e)
    if at is not None and scene.counts[at].last <= group.first:
        for n in leftwards(scene, at):
            yield Claim(n, harm, "casualty.state", 3 if group.first != e.first else 2, e.first, group)


def event_claims(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """As in "the killing of 12 civilians", "the murder in Paris of two men", "Jo Cox's murder"."""
    if scene.norms[e.last - 1] in LIVES:
        harm = noun_harm(scene, e, harm)
        if not harm:
            return
    if scene.norms[e.last - 1] == "loss":
        i = e.last
        at = scene.starting(i + 1) if scene.norm(i) == "of" else None
        if at is None or (scene.counts[at].head is not None and scene.norms[scene.counts[at].head or 0] in LIVES):
            return
    i = e.last
    stop = min(scene.limit, i + 8)
    if scene.norm(i) in {"to", "against"} and scene.norms[e.last - 1] in _INFLICTED:
        stop = i
    while i < stop and scene.norm(i) != "of" and scene.tag(i) in "PDN":
        i += 1
    if (scene.norm(i) == "of" or i == stop == e.last) and (i == e.last or scene.tag(e.last) == "P"):
        k = i + 1
        while k < scene.limit and scene.starting(k) is None and scene.tag(k) in "DN" and k < i + 4 and scene.tag(k) == "D":
            k += 1
        at = scene.starting(k)
        if at is None:
            while k < min(scene.limit, i + 8) and scene.tag(k) in "DNQUp-" and scene.holding(k) is None:
                k += 1
            at = scene.starting(k + 1) if scene.tag(k) == "C" else scene.starting(k)
            if at is not None and scene.tag(k) != "C" and scene.counts[at].kind != "name":
                at = None  # "the murder of the journalist Samira Haddad" is of one by name
        if at is not None and scene.norms[e.last - 1] == "body" and scene.counts[at].kind == "number":
            return  # "a body of 120 people"
        if at is not None:
            for n in rightwards(scene, at, governed=True):
                yield Claim(n, harm, "casualty.nominal", 3, e.first)
            return
    j = e.first - 1
    while j > scene.base and scene.tag(j) in "NB" and scene.norms[j] != "'s" and j > e.first - 4:
        j -= 1
    if scene.tag(j) == "p" or scene.norm(j) in {"'", "’"}:
        at = scene.holding(j - 1)
        if at is not None and scene.counts[at].end == j and of_people(scene, at):
            yield Claim(at, harm, "casualty.nominal", 3, e.first)


def toll_claims(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """Numbers that a toll is of, rises to, or stands at."""
    ahead = scene.holding(e.first - 1)
    if ahead is not None and scene.counts[ahead].kind == "number":
        return  # "a 12-strong toll"
    following = scene.starting(e.last)
    if scene.norms[e.last - 1] == "reach" and following is not None and scene.counts[following].head is not None:
        return  # "news of the outbreak could reach tens of thousands of listeners"
    other = scene.expression_at(e.last + 1)
    if scene.norm(e.last) == "of" and other is not None and other.sense(Frame.COUNTED, Frame.STATE) is not None:
        return  # "the toll of wounded" is of the wounded
    yield from stated(scene, e, harm, "casualty.toll", by_noun=True)


def in_terms(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """As in "In terms of injuries, we are tracking 83 total", "As for the dead, I have 12"."""
    if scene.norm(e.last) != ",":
        return
    i = e.first - 1
    while i > scene.base and scene.tag(i) in "DN":
        i -= 1
    opens = scene.norm(i) in {"for", "to", "on"} and i <= scene.base + 1
    if not (opens or (scene.norm(i) == "of" and scene.norm(i - 1) == "terms")):
        return
    at = scene.after(e.last)
    if at is not None and scene.counts[at].head is None and scene.counts[at].left - e.last < _SOON and scene.tag(scene.counts[at].last) in ".,;NCB":
        yield Claim(at, harm, "casualty.toll", 2, e.first)


_SOON = 8
_WORKS = all_forms(["work", "serve", "teach", "volunteer", "employ", "visit", "train", "preach", "vote"])
_OWN = frozenset({"their", "his", "her"})


def counted_as_toll(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """As in "the number of dead rose to 12", "Deaths reached 4,000", "the dead include two doctors"."""
    if scene.norm(e.first - 1) in _OWN and scene.norm(e.first - 2) in {"of", "from", "to"}:
        return  # "died of their injuries, taking the total to 41"
    ahead = scene.holding(e.first - 1)
    of_them = scene.norm(e.first - 1) in {"the", "those"} and scene.norm(e.first - 2) in {"of", "among"} and scene.norm(e.first - 3) not in HEADS
    # "Of the victims, seven were from one family", "The youngest of the victims was a girl of six"
    if harm and not of_them and not (ahead is not None and scene.counts[ahead].partitive):  # "one of the dead was a guide" says who one is
        put = any(n in _PUT for n in scene.norms[max(scene.base, e.first - 6) : e.first])
        headed = put or any(n in HEADS for n in scene.norms[max(scene.base, e.first - 7) : e.first])
        yield from stated(scene, e, harm, "casualty.toll", by_noun=headed)


def stated(scene: Scene, e: Expression, harm: str, rule: str, *, by_noun: bool) -> Iterator[Claim]:
    """Numbers that a verb of change, a copula or a preposition puts to a noun in its clause; ``by_noun``: the noun needs no verb."""
    stop = clause_end(scene.tags, scene.base, e.last, scene.limit)
    at = scene.after(e.last)
    taken = False
    verb_seen = scene.norm(e.first - 1) == "and" and scene.norm(e.last) == "to" and any(n in CHANGES for n in scene.norms[scene.base : e.first])
    i = e.last  # "Cases rose to 263 million and deaths to 597,000"
    while at is not None and at < len(scene.counts) and scene.counts[at].left < stop:
        count = scene.counts[at]
        if i > e.last and any((x := scene.expression_at(k)) is not None and x.sense(Frame.COUNTED) is not None for k in range(i, count.left)):
            return  # "cases rose to 263 million and deaths to 597,000": two nouns
        words = scene.norms[i : count.left]
        verb_seen = verb_seen or any(w in CHANGES for w in words)
        word = scene.norm(count.left - 1)
        joined = taken and scene.joined(at - 1)
        stated = word in _INTO or word in CHANGES or scene.norm(count.first - 1) in _INTO
        other = any(scene.tag(k) == "V" and scene.norms[k] not in CHANGES for k in range(max(i, count.left - 4), count.left))
        if (
            (count.kind in {"number", "none"} or (count.kind == "article" and verb_seen) or (count.kind == "name" and word.startswith("includ")))
            and not other
            and (joined or (stated and (verb_seen or by_noun)))
            and of_people(scene, at)
        ):
            if not (count.head is None and count.numeral is not None and scene.norm(count.last) in _TIMES):
                yield Claim(at, harm, rule, 2, e.first)
                taken = True
        elif taken:
            return
        i = count.end
        at += 1


def number_head(scene: Scene, e: Expression) -> int | None:
    """The token of "number" that opens the phrase of a harm word: "the number of people killed", "the number killed"."""
    if scene.norm(e.first - 1) == "of" and not any(s.frame in {Frame.COUNTED, Frame.STATE} or s.form == "participle" for s in e.senses):
        return None  # "the number of attacks"
    for i in range(e.first - 1, max(scene.base, e.first - 8), -1):
        if scene.norms[i] in HEADS and (scene.norm(i + 1) in {"of", "for"} or i == e.first - 1):
            return i if scene.norms[i] != "toll" or scene.norm(i + 1) == "of" else None
        if scene.tag(i) not in "PDNBVRA-" or scene.holding(i) is not None:
            return None
    return None
