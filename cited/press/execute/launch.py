"""A report's kernel: ipykernel's, but ending at once and in good order. Runs as a script, or in a forked process.

Only the standard library is imported here: a kernel must find the project's own modules as they are on disk.
"""

import atexit
import contextlib
import ctypes
import gc
import io
import os
import signal
import sys

PR_SET_CHILD_SUBREAPER = 36
# How long the last answer may take at most, in seconds; it takes a millisecond.
MOMENT = 1
FILES = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)


def launch() -> None:
    """Be a kernel, as the command line says, until it is asked to end; then end the process."""
    from ipykernel.kernelapp import IPKernelApp

    # What a notebook starts stays below its kernel, also where it makes itself a daemon; so it is counted and ended.
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    application = IPKernelApp.instance()
    application.initialize()
    # It joins a thread that may be waiting for the one that `close` has just stopped: one kernel in a dozen hangs.
    atexit.unregister(application.close)
    application.start()
    # It still answers that the kernel ends, through a thread that the exit handlers stop: ZeroMQ would abort.
    application.control_thread.join(MOMENT)
    _end()


def _end() -> None:
    """End the process: exit handlers run, files are flushed, and the memory is left as it is.

    An ordinary end would take every object apart, and so copy all of the memory that forked kernels share;
    and it would wait for the threads that a notebook has left behind.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    atexit._run_exitfuncs()
    gc.collect()
    for thing in gc.get_objects():
        if type(thing) in FILES:
            with contextlib.suppress(OSError, ValueError):
                thing.flush()
    os._exit(0)


if __name__ == "__main__":
    # As `python -m ipykernel_launcher` names itself.
    sys.argv[0] = "ipykernel_launcher"
    launch()
