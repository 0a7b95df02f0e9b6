"""`python -m tests.store.killed FOLDER encrypt|decrypt`: a process that dies before its n-th step, for each n.

A step is whatever touches a file of the folder (an audit event of Python). Each death happens in a fork, on a fresh
copy of a ledger; what is left is looked at from outside. Prints one line for each death that left something wrong, and
how many there were.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.store import marked
from tracker.store import Store, encrypting, key_files, key_ring, keys

STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "sqlite3.connect")
MOST = 1_000


def main() -> int:
    folder, what = Path(sys.argv[1]), sys.argv[2]
    keys.OPERATIONS, keys.MEMORY = 1, 8192
    template, path = folder / "template", marked.make(folder / "tried")
    with Store.open(path) as store:
        snapshot = store.snapshot()
    if what == "decrypt":
        marked.encrypt(path)
    shutil.copytree(path.parent, template)
    wrong, deaths = [], 0
    for n in range(MOST):
        there = marked.again(template, folder / "tried")
        if not dies(there, what, n):
            break
        deaths += 1
        wrong += [f"{n}: {said}" for said in after(there, what, snapshot)]
    print(*wrong, f"{deaths} deaths", sep="\n")
    return int(bool(wrong) or deaths < 20)


def dies(path: Path, what: str, n: int) -> bool:
    """Whether it came to an n-th step, and died there."""
    child = os.fork()
    if child == 0:
        try:
            mortal(path.parent, n)
            do(path, what)
            os._exit(0)
        finally:
            os._exit(1)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended) == 9


def mortal(folder: Path, n: int) -> None:
    left, within = [n], os.fsencode(folder)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in STEPS and within in b"".join(os.fsencode(a) for a in args[:2] if isinstance(a, (str, bytes))):
            if not left[0]:
                os._exit(9)
            left[0] -= 1

    sys.addaudithook(hook)


def do(path: Path, what: str) -> None:
    if what == "encrypt":
        marked.encrypt(path)
        return
    key, _ = key_ring.unlock(path, marked.PASSPHRASE)
    encrypting.decrypt(path, path.parent / "backups", key)


def after(path: Path, what: str, snapshot: object) -> list[str]:
    """What is wrong with what a death has left: the ledger must be whole, plain or encrypted, and go on either way."""
    wrong = []
    key_ring.let_go()
    marked.known(path)
    with Store.open(path) as store:
        if store.snapshot() != snapshot:
            wrong.append("rows are missing")
        wrong += [str(f.text) for f in store.flaws() if f.kind != "file_left"]
        store.files.read(1)
    is_plain = key_files.beside(path) is None
    if not is_plain and (found := marked.marked(path.parent)):
        wrong.append(f"plain beside an encrypted ledger: {found}")
    if is_plain == (what == "encrypt"):
        do(path, what)
    marked.known(path)
    with Store.open(path) as store:
        if store.snapshot() != snapshot or any(f.kind != "file_left" for f in store.flaws()):
            wrong.append("not whole after the second attempt")
        for copy in store.backups():
            marked.known(copy)
            with Store.open(copy) as other:
                other.rows(marked.Expense)
    if what == "encrypt" and (found := marked.marked(path.parent)):
        wrong.append(f"plain after the second attempt: {found}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
