"""Questions that a line leaves open, and the answers with which it is read again.

Whoever reads a part of a line calls the `Asker` where the part may mean several things. Without an answer the
reading stops there (`Open`); the reader then reads the line once for each answer, and what comes of it are the
choices of the question. A reading that turns out impossible (a day in the future) is not a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tracker.errors import Ambiguous, InputError
from tracker.say import Many, Part, Said, told

T = TypeVar("T")


class Open(Ambiguous):
    """A question met while a line is read. `about` knows it again; `labels` say the answers, "" by the reading."""

    def __init__(
        self, about: str, message: Said | str, labels: Sequence[Said | str], *, hint: Said | str, code: str | None
    ) -> None:
        super().__init__(message, hint=hint, code=code)
        self.about, self.labels = about, tuple(labels)

    def as_error(self) -> InputError:
        """The same if nobody can choose: one value is read and no line."""
        return InputError(self.message, hint=self.hint, code=self.code, value=self.about)


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers to questions by what they are about: the number of the option that is meant."""

    answers: tuple[tuple[str, int], ...] = ()

    def __call__(
        self,
        about: str,
        message: Said | str,
        options: Sequence[tuple[Said | str, T]],
        /,
        *,
        hint: Said | str = "",
        code: str | None = None,
        **parts: Part,
    ) -> T:
        """The value of the option that is meant. Raises `Open` if nobody has said which. `parts` fill the
        blanks of message and hint."""
        for key, n in self.answers:
            if key == about and n < len(options):
                return options[n][1]
        labels = [label for label, _ in options]
        raise Open(about, told(message, **parts), labels, hint=told(hint, **parts), code=code)

    def answered(self, about: str, n: int) -> Asker:
        return Asker((*self.answers, (about, n)))


IN_QUOTES = Said("Put a name in quotes, and a note behind a #.")


class NotUnderstood(InputError):
    """Words of a line that no part of the grammar took."""

    def __init__(self, words: Sequence[str], hint: Said | str = IN_QUOTES) -> None:
        said = Many([Said("“{w}”", w=w) for w in words])
        super().__init__(Said("Not understood: {said}.", said=said), hint=hint, value=" ".join(words))
        self.words = tuple(words)


class Missing(InputError):
    """Something that a line of its kind has to say."""
