from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "ocop.site"
    label = "site"
    verbose_name = "Thiết lập"
