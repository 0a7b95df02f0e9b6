"""How hours and money of a selection are backed: typed, from a file, by a deposit in an account's own file."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.kinds import Evidence

BETTER = frozenset({Evidence.FILE.value, Evidence.DEPOSIT.value})


@dataclass(frozen=True, slots=True)
class Backing:
    """Shares, 0 to 1; None without hours, or without kept money. The rest was typed."""

    hours_by_file: float | None
    money_by_file: float | None
    money_by_deposit: float | None


def backing(piece: Basis) -> Backing:
    """How the hours and the kept money of a basis that is cut to its days and keys are backed.

    Hours count as their session is backed. Money that came counts as its payout is backed (what is not matched too),
    money that is not yet due as its session or earning, but never by a deposit. What was taken back lowers its kind.
    Source: methods, section 13.
    """
    sessions = _told(piece.frames.work_sessions)
    hours = piece.hours["seconds"].groupby(piece.hours["row"].map(sessions).isin(BETTER)).sum()
    came = _came(piece)
    waiting = _waiting(piece, sessions)
    money = pd.concat([came, waiting])
    sums = money["amount"].groupby(money["evidence"]).sum().clip(lower=0.0)
    whole = float(sums.sum())
    return Backing(
        _part(float(hours.get(True, 0.0)), float(hours.sum())),
        _part(float(sums.get(Evidence.FILE.value, 0.0)), whole),
        _part(float(sums.get(Evidence.DEPOSIT.value, 0.0)), whole),
    )


def _told(frame: pd.DataFrame) -> pd.Series:
    """Row -> evidence; what says nothing of itself was typed."""
    return frame.set_index("row")["evidence"].fillna(Evidence.TYPED.value)


def _part(some: float, whole: float) -> float | None:
    return some / whole if whole > 0 else None


def _came(piece: Basis) -> pd.DataFrame:
    """Money that came for what was earned here, and what came for no logged work: amount at home, evidence."""
    payouts = _told(piece.frames.payouts)
    parts = piece.money.parts
    own = parts[parts["ref"] != "unmatched"]
    worth = own.groupby(["ref", "row", "day"])[["accrued", "native"]].sum().reset_index()
    paid = piece.money.settlements[["payout", "ref", "row", "day", "native"]]
    paid = paid.rename(columns={"native": "came"}).merge(worth, on=["ref", "row", "day"])
    amount = paid["came"] * (paid["accrued"] / paid["native"].where(paid["native"] != 0)).fillna(0.0)
    loose = parts[parts["ref"] == "unmatched"]
    return pd.DataFrame({
        "amount": [*amount.astype("float64"), *loose["unmatched"].astype("float64")],
        "evidence": [*paid["payout"].map(payouts), *loose["row"].map(payouts)],
    }, columns=["amount", "evidence"])  # fmt: skip


def _waiting(piece: Basis, sessions: pd.Series) -> pd.DataFrame:
    """Money that is not yet due: by whom its work is backed."""
    parts = piece.money.parts
    some = parts[(parts["ref"] != "unmatched") & (parts["not_yet_due"] > 0)]
    earnings = _told(piece.frames.earnings)
    by_session = some["row"].map(sessions).where(some["ref"] == "session")
    told = by_session.fillna(some["row"].map(earnings).where(some["ref"] == "earning"))
    file = told.isin(BETTER)
    words = file.map({True: Evidence.FILE.value, False: Evidence.TYPED.value})
    return pd.DataFrame({"amount": some["not_yet_due"].astype("float64"), "evidence": words.astype("str")})
