"""`python -m analysis`."""

from analysis.bundles.cli import verify_bundle
from analysis.cli import main
from analysis.cli_trend import trend_rounds
from analysis.texts.cli import texts

main.add_command(texts)
main.add_command(trend_rounds)
main.add_command(verify_bundle)
main(prog_name="python -m analysis")
