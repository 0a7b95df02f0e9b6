"""The parts of the page Collective around everything else: which pool, a new one, its keys."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from tracker.desk import pools, reference
from tracker.desk.pools import Collective
from tracker.errors import InputError
from tracker.views import quarters, setup
from tracker.views.collective import acts
from tracker.views.collective import overview as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import say, show
from tracker.widgets.record import saving
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

KEPT = "collective"


def now() -> dt.datetime:
    """The present instant; of the day that the app was started for, if it was."""
    day = house().as_of
    return desk().now() if day is None else dt.datetime.combine(day, dt.time(12), dt.UTC)


def chosen() -> Collective | None:
    """The pool that this page is about, with its keys as they were left in this window; None if there is none."""
    own = {} if house().sample else {p.policy.pool: p for p in pools.own_pools()}
    if not own:
        return None
    last: Collective | None = st.session_state.get(KEPT)
    if len(own) > 1:
        if last is not None and last.policy.pool in own:
            st.session_state.setdefault("pool", last.policy.pool)
        name = str(show.pick(_("Pool"), list(own), lambda p: own[p].policy.name, key="pool"))
    else:
        name = next(iter(own))
    if last is None or last.policy.pool != name or last.folder != own[name].folder:
        _forget()
        last = st.session_state[KEPT] = pools.open_pool(own[name].folder, clock=now)
    return last


def _forget() -> None:
    """Let go of everything that belongs to the pool before."""
    for key in ("recovery", "codes", "new_code", "took", "sheet", "compared", "release_zip", "checked", "fixable"):
        st.session_state.pop(key, None)


# --- a new pool ---------------------------------------------------------------------------------------------


def make(you: Reader) -> None:
    """The questions that a new pool asks, and the pool."""
    if house().sample:
        say.para(
            _("Beside a sample no pool is made or shown here. "
              "A pool to try things on is made in a terminal: tracker pool simulate.")
        )  # fmt: skip
        return
    with st.expander(_("What a pool of your size can show"), key="pool_sizes"):
        say.para(_("Measured on simulated groups in which everybody takes part. Each figure in public is within 10% "
                   "or 10 points of the group's own in at least nine of ten builds."))  # fmt: skip
        say.points(views.sizes(you))
    with st.form("make_pool", border=False):
        name = st.text_input(_("Name"), key="pool_name", help=_("What members know it by."))
        words = _new_passphrase("pool")
        rules = _first_rules(you)
        say.para(_("These three and the rules below are what members agree to, so none of them can be changed later. "
                   "The rules as they stand fit most pools; look at them before you make it."))  # fmt: skip
        with st.expander(_("The other rules"), key="pool_rules"):
            rules |= _rules()
        pressed = st.form_submit_button(_("Make the pool"), type="primary", key="pool_make")
    if not pressed:
        return
    with saving(_("The pool is made.")):
        if not (name or "").strip():
            raise InputError(_("The pool has no name."), hint=_("Type one that members will know."))
        policy = _policy(name or "", rules, you)
        with st.spinner(_("Making keys …")):
            made = pools.make(pools.new_place(policy), policy, _same(words), clock=now)
        _forget()
        st.session_state[KEPT] = made.collective
        st.session_state["recovery"] = made.recovery


def _new_passphrase(key: str) -> tuple[str, str]:
    first = st.text_input(
        _("New passphrase"), type="password", key=f"{key}_passphrase", autocomplete="new-password",
        help=_("Four or five words. It opens the keys on this machine; nobody can find it out for you."),
    )  # fmt: skip
    again = st.text_input(_("Once more"), type="password", key=f"{key}_passphrase_again", autocomplete="new-password")
    return first or "", again or ""


def _same(words: tuple[str, str]) -> str:
    first, again = words
    if first != again:
        raise InputError(_("The two passphrases are not the same."), hint=_("Type them again."))
    return first


def _first_rules(you: Reader) -> dict[str, Any]:
    """What differs from pool to pool."""
    codes = sorted(reference.currency_codes())
    usual, strengths = desk().settings().home_currency, list(views.strength())
    return {
        "currency": st.selectbox(
            _("Currency of its rates"), codes, index=codes.index(usual) if usual in codes else 0, key="pool_currency",
            format_func=lambda c: setup.currency_title(c, you),
        ),
        "regions": st.text_area(
            _("Regions, one a line, with the minimum wage an hour if there is one: Ontario = 17.60"),
            key="pool_regions", help=_("Empty: one region for all."),
        ),
        "rho": st.selectbox(
            _("How much of a year’s privacy allowance one publication takes"), strengths, key="pool_rho",
            index=strengths.index(views.usual_strength()), format_func=lambda rho: views.strength()[rho],
            help=_("The more, the more figures, and the sharper: see “What a pool of your size can show”."),
        ),
    }  # fmt: skip


def _rules() -> dict[str, Any]:
    """What most pools leave as it is."""
    platforms = sorted({p["name"] for p in reference.platform_presets()} - {"other"})
    roles = sorted({r["role_group"] for r in reference.role_groups()} - {"other"})
    return {
        "platforms": st.multiselect(_("Platforms; all others are “other”"), platforms, platforms, key="pool_platforms"),
        "roles": st.multiselect(
            _("Kinds of work; all others are “other”"), roles, roles, key="pool_roles", format_func=_
        ),
        "rate": st.text_input(_("Highest rate an hour that is told; a higher one is told as this"), "300",
                              key="pool_rate"),
        "hours": st.text_input(_("Most hours of a quarter that are told; more are told as these"), "800",
                               key="pool_hours"),
        "keep": st.text_input(_("Quarters after which a member's rows are erased"), "8", key="pool_keep"),
        "smallest": st.selectbox(_("Fewest people behind a figure of the members' sheet"), [10, 5],
                                 key="pool_smallest"),
        "two": st.checkbox(_("Two keepers have to sign to remove a seat or to publish"), key="pool_two",
                           help=_("Each with keys of their own. The first one asks, the second one does it.")),
    }  # fmt: skip


def _policy(name: str, rules: dict[str, Any], you: Reader) -> pools.Policy:
    regions, wages = views.read_regions(str(rules["regions"] or ""), you.decimal_sign)
    bounds = pools.Bounds(
        hours=views.read_count(str(rules["hours"]), you), rate=views.read_count(str(rules["rate"]), you)
    )
    return pools.new_policy(
        name,
        today=now().astimezone(dt.UTC).date(),
        currency=str(rules["currency"]),
        regions=regions,
        platforms=tuple(rules["platforms"]),
        roles=tuple(rules["roles"]),
        bounds=bounds,
        minimum_wage=wages,
        two_keepers=bool(rules["two"]),
        smallest_cell=10 if rules["smallest"] == 10 else 5,
        keep_quarters=views.read_count(str(rules["keep"]), you),
        rho=str(rules["rho"]),
    )


def recovery() -> None:
    """The recovery key of a pool that was just made, until it is on paper."""
    text: str | None = st.session_state.get("recovery")
    if text is None:
        return
    with st.container(border=True, key="recovery_box"):
        st.subheader(_("Print or write down this recovery key now"))
        say.para(
            _("With it and the pool's folder you can go on after a broken computer. Without it and without the "
              "passphrase nobody can ever open a contribution.")
        )  # fmt: skip
        st.code(text, language=None, wrap_lines=True)
        if st.button(_("It is on paper"), key="recovery_done"):
            del st.session_state["recovery"]
            st.rerun()


# --- keys ---------------------------------------------------------------------------------------------------


def unlocked(c: Collective) -> bool:
    """Whether the keys are open; where not, the way to open them is on the page."""
    if not c.locked:
        return True
    if not c.has_keys():
        say.para(_("There are no keys of this pool on this machine."))
        _bring(c)
        return False
    with st.form("unlock", border=False, clear_on_submit=True):
        words = st.text_input(_("Passphrase of the pool's keys"), type="password", key="unlock_passphrase",
                              autocomplete="current-password")  # fmt: skip
        pressed = st.form_submit_button(_("Open the keys"), type="primary", key="unlock_go")
    if pressed:
        with saving(_("The keys are open.")), st.spinner(_("Opening …")):
            c.unlock(words or " ")
    with st.expander(_("I forgot the passphrase"), key="forgotten"):
        say.para(_("The recovery key that you printed when the pool was made opens the keys, and you choose a new "
                   "passphrase. Without either nobody can."))  # fmt: skip
        _from_paper(c, forgotten=True)
    return False


def _from_paper(c: Collective, *, forgotten: bool) -> None:
    with st.form("recover_form", border=False):
        paper = st.text_input(_("Recovery key"), key="recover_key", autocomplete="off")
        words = _new_passphrase("recover")
        if st.form_submit_button(_("Bring the keys"), key="recover_go"):
            with saving(_("The keys of this pool are open.")), st.spinner(_("Opening …")):
                c.recover(paper or "", _same(words), forgotten=forgotten)


def _bring(c: Collective) -> None:
    with st.expander(_("Bring the keys here from the recovery key"), key="recover"):
        _from_paper(c, forgotten=False)
    with st.expander(_("Become a keeper with keys of your own"), key="join"), st.form("join_form", border=False):
        say.para(_("You can open what members make with the invitation from then on. Hand them the new invitation."))
        own = _new_passphrase("join")
        if st.form_submit_button(_("Become a keeper"), key="join_go"):
            with saving(_("You keep this pool now.")), st.spinner(_("Making keys …")):
                c.join(_same(own))
                st.session_state["recovery"] = c.recovery()


def care(c: Collective, you: Reader) -> None:
    """Keys, keepers, the doctor, old rows, and where the pool lies."""
    st.header(_("Keys"))
    say.points([_("Keeper since {day}: {key}").format(day=you.day(k.since), key=k.recipient) for k in c.keepers()])
    say.para(_("Fingerprint of the key that signs releases: {key}").format(key=c.invitation().publisher))
    if c.of_nobody:
        say.para(_("The keys of a simulated pool follow from its name: they take no passphrase, and anybody can open "
                   "what is made for it. Real figures do not belong here."))  # fmt: skip
    elif unlocked(c):
        left, right = st.columns(2)
        if left.button(_("Show the recovery key"), key="recovery_show"):
            st.session_state["recovery"] = c.recovery()
            st.rerun()
        if right.button(_("Close the keys"), key="lock"):
            c.lock()
            st.rerun()
    st.header(_("Is everything whole?"))
    _check_up(c)
    _acts(c, you)
    st.header(_("Old rows"))
    _prune(c)
    st.header(_("Where it is"))
    say.para(_("The pool is a folder. Keep it on an encrypted disk, and a copy of it on another:"))
    st.code(str(c.folder), language=None)
    service = c.copied_by()
    if service is not None:
        st.warning(
            md(_("{service} copies this folder to other machines: no place for a pool.").format(service=service))
        )


def _acts(c: Collective, you: Reader) -> None:
    """What keepers did, and whether what says so is as it was written."""
    with st.expander(_("What keepers did"), key="acts"):
        found = c.log()
        say.points(acts.faults(found))
        say.para(acts.state(found))
        show.table(acts.table(found, acts.signers(c.signers()), you), key="acts_table", alt=_("What keepers did"),
                   file="log.csv")  # fmt: skip


def _prune(c: Collective) -> None:
    say.para(_("Rows are kept for {n} quarters, as members were told.").format(n=c.policy.keep_quarters))
    sure = st.checkbox(_("Erase what is older. It cannot be brought back."), key="prune_sure")
    if st.button(_("Erase older rows"), key="prune", disabled=not sure):
        with saving(_("Checked for old rows.")):
            st.session_state["pruned"] = quarters.span(c.prune())
    if "pruned" in st.session_state:
        gone = st.session_state.pop("pruned")
        say.para(_("Erased: {quarters}.").format(quarters=gone) if gone else _("No rows are older than agreed."))


def _check_up(c: Collective) -> None:
    look = st.button(_("Check the pool"), key="check_up")
    fix = bool(st.session_state.get("fixable")) and st.button(_("Put right what can be"), key="check_fix")
    if look or fix:
        with saving(_("The pool is checked.")):
            found, put_right = c.check_up(fix=fix)
            st.session_state["fixable"] = any(f.fixable for f in found)
            st.session_state["checked"] = tuple(f.text for f in found), tuple(f.text for f in put_right)
    if "checked" in st.session_state:
        texts, righted = st.session_state["checked"]
        say.points([_("Put right: {what}").format(what=t) for t in righted])
        say.points(texts)
        say.para("" if texts else _("Nothing is wrong."))
