"""The first page after signing in: what a unit has to do."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from units.access import signed_in

from ..entry.deadline import deadline
from ..models import Report


@signed_in
@require_safe
def home(request):
    """A clerk's tasks; the city and the auditor work in the admin."""
    if request.user.unit_id is None:
        if request.user.is_staff:
            return redirect("admin:index")
        return render(request, "statistics/overview/no_unit.html")
    reports = (
        Report.objects.for_user(request.user)
        .filter(unit=request.user.unit_id)
        .select_related("unit", "period__campaign")
        .with_source()
        .most_urgent_first()
    )
    tasks = [(report, deadline(report)) for report in reports]
    context = {"tasks": tasks, "most_urgent": next(iter(reports), None)}
    return render(request, "statistics/overview/tasks.html", context)
