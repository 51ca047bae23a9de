"""The one exception of the checks in the child."""


class Refused(Exception):
    """The file is refused as a whole. `code` is a key of messages.py, `row`/`column` count from 1."""

    def __init__(self, code: str, row: int | None = None, column: int | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.row = row
        self.column = column
        self.params = params

    def as_dict(self) -> dict[str, object]:
        return {"code": self.code, "row": self.row, "column": self.column, "params": self.params}
