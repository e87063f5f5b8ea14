from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """Django's admin with our front page."""

    default_site = "zkreport.admin_site.AdminSite"
