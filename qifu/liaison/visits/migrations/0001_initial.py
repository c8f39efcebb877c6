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
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('visit', 'Visit'), ('on_site', 'On-site work')], max_length=7, verbose_name='Kind')),
                    ('purpose', models.CharField(max_length=200, verbose_name='Purpose')),
                    ('starts_at', models.DateTimeField(verbose_name='Starts')),
                    ('stage', models.CharField(choices=[('planned', 'Planned'), ('under_way', 'On the way'), ('done', 'Done; findings to be decided'), ('decided', 'Findings decided'), ('cancelled', 'Cancelled')], default='planned', max_length=9)),
                    ('cancel_reason', models.CharField(blank=True, max_length=300)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('lead', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Lead official')),
                    ('leader', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.leader', verbose_name='Leader who goes along')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Leading unit')),
                ],
                options={
                    'verbose_name': 'Trip',
                    'verbose_name_plural': 'Trips',
                    'ordering': ('-starts_at', '-id'),
                    'indexes': [models.Index(fields=['district', '-starts_at', '-id'], name='visits_by_time'), models.Index(fields=['district', 'kind', '-starts_at', '-id'], name='visits_by_kind'), models.Index(fields=['district', 'stage', '-starts_at', '-id'], name='visits_by_stage'), models.Index(fields=['unit', '-starts_at', '-id'], name='visits_of_unit'), models.Index(fields=['leader', '-starts_at', '-id'], name='visits_of_leader')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='visit_planned_once')],
                },
            ),
            migrations.CreateModel(
                name='Stop',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('day', models.DateField()),
                    ('checked_in_at', models.DateTimeField(null=True)),
                    ('latitude', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                    ('longitude', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                    ('visited_name', models.CharField(blank=True, max_length=40, verbose_name='Visited person')),
                    ('signed_at', models.DateTimeField(null=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('skipped', models.CharField(blank=True, max_length=200, verbose_name='Why the stop was left out')),
                    ('feedback_due_at', models.DateTimeField(null=True)),
                    ('feedback_at', models.DateTimeField(null=True)),
                    ('feedback_way', models.CharField(blank=True, choices=[('phone', 'By telephone'), ('visit', 'On a visit'), ('online', 'Online'), ('meeting', 'At a meeting'), ('letter', 'By letter')], max_length=8, verbose_name='How')),
                    ('feedback_to', models.CharField(blank=True, max_length=40, verbose_name='To whom')),
                    ('feedback_said', models.TextField(blank=True, max_length=1000, verbose_name='What was told')),
                    ('checked_in_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('enterprise', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='visit_stops', to='enterprises.enterprise')),
                    ('feedback_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('project', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enterprises.project')),
                    ('signature', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('visit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='visits.visit')),
                ],
                options={
                    'verbose_name': 'Stop',
                    'verbose_name_plural': 'Stops',
                    'ordering': ('position', 'id'),
                    'indexes': [models.Index(fields=['visit', 'position', 'id'], name='stops_of_visit'), models.Index(fields=['enterprise', '-day', '-id'], name='stops_of_company'), models.Index(condition=models.Q(('feedback_at', None), ('feedback_due_at__isnull', False)), fields=['district', 'feedback_due_at', 'id'], name='feedback_owed'), models.Index(condition=models.Q(('finished_at__isnull', False)), fields=['district', 'day', 'enterprise'], name='stops_by_day')],
                },
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(max_length=2000)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('stop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='visits.stop')),
                ],
                options={
                    'verbose_name_plural': 'Notes on visits',
                    'ordering': ('at', 'id'),
                },
            ),
            migrations.CreateModel(
                name='Goer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('visit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='goers', to='visits.visit')),
                ],
                options={
                    'verbose_name_plural': 'Officials on trips',
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['user', 'visit'], name='goer_by_user'), models.Index(fields=['unit', 'visit'], name='goer_by_unit')],
                    'constraints': [models.UniqueConstraint(fields=('visit', 'user'), name='goes_once')],
                },
            ),
            migrations.CreateModel(
                name='VisitEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verb', models.CharField(max_length=12)),
                    ('note', models.TextField(blank=True)),
                    ('who', models.CharField(max_length=80)),
                    ('at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('stop', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='visits.stop')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='visits.visit')),
                ],
                options={
                    'ordering': ('id',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='visit_event_once')],
                },
            ),
            migrations.CreateModel(
                name='FeedbackRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('days', models.PositiveSmallIntegerField(verbose_name='Days for the feedback to the company')),
                    ('source', models.CharField(max_length=200, verbose_name='Source')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='feedback_rules', to='organisations.district')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'version'), name='feedback_rule_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Picture',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.storedfile')),
                    ('stop', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='visits.stop')),
                ],
                options={
                    'verbose_name_plural': 'Pictures of visits',
                    'ordering': ('id',),
                    'constraints': [models.UniqueConstraint(fields=('stop', 'file'), name='picture_once_a_stop')],
                },
            ),
        ]),
    ]
