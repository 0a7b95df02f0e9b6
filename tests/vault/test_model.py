"""A pool against a dictionary: any run of sending, resending, withdrawing, new keys and removing."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from tests.pool.made import TODAY, Made, Member, made_pool, row
from tracker.vault import checking, facts, intake, seating
from tracker.vault.intake import Accepted, Known

QUARTERS = ("2025Q4", "2026Q1", "2026Q2", "2026Q3")


class Model:
    """What must be in the pool: seat -> quarter -> kept rates; and who may still write there."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self.rows: dict[int, dict[str, list[int]]] = defaultdict(dict)
        self.members: dict[int, Member] = dict(enumerate(made.members, 1))
        self.alive = dict.fromkeys(self.members, False)
        self.sent: dict[int, list] = defaultdict(list)
        self.dead: list = []

    def take(self, *bundles):
        files = [self.made.file(b) for b in bundles]
        return [t.decision for t in intake.take(self.made.pool, self.made.keys, files, TODAY)]

    def send(self, seat, chance):
        if seat not in self.members:
            return
        quarters = chance.sample(QUARTERS, chance.randint(1, 3))
        made = [row(quarter=q, platform=p, kept=chance.randint(1, 99)) for q in quarters for p in ("Mercor", "Outlier")]
        member = self.members[seat]
        code = None if self.alive[seat] else member.code
        bundle = member.bundle(*made, seat_code=code)
        (decision,) = self.take(bundle)
        assert isinstance(decision, Accepted)
        assert (decision.seat, decision.new) == (seat, not self.alive[seat])
        for quarter in quarters:
            self.rows[seat][quarter] = [r.kept for r in made if r.quarter == quarter]
        self.alive[seat] = True
        self.sent[seat].append(bundle)

    def resend(self, seat, chance):
        if not self.sent[seat]:
            return
        bundle = chance.choice(self.sent[seat])
        (decision,) = self.take(bundle)
        assert isinstance(decision, Known) == (bundle is self.sent[seat][-1])
        assert not isinstance(decision, Accepted)

    def replay(self, _seat, chance):
        if self.dead:
            assert not isinstance(self.take(chance.choice(self.dead))[0], Accepted)

    def withdraw(self, seat, _chance):
        if self.alive.get(seat):
            (decision,) = self.take(self.members[seat].withdrawal(seat_code=None))
            assert isinstance(decision, Accepted)
            self._gone(seat)

    def remove(self, seat, _chance):
        seating.remove(self.made.pool, seat, TODAY)
        self._gone(seat)

    def _gone(self, seat):
        self.rows.pop(seat, None)
        self.dead += self.sent.pop(seat, [])
        self.members.pop(seat, None)
        self.alive[seat] = False

    def rekey(self, seat, _chance):
        code = seating.rekey(self.made.pool, seat, TODAY).code
        self.dead += self.sent.pop(seat, [])
        self.members[seat] = Member(code)
        self.alive[seat] = False

    def agree(self):
        held: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one in facts.facts(self.made.pool).to_pylist():
            held[one["seat"]][one["quarter"]].append(one["kept"])
        assert {s: dict(q) for s, q in held.items()} == {s: q for s, q in self.rows.items() if q}
        found = checking.findings(self.made.pool, TODAY)
        assert [f.code for f in found] == ["no_keys"]


@pytest.mark.parametrize("seed", range(6))
def test_a_pool_is_what_a_dictionary_would_be(seed, tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    chance = random.Random(seed)
    model = Model(made_pool(tmp_path / "pool", 4))
    for _ in range(40):
        name = chance.choices(["send", "resend", "replay", "withdraw", "remove", "rekey"], [8, 3, 2, 1, 1, 2])[0]
        getattr(model, name)(chance.randint(1, 4), chance)
        model.agree()
