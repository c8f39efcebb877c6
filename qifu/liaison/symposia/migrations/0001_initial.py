import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0001_squashed_0016_figures_defined'),
        ('enterprises', '0001_initial'),
        ('organisations', '0003_merged_units'),
        ('organisations', '__first__'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Gathering',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('symposium', 'Symposium'), ('research', 'Special-topic research')], max_length=9, verbose_name='Kind')),
                    ('stage', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('written_up', 'Written up'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='State')),
                    ('topic', models.CharField(max_length=120, verbose_name='Topic')),
                    ('starts_at', models.DateTimeField(verbose_name='Time')),
                    ('place', models.CharField(max_length=120, verbose_name='Place')),
                    ('chair', models.CharField(max_length=60, verbose_name='Chair')),
                    ('remark', models.TextField(blank=True, max_length=2000, verbose_name='What it is about')),
                    ('record', models.TextField(blank=True, max_length=20000, verbose_name='Record')),
                    ('conclusion', models.TextField(blank=True, max_length=20000, verbose_name='Conclusion')),
                    ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='Reason')),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('at', models.DateTimeField()),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('host', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Hosting unit')),
                ],
                options={
                    'verbose_name': 'Symposium or research',
                    'verbose_name_plural': 'Symposia and research',
                    'ordering': ('-starts_at', '-id'),
                    'indexes': [models.Index(fields=['district', '-starts_at', '-id'], name='gatherings_newest_first'), models.Index(fields=['district', 'kind', '-starts_at', '-id'], name='gatherings_by_kind'), models.Index(fields=['district', 'stage', '-starts_at', '-id'], name='gatherings_by_stage'), models.Index(fields=['host', '-starts_at', '-id'], name='gatherings_of_host')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='gathering_planned_once')],
                },
            ),
            migrations.CreateModel(
                name='GatheringFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='symposia.gathering')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='Participant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(blank=True, max_length=40, verbose_name='Name')),
                    ('title', models.CharField(blank=True, max_length=60, verbose_name='Title')),
                    ('came', models.BooleanField(null=True)),
                    ('enterprise', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='symposia', to='enterprises.enterprise')),
                    ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='symposia.gathering')),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['enterprise', 'gathering', 'came'], name='symposia_of_company'), models.Index(fields=['unit', 'gathering'], name='symposia_of_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('enterprise__isnull', False), ('unit', None)), models.Q(('enterprise', None), ('unit__isnull', False)), _connector='OR'), name='participant_of_one_side')],
                },
            ),
        ]),
    ]
