"""The policy and the invitation as text: what a member reads before anything is made, and what a hash stands for."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from tracker.errors import InputError
from tracker.pool.canonical_json import canonical, digest
from tracker.pool.policy import OTHER, Bounds, Invitation, Policy
from tracker.say import Said, Word, told

VERSION = 1
MOST_BYTES = 200_000
SMALLEST_CELLS = (10, 5)
LATER = frozenset({"two_keepers"})
"""Fields that policies from before do not have."""

_WORD = re.compile(r"\w[\w .,&/()'+-]{0,59}")
_HEX = re.compile(r"[0-9a-f]+")


def policy_dict(policy: Policy) -> dict[str, Any]:
    """A policy as it is in `policy.json` and in the invitation. Rules that came later are in it only if they are
    agreed, so that policies from before stay the text that they were."""
    made = {**asdict(policy), "made_on": policy.made_on.isoformat()}
    return {k: v for k, v in made.items() if v or k not in LATER}


def policy_text(policy: Policy) -> bytes:
    return canonical(policy_dict(policy))


def policy_digest(policy: Policy) -> str:
    """SHA-256 of the policy's canonical text: what each bundle names."""
    return digest(policy_text(policy))


def read_policy(data: object) -> Policy:
    """A policy from its dict. Raises InputError, code bad_policy, for anything that is none."""
    known = {f.name for f in fields(Policy)}
    if not isinstance(data, dict) or not known - LATER <= set(data) <= known or not all(data.get(k, 1) for k in LATER):
        raise _bad("it does not have exactly the fields of a policy")
    made = dict(data)
    try:
        made["made_on"] = dt.date.fromisoformat(made["made_on"])
        made["bounds"] = Bounds(**made["bounds"])
        for name in ("regions", "platforms", "roles"):
            made[name] = tuple(made[name])
        policy = Policy(**made)
        check_policy(policy)
    except (TypeError, ValueError, AttributeError) as error:
        raise _bad("a value is not what it has to be") from error
    return policy


def check_policy(policy: Policy) -> None:
    """Raises InputError, code bad_policy, for a policy that no pool can have."""
    if policy.version != VERSION:
        raise _bad("a newer version of the tracker wrote it")
    if not (len(policy.pool) == 16 and _HEX.fullmatch(policy.pool)):
        raise _bad("the pool's own number is not 16 hex digits")
    if not (policy.name.strip() and policy.name.isprintable() and len(policy.name) <= 80):
        raise _bad("a pool has a name of one line, at most 80 letters")
    if not re.fullmatch(r"[A-Z]{3}", policy.currency):
        raise _bad("the currency is not three capital letters")
    for title in ("regions", "platforms", "roles"):
        _check_words(title, getattr(policy, title))
    _check_numbers(policy)


def _check_words(title: str, words: Sequence[str]) -> None:
    if not words or len(set(words)) != len(words) or (OTHER in words and title != "regions"):
        raise _bad(Said("{title} has no word, a word twice, or the word {other}", title=Word(title), other=Word(OTHER)))
    wrong = [w for w in words if not (isinstance(w, str) and _WORD.fullmatch(w))]
    if wrong:
        raise _bad(Said("{title} contains what is not a plain word", title=Word(title)))


def _check_numbers(policy: Policy) -> None:
    b = policy.bounds
    numbers = (b.hours, b.rate, b.rate_low, b.projects, policy.smallest_cell, policy.keep_quarters)
    if any(type(n) is not int for n in numbers) or {type(policy.simulated), type(policy.two_keepers)} != {bool}:
        raise _bad("a bound is not a whole number")
    if not (0 < b.hours <= 2200 and 0 <= b.rate_low < b.rate <= 1_000_000 and 0 < b.projects <= 1000):
        raise _bad("the bounds are outside what is possible")
    if policy.smallest_cell not in SMALLEST_CELLS:
        raise _bad("the smallest cell of the members' sheet is 10, or 5")
    if not 1 <= policy.keep_quarters <= 40:
        raise _bad("rows are kept for 1 to 40 quarters")
    try:
        rho = Decimal(policy.rho)
        wages = {region: Decimal(wage) for region, wage in policy.minimum_wage.items()}
    except InvalidOperation as error:
        raise _bad("the budget or a minimum wage is not a number") from error
    if not (rho.is_finite() and 0 < rho <= Decimal("0.2")):
        raise _bad("the budget of a release is above 0 and is at most 0.2")
    if any(r not in policy.regions or not w.is_finite() or w < 0 for r, w in wages.items()):
        raise _bad("a minimum wage stands for no region of the pool, or is below zero")


def invitation_text(invitation: Invitation) -> bytes:
    """The file that members get: indented JSON, to be read by people too."""
    data = {
        "tracker_invitation": VERSION,
        "policy": policy_dict(invitation.policy),
        "keepers": list(invitation.keepers),
        "publisher": invitation.publisher,
    }
    return (json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def read_invitation(data: bytes) -> Invitation:
    """The invitation of a file. Raises InputError, code bad_policy."""
    if len(data) > MOST_BYTES:
        raise _none("it is too large")
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _none("it cannot be read") from error
    if not isinstance(found, dict) or found.get("tracker_invitation") != VERSION:
        raise _none("something else is in it")
    keepers, publisher = found.get("keepers"), found.get("publisher")
    if not isinstance(keepers, list) or not keepers or not all(_is_recipient(k) for k in keepers):
        raise _none("it names no keeper")
    if not (isinstance(publisher, str) and len(publisher) == 64 and _HEX.fullmatch(publisher)):
        raise _none("it names no key that signs releases")
    return Invitation(read_policy(found.get("policy")), tuple(keepers), publisher)


def _is_recipient(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"age1[02-9ac-hj-np-z]{58}", text) is not None


def _none(why: str) -> InputError:
    return InputError(
        "This file is not an invitation of a pool: {why}.",
        hint="Ask a keeper for invitation.json.",
        code="bad_policy",
        why=told(why),
    )


def _bad(why: Said | str) -> InputError:
    return InputError("This is not a policy that a pool can have: {why}.", code="bad_policy", why=told(why))
