"""How long `make demo` takes to its first page, in a clean checkout and a second time.

The package caches are as they are: run it twice for warm ones. Only what is committed is measured.
"""

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMITS = {"clean checkout": 90.0, "second time": 5.0}
LONGEST_WAIT = 600.0


class NoPageError(RuntimeError):
    """The demo ended, or went on too long, without showing a page."""


def main() -> None:
    """Print both times beside their limits."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder) / "medvirk"
        subprocess.run(["git", "clone", "--quiet", ROOT, checkout], check=True)
        for occasion, limit in LIMITS.items():
            seconds = seconds_to_first_page(checkout, free_port())
            print(f"make demo, {occasion}: {seconds:.1f} s to the first page (limit {limit:.0f} s)")


def seconds_to_first_page(checkout: Path, port: int) -> float:
    """Start the demo, wait for the start page, stop the demo."""
    began = time.monotonic()
    command = ["make", "demo", f"DEMO=--port {port}"]
    said = checkout.parent / "demo.log"
    with said.open("w") as log:
        demo = subprocess.Popen(command, cwd=checkout, stdout=log, stderr=log, start_new_session=True)
        try:
            while not answers(port):
                if demo.poll() is not None or time.monotonic() - began > LONGEST_WAIT:
                    raise NoPageError(f"No page on port {port}. The demo said:\n{said.read_text()}")
                time.sleep(0.05)
            return time.monotonic() - began
        finally:
            if demo.poll() is None:
                os.killpg(demo.pid, signal.SIGINT)
            demo.wait()


def answers(port: int) -> bool:
    """Whether the start page comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
