"""What can be wrong with a question to the register; every message says what to do."""


class ClassificationError(ValueError):
    """The register has no answer to what was asked."""


class BeforeRegisterError(ClassificationError):
    """The date is earlier than the first list of the register."""


class BackwardsInTimeError(ClassificationError):
    """The earlier and the later date have changed places."""


class UnknownKommuneError(ClassificationError):
    """The number is not that of a kommune on the date."""


class UnknownFylkeError(ClassificationError):
    """The number is not that of a fylke on the date."""
