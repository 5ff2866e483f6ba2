"""Print every ratio. The status is 0 whatever they are: people look at speed, a shared machine cannot assert it."""

import os
from itertools import chain

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import edits, paper_pieces, papers, preview, start


def main() -> None:
    """Run all benches."""
    for ratio in chain(start.ratios(), edits.ratios(), papers.ratios(), paper_pieces.ratios(), preview.ratios()):
        print(ratio.line(), flush=True)


main()
