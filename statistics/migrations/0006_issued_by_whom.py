"""Who issued a total, as they were called; of what was issued before, as they are called now."""

import hashlib
import json
from datetime import UTC

from django.db import migrations, models


def fill(apps, schema_editor):
    issued = apps.get_model("statistics", "Consolidation").objects
    for total in issued.select_related("issued_by").defer("workbook"):
        by = total.issued_by
        total.issued_by_account = by.username
        total.issued_by_name = f"{by.last_name}{by.first_name}" or by.username
        event = {
            "number": total.number,
            "at": total.issued_at.astimezone(UTC).isoformat(),
            "account": total.issued_by_account,
            "name": total.issued_by_name,
            "note": total.note,
            "content": total.digest,
            "workbook": total.workbook_sha256,
        }
        text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        total.event_digest = hashlib.sha256(text.encode()).hexdigest()
        total.save(update_fields=["issued_by_account", "issued_by_name", "event_digest"])


def text(label: str, length: int):
    return models.CharField(label, max_length=length, default="")


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0005_inclusions_and_excuses"),
    ]

    operations = [
        migrations.AddField(
            "consolidation",
            "issued_by_account",
            text("发布账户（当时）", 150),
            preserve_default=False,
        ),
        migrations.AddField(
            "consolidation",
            "issued_by_name",
            text("发布人姓名（当时）", 150),
            preserve_default=False,
        ),
        migrations.AddField(
            "consolidation", "event_digest", text("事件摘要（SHA-256）", 64), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
