"""The committees that a transcript names, joined by their remit: "the Select Committee on Health", "the Health Committee", "my Committee"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from service.reading import Reading
from service.transcript.tokens import Tokens, places

_GENERIC = frozenset(
    ["select", "committee", "commons", "house", "joint", "standing", "the", "of", "on", "for", "and", "its", "s", "our", "my", ",", "'s", "chair"]
)
_JOINERS = frozenset(("and", ",", "&", "-", "for", "of"))
_LONGEST = 10


class Committees:
    """Every committee named in a text: its fullest name by remit, and which sections speak of it."""

    __slots__ = ("_in_section", "_names", "_tokens")

    def __init__(self, reading: Reading, section_of: Callable[[int], int]) -> None:
        self._tokens = reading.tokens
        self._names: dict[str, str] = {}
        self._in_section: dict[int, Counter[str]] = {}
        norms, words, starts = reading.tokens.norms, reading.tokens.words, reading.tokens.starts
        for i in places(norms, "committee"):
            if not words[i][0].isupper():
                continue
            first, last = _extent(reading.tokens, i)
            remit = remit_of(norms[first:last])
            if remit:
                self._names.setdefault(remit, " ".join(reading.tokens.slice(first, last).split()))
                self._in_section.setdefault(section_of(starts[i]), Counter())[remit] += 1

    def of_section(self, section: int) -> str | None:
        """The remit of the one committee that a section speaks of, or of the one it speaks of most by far."""
        found = self._in_section.get(section, Counter()).most_common(2)
        if not found or (len(found) == 2 and found[0][1] < 2 * found[1][1]):
            return None
        return found[0][0]

    def name(self, remit: str) -> str | None:
        """The committee of that remit as the text names it."""
        return self._names.get(remit)

    def around(self, i: int) -> str | None:
        """The remit of the committee that the word Committee at token ``i`` belongs to."""
        first, last = _extent(self._tokens, i)
        return remit_of(self._tokens.norms[first:last]) or None

    def named(self, first: int, last: int) -> str | None:
        """The name of the committee that the tokens ``[first, last)`` name, None where they give no remit."""
        return self._names.get(remit_of(self._tokens.norms[first:last]))


def remit_of(norms: list[str]) -> str:
    """What a committee is for, in a normal form: its words without "Select Committee on", sorted."""
    return " ".join(sorted({n for n in norms if n.isalpha()} - _GENERIC))


def _extent(tokens: Tokens, i: int) -> tuple[int, int]:
    """The tokens of a committee's name around the word Committee."""
    words, norms = tokens.words, tokens.norms
    first = i
    while first > 0 and i - first < _LONGEST:
        before = words[first - 1]
        if before[0].isupper() and before.isalpha() and norms[first - 1] not in ("the", "my", "our", "chair", "i"):
            first -= 1
        elif norms[first - 1] in ("and", ",") and first > 1 and words[first - 2][0].isupper() and first < i:
            first -= 2
        else:
            break
    last = i + 1
    if last + 1 < len(words) and norms[last] in ("on", "for") and words[last + 1][0].isupper():
        last += 2
        while last < len(words) and last - i < _LONGEST:
            if words[last][0].isupper():
                last += 1
            elif norms[last] in _JOINERS and last + 1 < len(words) and words[last + 1][0].isupper():
                last += 2
            else:
                break
    return first, last
