"""Makes transcripts that look like debates, briefings, news and speech-to-text, from a seed: the same seed gives the same text.

Their density of figures is that of real ones: about three facts to a thousand characters, most sentences with none.
"""

from __future__ import annotations

import random
from collections.abc import Callable

_NAMES = [
    "Amara Okafor", "Judith Fairbairn", "Tom Whitlock", "Priya Raman", "Colin Strathmore", "Helen Dacre", "Marek Nowak", "Leila Haddad",
    "Owen Pritchard", "Grace Mbeki", "Daniel Castellan", "Ruth Ainsworth",
]  # fmt: skip
_SEATS = ["Northby", "Carrick Vale", "Eastmere", "Holt and Wendle", "Stourfield", "Upper Tay"]
_BODIES = [
    "the World Food Programme",
    "the ministry",
    "the Red Crescent",
    "the audit office",
    "Amnesty International",
    "the coroner’s office",
    "officials",
    "the Defence Committee",
]
_PLACES = ["the delta", "Karsin", "the northern districts", "Port Alder", "the border camps", "Velona", "the capital"]
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_VERBS = ["said", "reported", "estimated", "warned", "confirmed", "found", "claimed"]
_PEOPLE = ["civilians", "women", "children", "farm workers", "passengers", "soldiers", "aid workers", "pupils", "residents"]
_THINGS = ["schools", "recommendations", "vehicles", "clinics", "hospital beds", "letters", "local councils", "countries"]
_PLAIN = [
    "I am grateful for the chance to set out how the work has been going in the districts that were hit hardest.",
    "It is right that the people who run these services should be heard before a decision is taken, and they will be.",
    "That is why the department is working with its partners to make sure that help reaches those who need it.",
    "We know that the roads are poor, that the bridges have not been repaired and that the rains are on their way.",
    "Nobody in this place should pretend that the choice is an easy one, because it is not.",
    "Some of my constituents have written to me about the state of the line, and their letters make hard reading.",
    "The plan was drawn up with care, and it deserves to be read with the same care by those who would change it.",
    "Let me turn to the question of training, which has been raised by colleagues on all sides of the argument.",
    "There has been a good deal of comment in the newspapers, and much of it has missed the heart of the matter.",
    "What we need is a steady hand, a clear plan and the patience to see it through to the end.",
    "Families there have shown a courage that puts the rest of us to shame, and we owe them an answer.",
    "The report was published without fanfare, but its conclusions are stark and they bear repeating here.",
]


class _Maker:
    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)

    def one(self, of: list[str]) -> str:
        return self.pick.choice(of)

    def number(self) -> str:
        r = self.pick
        return r.choice(
            [
                str(r.randint(2, 99)),
                f"{r.randint(1, 99)},{r.randint(100, 999)}",
                "at least " + str(r.randint(3, 400)),
                "more than " + str(r.randint(20, 900)),
                "two dozen",
                "thousands of",
                "nearly " + str(r.randint(100, 900)),
            ]
        )

    def money(self) -> str:
        r = self.pick
        return r.choice(
            [
                f"£{r.randint(1, 90)}.{r.randint(1, 9)} million",
                f"${r.randint(1, 9)}.{r.randint(1, 9)} billion",
                f"£{r.randint(5, 900)},000",
                f"€{r.randint(2, 80)}m",
                "two and a half million pounds",
                f"between £{r.randint(2, 5)} million and £{r.randint(6, 12)} million",
                f"£{r.randint(9, 90)} a week",
            ]
        )

    def date(self) -> str:
        r = self.pick
        return r.choice(
            [
                f"on {r.randint(1, 28)} {self.one(_MONTHS)}",
                f"in {r.randint(1995, 2024)}",
                f"in {self.one(_MONTHS)} {r.randint(2010, 2023)}",
                "last year",
                "last week",
                "yesterday",
                f"since {r.randint(2001, 2020)}",
                "three years ago",
                "on Tuesday",
                "by the end of this year",
            ]
        )

    def figure(self) -> str:
        r = self.pick
        body, verb, place = self.one(_BODIES), self.one(_VERBS), self.one(_PLACES)
        return r.choice(
            [
                f"{body[0].upper() + body[1:]} {verb} that {self.number()} {self.one(_PEOPLE)} were killed in {place} {self.date()}.",
                f"We have set aside {self.money()} for the repair of {place}, and it will be paid {self.date()}.",
                f"According to {body}, the number of {self.one(_THINGS)} fell by {r.randint(2, 60)}% {self.date()}.",
                f"The floods left {r.randint(3, 90)} dead and {r.randint(90, 900)} injured, including {r.randint(2, 30)} children.",
                f"“We were told that it would cost {self.money()},” the mayor of {place.removeprefix('the ')} {verb}.",
                f"In all there are {r.randint(12, 400)} {self.one(_THINGS)} within {r.randint(2, 40)} miles of {place}.",
                f"The inquiry found that the scheme had cost {self.money()} over {r.randint(2, 9)} years.",
                f"He {verb} that {self.number()} {self.one(_PEOPLE)} had fled {place} {self.date()}.",
            ]
        )

    def paragraph(self) -> str:
        return " ".join(self.figure() if self.pick.random() < 0.28 else self.one(_PLAIN) for _ in range(self.pick.randint(2, 6)))


def debate(seed: int, characters: int) -> str:
    """A label-less debate page with ages of sections in its headings."""
    m = _Maker(seed)

    def part(n: int) -> str:
        head = f"({m.pick.randint(1, 5)} years, {m.pick.randint(1, 11)} months ago)\nCommons Chamber" if n % 40 == 0 else ""
        opening = m.pick.choice(
            ["I thank the hon. Lady for her question. ", "", "", "I am grateful to my hon. Friend. ", "Will the Minister say more about this? "]
        )
        return head + opening + m.paragraph()

    return _fill(part, "\n", characters)


def briefing(seed: int, characters: int) -> str:
    """A press briefing with questions and labelled answers."""
    m = _Maker(seed)
    return _fill(
        lambda n: ("Q    " + m.one(_PLAIN) + " Is that right?") if n % 2 == 0 else f"MS. {m.one(_NAMES).split()[1].upper()}:  " + m.paragraph(),
        "\n\n",
        characters,
    )


def hansard(seed: int, characters: int) -> str:
    """A labelled debate."""
    m = _Maker(seed)
    return _fill(lambda _: f"{m.one(_NAMES)}: " + m.paragraph(), "\n", characters)


def news(seed: int, characters: int) -> str:
    """A news article."""
    m = _Maker(seed)
    return ("Thursday, March 14, 2024\n\n" + _fill(lambda _: m.paragraph(), "\n\n", characters))[:characters]


def speech_to_text(seed: int, characters: int) -> str:
    """What a recogniser writes: no capitals, few stops, numbers as words or digits."""
    m = _Maker(seed)
    return _fill(lambda _: m.paragraph().lower().replace(",", "").replace(".", "" if m.pick.random() < 0.5 else "."), "\n", characters)


STYLES: dict[str, Callable[[int, int], str]] = {"debate": debate, "hansard": hansard, "briefing": briefing, "news": news, "speech": speech_to_text}
SIZES = {"5 KB": 5_000, "40 KB": 40_000, "400 KB": 400_000, "4 MB": 4_000_000}


def _fill(part: Callable[[int], str], joint: str, characters: int) -> str:
    parts: list[str] = []
    length = 0
    while length < characters:
        parts.append(part(len(parts)))
        length += len(parts[-1]) + len(joint)
    return joint.join(parts)[:characters]
