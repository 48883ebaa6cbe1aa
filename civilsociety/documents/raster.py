"""The bars of a chart as a picture, for Word, which does not read SVG everywhere."""

import io
from functools import cache

from fontTools.ttLib import woff2
from PIL import Image, ImageDraw, ImageFont

from .charts import BAR, laid_out
from .content import BarChart
from .fonts import font_faces

SCALE = 3  # picture dots for each pixel of the drawing: sharp on paper
WIDTH = 600  # pixels, before scaling
INK, TEAL, GREY = "#16262e", "#0f4c5c", "#505a5f"


def bar_png(chart: BarChart) -> bytes:
    """The chart as a PNG, drawn from the same positions as the SVG."""
    bars, height = laid_out(chart)
    image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), "white")
    draw = ImageDraw.Draw(image)
    for bar in bars:
        _draw(draw, bar)
    buffer = io.BytesIO()
    image.quantize(32).save(buffer, "PNG", optimize=False)
    return buffer.getvalue()


def _draw(draw, bar):
    for line in bar.lines:
        _write(draw, 0, line.y, line.text)
    right, top = float(bar.width) / 100 * WIDTH, bar.y
    box = [0, top * SCALE, right * SCALE, (top + BAR) * SCALE]
    if bar.shown:
        draw.rectangle(box, fill=TEAL)
    else:
        draw.rectangle(box, outline=GREY, width=SCALE)
        for x in range(0, int(box[2]) - BAR * SCALE, 6 * SCALE):
            draw.line([x, box[3], x + BAR * SCALE, box[1]], fill=GREY, width=SCALE)
    _write(draw, right + 8, bar.baseline, bar.value)


def _write(draw, x, baseline, text):
    draw.text((x * SCALE, baseline * SCALE), text, fill=INK, font=_font(), anchor="ls")


@cache
def _font():
    path = font_faces().get((400, "normal"))
    if path is None:
        return ImageFont.load_default(16 * SCALE)
    opened = io.BytesIO()
    woff2.decompress(io.BytesIO(path.read_bytes()), opened)
    opened.seek(0)
    return ImageFont.truetype(opened, 16 * SCALE)
