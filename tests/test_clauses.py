"""Verb groups, subjects and noun phrases, read on tokens."""

from __future__ import annotations

import pytest

from service.facts.clause.clause import verb_group
from service.facts.clause.phrases import Phrase
from service.facts.clause.subjects import subject
from service.facts.clause.words import inflect, is_person, singular, tag
from service.reading import Reading, read
from service.transcript.formats import read_document


def reading(text: str) -> tuple[Reading, str]:
    r = read(read_document(text, "plain"), "en-GB")
    s = r.sentences[0]
    return r, tag(r.tokens, r.numerals, s.first, s.last)


@pytest.mark.parametrize(
    ("text", "verb", "want"),
    [
        ("The rebels killed nine men.", "killed", ("bare", "killed")),
        ("Nine men were killed.", "killed", ("passive", "were killed")),
        ("Nine men have sadly been killed.", "killed", ("passive", "have sadly been killed")),
        ("They are believed to have been killed.", "killed", ("passive", "are believed to have been killed")),
        ("The group has not killed anybody.", "killed", ("active", "has not killed")),
        ("It is killing people.", "killing", ("active", "is killing")),
        ("They could have killed him.", "killed", ("active", "could have killed")),
        ("Nine men got killed.", "killed", ("passive", "got killed")),
        ("Nine men were, she says, killed.", "killed", ("passive", "were, she says, killed")),
        ("Nine men were (we hear) not killed.", "killed", ("passive", "were (we hear) not killed")),
        ("On the day, she says, killed men lay there.", "killed", ("bare", "killed")),
    ],
)
def test_verb_groups(text: str, verb: str, want: tuple[str, str]) -> None:
    r, tags = reading(text)
    group = verb_group(r.tokens, tags, 0, r.tokens.norms.index(verb))
    assert (group.voice, r.tokens.slice(group.first, group.last)) == want


def test_modals_and_negations_of_a_verb_group() -> None:
    r, tags = reading("They would never have killed him.")
    group = verb_group(r.tokens, tags, 0, r.tokens.norms.index("killed"))
    assert (group.modal, group.negated, group.perfect) == ("would", True, True)


@pytest.mark.parametrize(
    ("text", "verb", "want"),
    [
        ("The armed group killed nine men.", "killed", "The armed group"),
        ("Nine men in the north of the country were killed.", "killed", "Nine men"),
        ("Nine men, including two boys, were killed.", "killed", "Nine men"),
        ("Nine men who were travelling on a bus were killed.", "killed", "Nine men"),
        ("Officials said nine men were killed.", "killed", "nine men"),
        ("We mourn the nine men who were killed.", "killed", "the nine men"),
        ("The group attacked a town and killed nine men.", "killed", "The group"),
        ("It is a year since nine men were killed.", "killed", "nine men"),
        ("Nine men (all of them miners) were killed.", "killed", "Nine men"),
        ("The nine men she knew were killed.", "killed", "The nine men"),
        ("Nine men who have — who have sadly perished are named.", "perished", "Nine men"),
    ],
)
def test_subjects(text: str, verb: str, want: str) -> None:
    r, tags = reading(text)
    found = subject(r.tokens, tags, 0, verb_group(r.tokens, tags, 0, r.tokens.norms.index(verb)).first)
    assert isinstance(found, Phrase)
    assert r.tokens.slice(found.first, found.last) == want


def test_people_are_told_from_things() -> None:
    assert all(map(is_person, ("villagers", "women", "nurse", "people", "children", "worshippers", "MPs".lower(), "families")))
    assert not any(map(is_person, ("houses", "villages", "bombs", "years", "recommendations")))


def test_words_are_inflected() -> None:
    assert inflect("kill") == ("kills", "killed", "killing")
    assert inflect("die")[0] == "dies"
    assert inflect("evacuate") == ("evacuates", "evacuated", "evacuating")
    assert inflect("bury") == ("buries", "buried", "burying")
    assert inflect("traffic") == ("traffics", "trafficked", "trafficking")
    assert [singular(w) for w in ("women", "cities", "churches", "men", "policemen", "glass")] == [
        "woman",
        "city",
        "church",
        "man",
        "policeman",
        "glass",
    ]
