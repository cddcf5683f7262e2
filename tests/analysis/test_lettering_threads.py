"""Widths are the same whoever measures: reports are written in several threads at once."""

from concurrent.futures import ThreadPoolExecutor

from analysis.figures import lettering

LETTERS = [chr(code) for code in range(0x20, 0x250)]


def test_many_threads_measure_new_letters_as_one_does() -> None:
    alone = lettering._Advances(bold=False)
    expected = [alone[letter] for letter in LETTERS]

    for _ in range(20):
        fresh = lettering._Advances(bold=False)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda start, fresh=fresh: [fresh[each] for each in LETTERS[start:]], range(8)))

        assert [each[-100:] for each in found] == [expected[-100:]] * 8
