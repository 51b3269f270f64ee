"""What the rules of dates put into a mention until it is resolved."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.date.expression.base import Expression


class Said(NamedTuple):
    """A date expression with what its sentence adds.

    ``lean``: 1 where its clause looks ahead, -1 where it looks back, 0 where it says nothing. ``lead``: the token at which it begins without its preposition.
    """

    expression: Expression
    lean: int
    lead: int
