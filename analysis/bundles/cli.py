"""Verifying a bundle from the command line, without the app. Exit codes: 0 the same, 1 not, or no bundle."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.bundles.archive import BundleError
from analysis.bundles.verifying import lines, verify


@click.command("verify")
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def verify_bundle(bundle: Path) -> None:
    """Work a bundle's numbers out again from its counts, and say whether they are the same.

    Example: python -m analysis verify bundle.zip
    """
    try:
        found = verify(bundle)
    except BundleError as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(1) from refusal
    click.echo("\n".join(lines(found)))
    raise SystemExit(0 if found.same else 1)
