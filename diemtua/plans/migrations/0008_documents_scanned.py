"""Documents say what the scanner found, as evidence does; those kept before nobody has scanned."""

from django.db import migrations, models
from django.db.models import Q

CHOICES = [("clean", "Không có mã độc"), ("unscanned", "Chưa quét")]
# The owner is under row security too: the house sees every row, for as long as this transaction lasts.
FILL = """
SELECT set_config('diemtua.scope', 'house', true);
UPDATE plans_document SET scan = 'unscanned' WHERE file_sha256 <> '';
SELECT set_config('diemtua.scope', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_serve_the_board")]

    operations = [
        migrations.AddField(
            "document",
            "scan",
            models.CharField("quét mã độc", max_length=10, choices=CHOICES, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "intake",
            "scan",
            models.CharField("quét mã độc", max_length=10, choices=CHOICES, default="unscanned"),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                name="document_file_with_its_scan",
                condition=Q(file_sha256="", scan="") | ~Q(file_sha256="") & ~Q(scan=""),
            ),
        ),
    ]
