"""A table that may leave, as one frozen object and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from analysis.disclosure.dimensions import Dimension, TableError


@dataclass(frozen=True, slots=True)
class ProtectedCell:
    """One published cell: `value` is None when hidden, and then nothing says whether it was small itself.

    `share` is of the total over the dimension that percentages are of; None also where that total is hidden or 0.
    """

    codes: tuple[str, ...]
    value: float | None
    share: float | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be shown, stored and sent.

    `cells` are all published cells in the order of the dimensions, the last running fastest; `hidden` of them have no
    value. `known` names the dimension whose totals (how many took part) are never hidden, `shares_of` the dimension
    whose total the shares are of. All values are multiples of `base` when the table is rounded instead.
    """

    dimensions: tuple[Dimension, ...]
    cells: tuple[ProtectedCell, ...]
    hidden: int
    known: str | None
    shares_of: str | None
    base: int | None = None
    protected: bool = True

    def value(self, *codes: str) -> float | None:
        """The value of a cell, None when it is hidden; raises `TableError` when there is no such cell."""
        found = next((cell for cell in self.cells if cell.codes == codes), None)
        if found is None:
            raise TableError(f"There is no cell {codes}. Name one code or group of each dimension.")
        return found.value


def table_to_json(table: ProtectedTable) -> str:
    """The table as JSON with the same names as the fields."""
    return _ADAPTER.dump_json(table, indent=2).decode() + "\n"


def table_from_json(text: str | bytes) -> ProtectedTable:
    """A table read back from its JSON; raises pydantic's ValidationError when it is not one."""
    return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(ProtectedTable)
