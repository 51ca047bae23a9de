"""Make `static/vendor/bootstrap-icons-*/sprite.svg` from an unpacked bootstrap-icons package: only the icons used.

Run by hand after adding a name: `python -m ocop.ui.vendoring.icons FOLDER_OF_THE_PACKAGE`.
"""

import re
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[3] / "static/vendor/bootstrap-icons-1.13.2/sprite.svg"
NAMES = """\
archive arrow-left arrow-repeat arrow-right award bell box-arrow-right box-seam calendar3 check-circle-fill
check-lg check2-square chevron-double-left chevron-double-right chevron-down chevron-left chevron-right circle
circle-half clipboard-check clock clock-history cloud-check diagram-3 download exclamation-octagon-fill
exclamation-triangle-fill eye file-earmark-pdf file-earmark-spreadsheet file-earmark-text file-earmark-word
folder2-open funnel gear geo-alt graph-up-arrow hourglass-split info-circle-fill journal-text key keyboard
link-45deg list-task lock-fill map pencil people person-circle play-fill plus-lg printer question-circle
search shield-check shop slash-circle stop-fill table three-dots trash upload x-lg
""".split()  # noqa: SIM905 - sixty quoted words read worse


def symbol(name: str, svg: str) -> str:
    """One `<symbol>` with the drawing of an icon file."""
    body = re.sub(r"\s+", " ", re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1]).strip()
    return f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>'


def main(package: Path) -> None:
    """Write the sprite, sorted by name."""
    drawings = [symbol(name, (package / f"icons/{name}.svg").read_text()) for name in NAMES]
    OUT.write_text('<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(drawings) + "</svg>\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
