"""How people are spoken of: references to persons and offices, and all those of a text.

``my hon. Friend the Member for Northbridge (Jane Harrow)``, ``the noble Lord, Lord Lowell``, ``the Foreign Secretary, Tom Lowell``,
``the Chair of the Select Committee``, ``Mr Speaker``, ``Ann Lowell``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum

from service.attribution.names import Name


class Form(StrEnum):
    """What kind of words a reference is made of."""

    MEMBER = "member"
    PEER = "peer"
    OFFICE = "office"
    CHAIR = "chair"
    NAME = "name"


_BARE = (Form.MEMBER, Form.PEER)


@dataclass(slots=True)
class Reference:
    """Words ``[first, last)`` for one person (``plural``: several). Nothing changes it once it is found.

    ``seat`` is a constituency; ``office`` the normal form of an office, without its determiner; ``owner`` the determiner
    (``the``, ``my``, ``her`` …); ``ally`` whether speaker and referent share a party, None where the words do not say.
    """

    first: int
    last: int
    form: Form
    name: Name | None = None
    seat: str | None = None
    office: str | None = None
    gender: str | None = None
    ally: bool | None = None
    owner: str | None = None
    plural: bool = False
    former: bool = False
    right: bool = False
    """Whether the words are "right hon.": of a Privy Counsellor."""

    @property
    def bare(self) -> bool:
        """Whether it is a member or peer of whom the words tell neither name, seat nor office: "the hon. Lady"."""
        return self.form in _BARE and not self.plural and self.name is None and self.seat is None and self.office is None


class References:
    """All references of a text in order of their first token."""

    __slots__ = ("_firsts", "items")

    def __init__(self, items: list[Reference]) -> None:
        self.items = items
        self._firsts = [r.first for r in items]

    def within(self, first: int, last: int) -> list[Reference]:
        """Those that begin in tokens ``[first, last)``."""
        return self.items[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def before(self, i: int, floor: int, most: int = 40) -> list[Reference]:
        """Those that begin before token ``i`` and not before ``floor``, nearest first, at most ``most``."""
        at = bisect_left(self._firsts, i)
        found: list[Reference] = []
        while at > 0 and len(found) < most and self._firsts[at - 1] >= floor:
            at -= 1
            found.append(self.items[at])
        return found

    def holding(self, i: int) -> Reference | None:
        """The reference that holds token ``i``."""
        at = bisect_right(self._firsts, i) - 1
        return self.items[at] if at >= 0 and i < self.items[at].last else None


def seat_key(words: str) -> str:
    """A constituency in lower case without commas and breaks: "Sheffield, Brightside" and "Sheffield Brightside" are one."""
    return " ".join(words.lower().replace(",", " ").split())
