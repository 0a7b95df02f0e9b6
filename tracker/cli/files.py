"""Files in and out: import, export, backup."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli import ask, drafting, plans, read, ways
from tracker.cli.call import Call
from tracker.desk import archive, backups, exports, imports
from tracker.desk.places import path_of, write_out
from tracker.domain import NOT_WORK, Rule
from tracker.errors import InputError, NeedsAnswer, Refused
from tracker.say import Said, Word
from tracker.views.text import _

if TYPE_CHECKING:
    from tracker.desk.imports import Choices, File, FileMapping, Planned
    from tracker.views.files.questions import Question

STANDARD_INPUT = "-"


def import_(call: Call) -> None:
    """The plan, then one transaction; on a terminal open questions are asked and the plan is confirmed."""
    if call.args.draft_map:
        drafting.draft(call, _read(call.args.files), _said(call))
        return
    if call.args.output:
        raise InputError("-o names the file of a draft.", hint="Give it together with --draft-map.")
    with _no_collecting():
        planned = _plan(call)
        planned = _answered(call, planned)
        if call.args.dry_run:
            _tell(call, planned, None)
            return
        if _asking(call) and planned.writes:
            call.out.plain(plans.text(call.desk, planned, written=None))
            ask.sure(Said("Write this to the ledger?"))
        with plans.Bar(_("writing"), call.out) as bar:
            planned, operation = imports.carry_out(call.desk, planned, progress=bar.to)
        _tell(call, planned, operation.id if operation else None)


def _answered(call: Call, planned: Planned) -> Planned:
    """Rows that may be there already, answered by --replace and --add, or on a terminal one kind after the other."""
    if call.args.replace:
        planned = imports.answered(planned, imports.REPLACE)
    if "all" in call.args.add:
        planned = imports.answered(planned, imports.ADD)
    elif call.args.add:
        planned = imports.answered(planned, imports.ADD, kinds=call.args.add)
    if call.args.match:
        planned = imports.answered(planned, imports.REPLACE, kinds=imports.CLEAR)
    if not _asking(call) or call.args.dry_run or call.args.replace or "all" in call.args.add:
        return planned
    for question in plans.questions(call.desk, planned):
        if question.kind in imports.ONE_BY_ONE:
            planned = imports.answered_rows(planned, _each(call, question))
        elif question.kind not in call.args.add and not (call.args.match and question.kind in imports.CLEAR):
            call.out.plain(plans.asked(call.desk, question))
            planned = imports.answered(planned, _which(question), kinds=[question.kind])
    return planned


def _which(question: Question) -> str:
    """The answer for all rows of one kind; Enter leaves them out, if that can be."""
    answers = list(question.answers)

    def read(word: str) -> str:
        if word not in answers:
            raise InputError("{word!r} is not one of: {answers}.", word=Word(word), answers=Word(", ".join(answers)))
        return word

    asked = _("Which is it? ({answers})").format(answers=", ".join(answers))
    return ask.value(f"  {asked}", "" if question.must else imports.KEEP, read)


def _each(call: Call, question: Question) -> Choices:
    """The answer for each row of a kind that no answer for all settles."""
    made = {}
    for part in plans.single(call.desk, question):
        call.out.plain(plans.asked(call.desk, part))
        file, c = part.rows[0]
        made[file, c.record.TABLE, c.line] = _which(part)
    return made


def _asking(call: Call) -> bool:
    return ask.possible() and not call.args.yes and not call.out.as_json


def _tell(call: Call, planned: Planned, batch: int | None) -> None:
    if call.out.as_json:
        call.out.answer(planned.plan.json(batch), "")
    elif not call.out.quiet:
        call.out.answer({}, plans.text(call.desk, planned, written=batch))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """An import makes some objects per row and keeps them all: looking for rubbish among them costs a third."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _plan(call: Call) -> Planned:
    args, files = call.args, _read(call.args.files)
    rules = [_rule(call, text) for text in args.rule]
    mapping = imports.find_mapping(call.desk, args.map) if args.map else None
    if args.rates:
        mapping = _with_rates(call, mapping)
    said = _said(call)
    while True:
        try:
            with plans.Bar(_("reading"), call.out) as bar:
                planned = imports.plan_files(
                    call.desk, files, imports.options(call.desk, **said), mapping=mapping, rules=rules, progress=bar.to
                )
        except NeedsAnswer as question:
            said = imports.with_answer(said, question, _ask(call, question))
            continue
        new = _assign(call, planned) if _asking(call) else []
        if not new:
            return planned
        rules += new


def _said(call: Call) -> dict[str, Any]:
    """What the options say about the files."""
    args = call.args
    return {
        "zone": args.zone and call.read.zone(args.zone),
        "dates": args.dates,
        "decimal": args.decimal,
        "platform": call.platform(args.platform) if args.platform else None,
        "currency": call.read.maybe(call.read.currency, args.currency),
        "format": args.format,
        "as_of": call.as_of,
    }


def _with_rates(call: Call, mapping: FileMapping | None) -> FileMapping:
    args = call.args
    if mapping is None:
        raise InputError("Rates are looked up by a mapping.", hint="Choose one with --map.")
    platform = call.platform(args.platform) if args.platform else mapping.constants.get("platform")
    if not platform:
        raise NeedsAnswer("For which platform are these rates?", asks="platform")
    currency = call.read.maybe(call.read.currency, args.currency)
    return imports.with_rates(mapping, path_of(args.rates), platform=platform, currency=currency)


def _read(words: list[str]) -> list[File]:
    files: list[File] = []
    for word in words:
        if word == STANDARD_INPUT:
            files.append(("standard input", imports.stream_bytes(sys.stdin.buffer, "standard input")))
        else:
            files += imports.read_paths([path_of(word)])
    return files


def _rule(call: Call, text: str) -> Rule:
    rule = imports.parse_rule(text)
    if rule.platform == NOT_WORK:
        return rule
    platform = call.platform(rule.platform)
    return replace(rule, platform=platform, project=call.project(platform, rule.project))


def _ask(call: Call, question: NeedsAnswer) -> str:
    """The answer to what a file leaves open; if nobody can be asked, the question is the error."""
    name = question.asks
    if not _asking(call) or name not in ("zone", "dates", "decimal", "platform", "currency", "as_of", "format"):
        raise question
    text = f"{question.file}: {ways.say(question.message)}" if question.file else ways.say(question.message)
    if name == "zone" and len(question.choices) < 2:
        proposed = (question.choices or (call.desk.settings().time_zone,))[0]
        return ask.value(text, proposed, call.read.zone)
    if name == "platform":
        return ask.value(text, "", call.platform)
    if name == "currency":
        return ask.value(text, call.desk.settings().home_currency, call.read.currency)
    if name == "as_of":
        return ask.value(text, next(iter(question.choices), ""), lambda said: call.day(said).isoformat())
    return ask.choose(text, question.choices)


def _assign(call: Call, planned: Planned) -> list[Rule]:
    """Ask once for each value that nothing assigns; an empty answer leaves its rows out."""
    rules, asked = [], call.asked
    for group in planned.plan.questions:
        key = (group.field, group.value)
        if not group.field or key in asked:
            continue
        asked.add(key)
        call.out.plain(plans.to_assign(call.desk, group))
        question = _("PLATFORM[/PROJECT], - for not work, empty to leave it out: ")
        answer = ask.line(f"  {question}")
        if answer:
            rules.append(_rule(call, f"{group.field}={group.value}:{answer}"))
    return rules


def export(call: Call) -> None:
    args, path = call.args, path_of(call.args.path)
    days = read.maybe(call.day, args.start), read.maybe(call.day, args.end)
    if args.form != "archive":
        if args.form == "workbook" and any(days):
            raise InputError("A workbook holds everything.", hint="Choose a journal or a calendar for some days.")
        write_out(path, exports.file(call.desk, args.form, call.today(), *days), force=args.force)
        call.out.done({"path": str(path)}, Said("It was written to {path}.", path=Word(path)))
        return
    if any(days):
        raise InputError("An archive holds everything.", hint="Choose a journal or a calendar for some days.")
    if path.exists() and not call.args.force and (path.is_file() or any(path.iterdir())):
        raise Refused("{path} is there already.", hint="Name another, or write over it with --force.", path=Word(path))
    written = archive.export(call.desk, path)
    call.out.done({"path": str(written)}, Said("The ledger was written to {path}.", path=Word(written)))


def backup(call: Call) -> None:
    path = path_of(call.args.path) if call.args.path is not None else None
    if call.args.seal:
        name = Path(f"tracker-{call.desk.version:06d}.age")
        place = name if path is None else path / name if path.is_dir() else path
        written = backups.sealed(call.desk, place, call.args.seal, force=call.args.force)
        text = "A sealed copy of the ledger is in {path}. What you forget later stays in it."
        call.out.done({"path": str(written), "sealed": True}, Said(text, path=Word(written)))
        return
    written = backups.backup(call.desk, path)
    call.out.done({"path": str(written)}, Said("A copy of the ledger is in {path}.", path=Word(written)))
