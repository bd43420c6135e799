from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "diemtua.vault"
    verbose_name = "Kho mã hóa"

    def ready(self) -> None:
        from diemtua.vault import checks  # noqa: F401
