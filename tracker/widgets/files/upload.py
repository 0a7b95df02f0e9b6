"""The files of an import: dropped or pasted, planned by the desk, written, and what was asked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as with_values
from typing import Any

import streamlit as st

from tracker.desk import imports
from tracker.desk.imports import Planned
from tracker.domain import Rule
from tracker.errors import InputError, NeedsAnswer, TrackerError
from tracker.store.results import Operation
from tracker.views.files import plan as views
from tracker.views.text import _
from tracker.widgets import discreet
from tracker.widgets.discreet import veil
from tracker.widgets.record import zones
from tracker.widgets.say import md, para, points, quiet
from tracker.widgets.served import desk
from tracker.words import in_use

MAX_MB = 50
ANSWERS = frozenset(("zone", "dates", "decimal", "platform", "currency", "as_of", "format"))
"""Questions, and the reading option that answers each."""


def files() -> tuple[tuple[str, bytes], ...]:
    """The files dropped or pasted: (name, bytes), in their order."""
    key = f"files_{_round()}"
    dropped = st.file_uploader(
        _("Files"), accept_multiple_files=True, key=key, max_upload_size=MAX_MB, label_visibility="collapsed"
    )
    with st.expander(_("Or paste a table or a list from a web page")):
        pasted = st.text_area(_("Pasted text"), key=f"pasted_{_round()}", height=160)
    found = [(f.name, f.getvalue()) for f in dropped or []]
    if pasted and pasted.strip():
        found.append((_("pasted text") + ".txt", pasted.encode("utf-8")))
    return tuple(found)


def chosen(found: tuple[tuple[str, bytes], ...]) -> tuple[tuple[str, bytes], ...]:
    """The files to read: of a zip or workbook with several those that are not taken out here. Raises UnreadableFile."""
    out: list[tuple[str, bytes]] = []
    for name, members in imports.opened(found):
        kept = members if len(members) < 2 else _of_zip(name, dict(members))
        out += [(path, _as_utf8(path, data)) for path, data in kept]
    return tuple(out)


def _of_zip(name: str, members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    """The files of a zip that are wanted; all until one is taken out."""
    wanted = st.multiselect(
        _("Files of {file} to read").format(file=md(name)), list(members), default=list(members),
        format_func=lambda path: path.removeprefix(f"{name}/"), key=discreet.key("of_zip", name, *members),
    )  # fmt: skip
    return [(path, members[path]) for path in wanted]


def _as_utf8(name: str, data: bytes) -> bytes:
    """The bytes of a file; where its letters were said to be written otherwise than they look, put right."""
    said = st.session_state.get("import_encodings", {}).get(name)
    return data.decode(said, errors="replace").encode("utf-8") if said and name in _mapped() else data


def read_as(name: str, encoding: str) -> None:
    """Remember how a file's letters are written; "" for as they look."""
    st.session_state.setdefault("import_encodings", {})[name] = encoding


def use_mapping(name: str, mapping: Any) -> None:
    """Read a file by this mapping."""
    _mapped()[name] = mapping


def correct_mapping() -> None:
    """For each file read by a mapping made here: the way back to its columns."""
    for name in list(_mapped()):
        if st.button(_("Correct the columns of {file}").format(file=md(name)), key=f"map_again_{name}"):
            del _mapped()[name]
            st.rerun()


def _mapped() -> dict[str, Any]:
    made: dict[str, Any] = st.session_state.setdefault("import_mappings", {})
    return made


def _round() -> int:
    """Goes up after each import, so that the next one starts with empty hands."""
    return int(st.session_state.setdefault("import_round", 0))


def _start_over() -> None:
    st.session_state["import_round"] = _round() + 1
    for key in (
        "import_answers",
        "import_rules",
        "import_mappings",
        "import_plan",
        "import_drafts",
        "import_encodings",
        "import_alone",
    ):
        st.session_state.pop(key, None)


def what_can_be_read() -> None:
    """What a page without files says: what to bring, and what happens to it."""
    para(_("Nothing is written before you have seen what would happen. Nothing leaves this machine."))
    points(
        [
            _("Exports of time trackers, platforms, payment accounts and banks, such as Toggl, Upwork, PayPal, Wise."),
            _("Receipts by e-mail of PayPal, Wise and Payoneer."),
            _("Payments from people you do not name as platforms are not stored."),
            _("Any other table (CSV, Excel, LibreOffice): you choose once what each column is."),
            _("Several files at once, zips of them, text that you copied from a page, and your own notes."),
        ]
    )


def plan(found: tuple[tuple[str, bytes], ...]) -> Planned:
    """The plan for the files with all answers given so far; made again when one of them or the ledger changes.

    Raises what `imports.plan_files` raises.
    """
    rules: dict[tuple[str, str], Rule] = st.session_state.setdefault("import_rules", {})
    mappings = _mapped()
    if alone := [f for f in found if f[0] == st.session_state.get("import_alone") and f[0] not in mappings]:
        imports.plan_files(desk(), alone, imports.options(desk(), **answers()))
    st.session_state.pop("import_alone", None)
    made_by = tuple((name, str(m)) for name, m in sorted(mappings.items()))
    state = (found, tuple(answers().items()), tuple(rules.values()), made_by, desk().version)
    kept = st.session_state.get("import_plan")
    if kept is None or kept[0] != state:
        options = imports.options(desk(), **answers())
        with st.spinner(_("Reading …")):
            made = imports.plan_files(desk(), found, options, mappings=mappings, rules=list(rules.values()), spare=True)
        st.session_state["import_plan"] = (state, made)
        return made
    planned: Planned = kept[1]
    return planned


def unread(planned: Planned, why: Sequence[str]) -> None:
    """Files that nobody reads, and for those that may be tables the way to their columns."""
    if not why:
        return
    st.subheader(_("Files that are not read"), anchor=False)
    points(list(why))
    for file in (u.file for u in planned.plan.unread if u.is_table):
        if st.button(_("Set the columns of {file}").format(file=md(file)), key=f"map_alone_{file}"):
            st.session_state["import_alone"] = file
            st.rerun()


def without_it() -> None:
    """The way back from the columns of one file among others."""
    if st.session_state.get("import_alone") and st.button(_("Go on without this file"), key="map_without"):
        del st.session_state["import_alone"]
        st.rerun()


def answers() -> dict[str, Any]:
    """What was said about the files so far."""
    said: dict[str, Any] = st.session_state.setdefault("import_answers", {})
    return said


def ask(asked: NeedsAnswer) -> None:
    """Ask what the files leave open; the answer is kept for this import."""
    text, choices = views.question(asked)
    option = asked.asks
    if option not in ANSWERS:
        refused(asked)
        return
    st.subheader(md(text), anchor=False)
    para(veil(asked.message))
    if asked.format:
        quiet(_("The answer holds for all files of this kind that you read now."))
    if option == "zone":
        first = asked.choices if len(asked.choices) > 1 else (*_likely_zones(), *asked.choices)
        choices = {**{z: z.replace("_", " ") for z in [*first, *zones()]}, **choices}
    elif option == "platform":
        choices = {p.platform: p.platform for _row, p in desk().platforms()}
    elif option == "currency":
        choices = {c: c for c in (desk().settings().home_currency, *sorted(in_use()))}
    picked = st.selectbox(
        _("Answer"), list(choices), index=None, format_func=choices.__getitem__, key=f"ask_{asked.asks}_{asked.format}",
        placeholder=_("Choose one"),
    )  # fmt: skip
    typed = st.text_input(_("Or another platform"), key="ask_new") if option == "platform" else ""
    if st.button(_("Go on"), type="primary", key="ask_go") and (typed or picked):
        said = (typed or picked or "").strip()
        st.session_state["import_answers"] = imports.with_answer(answers(), asked, said)
        st.rerun()


def _likely_zones() -> list[str]:
    """The ledger's own zone and the browser's: offered first, taken only when chosen."""
    return [z for z in (desk().settings().time_zone, st.context.timezone) if z]


def refused(error: InputError) -> None:
    """A file that cannot be read at all, and the way on."""
    st.error(md(veil(error.sentence())))
    if "/" in error.file:
        para(_("Nothing was written. Take the file out of those of the zip that are read, or drop another one."))
    else:
        para(_("Nothing was written. Take the file out with the cross beside its name, or drop another one."))


def write(planned: Planned, choices: dict[tuple[str, str, int], str]) -> None:
    """Write the plan; what it did is said after the rerun, with an undo."""
    try:
        with st.spinner(_("Writing …")):
            operation = imports.apply_plan(desk(), planned, choices=choices)
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
        return
    _start_over()
    st.session_state["import_done"] = operation.id if operation else None
    st.rerun()


def finished() -> Operation | None:
    """The import that was just written, if it is still among the latest changes."""
    done = st.session_state.get("import_done")
    return next((o for o in desk().operations(50) if o.id == done), None) if done is not None else None


def keep_rule(rule: Rule) -> None:
    """Remember one assignment for this import; it is kept in the ledger when the plan is written."""
    st.session_state.setdefault("import_rules", {})[rule.field, rule.pattern] = with_values(rule)
