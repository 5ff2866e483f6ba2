"""stub."""


def write_funnel(book) -> None:
    pass
