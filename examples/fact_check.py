"""A fact-check list: every casualty claim of a debate, with who said it, on whose word, how sure we are, and the sentence to check.

python examples/fact_check.py examples/debate.txt [http://127.0.0.1:8000]
"""

import sys
from pathlib import Path

from service.client import Client


def main(path: str, url: str = "http://127.0.0.1:8000") -> None:
    """Prints the claims that say something was so, the least sure first."""
    text = Path(path).read_text("utf-8")
    with Client(url) as onrecord:
        answer = onrecord.extract(text, include=["casualties", "dates"])
    claims = [fact for fact in answer.of("casualties") if fact.assertion == "asserted"]
    sentences = {fact["id"]: fact["sentence"] for fact in answer.raw["casualties"]}
    for claim in sorted(claims, key=lambda fact: fact.confidence):
        sentence = sentences[claim.id]
        qualifier = claim.value.count.qualifier.replace("_", " ")
        print(f"{'' if qualifier in {'exact', 'vague', 'between'} else qualifier + ' '}{claim.text}: {claim.value.harm.replace('_', ' ')}")
        print(f"  said by {claim.speaker or 'nobody named'}, on the word of {claim.source or 'the speaker alone'} ({claim.confidence:.0%} sure)")
        if claim.value.subset_of:
            print(f"  part of {claim.value.subset_of}: do not add it up")
        print("  " + " ".join(text[sentence["start"] : sentence["end"]].split()))


if __name__ == "__main__":
    main(*sys.argv[1:])
