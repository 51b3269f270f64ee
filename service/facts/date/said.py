"""What the rules of dates put into a mention until it is resolved."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.date.expression import Expression


class Said(NamedTuple):
    """A date expression with what its sentence adds.

    ``forward``: its clause looks ahead. ``lead``: the token at which it begins without its preposition.
    """

    expression: Expression
    forward: bool
    lead: int
