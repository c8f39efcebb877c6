import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("appeals", "0001_squashed_0016_figures_defined"),
        ("enterprises", "0001_initial"),
        ("organisations", "0003_merged_units"),
        ("organisations", "__first__"),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name="Activity",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("advice", "Legal-advice day"),
                                ("discussion", "Discussion"),
                                ("mobilisation", "Mobilisation meeting"),
                                ("briefing", "Briefing"),
                            ],
                            max_length=12,
                            verbose_name="Kind",
                        ),
                    ),
                    ("title", models.CharField(max_length=80, verbose_name="Title")),
                    ("starts_at", models.DateTimeField(verbose_name="Begins")),
                    ("ends_at", models.DateTimeField(verbose_name="Ends")),
                    ("place", models.CharField(max_length=100, verbose_name="Place")),
                    ("seats", models.PositiveIntegerField(blank=True, null=True, verbose_name="Seats")),
                    ("text", models.TextField(max_length=4000, verbose_name="What it is about")),
                    ("open_to_all", models.BooleanField(default=True, verbose_name="Open to every company")),
                    ("public", models.BooleanField(default=True, verbose_name="Shown on the public page")),
                    ("target", models.JSONField(default=dict)),
                    (
                        "stage",
                        models.CharField(
                            choices=[
                                ("draft", "Being planned"),
                                ("open", "Sign-up open"),
                                ("held", "Held"),
                                ("cancelled", "Cancelled"),
                            ],
                            default="draft",
                            max_length=9,
                        ),
                    ),
                    ("reason", models.TextField(blank=True, max_length=500, verbose_name="Why it is cancelled")),
                    ("results", models.TextField(blank=True, max_length=4000, verbose_name="Results")),
                    ("version", models.PositiveIntegerField(default=0)),
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
                        "host",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.unit",
                            verbose_name="Host unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Activity",
                    "verbose_name_plural": "Activities",
                    "ordering": ("-starts_at", "-id"),
                    "indexes": [
                        models.Index(fields=["district", "-starts_at", "-id"], name="activities_by_time"),
                        models.Index(fields=["district", "kind", "-starts_at", "-id"], name="activities_by_kind"),
                        models.Index(
                            fields=["district", "stage", "-starts_at", "-id"], name="activities_by_stage"
                        ),
                        models.Index(fields=["district", "host", "-starts_at", "-id"], name="activities_by_host"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("starts_at__lt", models.F("ends_at"))),
                            name="activity_starts_before_it_ends",
                        ),
                        models.UniqueConstraint(fields=("district", "key"), name="activity_planned_once"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ActivityEvent",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("verb", models.CharField(max_length=10)),
                    ("at", models.DateTimeField()),
                    ("who", models.CharField(max_length=80)),
                    ("note", models.TextField(blank=True)),
                    (
                        "activity",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="events",
                            to="activities.activity",
                        ),
                    ),
                ],
                options={
                    "ordering": ("id",),
                },
            ),
            migrations.CreateModel(
                name="ActivityPicture",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=120)),
                    ("at", models.DateTimeField()),
                    (
                        "activity",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="pictures",
                            to="activities.activity",
                        ),
                    ),
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
                        "file",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="appeals.storedfile",
                        ),
                    ),
                ],
                options={
                    "ordering": ("id",),
                    "constraints": [
                        models.UniqueConstraint(fields=("activity", "file"), name="activity_picture_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignUp",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(blank=True, max_length=40, verbose_name="Who comes")),
                    ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                    ("people", models.PositiveSmallIntegerField(default=1, verbose_name="Number of people")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("coming", "Coming"),
                                ("waiting", "On the waiting list"),
                                ("off", "Taken back"),
                            ],
                            max_length=7,
                        ),
                    ),
                    ("came", models.PositiveSmallIntegerField(null=True)),
                    ("by_company", models.BooleanField(default=True)),
                    ("at", models.DateTimeField()),
                    (
                        "activity",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sign_ups",
                            to="activities.activity",
                        ),
                    ),
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
                        "enterprise",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sign_ups",
                            to="enterprises.enterprise",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Sign-up",
                    "verbose_name_plural": "Sign-ups",
                    "ordering": ("id",),
                    "indexes": [
                        models.Index(fields=["activity", "state", "id"], name="sign_ups_of_activity"),
                        models.Index(fields=["activity", "id"], name="sign_ups_in_order"),
                        models.Index(fields=["enterprise", "-at"], name="sign_ups_of_company"),
                    ],
                },
            ),
        ]),
    ]
