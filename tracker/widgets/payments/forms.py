"""What happened to money, recorded: a payment, one taken back, given up or paid back; expenses; transfers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields as parts_of
from functools import partial
from typing import Any

import streamlit as st

from tracker.analysis.results.payments import Payment
from tracker.desk import entry, rates
from tracker.desk import payments as money
from tracker.domain import Expense, Payout, Platform, Record, Transfer
from tracker.views.fields import asked
from tracker.views.numbers import Reader
from tracker.views.payments import lines as payment_lines
from tracker.views.payments import overview as payments
from tracker.views.text import _
from tracker.widgets import attachments, discreet, form, frame, say, show
from tracker.widgets.missing import ask_rate
from tracker.widgets.record import Filled, fields, present
from tracker.widgets.served import desk

OF_PAYMENT = (
    "received_on", "amount", "currency", "fee", "covers_from", "covers_to", "home_amount",
    "stage", "asked_on", "place", "note",
)  # fmt: skip
OF_BACK = ("received_on", "amount", "currency", "fee", "note")
OF_OTHERS = ("received_on", "amount", "currency", "note")


def kinds() -> dict[str, str]:
    """What can be recorded, the likeliest first."""
    return {
        "payout": _("A payment came"),
        "clawback": _("It was taken back"),
        "write_off": _("I give it up"),
        "reimbursement": _("An expense was paid back"),
        "expense": _("I spent"),
        "transfer": _("I moved money"),
    }


def record(reader: Reader) -> None:
    """One form for whatever happened to money; before it the rate that the last of it needs and nobody knows."""
    missing = st.session_state.get("money_rate")
    if missing is not None and ask_rate(missing, reader, key="money_rate_of"):
        del st.session_state["money_rate"]
        st.rerun()
    kind = show.one_of(_("What happened to money"), kinds(), key="money_kind")
    match kind:
        case "expense":
            _expense(reader)
        case "transfer":
            _transfer(reader)
        case _:
            _payout(kind, reader)


def _payout(kind: str, reader: Reader) -> None:
    platforms = [p for _row, p in desk().platforms()]
    if not platforms:
        say.para(_("Add a platform first; payments come from one."))
        frame.link("settings.py", _("Add a platform in Settings"), "platforms")
        return
    name = f"money_{kind}"
    left, right = st.columns(2)
    with left:
        platform = _platform(platforms, f"{form.key(name)}_platform")
    with right:
        project = _project(platform.platform, reader, f"{form.key(name)}_project")
    currency = platform.currency or desk().settings().home_currency
    names = {"payout": OF_PAYMENT, "clawback": OF_BACK}.get(kind, OF_OTHERS)
    filled = fields(
        Payout, names, None, reader, key=f"{form.key(name)}_{currency}", wrong=form.wrong(name),
        start={"received_on": present(), "currency": currency}, helps=_taken_back() if names is OF_BACK else {},
    )  # fmt: skip
    fixed = {"platform": platform.platform, "project": project, "kind": kind}
    _save(name, _("Record it"), filled, Payout, fixed)


def _taken_back() -> dict[str, str]:
    """What the fields of a payment mean where it went back."""
    return {
        "amount": _("What was taken back of the payment, before any fee."),
        "fee": _("What you got back of the fee that the payment had cost."),
    }


def _platform(platforms: Sequence[Platform], key: str) -> Platform:
    chosen: Platform = show.pick(_("Platform"), platforms, lambda p: p.platform, key=key)
    return chosen


def _project(platform: str, reader: Reader, key: str) -> str | None:
    names = [p.project for _row, p in desk().projects(platform)]
    chosen: str | None = show.pick(
        _("For the project"), [None, *names], lambda n: reader.project(platform, n) if n else _("it is not known"),
        key=f"{key}_{platform}",
    )  # fmt: skip
    return chosen


def _expense(reader: Reader) -> None:
    name, home = "money_expense", desk().settings().home_currency
    names = [p.platform for _row, p in desk().platforms()]
    platform = show.pick(
        _("For work on"), [None, *names], lambda n: n or _("any platform"), key=f"{form.key(name)}_platform"
    )
    start = {"spent_on": present(), "currency": home}
    filled = fields(
        Expense, asked(Expense, "platform"), None, reader, key=form.key(name), start=start, wrong=form.wrong(name)
    )
    _save(name, _("Record it"), filled, Expense, {"platform": platform})


def _transfer(reader: Reader) -> None:
    name, home = "money_transfer", desk().settings().home_currency
    say.quiet(_("Between accounts of your own: it is not income. A conversion's cost is worked out from both amounts."))
    start = {"moved_on": present(), "currency_out": home}
    filled = fields(Transfer, asked(Transfer), None, reader, key=form.key(name), start=start, wrong=form.wrong(name))
    _save(name, _("Record it"), filled, Transfer, {})


def _save(name: str, title: str, filled: Filled, record: type[Record], fixed: dict[str, Any]) -> None:
    form.save(
        name,
        title,
        filled,
        lambda: (record, {**fixed, **filled.values}),
        _recorded,
        _("Recorded."),
    )


def _recorded(made: Payout | Expense | Transfer) -> form.Written | None:
    written = money.record(desk(), made)
    if (missing := rates.missing_for(desk(), made)) is not None:
        st.session_state["money_rate"] = missing
    return written


def give_up(late: Sequence[payments.LateItem], day: dt.date) -> None:
    """Late pay days, each with a button that gives it up."""
    for item in late:
        owed = item.day
        name = f"give_up_{discreet.key(owed.platform, owed.project, owed.due_on, owed.currency)}"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(say.md(item.title), width="stretch")
            if owed.alone and st.button(_("Give it up"), key=form.key(name)):
                form.once(name, partial(money.write_off, desk(), owed, day), _("Given up."))


def correct(payment: Payment, reader: Reader) -> None:
    """Another amount, day or period for one payment, or none at all."""
    stored = desk().get("payouts", payment.row)
    assert isinstance(stored, Payout)
    name = f"correct_{payment.row}"
    with st.expander(_("Correct or remove it"), key="correct"):
        mark = form.mark(name, payment.row, stored)
        project = _project_of(stored, reader, mark)
        filled = fields(
            Payout, OF_PAYMENT, stored, reader, key=mark, wrong=form.wrong(name),
            helps=_taken_back() if stored.kind == "clawback" else {},
        )  # fmt: skip
        values = {c.name: getattr(stored, c.name) for c in parts_of(stored)} | {"project": project}
        form.save(
            name, _("Save"), filled, lambda: (Payout, {**values, **filled.values}),
            lambda made: entry.change(desk(), [("payouts", payment.row, made)]), _("Changed."), at=mark,
        )  # fmt: skip
        if st.button(_("Remove this payment"), key=f"{mark}_remove"):
            form.once(name, lambda: entry.remove(desk(), "payouts", payment.row), _("Removed."))


def kept_files(payment: Payment, reader: Reader) -> None:
    """A slip or a mail about this payment."""
    place = ("payouts", payment.row)
    attachments.files({place: payment_lines.payment_title(payment, reader)}, reader, key=f"payment_{payment.row}")


def _project_of(stored: Payout, reader: Reader, mark: str) -> str | None:
    names = [None, *(p.project for _row, p in desk().projects(stored.platform))]
    chosen: str | None = st.selectbox(
        _("For the project"), names, index=names.index(stored.project), key=f"{mark}_project",
        format_func=lambda n: reader.project(stored.platform, n) if n else _("it is not known"),
    )  # fmt: skip
    return chosen


def opened(shown: Sequence[Payment], reader: Reader) -> Payment | None:
    """The payment to show in full, kept by its row."""
    by_row = {p.row: p for p in shown}
    row = st.selectbox(
        _("See what a payment paid"), list(by_row), index=None, key="payment_row",
        format_func=lambda r: payment_lines.payment_title(by_row[r], reader), placeholder=_("Choose one"),
    )  # fmt: skip
    return by_row.get(row) if row is not None else None
