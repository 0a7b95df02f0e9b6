"""`tracker contribute`: what would leave for a pool is shown word for word, then written to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tracker.cli import ask, read
from tracker.cli.call import Call
from tracker.cli.plain import Terminal, page, part, points, said, table
from tracker.desk import contribute as use
from tracker.desk.archive import file_bytes
from tracker.desk.contribute import Draft, Invitation
from tracker.desk.places import path_of
from tracker.errors import InputError, NeedsAnswer, NotFound
from tracker.say import Said, Word
from tracker.views.contribute import overview as views
from tracker.views.numbers import Reader
from tracker.views.text import _

MOST_BYTES = 1_000_000
_HAND_OVER = "{path} is written. Hand it to a keeper as you like."


def contribute(call: Call) -> None:
    """Show the contribution, or the withdrawal, and write it where `-o` says."""
    args = call.args
    if args.output is None and not args.dry_run:
        raise NeedsAnswer(
            "The contribution is written to a file.",
            asks="output",
            hint="Name it with -o FILE, or look only with --dry-run.",
        )
    invitation = use.read_invitation(_read(path_of(args.invitation)))
    draft = _draft(call, invitation)
    asking = ask.possible() and not (args.yes or args.dry_run or call.out.as_json)
    if asking:
        call.out.plain(_text(call, draft, None))
        ask.sure(Said("Write this to the file?"))
    path = None if args.dry_run else path_of(args.output)
    if path is not None:
        _write(call, draft, path)
    text = _(_HAND_OVER).format(path=path) if asking else _text(call, draft, path)
    call.out.answer(_json(draft, path), text)


def _write(call: Call, draft: Draft, path: Path) -> None:
    if not call.args.qr:
        form = (lambda sealed: use.as_text(sealed).encode()) if call.args.text else bytes
        use.write(call.desk, draft, path, form=form)
        return

    def page_of_codes(sealed: bytes) -> bytes:
        you = Reader.of("en-US", draft.invitation.policy.currency)
        return use.codes_page(views.code_sheet(draft.invitation.policy, use.pieces(sealed), you))

    use.write(call.desk, draft, path, form=page_of_codes, suffix=".html")


def _read(path: Path) -> bytes:
    try:
        return file_bytes(path)[:MOST_BYTES]
    except FileNotFoundError as error:
        raise NotFound(
            "There is no file {path}.", hint="Name the file that you were given.", path=Word(path)
        ) from error


def _draft(call: Call, invitation: Invitation) -> Draft:
    args = call.args
    if args.withdraw:
        return use.withdrawal(call.desk, invitation, as_of=call.as_of)
    first, last = read.maybe(call.day, args.start), read.maybe(call.day, args.end)
    if first is not None and last is not None and last < first:
        raise InputError("The quarters end before they start.", hint="Give the earlier day first.")
    draft = use.draft(
        call.desk, invitation, as_of=call.as_of, first=first, last=last, region=args.region, code=_code(args.code)
    )
    if draft.needs_code and not args.dry_run:
        if not ask.possible() or call.out.as_json:
            raise NeedsAnswer("A keeper gave you a code for your seat.", asks="code")
        code = ask.line(_("The code for your seat: "))
        return use.draft(call.desk, invitation, as_of=call.as_of, first=first, last=last, region=args.region, code=code)
    return draft


def _code(said: str | None) -> str | None:
    """The code as it was given, or out of a file or standard input: an argument is in the list of processes."""
    if said == "-":
        return sys.stdin.readline().strip()
    return _read(path_of(said[1:])).decode("utf-8", "replace").strip() if said and said.startswith("@") else said


# --- what is said ---------------------------------------------------------------------------------------------


def _json(draft: Draft, path: Path | None) -> dict[str, Any]:
    p, b = draft.invitation.policy, draft.bundle
    return {
        "pool": p.pool,
        "name": p.name,
        "kind": b.kind.value,
        "quarters": list(b.quarters),
        "rows": len(b.rows),
        "notes": [
            {
                "kind": n.kind.value, "field": n.field, "quarter": n.quarter or None, "platform": n.platform or None,
                "role": n.role or None, "exact": n.exact, "told": n.told,
            }
            for n in draft.notes
        ],
        "document": use.document(b),
        "needs_code": draft.needs_code,
        "file": None if path is None else str(path),
        "caveats": [{"code": c.code, "n": c.n, "text": c.text} for c in draft.caveats],
    }  # fmt: skip


def _text(call: Call, draft: Draft, path: Path | None) -> str:
    you = Terminal.of(None, call.desk.settings().home_currency)
    rules = views.rules(draft.invitation, you)
    first = page(
        said(views.first_line()),
        part(rules.title, points((*rules.points, *rules.words))),
        *(_figures(draft, you) if draft.bundle.rows else ()),
        _("The exact text of the file, before it is encrypted:"),
    )
    code = _("It needs the code for your seat before it can be written: --code.") if draft.needs_code else ""
    ending = _(_HAND_OVER).format(path=path) if path else _("Nothing is written.")
    return "\n\n".join(x for x in (first, views.said(draft.document), code, ending) if x)


def _figures(draft: Draft, you: Reader) -> list[str]:
    rows, currency = draft.bundle.rows, draft.invitation.policy.currency
    changes = views.changes(draft.notes, currency, you)
    return [
        views.region(rows),
        *(part(title, table(found)) for title, found in views.rows(rows, currency, you)),
        said(changes.answer),
        *(part(title, table(found)) for _kind, title, found in changes.tables),
        said(*(c.text for c in draft.caveats)),
    ]
