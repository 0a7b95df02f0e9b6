"""Charts of a release as PNG, from the same shapes as the SVG."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.release.drawing import WIDTH, Drawing, Shape

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont
    from PIL.ImageFont import ImageFont as PlainFont

SHARP = 2
"""Picture points for one unit of a drawing."""
FONT = "static/static/media/SourceSansVF-Upright.*.woff2"
"""In Streamlit's folder: Pillow's own font has no é, no € and no space that does not break, and draws boxes."""
REGULAR = 400


def png(drawing: Drawing) -> bytes:
    """The chart as a PNG with its title inside."""
    from PIL import Image, ImageDraw
    from PIL.PngImagePlugin import PngInfo

    image = Image.new("RGB", (WIDTH * SHARP, drawing.height * SHARP), "#ffffff")
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _put(pen, shape)
    about = PngInfo()
    about.add_text("Title", drawing.title)
    about.add_itxt("Description", drawing.alt)
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=about, optimize=True)
    return out.getvalue()


@lru_cache(maxsize=8)
def font(size: int) -> FreeTypeFont | PlainFont:
    """The letters of pictures."""
    from PIL import ImageFont

    found = find_spec("streamlit")
    there = sorted(Path(found.origin).parent.glob(FONT)) if found and found.origin else []
    if not there:
        return ImageFont.load_default(size)
    made = ImageFont.truetype(there[0], size)
    made.set_variation_by_axes([REGULAR])
    return made


def _put(pen: object, s: Shape) -> None:
    from PIL import ImageDraw

    assert isinstance(pen, ImageDraw.ImageDraw)
    x, y = s.x * SHARP, s.y * SHARP
    if s.text:
        pen.text((x, y), s.text, fill=s.colour, font=font(s.size * SHARP), anchor="rs" if s.end else "ls")
    else:
        height = max(s.height * SHARP, 3)
        pen.rectangle((x, y, x + max(s.width * SHARP, 1), y + height), fill=s.colour)
