"""Rows into tables by COPY, with a word on how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice

import psycopg

LINES_A_BLOCK = 5_000


class Bar:
    """One line that is written over; in a log, a line every few seconds."""

    def __init__(self, words: str, total: int) -> None:
        self.words, self.total, self.done = words, total, 0
        self.began = self.told = time.monotonic()

    def add(self, count: int) -> None:
        self.done += count
        if time.monotonic() - self.told > (0.2 if sys.stdout.isatty() else 5):
            self._tell()

    def finish(self) -> None:
        seconds = time.monotonic() - self.began
        end = "\r" if sys.stdout.isatty() else ""
        print(f"{end}  {self.words}: {self.done:,} in {seconds:.1f} s", flush=True)

    def _tell(self) -> None:
        self.told = time.monotonic()
        share = min(1.0, self.done / max(self.total, 1))
        if sys.stdout.isatty():
            print(f"\r  [{'#' * int(share * 30):<30}] {share:4.0%} {self.words}", end="", flush=True)
        else:
            print(f"  {share:4.0%} {self.words}", flush=True)


def copy_lines(
    connection: psycopg.Connection, table: str, columns: str, lines: Iterable[str], total: int, words: str
) -> None:
    """`lines` are rows in PostgreSQL's text format, without the line's end."""
    bar = Bar(words, total)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for block in _blocks(iter(lines)):
            copy.write("\n".join(block) + "\n")
            bar.add(len(block))
    bar.finish()


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    while block := list(islice(lines, LINES_A_BLOCK)):
        yield block
