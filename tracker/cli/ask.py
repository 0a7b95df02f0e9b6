"""Questions, asked only where standard input is a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Sequence

from tracker.cli import ways
from tracker.errors import InputError, NeedsAnswer, Refused
from tracker.say import Said
from tracker.views.text import _


def possible() -> bool:
    """Is there somebody to ask?"""
    return sys.stdin is not None and sys.stdin.isatty()


def sure(question: Said) -> None:
    """Go on only with a yes, in English or in the language that is spoken. Raises NeedsAnswer if nobody can be asked,
    Refused with a no."""
    if not possible():
        raise NeedsAnswer(question, asks="yes")
    yes, no = _("yes"), _("no")
    said = line(f"{ways.say(question)} [{yes[:1]}/{no[:1].upper()}] ").lower()
    if _plain(said) not in ("y", "yes", yes[:1], _plain(yes)):
        raise Refused("Nothing was done.")


def _plain(word: str) -> str:
    """A word without its accents: si for sí."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def choose(question: str, choices: Sequence[str]) -> str:
    """One of the choices; asks again until it is."""
    while True:
        answer = line(f"{question} ({', '.join(choices)}): ")
        if answer in choices:
            return answer


def pick(question: str, choices: Sequence[str]) -> int:
    """Which of some choices, each with a number before it; asks again until it is one, so Enter alone takes none.

    The question and the choices are on standard error: standard output is for the answer.
    """
    print(question, *(f"  {n}  {choice}" for n, choice in enumerate(choices, 1)), sep="\n", file=sys.stderr)
    numbers = [str(n) for n in range(1, len(choices) + 1)]
    return int(choose(_("Which"), numbers)) - 1


def value(question: str, proposed: str, read: Callable[[str], str]) -> str:
    """A value that `read` takes; Enter takes the proposed one; asks again until it can be read."""
    said = f" [{proposed}]" if proposed else ""
    while True:
        answer = line(f"{question}{said}: ") or proposed
        try:
            if answer:
                return read(answer)
        except InputError as error:
            print(ways.say(error.sentence()), file=sys.stderr)


def line(prompt: str) -> str:
    """One line that was typed. Raises Refused where the input ends."""
    print(prompt, end="", file=sys.stderr, flush=True)
    text = sys.stdin.readline()
    if not text:
        raise Refused("Stopped; nothing was written.")
    return text.strip()
