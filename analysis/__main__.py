"""`python -m analysis`."""

from analysis.cli import main
from analysis.cli_trend import trend_rounds
from analysis.texts.cli import texts

main.add_command(texts)
main.add_command(trend_rounds)
main(prog_name="python -m analysis")
