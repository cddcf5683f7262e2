"""After every journey, what was written down of it is listened through."""

from tests.listening import ear, nothing_personal_is_written

__all__ = ["ear", "nothing_personal_is_written"]
