from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appeals", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                fields=["district", "stage", "-registered_at", "-id"], name="appeal_by_stage_time"
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["district", "-registered_at", "-id"],
                name="appeal_running",
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(
                fields=[
                    "district",
                    "population",
                    "registered_on",
                    "lead_unit",
                    "street",
                    "category",
                    "channel",
                    "working_days",
                    "stage",
                    "on_time",
                    "answer_due_at",
                ],
                name="appeal_figures",
            ),
        ),
    ]
