from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "diemtua.access"
    verbose_name = "Truy cập"

    def ready(self) -> None:
        from diemtua.access import checks, receivers  # noqa: F401
