"""What was done stays, in the names of its day: rows that are added and read, nothing else."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ActQuerySet(models.QuerySet):
    def update(self, **values):
        raise TypeError("what was done is never changed")

    def delete(self):
        raise TypeError("what was done is never deleted")


class Act(models.Model):
    """Something that was done: by whom and when. Account and name are copies, as they were then."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人"
    )
    by_account = models.CharField("账户名", max_length=150)
    by_name = models.CharField("姓名", max_length=300)
    at = models.DateTimeField("时间")

    objects = ActQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        default_permissions = ()

    def save(self, *args, **options):
        if self.pk is not None:
            raise TypeError("what was done is never changed")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise TypeError("what was done is never deleted")

    @classmethod
    def record(cls, *, by, at=None, **facts):
        """A new row with its facts; `at` is now unless given."""
        who = {"by": by, "by_account": by.get_username(), "by_name": by.display_name}
        return cls.objects.create(**who, at=at or timezone.now(), **facts)
