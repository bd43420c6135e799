from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "diemtua.cases"

    def ready(self) -> None:
        from diemtua.cases import canary, reindexing
        from diemtua.vault import canaries, rotation

        canaries.plants(canary.CONTEXT, canary.planted)
        rotation.indexes(canary.CONTEXT, reindexing.reindex)
