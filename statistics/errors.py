"""Refusals that a person reads. Each carries its HTTP status and a sentence in plain Chinese."""


class ReportError(Exception):
    """Something was refused and nothing was changed."""

    status = 409

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class WrongState(ReportError):
    """The report's present state does not allow this, or its period is locked."""


class StaleVersion(ReportError):
    """Somebody else saved in between."""


class StaleEdition(ReportError):
    """The reviewer decided on an edition that is no longer the latest."""


class EditionUnknown(ReportError):
    """The report has no edition with this number."""

    status = 404


class NotComparable(ReportError):
    """What was asked for is not two editions."""

    status = 422


class StaleTotal(ReportError):
    """The total that the city wants to issue is no longer the one that was on the page."""

    def __init__(self):
        super().__init__(
            "您打开本页之后，有统计表被审核、退回或改动，汇总内容已有变化，没有发布。"
            "请核对以下最新数据，再重新发布。"
        )


class NotAllowed(ReportError):
    """This account may see the report but not do this with it."""

    status = 403


class ReasonMissing(ReportError):
    """A return, a reopening, an extension or a change of rules needs a reason."""

    status = 422


class RemarkRefused(ReportError):
    """A remark that names no cell of the form, or says nothing."""

    status = 422


class NotAccepted(ReportError):
    """An explanation that needs the reviewer was not accepted by name."""

    status = 422


class NotReworked(ReportError):
    """A table that was given back comes again without any change."""

    status = 422


class RulesRefused(ReportError):
    """The relations cannot be set like this; `problems` has a sentence by each setting's name."""

    status = 422

    def __init__(self, message: str, *, problems=()):
        super().__init__(message)
        self.problems = dict(problems)


class NotSubmittable(ReportError):
    """The table cannot be submitted as it stands.

    `findings` block it; otherwise `blanks` cells or a wholly empty table (`zero_report`) wait for
    the clerk's one explicit answer. `carries`: blanks say that nothing is new, and are to stand as they
    last did. `questions` (input name, sentence) have their place on the page.
    """

    status = 422

    def __init__(
        self,
        message: str,
        *,
        findings=(),
        questions=(),
        blanks: int = 0,
        zero_report: bool = False,
        carries: bool = False,
    ):
        super().__init__(message)
        self.findings, self.questions = list(findings), list(questions)
        self.blanks, self.carries = blanks, carries
        self.zero_report = zero_report

    @property
    def is_question(self) -> bool:
        """Nothing but the one answer about blanks or an empty table is left to give."""
        return bool(self.blanks or self.zero_report or self.carries)
