"""How the page tells that something was refused: plain values, which can wait in the session for it."""

from dataclasses import dataclass
from enum import StrEnum

from ..errors import NotSubmittable, ReportError


class Kind(StrEnum):
    """Where on the page it is told."""

    FINDINGS = "findings"  # with each finding in its place
    ANSWERS = "answers"  # what the page asks above the table is to be answered
    QUESTION = "question"  # the one about blanks, with its buttons
    CONFLICT = "conflict"  # beside what is stored


@dataclass(frozen=True)
class Refusal:
    """A refused act. `blanks`, `carries` and `zero_report` are the question's, see NotSubmittable;
    `asked` are the names of inputs that are to be filled in."""

    kind: Kind
    message: str
    asked: tuple[str, ...] = ()
    blanks: int = 0
    carries: bool = False
    zero_report: bool = False

    @classmethod
    def of(cls, error: ReportError) -> "Refusal":
        if not isinstance(error, NotSubmittable):
            return cls(Kind.CONFLICT, error.message)
        asked = tuple(name for name, _ in error.questions)
        kind = Kind.FINDINGS if error.findings else Kind.ANSWERS
        if error.is_question:
            kind = Kind.QUESTION
        return cls(kind, error.message, asked, error.blanks, error.carries, error.zero_report)

    @classmethod
    def from_json(cls, kept: dict) -> "Refusal":
        """The inverse of asdict() and JSON."""
        return cls(**kept | {"kind": Kind(kept["kind"]), "asked": tuple(kept["asked"])})
