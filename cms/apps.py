from django.apps import AppConfig


class CMSConfig(AppConfig):
    name = "cms"
    label = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import second_factor  # noqa: F401  # its receiver is known once it is imported
        from .packages import closing  # noqa: F401  # as above
