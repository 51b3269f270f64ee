"""What speaks for a paragraph without a label opening a turn, and for who asks rather than holds the floor: cues over tokens.

Each cue is data in ``cues.toml``: an id, a docstring and its weights. Most are phrases at the paragraph's head; the rest
are looked for here. A paragraph is read once, and its cues depend on it and its neighbours only.
"""

from __future__ import annotations

from service.attribution.phrases import Phrases, expand
from service.lexicon import load
from service.rules import Rule
from service.transcript.tokens import Tokens

_DATA = load("service.attribution", "cues.toml")
START: dict[str, float] = {c["id"]: c["start"] for c in _DATA["cue"] if "start" in c}
ASKER: dict[str, float] = {c["id"]: c["asker"] for c in _DATA["cue"] if "asker" in c}
WORDS: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _DATA["words"].items()}
"""Closed classes of words that the cues look for."""
_FILLERS = frozenset(_DATA["fillers"].split())
_BY_PHRASE: dict[str, set[str]] = {}
for _cue in _DATA["cue"]:
    for _pattern in _cue.get("opens", ()):
        for _phrase in expand(_pattern):
            _BY_PHRASE.setdefault(_phrase, set()).add(_cue["id"])
_OPENS = Phrases((phrase, frozenset(cues)) for phrase, cues in _BY_PHRASE.items())
_HEAD = 14
"""Words of a paragraph's head that are looked at for its opening phrase."""


def opening_cues(tokens: Tokens, first: int, last: int) -> set[str]:
    """The opening phrases at the head: with the fillers passed over, or without."""
    plain = tokens.norms[first : min(last, first + _HEAD)]
    core = [n for n in plain if n not in _FILLERS]
    found = _OPENS.every(plain, 0, len(plain))
    if len(core) < len(plain):
        found += _OPENS.every(core, 0, len(core))
    return set().union(*found)


CUES: tuple[Rule, ...] = tuple(Rule(c["id"], None, c["doc"]) for c in (*_DATA["cue"], *load("service.attribution")["clue"]))
"""Every cue of turns and clue to speakers, for ``/v1/rules``."""
