"""Files that belong to a record: known by the digest of the original, so that the entry vouches for all its bytes."""

from ..core.kinds import Count, File, Line
from ..core.register import Part, ask


class Attachment(Part):
    """A photo, a video, a paper: the original as it came, and for pictures a copy without hidden metadata."""

    file: File = ask("Which file?", hint="Its SHA-256; the file is sent first")
    name: Line | None = ask("What is it called?", default=None)
    caption: Line | None = ask("What does it show?", default=None)
    media: Line | None = ask("What type is it, by its bytes?", default=None)
    size: Count | None = ask("How many bytes has it?", default=None)
    shared: File | None = ask("Which copy may be shared?", default=None)
