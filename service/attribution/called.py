"""The reporters behind ``Q``: whom a moderator calls by name, who gives their own name, whom an answer calls by theirs."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.names import GIVEN, TITLES, Name, known_given, parse_name
from service.attribution.people import Entry, People
from service.attribution.turns import DraftTurn
from service.lexicon import load
from service.model import Evidence, SpeakerKind
from service.reading import Reading
from service.transcript.document import Label

_LEXICON = load("service.attribution")["calls"]
_CALLS = frozenset(_LEXICON["words"].split())
_BIDS = frozenset(_LEXICON["bids"].split())
_SHORT_ANSWERS = frozenset(_LEXICON["short_answers"].split())
_NOT_CALLED = _SHORT_ANSWERS | frozenset(_LEXICON["not_called"].split())
_FOLLOWS = frozenset(_LEXICON["follow_ups"].split())
_GREETINGS = frozenset(_LEXICON["greetings"].split())
_OPENERS = frozenset(_LEXICON["openers"].split())
_THANKS = frozenset(("thank", "thanks"))
_OUTLETS = frozenset(_LEXICON["outlets"].split())
_OF = frozenset(("from", "with", "of", "at", "for"))
_LONGEST_CALL = 14
_LONGEST_NAME = 3
_LONGEST_PAPER = 6
_SHORT_CALL = 5
_SHORT_THANKS = 6
_REACH = 12


def unnamed(label: Label) -> bool:
    """Whether a label marks somebody and says nothing of who: ``Q``, ``REPORTER``; ``Speaker 2`` is the same one each time."""
    return label.name is None and label.kind is SpeakerKind.PERSON and label.key is None and not any(c.isdecimal() for c in label.text)


class Reporters:
    """Names the turns that nobody's name stands before, as far as what is said around them does."""

    __slots__ = ("_asker", "_by_given", "_drafts", "_people", "_podium", "_reading")

    def __init__(self, reading: Reading, people: People, drafts: Sequence[DraftTurn]) -> None:
        self._reading = reading
        self._people = people
        self._drafts = drafts
        self._asker: Entry | None = None
        self._by_given: dict[str, Entry] = {}
        nobodys = [number for number in range(len(drafts)) if self._unnamed(number)]
        self._podium = self._addressed(nobodys) if nobodys else frozenset()

    def pause(self) -> None:
        """After a turn of nobody whoever asks next is somebody else."""
        self._asker = None

    def asks(self, number: int) -> tuple[Entry | None, tuple[Evidence, ...]]:
        """Whose turn ``number``, without a name before it, is, and the words that say so; nobody's where nothing does."""
        found = self._introduced(number) or (self._called(number) if number else None)
        if found is None and self._asker is not None and self._follows(number):
            return self._asker, ()
        found = found or self._answered(number)
        self._asker = found[0] if found is not None else None
        return self._asker, (found[1],) if found is not None else ()

    # --- three ways to be named ---------------------------------------------------------------------------------------

    def _introduced(self, number: int) -> tuple[Entry, Evidence] | None:
        """Who opens with name and paper: "Ann Lowell, Daily Post. How many …", "Hi, Ann Lowell with the Post."."""
        tokens = self._reading.tokens
        first, last = self._words(number)
        at = first
        while at < min(last, first + _REACH) and (tokens.norms[at] in _GREETINGS or tokens.words[at] in ",.!—–-"):
            at += 1
        end = at
        while end < min(last, at + _LONGEST_NAME + 1) and tokens.words[end][0].isupper() and tokens.words[end].replace("-", "").isalpha():
            end += 1
        if not 2 <= end - at <= _LONGEST_NAME or end >= last:
            return None
        paper = end + 1
        if tokens.words[end] != "," and tokens.norms[end] not in _OF:
            return None
        if paper < last and tokens.norms[paper] in _OF:
            paper += 1
        paper += paper < last and tokens.norms[paper] == "the"
        if paper >= last or not tokens.words[paper][0].isupper():
            return None
        stops = ".,—–:" if tokens.norms[end] in _OF or tokens.norms[end + 1] in _OF else ".—–:"
        stop = next((i for i in range(paper, min(last, paper + _LONGEST_PAPER + 1)) if tokens.words[i] in stops), None)
        if stop is None or any(tokens.words[i][0].islower() and tokens.norms[i] not in ("of", "the", "and", "for") for i in range(paper, stop)):
            return None
        if not known_given(tokens.norms[at]) and _OUTLETS.isdisjoint(tokens.norms[paper:stop]):
            return None  # a name that is no known given name needs a known paper behind it
        return self._enter(list(range(at, end)), "speaker.own_name")

    def _called(self, number: int) -> tuple[Entry, Evidence] | None:
        """Whom the last sentence of the turn before calls: "Go ahead, Naomi.", "James, last question.", "We'll go to the Post, Ann.", "Seung Min."."""
        before = self._drafts[number - 1]
        if before.label is None or (before.label.name is None and before.label.kind is not SpeakerKind.OFFICE):
            return None
        tokens = self._reading.tokens
        first, last = self._words(number - 1)
        sentence = self._reading.sentence_of(last - 1) if last > first else None
        if sentence is None:
            return None
        begin = max(first, sentence.first)
        words = [i for i in range(begin, last) if tokens.words[i][0].isalnum()]
        if not words or len(words) > _LONGEST_CALL:
            return None
        norms = {tokens.norms[i] for i in words}
        bid = bool(norms & _BIDS)
        if norms & _THANKS and not bid:
            return None  # thanks for what is over
        names = self._names(words, bid)
        if not names:
            return None
        asked = self._asked(number - 2)
        if asked and begin == first and not bid and len(words) <= _SHORT_CALL:
            return None  # one word may be the answer
        alone = not asked and len(words) <= _SHORT_CALL and tokens.words[last - 1] != "?"
        return self._enter(names, "speaker.called") if bid or alone or known_given(tokens.norms[names[0]]) else None

    def _asked(self, number: int) -> bool:
        """Whether an unnamed turn ends in a question."""
        return number >= 0 and self._unnamed(number) and self._reading.document.text[self._drafts[number].end - 1] == "?"

    def _names(self, words: list[int], bid: bool) -> list[int]:
        """The words of the one name in a sentence that holds nothing else but words of calling and a paper; empty where there is none."""
        tokens = self._reading.tokens
        groups: list[list[int]] = []
        others: list[int] = []
        for at, i in enumerate(words):
            word, norm = tokens.words[i], tokens.norms[i]
            if word[0].isupper() and norm not in _CALLS and norm not in _SHORT_ANSWERS and norm not in _BIDS:
                if groups and groups[-1][-1] == i - 1:
                    groups[-1].append(i)
                else:
                    groups.append([i])
            elif norm in _OF and groups and i == groups[-1][-1] + 1 + (tokens.words[i - 1] == ","):
                paper = words[at + 1 : at + 1 + _LONGEST_PAPER]
                if groups[0][-1] < i and len(groups) == 1 and at + 1 + len(paper) == len(words):
                    break  # from the Daily Post
                others.append(i)
            elif norm not in _CALLS and norm not in _BIDS:
                others.append(i)
        named = [g for g in groups if tokens.norms[g[0]] not in _NOT_CALLED]
        people = [g for g in named if known_given(tokens.norms[g[0]])]
        called = people or ([g for g in named if not all(tokens.words[i].isupper() for i in g)] if bid or len(words) <= _SHORT_CALL else [])
        if not called or others:
            return []
        group = called[0]
        papers = [g for g in groups if not any(g is c for c in people)] if people else []
        more = [g for g in called[1:] if tokens.norms[g[0]] != tokens.norms[group[0]]]  # Naomi, and then Ann
        joined = all("then" in tokens.norms[max(g[0] - 3, 0) : g[0]] for g in more)
        if len(group) > _LONGEST_NAME or len(papers) > 1 or not joined or (tokens.norms[group[0]] in TITLES and len(group) < 2):
            return []
        return [] if tokens.norms[group[0]] in self._podium and len(group) == 1 else group

    def _answered(self, number: int) -> tuple[Entry, Evidence] | None:
        """Whom the answer calls by a given name as it begins: "Yeah, Heather. Seven …", "Thanks, Tara.", "James, we will do …"."""
        if number + 1 >= len(self._drafts) or self._unnamed(number + 1) or self._drafts[number + 1].label is None:
            return None
        tokens = self._reading.tokens
        first, last = self._words(number + 1)
        at = first
        while at < min(last, first + _SHORT_CALL) and (tokens.norms[at] in _OPENERS or tokens.words[at] in ",—–-"):
            at += 1
        if at + 1 >= last or tokens.words[at + 1] not in ",.—–" or not tokens.words[at][0].isupper():
            return None
        norm = tokens.norms[at]
        return self._enter([at], "speaker.answered") if norm in GIVEN and norm not in self._podium and norm not in _NOT_CALLED else None

    # --- who else is there --------------------------------------------------------------------------------------------

    def _addressed(self, nobodys: Sequence[int]) -> frozenset[str]:
        """The given names of those who answer: of labels, and of whom the unnamed, whose turns ``nobodys`` are, thank and greet."""
        tokens = self._reading.tokens
        found: set[str] = set()
        for name in {draft.label.name for draft in self._drafts if draft.label is not None and draft.label.name is not None}:
            entry = self._people.known(parse_name(name))
            found.update(g.lower() for g in (entry.called.given if entry is not None and entry.called is not None else ()))
        for number in nobodys:
            first, last = self._words(number)
            for i in range(first, min(last - 1, first + _REACH)):
                after = i + 1 + (tokens.norms[i] == "thank") + (tokens.words[min(i + 1, last - 1)] == ",")
                if tokens.norms[i] not in _THANKS and tokens.norms[i] not in _GREETINGS and i > first:
                    continue
                at = i if i == first and tokens.words[i + 1] == "," else min(after, last - 1)
                if tokens.words[at][0].isupper() and tokens.norms[at] in GIVEN:
                    found.add(tokens.norms[at])
        return frozenset(found)

    def _unnamed(self, number: int) -> bool:
        label = self._drafts[number].label
        return label is not None and unnamed(label)

    def _words(self, number: int) -> tuple[int, int]:
        draft = self._drafts[number]
        return self._reading.tokens.within(self._reading.document.blocks[draft.first].start, draft.end)

    def _enter(self, name: list[int], cue: str) -> tuple[Entry, Evidence]:
        """The entry of the reporter whose name stands at these tokens. A given name alone is nobody's whom the text only speaks of."""
        tokens = self._reading.tokens
        given = [tokens.words[i] for i in name]
        span = Evidence(tokens.starts[name[0]], tokens.ends[name[-1]], cue)
        if tokens.norms[name[0]] in TITLES:
            return self._people.person(Name(tokens.norms[name[0]], tuple(given[1:-1]), given[-1])), span
        key = given[0].lower()
        if len(given) > 1:
            entry = self._people.person(Name(None, tuple(given[:-1]), given[-1]))
            self._by_given[key] = entry
        else:
            bare = Name(None, (given[0],), None)
            entry = self._by_given.get(key) or self._known(bare) or Entry(given[0], given[0], SpeakerKind.PERSON, called=bare)
            self._by_given.setdefault(key, entry)
        entry.label = entry.label or entry.name
        return entry, span

    def _known(self, name: Name) -> Entry | None:
        """Whom the roster has under a given name; somebody whom the text only speaks of is not asking."""
        entry = self._people.known(name)
        return entry if entry is not None and not entry.mentions else None

    def _follows(self, number: int) -> bool:
        """Whether an unnamed turn is the same reporter's next: one answer lies between, and it opens as a follow-up does."""
        if number < 2:
            return False
        label, other = self._drafts[number].label, self._drafts[number - 2].label
        if label is None or other is None or label.text != other.text:
            return False
        first, last = self._words(number)
        norms = self._reading.tokens.norms
        return first < last and (norms[first] in _FOLLOWS or (norms[first] in _THANKS and last - first <= _SHORT_THANKS))
