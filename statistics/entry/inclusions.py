"""是否已含: what a table is asked of units that ended, as it stands on its page and is posted from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from units.models import ReportingUnit

from ..models.inclusion import input_name, question
from ..models.lineage import Answers, Lineage

ANSWERS = {"yes": True, "no": False}
WORDS = {"yes": "是，已含", "no": "否，未含", "": "（未回答）"}
MEASURED = "measured"  # the hidden input that names whose figures are in the 上期 that was shown
WHOLE = (
    "选“是”：本表为合并后的合计数，上期也按合计数对照；选“否”：原单位的数字另行计入汇总，下期再问。"
)
SHARE = (
    "原单位已分立，选“是”：本表已含划入本单位的部分，各承继单位的份额无法拆分，上期仍为本单位的数字；"
    "选“否”：原单位的数字另行计入汇总，下期再问。"
)


@dataclass(frozen=True)
class Asked:
    """One ended unit that the table is asked about; `value` is yes, no or "" so far."""

    unit: ReportingUnit
    value: str
    is_whole: bool  # not split between several

    @property
    def name(self) -> str:
        return input_name(self.unit)

    @property
    def question(self) -> str:
        return question(self.unit)

    @property
    def meaning(self) -> str:
        return WHOLE if self.is_whole else SHARE

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """(value, label, whether it is chosen)."""
        return [(value, WORDS[value], value == self.value) for value in ANSWERS]


def asked(lineage: Lineage, answers: Answers, typed: Mapping[str, str]) -> list[Asked]:
    """What is asked, with what was posted or else is stored."""
    return [
        Asked(
            unit,
            typed.get(input_name(unit)) or value_of(answers, unit),
            lineage.is_whole(unit.pk),
        )
        for unit in lineage.asked
    ]


def value_of(answers: Answers, unit: ReportingUnit) -> str:
    """As the page posts a stored answer; "" for none."""
    given = {has: value for value, has in ANSWERS.items()}
    return given.get(answers.get(unit.pk), "")


def read_answers(
    data: Mapping[str, str], asked: Iterable[ReportingUnit]
) -> tuple[dict[str, bool], dict[str, str]]:
    """The posted answers by input name, and a sentence for each that is none."""
    posted = {unit: data[input_name(unit)] for unit in asked if data.get(input_name(unit))}
    read = {input_name(unit): ANSWERS[text] for unit, text in posted.items() if text in ANSWERS}
    problems = {
        input_name(unit): f"{question(unit)}请选“是”或“否”。"
        for unit, text in posted.items()
        if text not in ANSWERS
    }
    return read, problems


def measured(answers: Answers, asked: Iterable[ReportingUnit]) -> str:
    """The codes of those whose figures these answers put into 上期, for the page to hand back."""
    return ",".join(unit.code for unit in asked if answers.get(unit.pk))


def measured_from(text: str, asked: Iterable[ReportingUnit]) -> dict[int, bool]:
    """The inverse: the answers by which the page's 上期 was shown."""
    codes = text.split(",")
    return {unit.pk: unit.code in codes for unit in asked}
