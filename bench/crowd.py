"""`python -m bench.crowd`: many visitors of one app at once, each asking again after a pause, or as soon as it is
answered.

Pauses are those of people who do not wait for one another: of random length (exponential), one also before the first
click. Prints how long an answer took beside one of a visitor alone, and how many were lost: the connection ended, or
the page failed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from websockets.exceptions import WebSocketException

from bench.made import write_ledger
from bench.measure import BenchFailure, environment
from bench.pages import Served, Session, served
from tracker.sample import AS_OF, big_ledger


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.crowd", description=__doc__)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--reruns", type=int, default=3, help="of each visitor (3)")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between them, on average (none)")
    parser.add_argument("--page", default="log", help="which page they ask for (log)")
    parser.add_argument("--sessions", type=int, default=20_000, help="work sessions of the ledger")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        ledger = Path(folder) / "ledger.db"
        write_ledger(big_ledger(sessions=options.sessions), ledger)
        with served([str(ledger), str(AS_OF)], environment(Path(folder))) as server:
            alone, _ = _visits(server, options.page, 1, 9, options.pause)
            many, lost = _visits(server, options.page, options.visitors, options.reruns, options.pause)
    one = statistics.median(alone)
    asked = options.visitors * options.reruns
    print(f"one visitor alone, reruns of {options.page}: median {one:.3f} s")
    print(f"{options.visitors} visitors, {options.pause:g} s between their reruns: {lost} of {asked} lost")
    if many:
        ordered = sorted(many)
        p95 = ordered[int(0.95 * (len(ordered) - 1))]
        middle, longest = statistics.median(many), max(many)
        print(f"median {middle:.3f} s, p95 {p95:.3f} s ({p95 / one:.1f} x alone), longest {longest:.3f} s")


def _visits(server: Served, page: str, visitors: int, reruns: int, pause: float) -> tuple[list[float], int]:
    """Seconds of the reruns of visitors who come at once, and how many reruns were lost; first runs do not count."""
    taken: list[float] = []
    waiting, all_there = threading.Semaphore(0), threading.Event()

    def visit(number: int) -> None:
        arrived, chance = False, random.Random(number)
        try:
            with Session.on(server) as session:
                session.run(page)
                arrived = True
                waiting.release()
                all_there.wait()
                for _ in range(reruns):
                    time.sleep(chance.expovariate(1 / pause) if pause else 0.0)
                    taken.append(session.run(page))
        except (BenchFailure, WebSocketException, OSError) as error:  # lost: what is missing in `taken`
            print(f"lost: {type(error).__name__} {error}"[:100])
            if not arrived:
                waiting.release()

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(visitors)]
    for thread in threads:
        thread.start()
    for _ in threads:
        waiting.acquire()
    all_there.set()
    for thread in threads:
        thread.join()
    return taken, visitors * reruns - len(taken)


if __name__ == "__main__":
    main()
