"""How the portal learns what an account may do."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission


class RoleBackend(ModelBackend):
    """Django's own, but rights come with the role and never singly (roles.py).

    A right given to one account alone would have no effect, and no request looks for it.
    """

    def get_all_permissions(self, user, obj=None):
        return self.get_group_permissions(user, obj)

    def _get_group_permissions(self, user):
        return Permission.objects.filter(group__user=user)  # joins; Django's own nests two queries
