import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("enterprises", "0001_initial"),
        ("organisations", "0003_merged_units"),
        ("organisations", "__first__"),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name="PledgeSheet",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("version", models.PositiveIntegerField()),
                    ("at", models.DateTimeField()),
                    (
                        "by",
                        models.ForeignKey(
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "district",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.district",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "List of pledges",
                    "verbose_name_plural": "Lists of pledges",
                    "ordering": ("-version",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("district", "unit", "version"), name="pledge_sheet_once", nulls_distinct=False
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Pledge",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    ("text", models.CharField(max_length=200)),
                    (
                        "sheet",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="pledges",
                            to="pledges.pledgesheet",
                        ),
                    ),
                ],
                options={
                    "ordering": ("position",),
                    "constraints": [
                        models.UniqueConstraint(fields=("sheet", "position"), name="pledge_position_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Breach",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("happened_on", models.DateField(verbose_name="When it happened")),
                    ("who", models.CharField(blank=True, max_length=100, verbose_name="Who it was")),
                    ("text", models.TextField(max_length=5000, verbose_name="What happened")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "Being looked into"),
                                ("confirmed", "Confirmed"),
                                ("groundless", "Groundless"),
                            ],
                            default="open",
                            max_length=10,
                        ),
                    ),
                    ("reason", models.TextField(blank=True, max_length=1000, verbose_name="Reason")),
                    ("reported_at", models.DateTimeField()),
                    ("decided_at", models.DateTimeField(null=True)),
                    ("decided_by", models.CharField(blank=True, max_length=80)),
                    ("key", models.UUIDField(null=True)),
                    (
                        "district",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.district",
                        ),
                    ),
                    (
                        "enterprise",
                        models.ForeignKey(
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="breaches",
                            to="enterprises.enterprise",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.unit",
                            verbose_name="Whose pledge",
                        ),
                    ),
                    (
                        "pledge",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="breaches",
                            to="pledges.pledge",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Breach of a pledge",
                    "verbose_name_plural": "Breaches of pledges",
                    "ordering": ("-reported_at", "-id"),
                    "indexes": [
                        models.Index(fields=["district", "-reported_at", "-id"], name="breaches_by_time"),
                        models.Index(
                            fields=["district", "state", "-reported_at", "-id"], name="breaches_by_state"
                        ),
                        models.Index(fields=["unit", "state", "-reported_at", "-id"], name="breaches_of_unit"),
                        models.Index(fields=["enterprise", "-reported_at"], name="breaches_of_company"),
                        models.Index(fields=["district", "decided_at"], name="breaches_by_decision"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("district", "key"), name="breach_reported_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("decided_at", None), ("state", "open")),
                                models.Q(
                                    models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            name="breach_decided_knows_when",
                        ),
                    ],
                },
            ),
        ]),
    ]
