"""Make the screen fonts of `static/vendor/be-vietnam-pro-*/` from an unpacked @fontsource/be-vietnam-pro.

Run by hand when the font is renewed: `python -m ocop.ui.vendoring.fonts FOLDER_OF_THE_PACKAGE`.
The family has no tabular figures, so a small companion face ("Be Vietnam Pro Figures") holds the ten digits
at one width: columns of numbers line up without a second text font (OFL-1.1 allows the change of name and form).
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = (400, 600)
OUT = Path(__file__).resolve().parents[3] / "static/vendor/be-vietnam-pro-5.3.0"
LATIN = (
    "20-7E A0 A7 A9 AB B0-B2 B7 BB C0-C3 C8-CA CC CD D2-D5 D7 D9 DA DD E0-E3 E8-EA EC ED F2-F5 F9 FA FD "
    "2013 2014 2018 2019 201C 201D 2022 2026 2190-2193 2212 2264 2265"
)
VIETNAMESE = "102 103 110 111 128 129 168 169 1A0 1A1 1AF 1B0 300 301 303 309 323 1EA0-1EF9 20AB"


def code_points(text: str) -> list[int]:
    """ "41-43 45" → [0x41, 0x42, 0x43, 0x45]."""
    points: list[int] = []
    for part in text.split():
        first, _, last = part.partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points


def cut(source: Path, points: list[int]) -> TTFont:
    """Keep only `points` and the marks and kerning that Vietnamese needs."""
    options = subset.Options(layout_features=["kern", "ccmp", "locl", "mark", "mkmk"], flavor="woff2")
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def even_digits(font: TTFont) -> None:
    """Give all digits the width of a zero, centred in it."""
    names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    widest = font["hmtx"][names[0]][0] - 30
    for name in names:
        width, bearing = font["hmtx"][name]
        shift = (widest - width) // 2
        glyph = font["glyf"][name]
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (widest, bearing + shift)
    for table in ("GPOS", "GSUB", "kern"):
        if table in font:
            del font[table]


def main(package: Path) -> None:
    """Write latin, vietnamese and figures for every weight."""
    for weight in WEIGHTS:
        for part, text in (
            ("latin", LATIN),
            ("vietnamese", VIETNAMESE),
            ("figures", "30-39"),
        ):
            script = "vietnamese" if part == "vietnamese" else "latin"
            font = cut(
                package / f"files/be-vietnam-pro-{script}-{weight}-normal.woff2",
                code_points(text),
            )
            if part == "figures":
                even_digits(font)
            font.flavor = "woff2"
            font.save(OUT / f"{part}-{weight}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
