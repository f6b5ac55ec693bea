"""A process of a cluster's worker that runs reports, one at a time, for `cited.press.execute.remote`.

Standard input brings pickled reports, standard output takes the pickled result, page and root folder of each.
"""

import os
import pickle
import sys

from cited import project
from cited.press.execute import remote
from cited.press.execute.run import Press
from cited.press.execute.workers import Workers


def main() -> None:
    """Run reports until standard input ends."""
    root = project.root()
    # What a report prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    workers = Workers(root)
    press = Press(root, workers.private)
    try:
        while asked := remote.read(sys.stdin.buffer):
            report = pickle.loads(asked)
            result = press.run(report, more=True)
            page = b"" if result.fault else (root / report.page).read_bytes()
            remote.write(answers, pickle.dumps((result, page, str(root))))
    finally:
        press.kill()
        workers.close()


if __name__ == "__main__":
    main()
