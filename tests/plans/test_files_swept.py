"""Stored files that nobody names: found, counted, let go after their grace, each with a line in the trail."""

import os
import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.plans import jobs, store
from diemtua.plans.actions import documents, intakes, tasks
from diemtua.plans.actions.evidence import attach
from diemtua.plans.actions.files import keepers
from diemtua.plans.evidence import Examined
from diemtua.plans.scanning import Scan
from tests.plans.factories import PLAN, issued_plan, task_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def aged(path, days=31):
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))
    return path


def orphan(data=b"khong ai nhac den", days=31):
    return aged(store.place_of(store.put(data)), days)


def swept(**options):
    out = StringIO()
    call_command("files_sweep", stdout=out, **options)
    return out.getvalue()


def trail():
    with session(house()):
        return list(Entry.objects.filter(act="file.swept").values_list("subject", "officer", "detail"))


def test_an_orphan_goes_after_its_grace_with_a_line_in_the_trail():
    gone, young = orphan(), orphan(b"moi nop", days=29)
    assert "Đã dọn 1 tệp" in swept()
    assert not gone.exists() and young.exists()
    assert trail() == [(gone.name[:16], None, {"sha256": gone.name, "size": 17})]
    assert "Đã dọn 0 tệp" in swept() and len(trail()) == 1


def test_a_dry_run_counts_and_touches_nothing():
    kept = orphan()
    assert "Sẽ dọn 1 tệp" in swept(dry_run=True)
    assert kept.exists() and trail() == []


def test_what_a_row_names_stays(nam, hoa, folder):
    plan = issued_plan(nam, data=PLAN.encode(), name="ke-hoach.txt")
    task = task_of(plan, "II/1/a")
    with session(hoa):
        tasks.acknowledge(task.pk, actor=hoa, client_id=uuid.uuid4())
        event = tasks.report_progress(task.pk, actor=hoa, client_id=uuid.uuid4(), note="Đã mở lớp")
        attach(event, [Examined(b"%PDF", "a.pdf", "application/pdf", Scan.CLEAN)], actor=hoa)
    with session(nam):
        intakes.begin(
            b"%PDF quet", name="b.pdf", kind="pdf", scan=Scan.CLEAN, actor=nam, client_id=uuid.uuid4(),
            parent_id=None, pages=1,
        )  # fmt: skip
    files = [aged(each.path) for each in store.everything()]
    assert len(files) == 3 and "Đã dọn 0 tệp" in swept()
    assert all(path.exists() for path in files)


def test_what_a_stopped_machine_was_writing_goes_and_what_is_not_ours_stays(folder):
    place = store.place_of("a" * 64).parent
    place.mkdir(parents=True, exist_ok=True)
    half, note = place / "tmpabc123", place / "DOC-TOI.txt"
    for path in (half, note):
        path.write_bytes(b"do dang")
        aged(path)
    swept()
    assert not half.exists() and note.exists()


def test_a_file_handed_in_again_while_it_is_swept_is_there_for_its_row(nam):
    path = orphan(PLAN.encode())
    with session(nam):
        original = documents.Original(text=PLAN, data=PLAN.encode(), name="ke-hoach.txt")
        documents.register(original, actor=nam, client_id=uuid.uuid4())
    swept()
    assert path.exists()


def test_the_worker_sweeps_once_a_week():
    gone = orphan()
    jobs.every_week(0)
    assert not gone.exists() and len(trail()) == 1


@pytest.mark.parametrize("typed", ["0", "-3", "mai"])
def test_a_file_of_today_is_never_swept(typed):
    with pytest.raises(CommandError):
        call_command("files_sweep", f"--days={typed}")


def test_every_column_that_names_a_stored_file_keeps_it():
    naming = {
        (model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("diemtua.")
        for field in model._meta.get_fields()
        if "sha256" in field.name
    }
    assert naming == {(rows.model, column) for rows, column in keepers()}
