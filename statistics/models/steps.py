"""The steps that every change of a report takes: its row locked, stored as a version, an edition left."""

from django.db import models
from django.utils import timezone

from .edition import Edition, digest_of
from .requirements import require_latest_edition, require_permission, require_status


class Steps(models.Model):
    """The part of Report that its transitions are made of."""

    class Meta:
        abstract = True

    def _lock(self):
        """Lock the row, then read it again and what belongs to it: memory may be stale.

        Comes with the workbook, which an edition names.
        """
        reports = type(self).objects
        reports.filter(pk=self.pk).lock()
        self.refresh_from_db(from_queryset=reports.with_place().with_source())

    def _lock_for_entry(self):
        """Lock the row; all else is read again only if somebody wrote it: each write is a version.

        Saving comes many times a minute, so what may change without one is asked for by name. The
        period's day alone is joined: who waits saves as if before that day was changed.
        """
        row = type(self).objects.filter(pk=self.pk).select_for_update(of=("self",))
        columns = row.values_list(
            *("version", "extended_until", "excused_at", "excuse_reason", "period__locks_on")
        )
        version, *allowed, self.period.locks_on = columns.get()
        self.extended_until, self.excused_at, self.excuse_reason = allowed
        if version != self.version:
            self.refresh_from_db(from_queryset=type(self).objects.with_place())

    def _lock_for_review(self, by, status, action, edition):
        require_permission(by, "statistics.review_report", action)
        self._lock()
        require_status(self, status, action)
        require_latest_edition(self, edition, action)

    def _decide(self, status, event, by, at, reason="", accepted=()):
        at = at or timezone.now()
        self.status, self.status_since, self.review_reason = status, at, reason
        self.reviewed_at, self.reviewed_by = at, by
        self._save()
        return self._record(event, by, at, reason=reason, accepted=list(accepted))

    def _save(self, *names):
        """Store the named fields, or all of them; either way the table is another version."""
        self.version += 1
        self.save(update_fields=["version", *names] if names else None)

    def _record(self, event, by, at, *, content=None, reason="", accepted=()) -> Edition:
        """Leave an edition; what it says was reported is the last submission's, unless given."""
        last = self.editions.last()
        if content is None:
            content = self.editions.submitted().last().content
        edition = Edition(
            report=self,
            number=last.number + 1 if last else 1,
            event=event,
            content=content,
            digest=digest_of(content),
            submission=self.submission,
            at=at,
            by=by,
            by_account=by.username,
            by_name=by.display_name,
            reason=reason,
            remarked=self.remarks if event in Edition.GIVEN_BACK else [],
            accepted=list(accepted),
            source=self.source,
        )
        edition.event_digest = digest_of(edition.event_content)
        edition.save()
        return edition
