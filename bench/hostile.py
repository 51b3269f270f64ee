"""Searches our own rules' alphabets for texts that cost more than they should: ``make bench-hostile``.

Every word that wakes a rule, every mark and a few numerals are repeated alone and in pairs; what costs most per character is
mutated further. The figure is the worst time per character as a multiple of a normal text's.
"""

from __future__ import annotations

import random
import time

from bench.pipeline import answer
from bench.transcripts import STYLES
from service.facts.catalogue import RULES

_MARKS = ['"', "“", "”", "'", "’", "(", ")", ",", ".", "-", "–", "—", ":", ";", "?", "!", "£", "$", "%", "/", "\n", "\n\n", "[", "]", "<", "&", "*"]
_NUMERALS = ["1", "1,000", "1.5", "12/03/2023", "2019", "million", "between 1 and", "two", "and", "½", "1" * 300, "3rd", "12:30"]
_WORDS = [
    "of",
    "the",
    "that",
    "to",
    "in",
    "said",
    "Name:",
    "Q",
    "Mr Smith",
    "(Lab)",
    "including",
    "killed",
    "I",
    "he",
    "which",
    "from",
    "or",
    "by",
    "a",
    "A.",
]
_LITERATURE = [
    "between 1 and 2 ",
    "5 pounds ",
    "1' ",
    '"a ',
    "million ",
    "1 to 2 ",
    "'s ",
    "we ",
    "(1)",
    "1,",
    "may ",
    "Monday ",
    "http://a/",
    "5 km/h/",
    "1/",
    "٣",
    "１",
]
LENGTH = 20_000


def alphabet() -> list[str]:
    """Everything that a rule may wake on, and what surrounds it."""
    woken = sorted({w for r in RULES for w in r.wakes})
    return [*_MARKS, *_NUMERALS, *_WORDS, *woken]


def per_character(text: str) -> float:
    """CPU seconds a character."""
    begin = time.process_time()
    answer(text)
    return (time.process_time() - begin) / len(text)


def normal() -> float:
    """The yardstick: the median of normal texts of every style."""
    texts = [make(5, LENGTH) for make in STYLES.values()]
    costs = sorted(min(per_character(text) for _ in range(5)) for text in texts)
    return costs[len(costs) // 2]


def search(seed: int = 1, seconds: float = 120.0) -> list[tuple[float, str]]:
    """The worst units found, each with its cost as a multiple of a normal text's; bounded in time."""
    pick = random.Random(seed)
    words = alphabet()
    base = normal()
    end = time.monotonic() + seconds
    worst: list[tuple[float, str]] = []

    def attempt(unit: str) -> None:
        text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
        cost = per_character(text) / base
        if cost > 3:  # what is dear is timed again: the first time may have loaded something
            cost = min(cost, per_character(text) / base)
        worst.append((cost, unit))
        worst.sort(reverse=True)
        del worst[24:]

    for unit in _LITERATURE:
        attempt(unit)
    singles = list(words)
    pick.shuffle(singles)
    while time.monotonic() < end:
        if singles and time.monotonic() < end - seconds * 0.6:
            attempt(singles.pop() + pick.choice([" ", ""]))
        elif pick.random() < 0.5 or len(worst) < 4:
            attempt(" ".join(pick.choices(words, k=pick.randint(2, 5))) + " ")
        else:
            attempt(pick.choice(worst)[1] + pick.choice(words) + pick.choice([" ", ""]))
    again = [(min([cost, *(per_character((unit * (LENGTH // len(unit) + 1))[:LENGTH]) / base for _ in range(3))]), unit) for cost, unit in worst]
    return sorted(again, reverse=True)[:12]
