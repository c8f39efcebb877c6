from django.db import migrations

from qifu.organisations.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_sampling_inspection")]
    operations = [
        append_only(
            "supervision_draw",
            "supervision_drawframe",
            "supervision_drawn",
            "supervision_drawcancellation",
            "supervision_verdict",
            "supervision_sharing",
            "supervision_checklist",
            "supervision_checklistitem",
            "supervision_samplingrule",
        )
    ]
