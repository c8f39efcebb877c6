import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0009_closed_cases'),
        ('organisations', '0002_append_only'),
        ('supervision', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Checklist',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('source', models.CharField(max_length=200, verbose_name='Source')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checklists', to='organisations.district')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'version'), name='checklist_version_once')],
                },
            ),
            migrations.CreateModel(
                name='ChecklistItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(max_length=100, verbose_name='Item')),
                    ('guide', models.CharField(blank=True, max_length=300, verbose_name='What to look at')),
                    ('points', models.PositiveSmallIntegerField(verbose_name='Points')),
                    ('checklist', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='supervision.checklist')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ],
                options={
                    'ordering': ('position',),
                    'constraints': [models.UniqueConstraint(fields=('checklist', 'position'), name='checklist_position_once')],
                },
            ),
            migrations.CreateModel(
                name='SamplingRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('share', models.PositiveSmallIntegerField(verbose_name='Share to draw, in per cent')),
                    ('least', models.PositiveSmallIntegerField(verbose_name='At least from each unit')),
                    ('due_days', models.PositiveSmallIntegerField(verbose_name='Working days to inspect')),
                    ('repeats', models.PositiveSmallIntegerField(verbose_name='Draws with defects that make a repeat offender')),
                    ('source', models.CharField(max_length=200, verbose_name='Source')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sampling_rules', to='organisations.district')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'version'), name='sampling_rule_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Draw',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('serial', models.PositiveIntegerField()),
                    ('purpose', models.CharField(blank=True, max_length=100, verbose_name='Occasion')),
                    ('since', models.DateField(verbose_name='Closed from')),
                    ('until', models.DateField(verbose_name='Closed to')),
                    ('population', models.CharField(choices=[('assigned', 'Assigned by the office'), ('self_found', 'Found and solved by units'), ('notified', 'Answered by telling')], max_length=10, verbose_name='Population')),
                    ('channel', models.CharField(blank=True, choices=[('visit', 'Visit'), ('on_site', 'On-site work'), ('symposium', 'Symposium'), ('questionnaire', 'Questionnaire'), ('hotline', 'Hotline'), ('portal', 'Portal'), ('letter', 'Letter'), ('leader', 'Handed on by a leader'), ('unit_research', "Unit's own research"), ('import', 'Import')], max_length=14, verbose_name='Channel')),
                    ('with_answered', models.BooleanField(default=False)),
                    ('with_excluded', models.BooleanField(default=True)),
                    ('with_drawn', models.BooleanField(default=False)),
                    ('share', models.PositiveSmallIntegerField(null=True)),
                    ('size', models.PositiveIntegerField()),
                    ('least', models.PositiveSmallIntegerField()),
                    ('seed', models.CharField(max_length=80, verbose_name='Seed')),
                    ('seed_source', models.CharField(blank=True, max_length=200, verbose_name='Where the seed comes from')),
                    ('framed', models.PositiveIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('drawn', models.PositiveIntegerField()),
                    ('due_at', models.DateTimeField(verbose_name='Due')),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('category', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.category')),
                    ('checklist', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.checklist')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('street', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('rule', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.samplingrule')),
                ],
                options={
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['district', 'population', 'at'], name='draw_by_time'), models.Index(fields=['district', '-id'], name='draw_newest_first')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'year', 'serial'), name='draw_number_once'), models.UniqueConstraint(fields=('district', 'key'), name='drawn_once')],
                },
            ),
            migrations.CreateModel(
                name='DrawCancellation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=300, verbose_name='Reason')),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cancellation', to='supervision.draw')),
                ],
            ),
            migrations.CreateModel(
                name='DrawFrame',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='frame', to='supervision.draw')),
                ],
            ),
            migrations.CreateModel(
                name='Drawn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.appeal')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('draw', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='supervision.draw')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('id',),
                    'constraints': [models.UniqueConstraint(fields=('draw', 'appeal'), name='drawn_once_a_draw')],
                },
            ),
            migrations.CreateModel(
                name='Inspection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('open', 'To be inspected'), ('done', 'Inspected'), ('cancelled', 'Draw cancelled')], default='open', max_length=9)),
                    ('due_at', models.DateTimeField(null=True, verbose_name='Due')),
                    ('done_at', models.DateTimeField(null=True, verbose_name='Inspected')),
                    ('version', models.PositiveSmallIntegerField(default=0)),
                    ('solved', models.BooleanField(null=True)),
                    ('defect', models.BooleanField(null=True)),
                    ('consequence', models.CharField(blank=True, choices=[('reopened', 'Handled again'), ('noted', 'Noted')], max_length=8)),
                    ('score', models.PositiveSmallIntegerField(null=True)),
                    ('most', models.PositiveSmallIntegerField(null=True)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='appeals.appeal')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('draw', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='supervision.draw')),
                    ('drawn', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='inspection', to='supervision.drawn')),
                    ('inspector', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['district', '-id'], name='inspection_newest_first'), models.Index(fields=['district', 'state', 'due_at', 'id'], name='inspection_by_state'), models.Index(fields=['draw', 'unit', '-id'], name='inspection_by_draw'), models.Index(fields=['unit', '-id'], name='inspection_by_unit'), models.Index(fields=['inspector', 'state', 'due_at', 'id'], name='inspection_by_inspector'), models.Index(fields=['district', 'done_at'], name='inspection_by_day')],
                },
            ),
            migrations.CreateModel(
                name='Sharing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='supervision.inspection')),
                    ('inspector', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-id',),
                },
            ),
            migrations.CreateModel(
                name='Verdict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('points', models.JSONField()),
                    ('score', models.PositiveSmallIntegerField()),
                    ('most', models.PositiveSmallIntegerField()),
                    ('solved', models.BooleanField(verbose_name='Solved')),
                    ('note', models.TextField(max_length=1000, verbose_name='What was found')),
                    ('defect', models.BooleanField(verbose_name='Defect')),
                    ('grounds', models.TextField(blank=True, max_length=1000, verbose_name='Grounds')),
                    ('consequence', models.CharField(blank=True, choices=[('reopened', 'Handled again'), ('noted', 'Noted')], max_length=8)),
                    ('why', models.CharField(blank=True, max_length=300, verbose_name='Why it is corrected')),
                    ('at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('key', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('inspection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='supervision.inspection')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('inspection', 'version'), name='verdict_version_once'), models.UniqueConstraint(fields=('district', 'key'), name='verdict_written_once')],
                },
            ),
        ]),
    ]
