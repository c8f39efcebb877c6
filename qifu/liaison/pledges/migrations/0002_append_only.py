from django.db import migrations

from qifu.organisations.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("pledges", "0001_initial")]
    operations = [append_only("pledges_pledgesheet"), append_only("pledges_pledge")]
