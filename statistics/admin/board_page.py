"""The admin's front page for those who see figures."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from campaigns.models import ReportingPeriod

from ..overview.board import board as board_of
from .period_slug import asked_for, slug


@require_safe
def board(request, site):
    """The board of the current period, or of ?period=2021q2; ?p= turns the matrix's pages."""
    period = asked_for(request)
    context = site.each_context(request) | {"title": "工作台", "period": period}
    if period is None:
        return TemplateResponse(request, "statistics/overview/no_period.html", context)
    board = board_of(period, page=request.GET.get("p", "1"))
    context |= {
        "title": f"{period}报送情况",
        "board": board,
        "slug": slug(period),
        "years": _years(),
        "page_range": board.page.paginator.get_elided_page_range(board.page.number),
    }
    return TemplateResponse(request, "statistics/overview/board.html", context)


def _years():
    """(year, its latest opened period's name in an address), newest year first."""
    opened = ReportingPeriod.objects.opened().select_related("campaign")
    latest = {period.year: slug(period) for period in opened.order_by("-campaign__year", "quarter")}
    return list(latest.items())
