"""A contribution as text: what chats and mails do to it does no harm, and what is not whole is refused."""

from __future__ import annotations

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool.made import TODAY, made_pool, row
from tracker.errors import InputError
from tracker.vault import armour, intake, keys

OWN = keys.Keys("0" * 16, bytes(32))


@given(st.binary(max_size=300))
def test_it_is_the_armour_of_age(data):
    sealed = keys.encrypt(data, [OWN.recipient])
    text = armour.armoured(sealed)
    assert armour.plain(text.encode()) == sealed
    assert pyrage.decrypt(text.encode(), [OWN.identity]) == data
    assert OWN.open(text.encode()) == OWN.open(sealed) == data


def test_a_file_that_is_no_text_is_left_as_it_is():
    assert armour.plain(b"age-encryption.org/v1\n") == b"age-encryption.org/v1\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n", "\r\n"),
        lambda t: t.replace("\n", " "),
        lambda t: "> " + t.replace("\n", "\n> "),
        lambda t: t.replace("-----", "\N{EM DASH}"),
        lambda t: f"Hello Ada, here it is:\n\n{t}\nAll the best",
        lambda t: t.replace("\n", "\n\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"),
        lambda t: "\ufeff" + t,
    ],
)
def test_what_a_chat_makes_of_it_is_read(tmp_path, change):
    made = made_pool(tmp_path / "pool")
    _name, sealed = made.file(made.members[0].bundle(row()))
    text = change(armour.armoured(sealed)).encode()
    (taken,) = intake.take(made.pool, made.keys, [("chat", text)], TODAY)
    assert isinstance(taken.decision, intake.Accepted)


@pytest.mark.parametrize(
    "change", [lambda t: t[:200], lambda t: t + t, lambda t: t.replace("A", "*", 1), lambda t: t[30:]]
)
def test_what_is_not_whole_is_refused(change):
    text = armour.armoured(keys.encrypt(b"x" * 500, [OWN.recipient]))
    with pytest.raises(InputError) as caught:
        OWN.open(change(text).encode())
    assert caught.value.code == "bundle_locked"
