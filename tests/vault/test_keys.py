"""Keepers' keys: under a passphrase, outside the pool, and on paper."""

from __future__ import annotations

import stat
from collections.abc import Callable

import pyrage
import pytest
from nacl.signing import VerifyKey
from pyrage.x25519 import Identity

from tracker.errors import InputError, KeysNeeded, Refused
from tracker.vault import keys

POOL = "0123456789abcdef"
PASSPHRASE = "correct horse battery"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    return tmp_path / "keys"


def test_keys_come_back_with_their_passphrase_only(home):
    made = keys.new_keys(POOL)
    path = keys.save(made, PASSPHRASE)
    assert path == home / f"{POOL}.age"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.unlock(POOL, PASSPHRASE) == made
    for wrong in ("", "correct horse batterx"):
        with pytest.raises(KeysNeeded):
            keys.unlock(POOL, wrong)
    assert made.secret not in path.read_bytes()
    with pytest.raises(Refused):
        keys.save(keys.new_keys(POOL), PASSPHRASE)
    assert keys.unlock(POOL, PASSPHRASE) == made


def test_keys_that_are_not_there_or_not_of_this_pool(home):
    with pytest.raises(KeysNeeded, match="no keys"):
        keys.unlock(POOL, PASSPHRASE)
    with pytest.raises(InputError):
        keys.save(keys.new_keys(POOL), "short")
    path = keys.save(keys.new_keys(POOL), PASSPHRASE)
    path.rename(home / f"{'f' * 16}.age")
    with pytest.raises(KeysNeeded, match="another pool"):
        keys.unlock("f" * 16, PASSPHRASE)
    (home / f"{POOL}.age").write_bytes(b"nothing")
    with pytest.raises(KeysNeeded):
        keys.unlock(POOL, PASSPHRASE)


def test_the_paper_gives_the_same_keys_back():
    made = keys.new_keys(POOL)
    text = keys.recovery_text(made)
    back = keys.read_recovery(POOL, text.lower().replace("-", " "))
    assert (back.recipient, back.public, back.draw) == (made.recipient, made.public, made.draw)
    for slip in (text[:-1], text[:7] + ("A" if text[7] != "A" else "B") + text[8:], "", "x" * 67):
        with pytest.raises(InputError):
            keys.read_recovery(POOL, slip)
    with pytest.raises(InputError):
        keys.read_recovery("f" * 16, text)


def test_one_secret_gives_keys_that_say_nothing_of_each_other():
    one, other_pool = keys.Keys(POOL, bytes(32)), keys.Keys("f" * 16, bytes(32))
    assert len({one.recipient, other_pool.recipient}) == 2
    assert len({one.public, other_pool.public, one.draw.hex(), other_pool.draw.hex()}) == 4
    assert one.secret.hex() not in repr(one)
    assert "secret" not in repr(one)


@pytest.mark.parametrize("n", range(20))
def test_the_identity_is_one_that_age_knows(n):
    made = keys.Keys(POOL, bytes([n]) * 32)
    again = Identity.from_str(str(made.identity))
    assert str(again.to_public()) == made.recipient


def test_what_is_signed_can_be_checked_and_what_is_encrypted_opened():
    made, other = keys.new_keys(POOL), keys.new_keys(POOL)
    VerifyKey(bytes.fromhex(made.public)).verify(b"x", made.sign(b"x"))
    sealed = keys.encrypt(b"x", [made.recipient, other.recipient])
    assert made.open(sealed) == other.open(sealed) == b"x"
    with pytest.raises(InputError):
        keys.new_keys(POOL).open(sealed)
    with pytest.raises(InputError):
        keys.encrypt(b"x", ["age1none"])


def refusing(turns: int, real: Callable[[bytes, str], bytes]) -> Callable[[bytes, str], bytes]:
    """age on a busy machine: so often it takes the keys for too much work, in its own words."""
    left = [turns]

    def decrypt(data: bytes, passphrase: str) -> bytes:
        if left[0]:
            left[0] -= 1
            raise pyrage.DecryptError(
                "Excessive work parameter for passphrase.\nDecryption would take around 64 seconds."
            )
        return real(data, passphrase)

    return decrypt


def test_the_right_passphrase_opens_the_keys_on_a_busy_machine(home, monkeypatch):
    made = keys.new_keys(POOL)
    keys.save(made, PASSPHRASE)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", refusing(3, pyrage.passphrase.decrypt))
    assert keys.unlock(POOL, PASSPHRASE) == made


def test_a_machine_that_is_too_slow_does_not_blame_the_passphrase(home, monkeypatch):
    keys.save(keys.new_keys(POOL), PASSPHRASE)
    monkeypatch.setattr(keys.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", refusing(1000, pyrage.passphrase.decrypt))
    with pytest.raises(KeysNeeded, match="too slow") as caught:
        keys.unlock(POOL, PASSPHRASE)
    assert "recovery key" in str(caught.value.hint)


def test_the_words_of_age_are_those_that_are_looked_for():
    """A file whose work nobody can do: the real refusal, and at once."""
    head, rest = b"age-encryption.org/v1\n-> scrypt ", b"AAAAAAAAAAAAAAAAAAAAAA 40\n"
    body = b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n" + bytes(40)
    with pytest.raises(pyrage.DecryptError, match=keys.TOO_MUCH_WORK):
        pyrage.passphrase.decrypt(head + rest + body, PASSPHRASE)
