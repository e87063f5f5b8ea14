"""Issuing the city's total of a period (发布汇总表): frozen with number, members and workbook.

What is issued is of one moment on both databases: the period's row is locked, so that numbers are
given one after the other, and then every report that the workbook is made from.
"""

from django.db import transaction
from django.utils import timezone

from campaigns.models import ReportingPeriod

from ...errors import NotAllowed, ReasonMissing, StaleTotal, WrongState
from ...form.prose import plain_text
from ...models import Consolidation, Report
from ...models.edition import digest_of
from ...models.issued_total import sha256_of
from ...totals.consolidate import Consolidated, Scope, consolidate
from ...totals.recomputed import not_as_kept
from ...totals.revision import changed_units, content_of, correction, counted_in
from ...workbooks.writing.outgoing import write_issued

PERMISSION = "statistics.issue_consolidation"


@transaction.atomic
def issue(
    period: ReportingPeriod, scope: Scope, *, by, seen: str, note: str = "", at=None
) -> Consolidation:
    """Issue the total of `period` as it stands; returns it.

    `seen` is the digest of the content that the person saw. After the first one it is a 更正件, and
    `note` says why. Raises a ReportError that changes nothing: NotAllowed, WrongState when a table
    is not what was submitted, none counts or nothing has changed, StaleTotal, ReasonMissing.
    """
    _require_allowed(by)
    issued, table = propose(_hold(period), scope, by=by, seen=seen, note=note, at=at)
    _save(issued, table)
    return issued


def propose(
    period: ReportingPeriod, scope: Scope, *, by, seen: str, note: str = "", at=None
) -> tuple[Consolidation, Consolidated]:
    """What issue() would store now, and the table that it is of; refused like issue() itself."""
    _require_allowed(by)
    table = consolidate(period, scope)
    _require_as_submitted(table)
    last, content = last_issued(period), content_of(table)
    _require_counted(table)
    _require_different(last, content)
    if seen != digest_of(content):
        raise StaleTotal
    proposed = Consolidation(
        period=period,
        number=last.number + 1 if last else 1,
        scope=scope,
        content=content,
        digest=seen,
        note=_fitting(note, last),
        issued_at=at or timezone.now(),
        issued_by=by,
        issued_by_account=by.username,
        issued_by_name=by.display_name,
        corrects=last,
    )
    return proposed, table


def last_issued(period: ReportingPeriod) -> Consolidation | None:
    return period.consolidations.without_workbook().last()


def is_unchanged(last: Consolidation | None, content: dict) -> bool:
    """The last issued total says the same: scope, figures, and the editions they come from."""
    if last is None or last.scope != content["scope"]:
        return False
    same_units = not changed_units(counted_in(last.content), counted_in(content))
    return same_units and last.content["figures"] == content["figures"]


def _hold(period: ReportingPeriod) -> ReportingPeriod:
    """Lock the period, then all reports of this year and the last up to the quarter: those that may
    stand in, that new figures are measured from, and that this year is compared with.

    Reports in one order, as takeover.py does, so that nobody waits in a circle.
    """
    ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    periods = ReportingPeriod.objects.select_related("campaign")
    period = periods.get(pk=period.pk)
    years = (period.year - 1, period.year)
    made_from = periods.filter(campaign__year__in=years, quarter__lte=period.quarter)
    Report.objects.filter(period__in=list(made_from)).lock()
    return period


def _save(issued: Consolidation, table: Consolidated) -> None:
    last = issued.corrects
    changed = correction(last.content, issued.content) if last else None
    issued.workbook = write_issued(table, issued, changed)
    issued.workbook_sha256 = sha256_of(issued.workbook)
    issued.event_digest = digest_of(issued.event_content)
    issued.save()


def _require_allowed(by) -> None:
    if not by.has_perm(PERMISSION):
        raise NotAllowed("您的账户没有“发布汇总表”的权限。")


def altered_since(table: Consolidated) -> str:
    """Why a total cannot be issued of which a unit's table was altered; "" where none was."""
    if not (altered := [each.unit_name for each in table.members if each.is_altered]):
        return ""
    return (
        f"有 {len(altered)} 个单位的统计表与报送版本不符，不能发布：{'、'.join(altered)}。"
        "保存的数字未经报送程序被改动，请将这些表退回，由填报单位核对后重新报送，并告知系统管理员。"
    )


def _require_as_submitted(table: Consolidated) -> None:
    """Nobody issues a figure that is not what was submitted: rows, editions and digests agree."""
    if sentence := altered_since(table):
        raise WrongState(sentence)
    if altered := [each.unit_name for each in not_as_kept(table)]:
        raise WrongState(
            f"有 {len(altered)} 个单位计入汇总的报送版本与其摘要不符，不能发布：{'、'.join(altered)}。"
            "存入的内容被改动过，请保留数据现状并告知系统管理员，查明后将这些表退回，由填报单位重新报送。"
        )


def _require_counted(table: Consolidated) -> None:
    if not table.counted:
        raise WrongState("尚无统计表计入汇总，暂无可发布的数据。请先审核各单位报送的统计表。")


def _require_different(last: Consolidation | None, content: dict) -> None:
    if is_unchanged(last, content):
        raise WrongState(f"现有数据与已发布的第 {last.number} 号完全一致，无需更正，未再发布。")


def _fitting(note: str, last: Consolidation | None) -> str:
    note = plain_text(note)
    if last and not note:
        raise ReasonMissing(
            f"这一期已发布过第 {last.number} 号，再发布就是更正件。请写明更正原因。"
        )
    if len(note) > Consolidation.LONGEST_NOTE:
        raise ReasonMissing(
            f"说明有 {len(note)} 个字，最多 {Consolidation.LONGEST_NOTE} 个，请精简。"
        )
    return note
