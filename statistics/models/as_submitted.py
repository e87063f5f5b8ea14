"""Whether a table with the city still is what its unit submitted, cell by cell."""

from collections.abc import Iterator, Mapping

from units.models import ReportingUnit

from .edition import Edition, changes, content_of

# A unit's code and a person's name may be put right later on; these may not.
REPORTED = {
    "cut_off_on": "统计截止日",
    "filled_by": "填报人",
    "zero_report": "零报告",
    "blank_as_zero": "空白格按 0 报送",
    "workbook": "来源工作簿",
    "explanations": "情况说明",
    "reply": "答复市局",
}


def alterations(report, edition: Edition) -> Iterator[tuple[str, str]]:
    """(code, sentence) for whatever `report` holds that `edition` does not say."""
    if not edition.is_intact:
        yield _of_edition(edition)
        return
    said = f"第{edition.number}版"
    for change in changes(edition.figures, report.figures):
        message = f"{change.label}现为“{change.new}”，{said}是“{change.old}”，未经报送程序被改动。"
        yield "figures_altered", message
    now, then = content_of(report), edition.content
    for key, label in REPORTED.items():
        if now.get(key) != then.get(key):
            yield "report_altered", f"{label}与{said}不同，未经报送程序被改动。"
    if not _are_the_same(_by_unit(report.answered), then):
        yield "report_altered", f"并入的回答与{said}不同，未经报送程序被改动。"


# What totals print of a submission beside its figures.
PRINTED = {"unit_name": "单位名称", "cut_off_on": "统计截止日", "due_on": "报送截止日"}


def kept_alterations(edition: Edition) -> Iterator[tuple[str, str]]:
    """The same for what totals add and print, held against the edition of its submission."""
    if not edition.is_intact:
        yield _of_edition(edition)
        return
    if edition.submission.digest != edition.digest:
        yield (
            "submission_altered",
            f"计入汇总的报送与第{edition.number}版的摘要不符，存入后被改动过。",
        )
    for change in changes(edition.figures, edition.submission.figures):
        message = (
            f"{change.label}计入汇总的是“{change.new}”，第{edition.number}版是“{change.old}”，"
            "存入后被改动过。"
        )
        yield "submission_altered", message
    for key, label in PRINTED.items():
        said = edition.content.get(key)  # editions of the first version have no name and no due day
        if said is not None and said != str(getattr(edition.submission, key)):
            yield (
                "submission_altered",
                f"计入汇总的{label}与第{edition.number}版不同，存入后被改动过。",
            )
    if not _are_the_same(edition.submission.answers, edition.content):
        message = f"汇总所依据的并入回答与第{edition.number}版不同，存入后被改动过。"
        yield "submission_altered", message


def _of_edition(edition: Edition) -> tuple[str, str]:
    return "edition_altered", f"第{edition.number}版的内容与摘要不符，存入后被改动过。"


def _by_unit(answers: Mapping[int, bool]) -> dict[ReportingUnit, bool]:
    """The same by the units themselves; a query where something was answered."""
    units = ReportingUnit.objects.in_bulk(answers) if answers else {}
    return {unit: answers[pk] for pk, unit in units.items()}


def _are_the_same(answers: Mapping[ReportingUnit, bool], content: dict) -> bool:
    """The answers are those of an edition's content, where units have the codes of its day."""
    said = content.get("included", {})
    by_code = {code: answer for unit, answer in answers.items() for code in unit.codes}
    is_each = all(by_code.get(code) is each["included"] for code, each in said.items())
    return is_each and len(said) == len(answers)
