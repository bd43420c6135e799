"""A document whose holder has ended is kept by its successor; what passed on under a document, with its text."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

ROLES = [
    ("keeps", "Giữ văn bản"),
    ("reports", "Phải báo cáo"),
    ("receives", "Nhận báo cáo"),
    ("through", "Đầu mối tổng hợp báo cáo"),
    ("issues", "Ban hành kế hoạch triển khai"),
]


def to(model, verbose_name, **options):
    return models.ForeignKey(
        to=model,
        on_delete=django.db.models.deletion.PROTECT,
        verbose_name=verbose_name,
        **{"related_name": "+", **options},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_version_and_one_row_per_body"),
        ("plans", "0009_product_asked_and_delivered"),
    ]

    operations = [
        migrations.AddField(
            "document",
            "keeper",
            to("directory.agency", "cơ quan kế thừa giữ văn bản", null=True, blank=True),
        ),
        migrations.CreateModel(
            "Succession",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_id",
                    models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False),
                ),
                ("role", models.CharField("vai", max_length=10, choices=ROLES)),
                ("note", models.TextField("nội dung, căn cứ")),
                ("at", models.DateTimeField("lúc")),
                ("before", to("directory.agency", "cơ quan đã kết thúc")),
                ("after", to("directory.agency", "cơ quan kế thừa")),
                (
                    "document",
                    models.ForeignKey(
                        to="plans.document",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                    ),
                ),
                ("duty", to("plans.reportduty", "nghĩa vụ báo cáo", null=True, related_name="successions")),
                ("officer", to("directory.officer", "cán bộ", null=True)),
            ],
            options={"verbose_name": "kế thừa"},
        ),
    ]
