from django.db import migrations

from qifu.organisations.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [
        append_only(
            "assessment_schemeversion",
            "assessment_schemeindicator",
            "assessment_schemegroup",
            "assessment_groupunit",
            "assessment_result",
            "assessment_line",
            "assessment_part",
            "assessment_roundevent",
            "assessment_handitem",
        )
    ]
