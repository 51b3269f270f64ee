"""Refuses claims that are no casualties: rates, fiction, sport, one person of a general statement, harm that is forbidden or feared of nobody."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON, Frame, all_forms
from service.facts.casualty.nouns import ILL
from service.facts.casualty.phrases import VICTIM_NOUNS
from service.facts.casualty.referents import things_counted
from service.facts.casualty.scene import Scene
from service.facts.casualty.treatment import treated_else
from service.facts.clause.clause import clause_end
from service.facts.clause.words import is_person
from service.facts.numeral import Numeral

_CHECKS = LEXICON["checks"]
_FICTION = frozenset(_CHECKS["fiction"])
_FICTION_AS_TRADE = frozenset({"crew", "makers", "maker", "filmmakers", "director", "directors", "festival", "studio", "set"})
_SPORT = frozenset(_CHECKS["sport"])
_UNITS = frozenset(_CHECKS["time_units"])
_EXCEPTIONS = {lemma: frozenset(heads) for lemma, heads in LEXICON["exceptions"].items() if lemma != "behind"}
_SEEKING = frozenset(("look", "search", "hunt"))
_SEEKERS, _MISSED = (frozenset(LEXICON["checks"][key]) for key in ("seekers", "missed"))
_BEHIND = {lemma: frozenset(words) for lemma, words in LEXICON["exceptions"]["behind"].items()}
_LEMMAS = {form: lemma for lemma in sorted({*_EXCEPTIONS, *_BEHIND}) for form in all_forms([lemma])}
_ECONOMY = frozenset(_CHECKS["economy"])
_DOPING = frozenset(_CHECKS["doping"])
_WEAK = frozenset(_CHECKS["weak"])
_WEAK_ACTIVE = frozenset(_CHECKS["weak_active"])
_GRAVE = frozenset(LEXICON["agents"]["causes"]) - frozenset(_CHECKS["mild_causes"])
_SETTINGS = frozenset(_CHECKS["settings"])
_TRAPPED_IN = frozenset(_CHECKS["trapped_in"])
_NOT_NAMED = frozenset({"capturing", "beating", "beat", "captured", "capture", "executing", "execute"})
"""Verbs that say of a name what they do not say of people: to beat, to capture a likeness, to execute."""
_LEAVING = frozenset({"leave", "leaves", "left", "leaving"})
_TRIED = frozenset(
    {"tried", "try", "trying", "tries", "attempted", "attempt", "attempting", "wanted", "wants", "refused", "refuses", "vowed", "failed"}
)
_GENERAL = frozenset(_CHECKS["general"])
_SAFE = frozenset(LEXICON["context"]["negative_states"])
_SINGLE_HARMS = frozenset(LEXICON["singles"]["harms"]) - {"infected"}
_EVER_LIVED = Decimal(200_000_000_000)
"""Nearly twice the people who have ever lived (Population Reference Bureau, 2022: 117 billion)."""
_MODALS = frozenset({"should", "must", "can", "could", "would", "may", "might", "will", "shall", "'ll", "ought"})


def refused(scene: Scene, claim: Claim) -> str | None:
    """Why ``claim`` is no casualty, or None where it is one."""
    count = scene.counts[claim.of]
    words = scene.words
    if count.numeral is not None and _is_more_than_lived(count.numeral):
        return "there have never been so many people"
    if not _FICTION.isdisjoint(words) and _FICTION_AS_TRADE.isdisjoint(words):
        return "the harm is told of fiction"
    if claim.harm in {"injured", "missing", "killed", "detained", "infected"} and not _SPORT.isdisjoint(words) and count.kind != "name":
        return "the harm is of sport"
    if (claim.group is not None and claim.group.infinitive and scene.norm(claim.group.first - 1) in _TRIED) or (
        scene.norm(claim.at - 2) in _TRIED and scene.norm(claim.at - 1) == "to"
    ):
        return "an attempt is no harm"
    if _excepted(scene, claim):
        return "one of whom this is said without harm"
    if _of_things(scene, claim):
        return "some of a number of things"
    if count.head is not None and scene.norms[count.head] in _STATES and _names_other(scene, count.head + 1):
        return "what is dead is named, and is nobody"
    if _rate(scene, claim):
        return "a rate is a quantity"
    if count.numeral is not None and count.numeral.value == 1 and scene.norm(count.first - 1) == "even":
        return "a general statement of one person"
    if count.kind in {"article", "name"}:
        return _single(scene, claim)
    if scene.norms[count.first] == "both" and count.head is None and claim.harm in {"displaced", "affected"}:
        return "it is not said both of whom"
    if count.kind == "none" and count.head is not None and scene.norms[count.head] in VICTIM_NOUNS:
        return "no victim is told of, and no harm"
    if count.kind == "none" and any(scene.norm(i) in _MODALS for i in range(count.last, count.last + 4)):
        return "nobody is counted: the clause says what should not be"
    if count.kind == "none" and claim.group is not None and (claim.group.modal in _MODALS or claim.group.infinitive):
        return "nobody is counted: the clause says what should not be"
    return None


def _is_more_than_lived(n: Numeral) -> bool:
    """Whether a number is larger than that of all people who have ever lived."""
    if n.value is not None and n.value > _EVER_LIVED:
        return True
    return (n.low is not None and n.low > _EVER_LIVED) or (n.high is not None and n.high > _EVER_LIVED)


def weak(scene: Scene, claim: Claim) -> bool:
    """Whether a word such as "affected" has no disaster, war, disease or other harm about it in this sentence or the two before.

    "Hurt", "failed" and "trapped" are as weak in the active: policies hurt and fail people too.
    """
    word = scene.norms[claim.at]
    said = scene.expression_at(claim.at)
    if word.startswith("treat") and claim.strength < _PARTED and said is not None and said.last == claim.at + 1:
        return treated_else(scene, claim)
    if said is not None and said.last > said.first + 1:
        return False  # "suffered domestic abuse" says its harm
    if word.startswith("trap") and any(scene.norm(i) in _TRAPPED_IN for i in range(claim.at, claim.at + 7)):
        return True
    if (word in _WEAK or word == "failed") and claim.rule == "casualty.participle" and scene.counts[claim.of].head is None:
        return True  # "ten of them impacted"
    if word.startswith("hit") and claim.harm == "injured":
        return scene.norm(claim.at - 1) == "not"  # else by whoever shoots near
    active = claim.rule == "casualty.object" and word in _WEAK_ACTIVE
    if word not in _WEAK and not active:
        return False
    index = scene.sentence.index
    near = scene.reading.sentences[max(0, index - 2) : index + 1]
    telling = _GRAVE | _SETTINGS if active else _GRAVE
    return all(telling.isdisjoint(scene.norms[s.first : s.last]) for s in near)


def _of_things(scene: Scene, claim: Claim) -> bool:
    """Whether a bare number is of things counted just before it: "ten missiles, of which seven were shot down", "40 drones, nine of which were hit"."""
    count = scene.counts[claim.of]
    if count.head is not None or count.kind != "number":
        return False
    which = (scene.norm(count.left - 1) == "which" and scene.norm(count.left - 2) in {"of", "from"}) or (
        scene.norm(count.last) == "of" and scene.norm(count.last + 1) == "which"
    )
    if not which:
        return False
    return things_counted(scene, max(scene.base, count.left - _NEAR), count.left)


_NEAR = 20
"""Tokens between a number of things and the number of some of them."""


def _excepted(scene: Scene, claim: Claim) -> bool:
    """Diplomats expelled, gunmen who fled the scene, pensioners hurt by cuts, athletes who tested positive for drugs."""
    count = scene.counts[claim.of]
    word = scene.norms[claim.at]
    head = scene.norms[count.head] if count.head is not None else ""
    lemma = _LEMMAS.get(word)
    if lemma is not None and head in _EXCEPTIONS.get(lemma, ()):
        return True
    following = scene.norms[claim.at + 1 : min(scene.limit, claim.at + 5)]
    if lemma in _BEHIND and not _BEHIND[lemma].isdisjoint(following):
        return True
    if word.startswith("recruit") and claim.strength < _PARTED:
        first = scene.after(claim.at + 1) if claim.rule in {"casualty.object", "casualty.part"} else claim.of
        of = scene.counts[first].head if first is not None else None
        return of is None or scene.norms[of] not in _CHILDREN  # adults who are recruited came to no harm
    if word.startswith("contract"):
        return ILL.isdisjoint(scene.words)
    if word.startswith("test"):
        return not _DOPING.isdisjoint(scene.words)
    before = scene.norms[max(scene.base, claim.at - 8) : claim.at]
    if lemma in _SEEKING and not _SEEKERS.isdisjoint(before) and _MISSED.isdisjoint(scene.words):
        return True  # "police were looking for two other men"
    if claim.rule == "casualty.object" and word in _WEAK and not _ECONOMY.isdisjoint(before):
        return True  # "the closure of the mine hit 2,000 families"
    return claim.harm in {"injured", "affected"} and following[:1] == ["by"] and not _ECONOMY.isdisjoint(following)


_CHILDREN = frozenset(LEXICON["groups"]["child"])
_PARTED = 4
"""The strength of a claim by a verb whose phrase goes on behind its object."""


def _credits(scene: Scene, i: int) -> bool:
    """Whether "per" credits whoever begins at token ``i``: "14 injured per the fire department", "per police"."""
    return scene.tag(i) == "D" or scene.norm(i) in _TELLING or (i < scene.limit and scene.reading.tokens.words[i][0].isupper())


_TELLING = frozenset({"police", "officials", "authorities", "reports", "sources", "hospitals", "medics", "witnesses"})


_STATES = frozenset({"dead", "injured", "wounded", "sick"})
_WHENS = frozenset(
    {"yesterday", "today", "tonight", "overnight", "now", "alone", "altogether", "total", "last", "this", "so", "nationwide", "worldwide"}
)


def _names_other(scene: Scene, i: int) -> bool:
    """Whether a noun for no people stands at token ``i``: "300 dead [barbel]", not "300 dead yesterday" or "300 dead soldiers"."""
    norm = scene.norm(i)
    return scene.tag(i) == "N" and scene.reading.tokens.words[i].islower() and norm not in _WHENS and not is_person(norm)


def _rate(scene: Scene, claim: Claim) -> bool:
    """As in "12 people die every day", "three women a week are killed"."""
    if _EACH.isdisjoint(scene.words) and _UNITS.isdisjoint(scene.words):
        return False
    count = scene.counts[claim.of]
    if "every" in scene.words and _for_every(scene, count.left):
        return True
    behind = max(claim.at, count.last)
    for i in range(count.last, min(behind + 8, clause_end(scene.tags, scene.base, behind, scene.limit))):
        if (
            scene.norms[i] in {"every", "each", "per", "a", "an"}
            and scene.norm(i + 1) in _UNITS
            and scene.norm(i + 2) not in {"later", "ago", "earlier", "before", "after", "of", "old", "-"}
            and (i == count.last or i not in scene.reading.numerals.by_last)  # "4,300 rapes, 12 a day"
        ):
            return scene.norms[i] in {"every", "each", "per"} or scene.norm(i - 1) not in {
                "for",
                "in",
                "within",
                "over",
                "than",
                "after",
                "such",
                "of",
            }
        if (scene.norms[i] == "per" and scene.norm(i + 1) != "cent" and not _credits(scene, i + 1)) or (
            scene.norms[i] == "every" and scene.tag(i + 1) == "Q" and not _named_time(scene, i + 2)
        ):
            return True
    if scene.norms[scene.base] in {"every", "each"} and scene.norm(scene.base + 1) in _UNITS:
        return True
    return any(scene.norms[i] in {"every", "each"} and scene.norm(i + 1) in _UNITS for i in range(max(scene.base, count.left - 4), count.left))


_EACH = frozenset({"every", "each", "per"})


def _for_every(scene: Scene, i: int) -> bool:
    """Whether "for every hundred" stands before token ``i`` in its clause."""
    for k in range(i - 1, max(scene.base, i - 14), -1):
        if scene.norms[k] in _PARTING:
            return False
        if scene.norms[k] == "every" and scene.norm(k - 1) == "for":
            return True
    return False


_PARTING = frozenset({"whereas", "while", "whilst", "but", ";", "although", "though"})


def _named_time(scene: Scene, i: int) -> bool:
    return scene.norm(i) not in _UNITS and scene.norm(i).rstrip("s") not in _UNITS


def _single(scene: Scene, claim: Claim) -> str | None:
    """One person is a casualty only of a harm that has happened."""
    count = scene.counts[claim.of]
    if claim.harm not in _SINGLE_HARMS and not (claim.harm == "infected" and (count.kind == "name" or claim.rule == "casualty.subject")):
        return "one person is counted only of grave harms"
    group = claim.group
    if group is not None and group.negated:
        return "a harm that one person did not come to"
    if group is not None and (group.modal is not None or (group.infinitive and not group.perfect)):
        return "a general or possible harm of one person"
    if count.kind == "article":
        if not _GENERAL.isdisjoint(scene.norms[max(scene.base, min(count.left, claim.at) - 6) : min(count.left, claim.at)]):
            return "a general statement of one person"
        general = (
            claim.rule not in {"casualty.state", "casualty.part"} and group is not None and scene.norm(group.first) in {"is", "gets", "are", "be"}
        )
        if general and group is not None and not group.progressive:
            return "a general statement of one person"
        ill = scene.norms[claim.at] == "has" and claim.harm == "injured"  # "a trainee has burns"
        if (
            group is not None
            and claim.rule != "casualty.state"
            and group.voice == "bare"
            and not ill
            and scene.norms[claim.at] not in _past(scene, claim)
        ):
            return "a general statement of one person"
        if (
            claim.rule in {"casualty.attributive", "casualty.state"}
            and group is None
            and scene.norm(count.left - 1) not in _LEAVING
            and not (claim.harm == "injured" and scene.norms[claim.at] == "with")
        ):
            return "one person is no count here"
    return _of_name(scene, claim) if count.kind == "name" else None


def _of_name(scene: Scene, claim: Claim) -> str | None:
    """Why what is said of a name is no harm that came to one person."""
    count, group, word = scene.counts[claim.of], claim.group, scene.norms[claim.at]
    if count.last == count.first + 1 and claim.rule == "casualty.nominal" and scene.tag(count.last) == "p":
        return None
    if count.last == count.first + 1 and (claim.rule not in {"casualty.subject", "casualty.state"} or group is None or group.voice == "bare"):
        return "a surname alone is no count here"
    if claim.rule in {"casualty.attributive", "casualty.counted_noun"}:
        return "a name is no count here"
    if claim.rule == "casualty.toll" and not scene.norm(count.left - 1).startswith("includ"):
        return "a name is no count here"
    if claim.rule == "casualty.participle":
        said = scene.expression_at(claim.at)
        return None if said is not None and said.sense(Frame.SUBJECT) is not None else "a name is no count here"
    if claim.rule == "casualty.object" and (
        word in _NOT_NAMED
        or (claim.harm not in {"killed", "detained", "sexual_violence"} and not word.startswith(("shot", "shoot", "stabb", "wound")))
    ):
        return "a name is no count here"
    if (
        group is not None
        and claim.rule in {"casualty.subject", "casualty.state"}
        and scene.norm(group.first) in {"were", "are", "have"}
        and not (scene.joined(claim.of - 1) or scene.joined(claim.of))
        and not any(scene.tag(k) == "C" for k in range(count.end, group.first))
    ):
        return "a plural verb is not said of one person"
    return None


def _past(scene: Scene, claim: Claim) -> set[str]:
    e = scene.expression_at(claim.at)
    if e is None:  # a verb parted from the rest of its phrase: "took a nurse hostage"
        return {scene.norms[claim.at]} if not scene.norms[claim.at].endswith("s") else set()
    forms = {s.form for s in e.senses}
    return {scene.norms[claim.at]} if forms & {"past", "participle", "ing"} else set()
