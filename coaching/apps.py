from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "coaching"
    label = "coaching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workforce.queries.account import TOLD_FOR_ROOMS

        from .queries.tie import has_team

        TOLD_FOR_ROOMS["has_team"] = has_team
