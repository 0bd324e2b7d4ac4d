"""Starts the program, disturbs it, and says how it ended."""

import os
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass


@dataclass
class Ended:
    """How a process ended: an exit code, or the signal that killed it, and what it said."""

    code: int | None
    signal: int | None
    out: str
    err: str
    seconds: float
    memory: int  # peak, in bytes
    hung: bool = False

    @property
    def word(self):
        return f"signal {self.signal}" if self.signal else f"exit {self.code}"


class Program:
    """The program under test in surroundings of its own: no environment but what is given, a temporary folder that must be empty afterwards."""

    def __init__(self, path):
        self.path = os.path.abspath(path)

    def start(self, words, folder, env=None, before=None, wrap=(), cwd=None, out=None, err=None):
        surroundings = {"PATH": "/usr/bin:/bin", "TMPDIR": os.path.join(folder, "tmp"), "SWIFT_BACKTRACE": "enable=no"}
        surroundings.update(env or {})
        os.makedirs(os.path.join(folder, "tmp"), exist_ok=True)
        number = sum(1 for name in os.listdir(folder) if name.startswith("out."))
        paths = [os.path.join(folder, f"{kind}.{number}.{threading.get_ident() % 1000}") for kind in ("out", "err")]
        files = [given if given is not None else open(path, "wb") for given, path in zip((out, err), paths)]
        process = subprocess.Popen(
            [*wrap, self.path, *words], env=surroundings, cwd=cwd or folder, stdin=subprocess.DEVNULL, stdout=files[0], stderr=files[1],
            preexec_fn=before, start_new_session=True)
        return Running(process, paths, (out, err))

    def run(self, words, folder, kill=None, timeout=300, **how):
        """`kill` is (signal, seconds after the start)."""
        running = self.start(words, folder, **how)
        if kill:
            number, after = kill
            running.wait_until(after)
            running.send(number)
        return running.end(timeout)


class Running:
    def __init__(self, process, paths, given):
        self.process, self.paths, self.given = process, paths, given
        self.began = time.monotonic()

    def wait_until(self, seconds):
        time.sleep(max(0, self.began + seconds - time.monotonic()))

    def send(self, number):
        try:
            os.kill(self.process.pid, number)
        except ProcessLookupError:
            pass

    def end(self, timeout=300):
        hung = []

        def give_up():
            hung.append(True)
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

        guard = threading.Timer(timeout, give_up)
        guard.start()
        _, status, usage = os.wait4(self.process.pid, 0)
        guard.cancel()
        seconds = time.monotonic() - self.began
        self.process.returncode = os.waitstatus_to_exitcode(status)
        said = []
        for path, given in zip(self.paths, self.given):
            said.append("" if given is not None else open(path, "rb").read().decode("utf-8", "replace"))
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        return Ended(None if killed else os.WEXITSTATUS(status), killed, said[0], said[1], seconds, usage.ru_maxrss * 1024, bool(hung))


def limit(kind, amount):
    """For `before`: a resource limit of the child."""
    return lambda: resource.setrlimit(kind, (amount, amount))
