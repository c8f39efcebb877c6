import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qifu.organisations.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Preference',
                fields=[
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='notice_preference', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('mailing', models.CharField(choices=[('at_once', 'Each one at once'), ('digest', 'One e-mail a day, in the morning'), ('never', 'No e-mail')], default='at_once', max_length=8, verbose_name='E-mail')),
                    ('sms', models.BooleanField(default=False, verbose_name='Text message to my telephone')),
                    ('quiet_from', models.TimeField(blank=True, null=True, verbose_name='Quiet from')),
                    ('quiet_to', models.TimeField(blank=True, null=True, verbose_name='Quiet to')),
                    ('kinds_off', models.JSONField(blank=True, default=list, verbose_name='Not sent to me')),
                ],
            ),
            migrations.CreateModel(
                name='Endpoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('medium', models.CharField(choices=[('wecom', 'WeCom group robot'), ('dingtalk', 'DingTalk group robot'), ('feishu', 'Feishu group robot'), ('json', 'Signed JSON')], max_length=10, verbose_name='Format')),
                    ('name', models.CharField(max_length=50, verbose_name='Name')),
                    ('url', models.URLField(max_length=500, verbose_name='Address')),
                    ('secret', models.CharField(blank=True, max_length=200, verbose_name='Secret')),
                    ('language', models.CharField(default='zh-hans', max_length=10, verbose_name='Language')),
                    ('kinds', models.JSONField(blank=True, default=list, verbose_name='Kinds of notices')),
                    ('active', models.BooleanField(default=True, verbose_name='Active')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Unit')),
                ],
                options={
                    'ordering': ('id',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'name'), name='endpoint_name_once_a_district')],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('key', models.CharField(max_length=100)),
                    ('title', models.CharField(max_length=200)),
                    ('text', models.TextField(blank=True)),
                    ('url', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('awaits_digest', models.BooleanField(default=False)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('-id',),
                    'indexes': [models.Index(fields=['user', '-at', '-id'], name='notice_by_time'), models.Index(condition=models.Q(('read_at', None)), fields=['user'], name='notice_unread'), models.Index(condition=models.Q(('awaits_digest', True)), fields=['user'], name='notice_awaits_digest')],
                    'constraints': [models.UniqueConstraint(fields=('user', 'district', 'key'), name='notice_told_once')],
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('medium', models.CharField(choices=[('email', 'E-mail'), ('webhook', 'Group robot or webhook'), ('sms', 'Text message')], max_length=8)),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('payload', models.JSONField()),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('dead', 'Given up')], default='waiting', max_length=8)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('next_at', models.DateTimeField()),
                    ('last_error', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('endpoint', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.endpoint')),
                    ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.notice')),
                ],
                options={
                    'ordering': ('-id',),
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='delivery_due'), models.Index(fields=['district', 'state', '-id'], name='delivery_by_state'), models.Index(fields=['district', '-id'], name='delivery_by_district')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('endpoint__isnull', False), ('medium', 'webhook'), ('user', None)), models.Q(('endpoint', None), ('medium__in', ['email', 'sms']), ('user__isnull', False)), _connector='OR'), name='delivery_has_its_receiver')],
                },
            ),
            migrations.CreateModel(
                name='Wording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('language', models.CharField(choices=[('zh-hans', 'Simplified Chinese'), ('en', 'English')], max_length=10)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('title', models.CharField(max_length=200, verbose_name='Title')),
                    ('body', models.TextField(blank=True, max_length=2000, verbose_name='Text')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ],
                options={
                    'ordering': ('-version',),
                    'constraints': [models.UniqueConstraint(fields=('district', 'kind', 'language', 'version'), name='wording_version_once')],
                },
            ),
        ]),
    ]
