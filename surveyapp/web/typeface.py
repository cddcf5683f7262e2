"""Cut the typeface to what our languages are written in and our pages draw; set-up runs this once.

Inter's licence, the SIL Open Font License 1.1, allows a changed file to be passed on, and Inter reserves no name.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

WEIGHTS = (400, 700)
"""The thinnest and the heaviest that a page draws."""
SCRIPTS: dict[str, tuple[range, ...]] = {
    "latin": (),
    "latin-ext": (
        range(0x0100, 0x0180),
        range(0x01B7, 0x01B8),
        range(0x01E4, 0x01EA),
        range(0x01EE, 0x01F0),
        range(0x0218, 0x021C),
        range(0x0292, 0x0293),
    ),
    "cyrillic": (),
}
"""The files, and the letters to keep where not all are: those of Polish and the Sámi languages, and of names in Europe.

The style sheet lists the same letters, so that no page fetches a file that cannot draw what it wants.
"""


def brotli(node: str) -> ModuleType:
    """What fontTools needs to read and write WOFF2, done by the Node.js that set-up has anyway."""

    def by_node(call: str, data: bytes) -> bytes:
        script = f"process.stdout.write(zlib.{call}(fs.readFileSync(0)))"
        return subprocess.run([node, "-e", script], input=data, capture_output=True, check=True).stdout

    class Brotli(ModuleType):
        MODE_FONT = 2

        def decompress(self, data: bytes) -> bytes:
            return by_node("brotliDecompressSync", data)

        def compress(self, data: bytes, mode: int) -> bytes:  # noqa: ARG002 -- fontTools says what it packs
            return by_node("brotliCompressSync", data)

    return Brotli("brotli")


def cut(source: Path, target: Path, letters: tuple[range, ...]) -> None:
    """Write a smaller file with the same shapes."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 -- only set-up needs it
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    # With the time of its making in it, the same font would be another file on each machine.
    font = TTFont(source, recalcTimestamp=False)
    if letters:
        subsetter = Subsetter(Options(layout_features=["*"]))
        subsetter.populate(unicodes=[number for each in letters for number in each])
        subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    font.save(target)


def main() -> None:
    """`python -m surveyapp.web.typeface NODE FROM TO`: a program and two folders."""
    node, source, target = sys.argv[1:]
    sys.modules["brotli"] = brotli(node)
    for script, letters in SCRIPTS.items():
        cut(Path(source) / f"inter-{script}-wght-normal.woff2", Path(target) / f"inter-{script}.woff2", letters)


if __name__ == "__main__":
    main()
