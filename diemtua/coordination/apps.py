from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "diemtua.coordination"

    def ready(self) -> None:
        from diemtua.cases import announcing
        from diemtua.coordination import canary
        from diemtua.coordination.actions import announced
        from diemtua.vault import canaries

        announcing.listen(announced.heard)
        canaries.plants(canary.CONTEXT, canary.planted)
