"""Under which text of the mission folder the record was made: an entry per loading, with each file's digest."""

from ..core.handling import MACHINE
from ..core.kinds import Group, Line
from ..core.register import Part, Register, Step, ask


class File(Part):
    """One file of the mission folder."""

    path: Line = ask("Which file?")
    sha256: Line = ask("Its SHA-256 digest")


class Folder(
    Register,
    name="folder",
    prefix="FLD",
    steps=(
        Step("load", None, "loaded", by=(MACHINE,)),
        Step("amend", "loaded", None, by=(MACHINE,), needs=("reason",)),
    ),
):
    """The mission folder as it was read: later opinions name it as the text they were made under."""

    mission: Line = ask("Which mission?")
    files: Group[File] = ask("Which files, with which digests?", default=())
