"""Killed at any instant, a pool is as it was or as it was to be.

A child of a child process does the work and is killed (SIGKILL) before the k-th line of the vault that it runs, for
lines spread over the whole, and by the clock inside the transaction. What is left is opened again and compared.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DRIVER = """
import json, os, random, shutil, signal, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.pool.made import POLICY, TODAY, Made, made_pool, row
from tracker.pool.invitation import read_invitation
from tracker.vault import changing, checking, database, facts, files, folder, intake, keys, seating
import nacl.signing, pyrage, pyarrow.parquet

home, action, points = Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
made = made_pool(home / "start", 4)
first = made.members[:3]
start = [made.file(m.bundle(row(), row(quarter="2024Q4"))) for m in first]
intake.take(made.pool, made.keys, start, TODAY)
sent = [
    made.file(first[0].bundle(row(kept=99), row(quarter="2026Q1"))),
    made.file(first[1].withdrawal()),
    made.file(made.members[3].bundle()),
    ("bad", b"nothing"),
]
import datetime as dt
LATER = dt.date(2027, 1, 1)


def act(place):
    pool = folder.Pool(place / "pool", POLICY)
    match action:
        case "take":
            intake.take(pool, made.keys, sent, TODAY)
        case "invite":
            seating.invite(pool, 3, TODAY, path=place / "codes.csv")
        case "remove":
            seating.remove(pool, 1, TODAY)
        case "rekey":
            seating.rekey(pool, 1, TODAY)
        case "prune":
            seating.prune(pool, LATER)
        case "make":
            folder.make(place / "new", POLICY, made.keys, TODAY)
        case "join":
            changing.join(pool, keys.Keys(POLICY.pool, bytes(32)), TODAY)


def state(place):
    pool = folder.open_pool(place / "pool")
    with pool.reading() as c:
        seats = c.execute("SELECT seat, used_on, serial, removed_on FROM seats ORDER BY 1").fetchall()
        retired = c.execute("SELECT seat FROM retired ORDER BY 1").fetchall()
        rows = c.execute("SELECT * FROM rows ORDER BY 1, 2, 3, 4").fetchall()
        words = [json.loads(x[0])["word"] for x in c.execute("SELECT line FROM log ORDER BY n")]
    return json.dumps([seats, retired, rows, words])


def whole(place):
    # the rows are old or new; what is made of them is in step as soon as the pool is used again
    pool = folder.open_pool(place / "pool")
    facts.fact_files(pool)
    checking.fix(pool, checking.findings(pool, TODAY), TODAY)
    wrong = [f.code for f in checking.findings(pool, TODAY) if f.code != "no_keys"]
    assert wrong == [], wrong
    assert not (place / "new").exists() or folder.open_pool(place / "new").policy == POLICY
    invitation = read_invitation((pool.folder / "invitation.json").read_bytes())
    assert invitation == pool.invitation()
    table = place / "codes.csv"
    seats = len(seating.seats(pool))
    kept = [p.read_text() for p in place.iterdir() if p.name.startswith("codes.csv")]
    assert not table.exists() or seats == 7
    assert seats == 4 or any(len(t.splitlines()) == 4 for t in kept)


def child(work):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return pid


VAULT = os.path.join("tracker", "vault") + os.sep


def counted(place, at):
    count = 0
    def trace(frame, event, _):
        nonlocal count
        if VAULT not in frame.f_code.co_filename:
            return None
        if event == "line":
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)
    act(place)
    sys.settrace(None)
    return count


def ended(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def fresh(name):
    place = home / name
    place.mkdir()
    shutil.copytree(home / "start", place / "pool")
    return place


def total():
    place = fresh("count")
    said = home / "total"
    assert ended(child(lambda: said.write_text(str(counted(place, -1))))) == 0
    return int(said.read_text()), state(place)


old = state(fresh("old"))
lines, new = total()
chance = random.Random(11)
results = {"old": 0, "new": 0, "lines": lines}


def judge(place):
    def check():
        found = state(place)
        assert found in (old, new), found
        is_new = (place / "new").exists() if action == "make" else found == new
        (place / "verdict").write_text("new" if is_new else "old")
        whole(place)
        # doing it again ends where it was to end
        if action == "take":
            intake.take(folder.open_pool(place / "pool"), made.keys, sent, TODAY)
            assert json.loads(state(place))[:3] == json.loads(new)[:3]
    assert ended(child(check)) == 0, place
    results[(place / "verdict").read_text()] += 1
    shutil.rmtree(place)


for at in sorted(chance.sample(range(1, lines + 1), min(points, lines))):
    place = fresh(f"line{at}")
    code = ended(child(lambda: counted(place, at)))
    assert code == -signal.SIGKILL, code
    judge(place)
for n in range(points // 4 if action == "take" else 0):
    place = fresh(f"time{n}")
    pid = child(lambda: act(place))
    time.sleep(chance.uniform(0, 0.06))
    os.kill(pid, signal.SIGKILL)
    ended(pid)
    judge(place)
print(json.dumps(results))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("action", "points"),
    [("take", 50), ("invite", 15), ("remove", 15), ("rekey", 10), ("prune", 15), ("make", 20), ("join", 15)],
)
def test_a_kill_leaves_the_old_or_the_new(action, points, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(ROOT), str(tmp_path), action, str(points)],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout.splitlines()[-1])
    assert results["old"] > 0, results
    assert results["new"] > 0, results
