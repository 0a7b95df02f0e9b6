"""Opening a release that came from anywhere: a folder, or a ZIP of one. Needs no ledger and no pool."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from tracker.desk import reference, releases
from tracker.errors import InputError
from tracker.release import drawing, series
from tracker.release.drawing import Drawing
from tracker.release.figures import Figure
from tracker.release.record import Record
from tracker.release.series import Over
from tracker.release.tables import bad_release
from tracker.vault import packing, pictures
from tracker.words.reference import data_folder

__all__ = ["MOST_MB", "Opened", "claims", "drawn", "example", "opened", "opened_zip", "png", "svg", "zipped"]

MOST_MB = 50
MOST_FILES = 200
EXAMPLE = "example_release.zip"
HANDED_ON = (
    "factsheet.html",
    packing.CELLS,
    packing.PARQUET,
    packing.DATABASE,
    "CITATION.cff",
    "METHODS.md",
    "datapackage.json",
)
"""Files of a release that can be saved from the page."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A release that was checked, and its files that a reader may want."""

    record: Record
    figures: tuple[Figure, ...]
    publisher: str
    """Fingerprint of the key that signed it."""
    sums: str
    files: Mapping[str, bytes] = field(repr=False)
    example: bool = False
    """Is it the simulated one that comes with the tracker?"""


def opened(folder: Path) -> Opened:
    """Read and check a release folder. Raises NotFound, InputError (bad_release)."""
    found = releases.open_release(folder)
    files = {n: (folder / n).read_bytes() for n in HANDED_ON if (folder / n).is_file()}
    return Opened(found.record, found.figures, found.publisher, found.sums, files)


def opened_zip(data: bytes) -> Opened:
    """Read and check a ZIP of a release folder; nothing of it stays on the disk. Raises InputError, NotFound."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        return opened(_unpacked(data, Path(place)))


def example() -> Opened:
    """The simulated release that comes with the tracker: what a release can say, before somebody has one."""
    return replace(opened_zip((data_folder() / EXAMPLE).read_bytes()), example=True)


def _unpacked(data: bytes, place: Path) -> Path:
    """The release's folder inside a ZIP. Names that would leave the folder are refused, and so is what unpacks to
    more than any release."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [i for i in archive.infolist() if not i.is_dir()]
            if len(listed) > MOST_FILES or sum(i.file_size for i in listed) > MOST_MB * 10**6:
                raise bad_release("it unpacks to more than any release")
            for info in listed:
                _unpack_one(archive, info, place)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise InputError("This is not a ZIP file that can be read.", hint="Drop the ZIP of a release.") from error
    found = sorted(place.rglob(packing.RECORD), key=lambda p: len(p.parts))
    return found[0].parent if found else place


def _unpack_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path) -> None:
    name = PurePosixPath(info.filename)
    if name.is_absolute() or ".." in name.parts or "\\" in info.filename or ":" in info.filename:
        raise bad_release("a file in it has a name that leads elsewhere")
    target = place / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as source:
        content = source.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise bad_release("a file in it is longer than declared")
    target.write_bytes(content)


def zipped(folder: Path) -> bytes:
    """A release folder as one file to hand on: the same folder gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def drawn(figures: Sequence[Figure], record: Record) -> tuple[Drawing, ...]:
    """The release's own pictures of these figures: one of each median and level that is among them."""
    return drawing.drawings(figures, record)


def of_one(figure: Figure, record: Record) -> Drawing:
    """The picture of one published figure."""
    return drawing.of_one(figure, record)


def over_time(several: Sequence[Opened]) -> tuple[Over, ...]:
    """Every figure that at least two of these releases of one collective publish, by quarter; nothing where they are of
    several collectives. Raises InputError (not_comparable) for one release twice and for two currencies."""
    if len({(o.record.pool, o.record.publisher) for o in several}) > 1:
        return ()
    return series.series([(o.record, o.figures) for o in several])


def of_series(over: Over) -> Drawing:
    """The picture of one figure over time."""
    return series.picture(over)


def snippet(picture: Drawing) -> bytes:
    """A piece of HTML for somebody else's page."""
    return drawing.snippet(picture).encode()


def svg(picture: Drawing) -> bytes:
    return drawing.svg(picture).encode()


def png(picture: Drawing) -> bytes:
    return pictures.png(picture)


def claims() -> tuple[Mapping[str, str], ...]:
    """What the press says this work pays."""
    return reference.press_claims()
