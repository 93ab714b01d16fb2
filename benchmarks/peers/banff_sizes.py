"""How many fields Banff would change in each record. Run by a Python that has Banff; knows nothing of gouji.

    python banff_sizes.py < systems.json > sizes.json

Read: a list of ``{"edits": "a = b + c; …", "records": [{"a": 1.0, …}, …]}``. Written: for each a list of sizes, null where
Banff gave up.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any


def sizes(system: dict[str, Any]) -> list[int | None]:
    """The size of Banff's solution for every record."""
    import pandas

    import banff

    rows = [{"id": f"{at:06d}", **record} for at, record in enumerate(system["records"])]
    done = banff.errorloc(unit_id="id", edits=system["edits"], indata=pandas.DataFrame(rows), seed=1, trace=False)
    changed = Counter(done.outstatus.column("id").to_pylist()) if done.outstatus is not None else Counter()
    refused = set(done.outreject.column("id").to_pylist()) if done.outreject is not None else set()
    return [None if row["id"] in refused else changed[row["id"]] for row in rows]


if __name__ == "__main__":
    json.dump([sizes(system) for system in json.load(sys.stdin)], sys.stdout)
