"""Who "the Minister" of a debate is, where it names them: "the Minister, my hon. Friend the Member for X (Name)", "X, the Minister, sums up"."""

from __future__ import annotations

from collections import defaultdict

from service.attribution.people import Entry
from service.attribution.references import Form, Reference
from service.attribution.scene import Scene, is_person
from service.lexicon import load

_LEXICON = load("service.attribution")
_GOVERNMENT = frozenset(_LEXICON["offices"]["government"].split())
_PRESENT = frozenset(_LEXICON["resolver"]["present"].split())
_OTHERS = frozenset(("shadow", "opposition", "prime", "deputy"))
BARE = frozenset(("minister", "secretary of state"))
"""Offices that a debate calls by no more than these words, whoever holds them."""
_NEAR = 8
"""Tokens around a name that tell that its bearer is there to answer."""


def name_ministers(s: Scene) -> None:
    """Notes who is meant by "the Minister" and "the Secretary of State" in each section that says so of one person, and of no more."""
    named: dict[tuple[int, str], dict[int, Entry]] = defaultdict(dict)
    spoken_of: dict[int, set[str]] = defaultdict(set)
    for turn in range(len(s.drafts)):
        section = s.section(turn)
        for reference in s.references(turn):
            office = reference.office
            if office is None or reference.former or reference.plural or not _GOVERNMENT & set(office.split()):
                continue
            entry = s.people.of.get(reference.first)
            if entry is None or not is_person(entry):
                if reference.form is Form.OFFICE and reference.owner == "the":
                    spoken_of[section].add(office)
            elif reference.form is not Form.NAME and not _OTHERS & set(office.split()):
                if office in BARE:
                    named[section, office][id(entry)] = entry
                elif _answers_here(s, reference):
                    named[section, "minister"][id(entry)] = entry
    for (section, office), entries in named.items():
        if len(entries) == 1 and not (spoken_of[section] & BARE) - {office}:
            s.people.hold_here(next(iter(entries.values())), office, section)


def _answers_here(s: Scene, reference: Reference) -> bool:
    """Whether whoever is named is in the debate to answer it: "is in her place", "sums up"."""
    norms = s.reading.tokens.norms
    return bool(_PRESENT & {*norms[max(0, reference.first - _NEAR) : reference.first], *norms[reference.last : reference.last + _NEAR]})
