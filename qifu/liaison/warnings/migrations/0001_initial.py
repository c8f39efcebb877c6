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
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='WarningText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=80, verbose_name='Matter')),
                    ('law', models.CharField(max_length=100, verbose_name='Law or rule')),
                    ('article', models.CharField(max_length=60, verbose_name='Article')),
                    ('wrong', models.TextField(max_length=2000, verbose_name='What is wrong')),
                    ('remedy', models.TextField(max_length=2000, verbose_name='What is to be put right')),
                    ('penalty', models.TextField(max_length=500, verbose_name='Possible penalty')),
                    ('days', models.PositiveSmallIntegerField(verbose_name='Working days to put it right')),
                    ('ask_name', models.CharField(max_length=40, verbose_name='Whom to ask')),
                    ('ask_phone', models.CharField(max_length=30, verbose_name='Telephone of whom to ask')),
                    ('year', models.PositiveSmallIntegerField(null=True)),
                    ('serial', models.PositiveIntegerField(null=True)),
                    ('at', models.DateTimeField()),
                    ('issued_at', models.DateTimeField(null=True)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('-id',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='warning_drafted_once'), models.UniqueConstraint(fields=('district', 'year', 'serial'), name='warning_numbered_once')],
                },
            ),
            migrations.CreateModel(
                name='Warned',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stage', models.CharField(choices=[('draft', 'Draft: the head signs'), ('issued', 'Issued, not confirmed yet'), ('confirmed', 'Receipt confirmed'), ('reported', 'Reported as put right; to be checked'), ('put_right', 'Put right'), ('not_right', 'Not put right'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                    ('at', models.DateTimeField()),
                    ('due_at', models.DateTimeField(null=True)),
                    ('extended', models.BooleanField(default=False)),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('confirmed_by', models.CharField(blank=True, max_length=60)),
                    ('report', models.TextField(blank=True, max_length=2000)),
                    ('reported_at', models.DateTimeField(null=True)),
                    ('in_time', models.BooleanField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('avoided', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='Penalty avoided, yuan')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('enterprise', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='warnings', to='enterprises.enterprise')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='companies', to='warnings.warningtext')),
                ],
                options={
                    'verbose_name': 'Notice before enforcement',
                    'verbose_name_plural': 'Notices before enforcement',
                    'ordering': ('-at', '-id'),
                    'indexes': [models.Index(fields=['district', '-at', '-id'], name='warned_newest_first'), models.Index(fields=['unit', '-at', '-id'], name='warned_by_unit'), models.Index(fields=['district', 'stage', '-at', '-id'], name='warned_by_stage'), models.Index(fields=['enterprise', '-at', '-id'], name='warned_of_company'), models.Index(fields=['stage', 'due_at', 'id'], name='warned_by_due')],
                    'constraints': [models.UniqueConstraint(fields=('text', 'enterprise'), name='company_warned_once')],
                },
            ),
            migrations.CreateModel(
                name='WarnedEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=10)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('note', models.TextField(blank=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('warned', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='warnings.warned')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='WarnedFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('warned', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='warnings.warned')),
                ],
            ),
        ]),
    ]
