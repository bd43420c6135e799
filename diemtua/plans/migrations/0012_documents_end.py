"""The day on which a document ends because another replaced it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0011_row_security_of_successions")]

    operations = [
        migrations.AddField(
            "document", "ended_on", models.DateField("hết hiệu lực ngày", null=True, blank=True)
        ),
    ]
