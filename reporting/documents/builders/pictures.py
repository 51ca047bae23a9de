"""Drawings on documents: stars in a row, a QR code. Vector for PDF, bitmap for Word, the same shapes."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from math import cos, pi, sin

import segno
from PIL import Image, ImageDraw

from reporting.documents.tree import Picture

GOLD = "#b8860b"
STEP, OUTER, INNER = 26.0, 11.0, 11.0 * 0.382  # of a regular pentagram: inner radius = outer × (3 − √5) / 2
PIXELS_A_MM, FINER = 12, 4


def stars(count: int, *, height_mm: float = 12) -> Picture:
    """`count` stars of five points in a row; no font has to hold a star."""
    width_mm = height_mm * count
    return Picture(
        name=f"stars-{count}",
        svg=_stars_svg(count, width_mm, height_mm),
        png=_stars_png(count, height_mm),
        width_mm=width_mm,
        height_mm=height_mm,
        alt=f"Hạng {count} sao",
    )


def qr(text: str, *, size_mm: float = 26) -> Picture:
    """The text as a QR code that still reads when 15 % of it is worn off (level M)."""
    code = segno.make(text, error="m", micro=False)
    vector, bitmap = BytesIO(), BytesIO()
    code.save(vector, kind="svg", xmldecl=False, omitsize=True, border=2, lineclass=None, svgclass=None)
    code.save(bitmap, kind="png", scale=12, border=2)
    return Picture("qr", vector.getvalue().decode(), bitmap.getvalue(), size_mm, size_mm, f"Mã QR: {text}")


def _points(count: int) -> list[list[tuple[float, float]]]:
    """Corners of each star, in units of which one star has STEP."""
    corners = [(OUTER if corner % 2 == 0 else INNER, -pi / 2 + corner * pi / 5) for corner in range(10)]
    middle = STEP / 2
    return [
        [(middle + star * STEP + radius * cos(angle), middle + radius * sin(angle)) for radius, angle in corners]
        for star in range(count)
    ]


def _stars_svg(count: int, width_mm: float, height_mm: float) -> str:
    paths = "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in star) + "Z" for star in _points(count))
    box = f'viewBox="0 0 {STEP * count:g} {STEP:g}" width="{width_mm:g}mm" height="{height_mm:g}mm"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path fill="{GOLD}" d="{paths}"/></svg>'


@cache
def _stars_png(count: int, height_mm: float) -> bytes:
    """Drawn four times as fine and made smaller, so that the edges are smooth; the same bytes every time."""
    side = round(height_mm * PIXELS_A_MM)
    scale = side * FINER / STEP
    image = Image.new("RGB", (side * count * FINER, side * FINER), "white")
    pen = ImageDraw.Draw(image)
    for star in _points(count):
        pen.polygon([(x * scale, y * scale) for x, y in star], fill=GOLD)
    stream = BytesIO()
    image.resize((side * count, side), Image.Resampling.LANCZOS).save(stream, "PNG", optimize=False)
    return stream.getvalue()
