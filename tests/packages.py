"""The system's packages, as far as this user may install them."""

import os
import shutil
import subprocess
import sys


def install(*packages: str) -> bool:
    """Whether Debian's tool could install these; what it says goes to stderr."""
    if not shutil.which("apt-get"):
        return False
    # The list of what there is may be older than the packages themselves.
    run(*as_root(), "apt-get", "--quiet", "update")
    return run(*as_root(), "apt-get", "--quiet", "--yes", "--no-install-recommends", "install", *packages)


def as_root() -> tuple[str, ...]:
    """What goes before a command that only root may give; sudo never asks for a password here."""
    if os.geteuid() == 0:
        return ()
    return ("sudo", "--non-interactive", "--preserve-env=DEBIAN_FRONTEND")


def run(*command: str) -> bool:
    """Whether the command is there and ended well."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        ended = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    except FileNotFoundError:
        return False
    return ended.returncode == 0
