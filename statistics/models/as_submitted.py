"""Whether a table with the city still is what its unit submitted, cell by cell."""

from collections.abc import Iterator

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


def _of_edition(edition: Edition) -> tuple[str, str]:
    return "edition_altered", f"第{edition.number}版的内容与摘要不符，存入后被改动过。"
