"""A block that a clerk pastes into the table: where its own labels say that its figures go.

The page sends blocks with words in them; nothing is stored. A whole table is read as a workbook is,
so that both take the same and ask the same.
"""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from units.access import signed_in
from units.models import ReportingUnit
from units.names import UnitNames

from ..entry.find_report import get_draft
from ..entry.table_form import TableForm
from ..form.indicators import CELLS, label_of
from ..form.normaliser import show
from ..models import Report
from ..workbooks.gate.refusals import Refused
from ..workbooks.parser.sandbox import RawBook, RawSheet
from ..workbooks.reading.incoming import Reading, read_book
from ..workbooks.reading.pasted import PartReader, Pasted, read_block
from .offer import Offer

LONGEST = 200_000  # characters
TOO_LONG = "粘贴的内容过多，没有填入。请只复制统计表的区域，或者改用“导入表格”。"
WHOLE_IS_CUMULATIVE = (
    "粘贴的是整张统计表，表中应为 1 月 1 日起的累计数，而本页现按当期新增填写，没有填入。"
    "请先改为按累计数填写，再粘贴；确是当期新增的，请只复制数字。"
)
IN_A_FILE = {"工作簿": "粘贴的表", "选错了文件": "复制错了表", "后再上传": "后再粘贴"}


@signed_in
@require_POST
def paste(request, unit, year, quarter):
    """`text` as it was pasted at the input `start`, `entry` as the page has it.

    Answers `labelled`: false, where the block has no label and goes where the caret is; else
    `texts` by input name and `problems`, sentences about what has no place.
    """
    report = get_draft(request.user, unit, year, quarter)
    if not report.can_be_filled_by(request.user):
        raise PermissionDenied
    text, start = request.POST.get("text", ""), request.POST.get("start", "")
    if len(text) > LONGEST:
        return _answer(Pasted(problems=[TOO_LONG]))
    block = read_block(text)
    if not block.is_labelled:
        return JsonResponse({"labelled": False})
    if not block.layout.is_table:
        return _answer(PartReader(block, *_caret(start)).pasted)
    if request.POST.get("entry") == TableForm.Entry.INCREMENT:
        return _answer(Pasted(problems=[WHOLE_IS_CUMULATIVE]))
    return _answer(_whole(report, block.sheet))


def _caret(name: str) -> tuple[str, str]:
    """Category and column of the cell that has the caret; blank for all others."""
    cell = CELLS.get(name)
    return (cell.category, cell.indicator.key) if cell and cell.category else ("", "")


def _answer(pasted: Pasted) -> JsonResponse:
    return JsonResponse({"labelled": True, "texts": pasted.texts, "problems": pasted.problems})


def _whole(report: Report, sheet: RawSheet) -> Pasted:
    """A table with its headings and categories, as a workbook of one sheet."""
    try:
        reading = read_book(RawBook("", [sheet]))
    except Refused as refusal:
        return Pasted(problems=[_told(refusal.message)])
    names = UnitNames(ReportingUnit.objects.filter(reports__period=report.period_id))
    if against := Offer(report, reading, names).contradictions:
        return Pasted(problems=[_told(each.message) for each in against])
    texts = {name: show(figure) for name, figure in reading.figures.items()}
    return Pasted(texts, list(_sentences(reading)))


def _sentences(reading: Reading):
    """Of a part of the table others are no fault: what is missing stays as it is."""
    for problem in reading.problems:
        if problem.code.startswith("missing_"):
            continue
        about = f"{label_of(problem.name)}：" if problem.name in CELLS else ""
        yield about + _told(problem.message)


def _told(message: str) -> str:
    for words, others in IN_A_FILE.items():
        message = message.replace(words, others)
    return message
