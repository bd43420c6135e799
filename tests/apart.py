"""A database apart from the one whose tests are rolled back: rows are committed, so other processes see them."""

from contextlib import contextmanager

from tests.conftest import VAR


@contextmanager
def database_apart(request, blocker, name, files):
    """Everything Django does meanwhile happens in a fresh database and under the folder ``files``. Gives its name."""
    from django.conf import settings
    from django.db import connections

    from tests.databases import database_for

    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with blocker.unblock():
        now = database_for(VAR, f"{worker}_{name}")
        places = (settings.DATABASES["default"], connections["default"].settings_dict)
        before, media = [{key: place[key] for key in now} for place in places], settings.MEDIA_ROOT
        connections.close_all()
        settings.MEDIA_ROOT = files
        for place in places:
            place.update(now)
        try:
            yield now["NAME"]
        finally:
            connections.close_all()
            settings.MEDIA_ROOT = media
            for place, held in zip(places, before, strict=True):
                place.update(held)
