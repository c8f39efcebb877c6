from django.db import migrations

from qifu.organisations.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("warnings", "0001_initial")]
    operations = [append_only("warnings_warnedevent")]
