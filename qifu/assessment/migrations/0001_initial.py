import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0008_imported_once_by_digest'),
        ('organisations', '0002_append_only'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Scheme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40, verbose_name='Name of the scheme')),
                    ('active', models.BooleanField(default=False, verbose_name='Computed every month by itself')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ],
                options={
                    'ordering': ('id',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'name'), name='scheme_name_once_a_district')],
                },
            ),
            migrations.CreateModel(
                name='Round',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('month', models.DateField(verbose_name='Month')),
                    ('stage', models.CharField(choices=[('draft', 'Computed'), ('published', 'Published for contest'), ('frozen', 'Frozen')], default='draft', max_length=9)),
                    ('edition', models.PositiveSmallIntegerField(default=0)),
                    ('published_edition', models.PositiveSmallIntegerField(null=True)),
                    ('frozen_edition', models.PositiveSmallIntegerField(null=True)),
                    ('published_at', models.DateTimeField(null=True)),
                    ('contest_until', models.DateTimeField(null=True)),
                    ('frozen_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('scheme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='assessment.scheme')),
                ],
                options={
                    'ordering': ('-month', '-id'),
                    'indexes': [models.Index(fields=['district', '-month', '-id'], name='round_by_month'), models.Index(fields=['district', 'stage', '-month', '-id'], name='round_by_stage')],
                    'constraints': [models.UniqueConstraint(fields=('scheme', 'month'), name='month_assessed_once')],
                },
            ),
            migrations.CreateModel(
                name='HandItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('indicator', models.CharField(max_length=30, verbose_name='Indicator')),
                    ('title', models.CharField(max_length=100, verbose_name='What happened, in short')),
                    ('value', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='Value')),
                    ('file_name', models.CharField(blank=True, max_length=100)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Unit')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_items', to='assessment.round')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='Contest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('indicator', models.CharField(max_length=30)),
                    ('label', models.CharField(blank=True, max_length=40)),
                    ('cases', models.JSONField(default=list)),
                    ('reason', models.TextField(max_length=1000, verbose_name='Reason')),
                    ('file_name', models.CharField(blank=True, max_length=100)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('ruling', models.CharField(choices=[('upheld', 'Upheld'), ('refused', 'Refused')], max_length=7, null=True, verbose_name='Ruling')),
                    ('ruling_reason', models.TextField(blank=True)),
                    ('ruled_at', models.DateTimeField(null=True)),
                    ('ruled_who', models.CharField(blank=True, max_length=80)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('file', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Unit')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='assessment.round')),
                ],
                options={
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['unit', '-id'], name='contests_of_unit')],
                    'constraints': [models.UniqueConstraint(fields=('round', 'key'), name='contested_once')],
                },
            ),
            migrations.CreateModel(
                name='RoundEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=12)),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('note', models.TextField(blank=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='assessment.round')),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='SchemeVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('mode', models.CharField(choices=[('weights', 'By weights that add up to 100'), ('deductions', 'By deductions from 100')], max_length=10, verbose_name='Way of scoring')),
                    ('span', models.CharField(choices=[('month', "The month's own appeals"), ('year', "The appeals of the year up to the month's end")], max_length=5, verbose_name='Appeals assessed')),
                    ('population', models.CharField(choices=[('assigned', 'Assigned by the office'), ('self_found', 'Found and solved by units'), ('notified', 'Answered by telling')], default='assigned', max_length=10, verbose_name='Population')),
                    ('cut_off_days', models.PositiveSmallIntegerField(default=0, help_text="0: as it stands at 24:00 of the month's last day.", validators=[django.core.validators.MaxValueValidator(20)], verbose_name="Counted so many working days after the month's end")),
                    ('contest_days', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='Working days to contest')),
                    ('source', models.CharField(max_length=200, verbose_name='Source')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('scheme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='assessment.scheme')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('scheme', 'version'), name='scheme_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Result',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('cause', models.CharField(choices=[('computed', 'Computed'), ('contest', 'A contest was upheld'), ('correction', 'Correction after freezing')], max_length=10)),
                    ('rules', models.CharField(max_length=10)),
                    ('calendar', models.CharField(max_length=200)),
                    ('cut_off', models.DateTimeField()),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('change', models.JSONField(null=True)),
                    ('why', models.TextField(blank=True)),
                    ('approved_by', models.CharField(blank=True, max_length=80)),
                    ('previous', models.CharField(blank=True, max_length=64)),
                    ('digest', models.CharField(max_length=64)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='assessment.round')),
                    ('scheme_version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.schemeversion')),
                ],
                options={
                    'ordering': ('number',),
                    'constraints': [models.UniqueConstraint(fields=('round', 'number'), name='result_edition_once'), models.UniqueConstraint(fields=('round', 'key'), name='result_made_once')],
                },
            ),
            migrations.CreateModel(
                name='Line',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit_name', models.CharField(max_length=50)),
                    ('unit_short_name', models.CharField(max_length=20)),
                    ('group', models.CharField(max_length=30)),
                    ('group_position', models.PositiveSmallIntegerField()),
                    ('state', models.CharField(choices=[('counted', 'Counted'), ('too_few', 'Too few cases to rank'), ('nothing', 'No cases: not assessed')], max_length=7)),
                    ('score', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='Score')),
                    ('rank', models.PositiveSmallIntegerField(null=True, verbose_name='Rank')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('result', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='assessment.result')),
                ],
                options={
                    'ordering': ('group_position', models.OrderBy(models.F('rank'), nulls_last=True), 'unit_id'),
                    'indexes': [models.Index(fields=['unit', 'result'], name='line_by_unit')],
                    'constraints': [models.UniqueConstraint(fields=('result', 'unit'), name='unit_once_a_result')],
                },
            ),
            migrations.CreateModel(
                name='SchemeIndicator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=30, verbose_name='Indicator')),
                    ('label', models.CharField(blank=True, max_length=40, verbose_name='What is judged by hand')),
                    ('weight', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='Weight')),
                    ('points', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='Points')),
                    ('cap', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='At most')),
                    ('floor', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='Nothing below, %')),
                    ('target', models.DecimalField(decimal_places=2, default=100, max_digits=5, verbose_name='Nothing is lost from, %')),
                    ('minimum', models.PositiveSmallIntegerField(default=1, verbose_name='Least denominator')),
                    ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='assessment.schemeversion')),
                ],
                options={
                    'ordering': ('position',),
                    'constraints': [models.UniqueConstraint(fields=('version', 'name'), name='indicator_once_a_version')],
                },
            ),
            migrations.CreateModel(
                name='SchemeGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=30, verbose_name='Group')),
                    ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='assessment.schemeversion')),
                ],
                options={
                    'ordering': ('position',),
                    'constraints': [models.UniqueConstraint(fields=('version', 'name'), name='group_once_a_version')],
                },
            ),
            migrations.CreateModel(
                name='GroupUnit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='assessment.schemegroup')),
                    ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.schemeversion')),
                ],
                options={
                    'ordering': ('unit__order', 'unit_id'),
                    'constraints': [models.UniqueConstraint(fields=('version', 'unit'), name='unit_in_one_group')],
                },
            ),
            migrations.CreateModel(
                name='Part',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=30)),
                    ('label', models.CharField(blank=True, max_length=40)),
                    ('kind', models.CharField(max_length=5)),
                    ('state', models.CharField(choices=[('counted', 'Counted'), ('too_few', 'Too few cases to rank'), ('nothing', 'No cases: not assessed')], max_length=7)),
                    ('numerator', models.PositiveIntegerField(null=True)),
                    ('denominator', models.PositiveIntegerField(null=True)),
                    ('before_numerator', models.PositiveIntegerField(null=True)),
                    ('before_denominator', models.PositiveIntegerField(null=True)),
                    ('mark', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                    ('weight', models.DecimalField(decimal_places=4, max_digits=7)),
                    ('points', models.DecimalField(decimal_places=4, max_digits=7)),
                    ('cases', models.JSONField(default=dict)),
                    ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='assessment.line')),
                ],
                options={
                    'ordering': ('position',),
                    'constraints': [models.UniqueConstraint(fields=('line', 'name'), name='indicator_once_a_line')],
                },
            ),
        ]),
    ]
