"""What tests set before Django reads its settings (a plugin of pytest: its conftest would come too late)."""

import os
from pathlib import Path

VAR = Path(os.environ.get("DIEMTUA_TEST_VAR", Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ.update(
    DIEMTUA_VAR=str(VAR),
    DIEMTUA_SECRET_KEY="khóa-chỉ-dùng-khi-kiểm-thử-" * 3,
    DIEMTUA_DATABASE_POOL="0",
)
os.environ.pop("DIEMTUA_DEMO", None)
# The browser's driver keeps a loop running in the worker; the tests themselves ask the database one after another.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
(VAR / "static").mkdir(parents=True, exist_ok=True)  # whitenoise wants the folder to be there
