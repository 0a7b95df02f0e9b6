"""The key agent: a small process of this user that holds the key of an encrypted ledger, for a while.

    tracker unlock ── starts it, hands it the key through a pipe
    tracker log … ─── "key" ──> the key, and its time begins again
    tracker lock ──── "lock" ─> it ends

One agent has one key. It listens on a socket in a folder that only this user can enter; on systems without such
sockets on 127.0.0.1, where a word from a file that only this user can read must come first. When nobody has asked
for a set time, it ends, and the key with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import sys
import threading
import time
from pathlib import Path

from tracker.errors import LedgerError
from tracker.store import system
from tracker.store.keys import Key

KEY, HERE, LOCK = b"key", b"here", b"lock"
PATIENCE = 2.0
_LOOK = 20.0
"""Seconds after which an idle agent looks at the clock: a machine that slept must not keep a key for longer."""
_LONGEST_PATH = 100
"""Bytes of a socket's path that every system takes."""


def _folder() -> Path:
    return system.data_dir() / "running"


def _socket(mark: bytes) -> Path:
    return _folder() / f"key-{mark.hex()[:16]}.sock"


def _note(mark: bytes) -> Path:
    """Where an agent on 127.0.0.1 leaves its port, and the word that it wants first."""
    return _folder() / f"key-{mark.hex()[:16]}.json"


def _by_file(path: Path) -> bool:
    return hasattr(socket, "AF_UNIX") and not system.windows() and len(os.fsencode(path)) <= _LONGEST_PATH


# --- asking --------------------------------------------------------------------------------------------


def ask(mark: bytes) -> Key | None:
    """The key of a mark; its agent's time begins again. None if there is no agent."""
    said = _asked(mark, KEY)
    try:
        found = Key(bytes.fromhex(said.decode()))
    except ValueError:
        return None
    return found if found.mark == mark else None


def is_here(mark: bytes) -> bool:
    """Whether an agent has the key of a mark; its time goes on."""
    return _asked(mark, HERE) == HERE


def lock(mark: bytes) -> bool:
    """Let an agent forget its key; whether there was one."""
    return _asked(mark, LOCK) == LOCK


def _asked(mark: bytes, word: bytes) -> bytes:
    """What an agent answers; nothing if there is none."""
    try:
        with _reached(mark) as wire:
            wire.sendall(word + b"\n")
            return _line(wire)
    except (OSError, ValueError, KeyError):
        return b""


def _reached(mark: bytes) -> socket.socket:
    path = _socket(mark)
    if _by_file(path):
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(PATIENCE)
        try:
            wire.connect(os.fspath(path))
        except OSError:
            wire.close()
            raise
        return wire
    said = json.loads(_note(mark).read_text("utf-8"))
    wire = socket.create_connection(("127.0.0.1", int(said["port"])), PATIENCE)
    wire.sendall(str(said["word"]).encode() + b"\n")
    return wire


def _line(wire: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\n") and len(said) < 200:
        piece = wire.recv(200)
        if not piece:
            break
        said += piece
    return said.strip()


def start(key: Key, minutes: int) -> None:
    """Leave an agent with a key, in the place of one that is there. Raises LedgerError if it does not start."""
    import subprocess

    lock(key.mark)
    system.make_folder(_folder())
    made = subprocess.Popen(
        [sys.executable, "-m", __name__, str(minutes)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True, creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
    )  # fmt: skip
    assert made.stdin is not None
    assert made.stdout is not None
    with made.stdin as given, made.stdout as told:
        given.write(key.secret.hex().encode() + b"\n")
        given.flush()
        if told.readline().strip() != HERE:
            raise LedgerError("The key agent, which keeps the key of the ledger for a while, did not start.")
    threading.Thread(target=made.wait, daemon=True).start()  # it outlives a command; an app is told of its end


# --- the agent's own process ---------------------------------------------------------------------------


def main() -> None:
    """Take a key from standard input and give it to whoever asks, until nobody does."""
    key = Key(bytes.fromhex(sys.stdin.readline().strip()))
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no crash may leave the key in a file
    word, wire = _listening(key.mark)
    with wire:
        sys.stdout.write(HERE.decode() + "\n")
        sys.stdout.close()
        os.chdir(_folder().anchor)
        _serve(wire, word, key, 60 * int(sys.argv[1]))
    for left in (_socket(key.mark), _note(key.mark)):
        left.unlink(missing_ok=True)


def _listening(mark: bytes) -> tuple[bytes, socket.socket]:
    """The word that comes first (none for a socket in a folder of our own), and what is listened on."""
    path = _socket(mark)
    os.umask(0o077)
    if _by_file(path):
        path.unlink(missing_ok=True)
        wire = socket.socket(socket.AF_UNIX)
        wire.bind(os.fspath(path))
        path.chmod(0o600)
        word = ""
    else:
        wire = socket.socket()
        wire.bind(("127.0.0.1", 0))
        word = secrets.token_hex(16)
        system.write_private(_note(mark), json.dumps({"port": wire.getsockname()[1], "word": word}).encode())
    wire.listen(8)
    return word.encode(), wire


def _serve(wire: socket.socket, word: bytes, key: Key, idle: float) -> None:
    asked = time.time()
    while time.time() - asked < idle:
        wire.settimeout(max(0.05, min(_LOOK, asked + idle - time.time())))
        try:
            caller, _ = wire.accept()
        except TimeoutError:
            continue
        with caller, contextlib.suppress(OSError):
            caller.settimeout(PATIENCE)
            said = _wanted(caller, word)
            if said == KEY:
                asked = time.time()
                caller.sendall(key.secret.hex().encode() + b"\n")
            elif said in (HERE, LOCK):
                caller.sendall(said + b"\n")
            if said == LOCK:
                return


def _wanted(caller: socket.socket, word: bytes) -> bytes:
    """What a caller wants; nothing from one that does not know the word."""
    said = _line(caller)
    if not word:
        return said
    first, _, rest = said.partition(b"\n")
    if not secrets.compare_digest(first, word):
        return b""
    return rest.strip() or _line(caller)


if __name__ == "__main__":
    main()
