"""Another process on the same database, for the tests: `take` units of a counter, or `write` until killed.

Prints one line for each commit it has seen, after the commit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from notes import STEPS, add, take

from desktop.storage.database import Database


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(work: str, location: str, key: str, count: str) -> None:
    database = Database.open(Path(location), key=bytes.fromhex(key), migrations=STEPS, busy_timeout=20)
    say("open")
    sys.stdin.readline()
    for number in range(int(count)):
        if work == "take":
            say(int(database.write_sync(take, "seat")))
        else:
            texts = [f"{number}:{part} " + "x" * 200 for part in range(20)]
            database.write_sync(add, *texts)
            say(number)
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
