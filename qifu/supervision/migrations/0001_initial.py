import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appeals', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Ladder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('order_days', models.PositiveSmallIntegerField(verbose_name='Working days to answer an order')),
                    ('unhappy_limit', models.PositiveSmallIntegerField(verbose_name='Unhappy follow-ups in a row that raise an order')),
                    ('redo_limit', models.PositiveSmallIntegerField(verbose_name='Redos after which the next raises an order')),
                    ('refusal_limit', models.PositiveSmallIntegerField(verbose_name='Units without a lead that raise an order')),
                    ('source', models.CharField(max_length=200, verbose_name='Source')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ladders', to='organisations.district')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'version'), name='ladder_version_once')],
                },
            ),
            migrations.CreateModel(
                name='LadderRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.PositiveSmallIntegerField()),
                    ('working_days', models.PositiveSmallIntegerField(verbose_name='Working days after due')),
                    ('action', models.CharField(choices=[('urge', 'Urging notice to officer and head'), ('order', 'Supervision order to the head'), ('escalate', 'To the leader of the front, the next joint meeting, and a circular'), ('hand_over', 'To the district head, with a hand-over letter')], max_length=9)),
                    ('ladder', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='supervision.ladder')),
                ],
                options={
                    'ordering': ('level',),
                    'constraints': [models.UniqueConstraint(fields=('ladder', 'level'), name='ladder_level_once')],
                },
            ),
            migrations.CreateModel(
                name='LadderStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.PositiveSmallIntegerField()),
                    ('action', models.CharField(choices=[('urge', 'Urging notice to officer and head'), ('order', 'Supervision order to the head'), ('escalate', 'To the leader of the front, the next joint meeting, and a circular'), ('hand_over', 'To the district head, with a hand-over letter')], max_length=9)),
                    ('number', models.CharField(max_length=20)),
                    ('due_on', models.DateTimeField()),
                    ('fired_at', models.DateTimeField()),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ladder_steps', to='appeals.appeal')),
                    ('clock', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appeals.clock')),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('rule', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.ladderrule')),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['district', '-due_on', '-id'], name='ladder_step_by_time')],
                    'constraints': [models.UniqueConstraint(fields=('clock', 'level'), name='climbed_once')],
                },
            ),
            migrations.CreateModel(
                name='Escalation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('serial', models.PositiveIntegerField()),
                    ('cause', models.CharField(choices=[('ladder', 'Overdue'), ('unhappy', 'Unhappy follow-ups in a row'), ('redos', 'Redone too often'), ('no_lead', 'No unit takes the lead'), ('instruction', "A leader's instruction"), ('by_hand', 'By hand, with a reason')], max_length=11)),
                    ('text', models.TextField(max_length=2000)),
                    ('issued_at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('action', models.CharField(choices=[('urge', 'Urging notice to officer and head'), ('order', 'Supervision order to the head'), ('escalate', 'To the leader of the front, the next joint meeting, and a circular'), ('hand_over', 'To the district head, with a hand-over letter')], max_length=9)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='appeals.appeal')),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='organisations.leader')),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ('step', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='supervision.ladderstep')),
                ],
                options={
                    'ordering': ('-id',),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('district', 'year', 'serial'), name='escalation_number_once')],
                },
            ),
            migrations.CreateModel(
                name='Order',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('serial', models.PositiveIntegerField()),
                    ('cause', models.CharField(choices=[('ladder', 'Overdue'), ('unhappy', 'Unhappy follow-ups in a row'), ('redos', 'Redone too often'), ('no_lead', 'No unit takes the lead'), ('instruction', "A leader's instruction"), ('by_hand', 'By hand, with a reason')], max_length=11)),
                    ('text', models.TextField(max_length=2000)),
                    ('issued_at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('requirement', models.TextField(max_length=1000, verbose_name='Requirement')),
                    ('answer_days', models.PositiveSmallIntegerField()),
                    ('stage', models.CharField(choices=[('issued', 'Awaiting the answer'), ('answered', 'Answered; to verify'), ('sent_back', 'Sent back'), ('verified', 'Verified; to close'), ('closed', 'Closed')], default='issued', max_length=9)),
                    ('due_at', models.DateTimeField(verbose_name='Answer due')),
                    ('answer', models.TextField(blank=True, verbose_name='Answer')),
                    ('measures', models.TextField(blank=True, verbose_name='Measures')),
                    ('promised_on', models.DateField(null=True, verbose_name='To be done by')),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('occasion', models.CharField(max_length=40, null=True)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='appeals.appeal')),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('step', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='supervision.ladderstep')),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('-id',),
                    'abstract': False,
                    'indexes': [models.Index(fields=['district', '-id'], name='order_by_time'), models.Index(fields=['unit', '-id'], name='order_by_unit'), models.Index(fields=['district', 'stage', 'due_at'], name='order_by_stage')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'year', 'serial'), name='order_number_once'), models.UniqueConstraint(condition=models.Q(('occasion__isnull', False)), fields=('appeal', 'occasion'), name='order_occasion_once')],
                },
            ),
            migrations.CreateModel(
                name='Instruction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(max_length=500)),
                    ('at', models.DateTimeField()),
                    ('key', models.UUIDField(null=True)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='appeals.appeal')),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='organisations.leader')),
                    ('order', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instruction', to='supervision.order')),
                ],
                options={
                    'ordering': ('-id',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'key'), name='instructed_once')],
                },
            ),
            migrations.CreateModel(
                name='OrderStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('verb', models.CharField(max_length=12)),
                    ('who', models.CharField(max_length=80)),
                    ('note', models.TextField(blank=True)),
                    ('data', models.JSONField(default=dict)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.order')),
                    ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('id',),
                },
            ),
            migrations.CreateModel(
                name='UrgingNotice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('serial', models.PositiveIntegerField()),
                    ('cause', models.CharField(choices=[('ladder', 'Overdue'), ('unhappy', 'Unhappy follow-ups in a row'), ('redos', 'Redone too often'), ('no_lead', 'No unit takes the lead'), ('instruction', "A leader's instruction"), ('by_hand', 'By hand, with a reason')], max_length=11)),
                    ('text', models.TextField(max_length=2000)),
                    ('issued_at', models.DateTimeField()),
                    ('who', models.CharField(max_length=80)),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='appeals.appeal')),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('step', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='supervision.ladderstep')),
                    ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ],
                options={
                    'ordering': ('-id',),
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('district', 'year', 'serial'), name='urging_number_once')],
                },
            ),
        ]),
    ]
