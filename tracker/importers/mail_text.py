"""E-mail as text: the mails of an `.eml` or `.mbox`, each with its sender, its day and its text in paragraphs.

    Text ── mails ──> Mail: line, sender, subject, moment, texts (plain, HTML), how it was passed on

A mail in a mail (attached) is a mail of its own and stands for the one around it. One that was forwarded inside the
text of another has the sender and the day that are quoted there, never those of whoever forwarded it.
`mailbox.mbox` of the standard library wants a file on disk and begins a new mail at every line "From …" of a text.
"""

from __future__ import annotations

import datetime as dt
import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from tracker.errors import InputError
from tracker.importers import mail_languages as other
from tracker.importers.base import Text

MOST = 60_000
"""Characters of a mail's text that are looked at."""
DEEPEST = 8
"""Mails within mails and parts within parts that are looked into."""
_FROM_LINE = re.compile(r"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From \S+ .*\d{4}[ \t]*\r?$", re.MULTILINE)
_HEADER = re.compile(r"[!-9;-~]+:(?: |\t|\r?$)")
_NEEDED = ("date", "subject", "message-id", "mime-version", "received", "to", "delivered-to", "return-path")
_FORWARDED = re.compile(
    r"^[-_ ]*(?:Forwarded message|Original Message|Begin forwarded message|Weitergeleitete Nachricht|"
    rf"{other.FORWARDED})[-_: ]*$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(
    rf"^[ *>]*(From|Date|Subject|{'|'.join(other.QUOTED)})[*]? ?:[* ]*(.+?)[* ]*$", re.IGNORECASE | re.MULTILINE
)
_GREETING = re.compile(rf"^(?:hello|hi|hey|dear|{other.GREETING})\b[^\n]{{0,60}}$", re.IGNORECASE)
_BLOCKS = frozenset((
    "address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset(("script", "style", "head", "title", "template"))


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `line` is where it begins. `sender` is an address in small letters, "" if there is none.

    `sent`: the moment in its header, None if it has none that can be read. `day`: of a forwarded mail, what is quoted
    as its day. `texts`: its text, and the text of its HTML, in paragraphs, each in one line. `refused`: a word of its
    own headers says that the sender is not who it seems to be. `forwarded`: within the text of another.
    """

    line: int
    sender: str
    subject: str
    sent: dt.datetime | None
    key: str
    texts: tuple[str, ...]
    forwarded: bool = False
    day: str = ""
    refused: bool = False
    spam: bool = False
    attached: bool = False


def is_mail(text: Text) -> bool:
    """Whether a text begins with the headers of a mail, or with the first line of an mbox."""
    head = text.text[:20_000].lstrip("\n\r")
    if head.startswith("From "):
        head = head.partition("\n")[2]
    lines = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0].splitlines()
    if not lines or not _HEADER.match(lines[0]):
        return False
    names = {line.partition(":")[0].lower() for line in lines if _HEADER.match(line)}
    return "from" in names and len(names.intersection(_NEEDED)) >= 2


def mails(text: Text) -> Iterator[Mail | InputError]:
    """The mails of a file; of one that cannot be read the error, with its line."""
    codec = "utf-8" if text.encoding.startswith("utf") else text.encoding
    for line, part in _parts(text.text):
        try:
            found = email.message_from_bytes(part.encode(codec, "replace"), policy=default)
            yield from _mails(found, line)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
            yield InputError("The mail cannot be read.", code="not_understood", line=line)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The text of each mail with the line on which it begins; a mail alone is the whole text."""
    starts = [m.start() for m in _FROM_LINE.finditer(text)]
    if not starts or text[: starts[0]].strip():
        yield 1, text.lstrip("\r\n")
        return
    line, at = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", at, start)
        at = start
        head, _, body = text[start:end].partition("\n")
        yield line, body if head.startswith("From ") else text[start:end]


def _mails(found: EmailMessage, line: int, depth: int = 0) -> Iterator[Mail]:
    inner = list(_attached(found, depth))
    if inner and depth < DEEPEST:
        for n, one in enumerate(inner, 1):
            yield from _mails(one, line + n, depth + 1)
        return
    texts = tuple(t for t in (_text_of(found, "plain"), _text_of(found, "html")) if t)
    mail = Mail(
        line,
        parseaddr(_header(found, "From"))[1].casefold(),
        " ".join(_header(found, "Subject").split()),
        _moment(_header(found, "Date")),
        _header(found, "Message-ID").strip() or f"{_header(found, 'Date')} {_header(found, 'Subject')}",
        texts,
        refused=_is_refused(found),
        spam="spam" in _header(found, "X-Gmail-Labels").casefold().split(","),
        attached=any(part.get_content_disposition() == "attachment" for part in found.walk()),
    )
    yield _as_quoted(mail)


def _header(found: EmailMessage, name: str) -> str:
    try:
        return str(found.get(name, "") or "")
    except (ValueError, LookupError, TypeError, AttributeError):  # a header that the standard library cannot take apart
        return ""


def _moment(said: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _is_refused(found: EmailMessage) -> bool:
    """Whether the mail's receiver found that it is not from its sender (`dmarc=fail`)."""
    try:
        said = " ".join(map(str, found.get_all("Authentication-Results", [])))
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    return bool(re.search(r"\bdmarc=fail\b", said, re.IGNORECASE))


def _attached(found: MIMEPart, depth: int) -> Iterator[EmailMessage]:
    """Mails that are attached to a mail."""
    if depth > DEEPEST or not found.is_multipart():
        return
    for part in found.iter_parts() if found.get_content_maintype() == "multipart" else ():
        if part.get_content_type() == "message/rfc822":
            yield from (p for p in part.get_payload() if isinstance(p, EmailMessage))
        elif part.get_content_maintype() == "multipart":
            yield from _attached(part, depth + 1)


def _text_of(found: EmailMessage, kind: str) -> str:
    """All text of one kind in a mail, in paragraphs."""
    out, size = [], 0
    for part in found.walk():
        if part.get_content_type() != f"text/{kind}" or part.get_content_disposition() == "attachment":
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        words = _decoded(data, part.get_content_charset("utf-8"))
        out.append(_of_html(words) if kind == "html" else words)
        size += len(out[-1])
        if size > MOST:
            break
    return _paragraphs("\n\n".join(out)[:MOST])


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return data.decode("utf-8", "replace")


class _Reader(HTMLParser):
    """The text of HTML, each block in paragraphs of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.out.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        if tag in _BLOCKS:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.out.append(" ".join(f"|{data}|".split())[1:-1])


def _of_html(words: str) -> str:
    reader = _Reader()
    reader.feed(words)
    reader.close()
    return "".join(reader.out)


def _paragraphs(words: str) -> str:
    """Text with each paragraph in one line: a sentence may be broken over several; a greeting stands alone."""
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad]", "", words).replace("\u00a0", " ").replace("\u202f", " ")
    lines = [re.sub(r"^(?:[ \t]*>)+", "", line).strip() for line in text.splitlines()]
    apart = "\n".join(f"{line}\n" if _GREETING.match(line) else line for line in lines)
    return "\n".join(" ".join(p.split()) for p in re.split(r"\n\s*\n", _kept(apart)) if p.strip())


def _kept(text: str) -> str:
    """The lines that say how a mail was forwarded stay lines of their own."""
    return re.sub(f"({_FORWARDED.pattern})", r"\n\n\1\n\n", _QUOTED.sub(r"\n\n\g<0>\n\n", text), flags=_FORWARDED.flags)


def _as_quoted(mail: Mail) -> Mail:
    """A mail that was forwarded within the text of another, as it is quoted there."""
    for text in mail.texts:
        if found := _FORWARDED.search(text):
            below = text[found.end() :]
            head = [(name.lower(), value) for name, value in reversed(_QUOTED.findall(below[:2_000]))]
            said = {other.QUOTED.get(name, name): value for name, value in head}
            sender = re.search(r"[\w.+-]+@[\w.-]+\w", said.get("from", ""))
            return Mail(
                mail.line,
                sender.group().casefold() if sender else "",
                said.get("subject", "") or mail.subject,
                None,
                mail.key,
                (below,),
                forwarded=True,
                day=said.get("date", ""),
                spam=mail.spam,
            )
    return mail
