"""The one exception a user ever sees: where, what is wrong, what to do."""


class StewardError(Exception):
    """A user's mistake or a refused operation; printed as one line, exit code 1.

    The message must never hold a personal value: name the file, table and column instead.
    """

    def __init__(self, where: str, what: str, do: str) -> None:
        super().__init__(f"{where}: {what}; {do}")
        self.where = where
        self.what = what
        self.do = do
