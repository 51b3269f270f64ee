"""Facts in a pandas frame: who named how much money, in which currency.

python examples/in_pandas.py examples/debate.txt [http://127.0.0.1:8000]
"""

import io
import sys
from pathlib import Path

import pandas as pd

from service.client import Client


def main(path: str, url: str = "http://127.0.0.1:8000") -> None:
    """Prints the sum of the asserted amounts by speaker and currency."""
    with Client(url) as onrecord:
        table = onrecord.extract_as("csv", Path(path).read_text("utf-8"), id=path)
    # As strings first: an amount is exact, and "14" in one row must not become 14.0 because another row is empty.
    facts = pd.read_csv(io.BytesIO(table), dtype="string")
    money = facts[facts["kind"] == "money"].assign(value=lambda rows: pd.to_numeric(rows["value"]))
    print(money.groupby(["speaker", "currency"])["value"].sum().to_string())


if __name__ == "__main__":
    main(*sys.argv[1:])
