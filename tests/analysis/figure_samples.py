"""One input for every figure that is drawn from counts, as a report would give it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from analysis import figures
from analysis.figures import Figure
from analysis.figures.axes import Measure
from analysis.figures.countymaps import County, CountyMap, CountyRounds
from analysis.figures.curves import Curve, Curves
from analysis.figures.forests import Difference, Differences
from analysis.figures.funnels import Funnel, Unit
from analysis.figures.milestones import Milestone, Milestones
from analysis.figures.positions import Position, Positions
from analysis.figures.quadrants import Theme, Themes
from analysis.figures.slopes import Line, Slopes
from analysis.figures.strips import Measured, Status, Strip
from questionnaires.classifications import fylker

TODAY = dt.date(2024, 10, 16)

DIFFERENCES = Differences(
    "Agder mot landet",
    (
        Difference("Kommunen har en plan for habilitering", 0.12, 0.02, 0.22, 25),
        Difference("Koordinerende enhet er synlig for innbyggerne", -0.071, -0.183, 0.041, 24),
        Difference("Barnekoordinator", 0.025, -0.05, 0.1, 25),
        Difference("Frisklivssentral", -0.151, -0.224, -0.078, 25),
        Difference("Dagsenter", None),
    ),
    matters=0.05,
    lower="under landet",
    higher="over landet",
)

SLOPES = Slopes(
    "Andelene",
    ("2017", "2019", "2024"),
    (
        Line("Har en plan for habilitering og rehabilitering", (0.41, 0.52, 0.63), (248, 312, 356)),
        Line("Har frisklivssentral", (0.55, 0.54, 0.57), (248, 312, 356)),
        Line("Har dagsenter", (0.58, None, 0.48), (248, 3, 356)),
        Line("Har barnekoordinator", (None, 0.2, 0.88), (None, 312, 356)),
        Line("Bare i første", (0.3, None, None), (248, None, None)),
    ),
    dates=(dt.date(2017, 10, 16), dt.date(2019, 10, 16), TODAY),
)

COUNTIES = CountyMap(
    "Har en plan",
    TODAY,
    tuple(
        County(each.nr, None if each.nr == "56" else (11 + 6 * at) / 101, 0 if each.nr == "56" else 8 + 3 * at)
        for at, each in enumerate(fylker(TODAY))
        if each.nr != "46"
    ),
)

COUNTY_ROUNDS = CountyRounds(
    "Har en plan",
    ("2017", "2024"),
    CountyMap(
        "Har en plan",
        TODAY,
        tuple(
            County(each.nr, None if each.nr == "18" else (70 - 4 * at) / 101, 6 + 2 * at)
            for at, each in enumerate(fylker(TODAY))
        ),
    ),
    CountyMap(
        "Har en plan",
        TODAY,
        tuple(County(each.nr, (11 + 6 * at) / 101, 8 + 3 * at) for at, each in enumerate(fylker(TODAY))),
    ),
)

STEPS = (
    Status("not_started", "Ikke startet"),
    Status("planned", "Planlagt"),
    Status("in_progress", "Under arbeid"),
    Status("done", "Gjennomført"),
)
STRIP = Strip(
    tuple(f"K{quarter} {year}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)),
    (
        Measured("Veileder for koordinatorer", ("planned", "in_progress", "in_progress", "done", *[None] * 4)),
        Measured("Opplæring av alle ansatte i habiliteringstjenesten", (*["not_started"] * 3, None, *["planned"] * 4)),
        Measured("Felles inntak", ("planned", "in_progress", "stopped", *[None] * 5)),
        Measured("Årlig dialogmøte", (None, "planned", *["in_progress"] * 5, "done")),
        Measured("Aldri meldt", (None,) * 8),
    ),
    STEPS,
    (Status("stopped", "Avbrutt"),),
)

MILESTONES = Milestones(
    TODAY,
    (
        Milestone("Prosjektgruppen er på plass", dt.date(2023, 3, 1), "reached", dt.date(2023, 4, 20), "Mandat"),
        Milestone("Alle fire enheter bruker PSFS fra start til slutt", dt.date(2024, 6, 1), "under_way"),
        Milestone("Brukerpanel", dt.date(2023, 9, 1), "reached"),
        Milestone("Ny samhandlingsavtale", dt.date(2024, 2, 1), "dropped", evidence="Vedtak i styringsgruppen 5. mars"),
        Milestone("Sluttrapport", dt.date(2025, 12, 1), "planned"),
    ),
)

CURVES = Curves(
    (
        Curve("2017", 426, ((0, 12), (2, 60), (9, 140), (20, 210), (31, 248)), 40),
        Curve("2024", 357, ((0, 31), (3, 80), (7, 146), (12, 190), (17, 231)), 19),
    )
)

POINTS = Differences(
    "Sør mot nord",
    (Difference("Mål", 0.42, 0.11, 0.73, 40), Difference("Mestring", -0.05, -0.4, 0.3, 38)),
    Measure("points", 2),
    0.3,
)

FUNNEL = Funnel(
    "Fikk en koordinator",
    (
        *(Unit(f"Enhet {at}", round((0.55 + 0.02 * (at % 5)) * n), n) for at, n in enumerate(range(8, 96, 4))),
        Unit("Nordre helsehus", 68, 74),
        Unit("Søndre rehabilitering", 12, 45),
        Unit("Lite helsehus", 3, 4),
        Unit("Skjult helsehus", None, None),
    ),
)

THEMES = Themes(
    (
        Theme("Å bli hørt", 4.8, 3.1, 82),
        Theme("Én person å forholde seg til", 4.6, 2.4, 80),
        Theme("Korte ventetider", 4.1, 2.9, 79),
        Theme("Informasjon om rettigheter og tilbud i egen kommune", 4.0, 3.6, 81),
        Theme("Hjelp til pårørende", 3.9, 3.3, 60),
        Theme("Lokaler", 2.8, 4.3, 78),
        Theme("Digitale løsninger", 3.0, 3.0, 77),
        Theme("Transport", 4.4, 4.0, 3),
    ),
    1,
    5,
)


POSITIONS = Positions(
    "Eksempelvik",
    "Ytre fylke",
    (
        Position("Delmål a: Mestring", 4, 6, 0.52, 0.47),
        Position("Delmål b: Samarbeid mellom kommuner, sykehus og brukerorganisasjoner", 1, 3, None, 0.71),
    ),
    2,
)

COUNTED: dict[str, tuple[Callable[[Any], Figure | None], object]] = {
    "county_multiples": (figures.county_multiples, COUNTY_ROUNDS),
    "county_tiles": (figures.county_tiles, COUNTIES),
    "forest": (figures.forest, DIFFERENCES),
    "funnel": (figures.funnel, FUNNEL),
    "importance_map": (figures.importance_map, THEMES),
    "milestone_line": (figures.milestone_line, MILESTONES),
    "positions": (figures.positions, POSITIONS),
    "quarter_strip": (figures.quarter_strip, STRIP),
    "response_curves": (figures.response_curves, CURVES),
    "slopes": (figures.slopes, SLOPES),
}
"""Every public drawing of counts, with one input."""
