"""Submissions of what was reported before they were kept: from the editions, names as they are now."""

import hashlib
import json
from datetime import UTC, date

from django.db import migrations

from statistics.form.figures import Figures
from statistics.models.columns import action_figures, category_figures


def fill(apps, schema_editor):
    Report = apps.get_model("statistics", "Report")
    reports = Report.objects.filter(editions__isnull=False).distinct()
    for report in reports.select_related("period", "unit").prefetch_related("rows", "editions__by"):
        _fill_one(apps, report, sorted(report.editions.all(), key=lambda each: each.number))


def _fill_one(apps, report, editions):
    present, standing = None, []
    for edition in editions:
        if edition.event == "submitted":
            present = _submission(apps, report, edition)
            standing.append(present)
        if edition.event == "withdrawn":
            standing.remove(present)
        if edition.event == "approved":
            report.approved_submission = present
        _complete(edition, present)
    report.submission = standing[-1] if standing else None
    report.first_submitted_at = standing[0].at if standing else None
    report.first_due_on = standing[0].due_on if standing else None
    report.save()


def _submission(apps, report, edition):
    figures = Figures.from_text(edition.content["figures"])
    submission = apps.get_model("statistics", "Submission").objects.create(
        report=report,
        at=edition.at,
        by=edition.by,
        due_on=report.extended_until or report.period.due_on,
        unit_name=report.unit.name,
        cut_off_on=date.fromisoformat(edition.content["cut_off_on"]),
        digest=edition.digest,
        **action_figures(figures),
    )
    SubmittedRow = apps.get_model("statistics", "SubmittedRow")
    SubmittedRow.objects.bulk_create(
        SubmittedRow(
            submission=submission,
            category=row.category,
            row=row,
            **category_figures(figures, row.category),
        )
        for row in report.rows.all()
    )
    return submission


def _complete(edition, submission):
    by = edition.by
    edition.submission = submission
    edition.by_account = by.username
    edition.by_name = f"{by.last_name}{by.first_name}" or by.username
    edition.remarked = edition.content.get("remarks", [])
    event = {
        "number": edition.number,
        "event": edition.event,
        "at": edition.at.astimezone(UTC).isoformat(),
        "account": edition.by_account,
        "name": edition.by_name,
        "reason": edition.reason,
        "accepted": edition.accepted,
        "remarks": edition.remarked,
        "content": edition.digest,
    }
    text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    edition.event_digest = hashlib.sha256(text.encode()).hexdigest()
    edition.save()


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0002_submissions"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
