"""What a rule is, and how rules are woken.

A rule finds mentions around the tokens that wake it and sees one sentence. It is declared with a decorator over its finder:

    @rule("money.symbol_amount", Kind.MONEY, wakes=SYMBOLS)
    def symbol_amount(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
        \"\"\"An amount behind a currency symbol: "£43.3 million".\"\"\"

``i`` is the token that woke it. The docstring is served at ``/v1/rules``, with the examples of the kind's ``corpus.toml``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from service.model import Kind, Mention, Refusal

if TYPE_CHECKING:
    from service.reading import Reading
    from service.transcript.sentences import Sentence

Finder: TypeAlias = "Callable[[Reading, Sentence, int], Iterable[Mention | Refusal]]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A finder with its id, its kind (None for rules of attribution), its docstring and what wakes it.

    ``wakes`` are token norms; ``on_numerals`` wakes it at the first token of every numeral of the text. One that ``opens`` is woken only
    among the first ``OPENING`` tokens of a sentence with a numeral; what one that ``refuses`` finds are refusals and no facts.
    """

    id: str
    kind: Kind | None
    doc: str
    find: Finder | None = None
    wakes: frozenset[str] = frozenset()
    on_numerals: bool = False
    opens: bool = False
    refuses: bool = False


OPENING = 13
"""Tokens of a sentence among which the words stand that wake a rule that ``opens``."""


def rule(
    id: str, kind: Kind, *, wakes: Iterable[str] = (), on_numerals: bool = False, opens: bool = False, refuses: bool = False
) -> Callable[[Finder], Rule]:
    """Declares the decorated finder as a rule."""

    def declare(find: Finder) -> Rule:
        return Rule(id, kind, inspect.getdoc(find) or "", find, frozenset(wakes), on_numerals, opens, refuses)

    return declare
