"""`python -m analysis`."""

from analysis.cli import main
from analysis.texts.cli import texts

main.add_command(texts)
main(prog_name="python -m analysis")
