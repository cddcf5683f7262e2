"""Cut the typeface to what our languages are written in and our pages draw, and put it together for paper, at set-up.

Inter's licence, the SIL Open Font License 1.1, allows a changed file to be passed on, and Inter reserves no name.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
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


def put_together(source: Path, target: Path, style: str, weight: int) -> None:
    """Write one file with all the letters in one weight, for figures and paper, where no page picks its files."""
    from fontTools.merge import Merger  # noqa: PLC0415 -- only set-up needs it
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    with TemporaryDirectory() as scratch:
        parts = [str(Path(scratch) / f"{script}.ttf") for script in (*SCRIPTS, "greek")]
        for part in parts:
            file = source / f"inter-{Path(part).stem}-wght-normal.woff2"
            font = instantiateVariableFont(TTFont(file, recalcTimestamp=False), {"wght": weight})
            font.flavor = None
            font.save(part)
        merged = Merger().merge(parts)
    names = merged["name"]
    for number in {record.nameID for record in names.names}:
        names.removeNames(nameID=number)
    for number, words in ((1, "Inter"), (2, style), (4, f"Inter {style}"), (6, f"Inter-{style}")):
        names.setName(words, number, 3, 1, 0x409)
    merged["OS/2"].usWeightClass = weight
    merged["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
    merged["head"].macStyle = int(style == "Bold")
    merged.save(target / f"Inter-{style}.ttf")


def main() -> None:
    """`python -m surveyapp.web.typeface NODE FROM TO PAPER`: a program and three folders."""
    node, source, target, paper = sys.argv[1:]
    sys.modules["brotli"] = brotli(node)
    for script, letters in SCRIPTS.items():
        cut(Path(source) / f"inter-{script}-wght-normal.woff2", Path(target) / f"inter-{script}.woff2", letters)
    Path(paper).mkdir(exist_ok=True)
    for style, weight in zip(("Regular", "Bold"), WEIGHTS, strict=True):
        put_together(Path(source), Path(paper), style, weight)


if __name__ == "__main__":
    main()
