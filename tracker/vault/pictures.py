"""Charts of a release as PNG, from the same shapes as the SVG."""

from __future__ import annotations

import io

from tracker.release.drawing import WIDTH, Drawing, Shape

SHARP = 2
"""Picture points for one unit of a drawing."""


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


def _put(pen: object, s: Shape) -> None:
    from PIL import ImageDraw, ImageFont

    assert isinstance(pen, ImageDraw.ImageDraw)
    x, y = s.x * SHARP, s.y * SHARP
    if s.text:
        font = ImageFont.load_default(s.size * SHARP)
        pen.text((x, y), s.text, fill=s.colour, font=font, anchor="rs" if s.end else "ls")
    else:
        height = max(s.height * SHARP, 3)
        pen.rectangle((x, y, x + max(s.width * SHARP, 1), y + height), fill=s.colour)
