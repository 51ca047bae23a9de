"""The installation itself."""

from ..row import Row, public

ROWS = {
    "health": Row(get=public, get_status=(200, 503), few="asks the broker and waits for it; everyone may"),
}
