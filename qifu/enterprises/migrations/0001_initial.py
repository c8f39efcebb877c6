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
                name='Enterprise',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=12, verbose_name='Number')),
                    ('name', models.CharField(max_length=100, verbose_name='Name')),
                    ('name_key', models.CharField(editable=False, max_length=100)),
                    ('credit_code', models.CharField(blank=True, max_length=18, null=True, verbose_name='Unified social credit code')),
                    ('address', models.CharField(blank=True, max_length=150, verbose_name='Address')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='Telephone')),
                    ('phone_key', models.CharField(default='', editable=False, max_length=30)),
                    ('industry', models.CharField(blank=True, max_length=5, verbose_name='Industry code (GB/T 4754)')),
                    ('section', models.CharField(default='', editable=False, max_length=1, verbose_name='Industry section')),
                    ('founded', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Founded in')),
                    ('facts_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Year of the facts')),
                    ('staff', models.PositiveIntegerField(blank=True, null=True, verbose_name='Staff')),
                    ('revenue', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='Revenue (10k yuan)')),
                    ('assets', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='Assets (10k yuan)')),
                    ('size', models.CharField(choices=[('large', 'Large'), ('medium', 'Medium'), ('small', 'Small'), ('micro', 'Micro')], editable=False, max_length=6, null=True, verbose_name='Size class')),
                    ('above_scale', models.BooleanField(editable=False, null=True, verbose_name='Above scale')),
                    ('key', models.BooleanField(default=False, verbose_name='Key enterprise')),
                    ('restructured', models.BooleanField(default=False, verbose_name='Restructured')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enterprises', to='organisations.district')),
                    ('leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enterprises', to='organisations.leader', verbose_name='Linked leader')),
                    ('merged_into', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='enterprises.enterprise')),
                    ('street', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Street')),
                ],
                options={
                    'verbose_name': 'Enterprise',
                    'verbose_name_plural': 'Enterprises',
                    'ordering': ('name_key', 'id'),
                    'indexes': [models.Index(fields=['district', 'name_key', 'id', 'merged_into'], name='enterprise_by_name'), models.Index(fields=['district', 'street', 'name_key', 'id', 'merged_into'], name='enterprise_by_street'), models.Index(condition=models.Q(('key', True)), fields=['district', 'name_key', 'id'], name='enterprise_key'), models.Index(fields=['district', 'credit_code'], name='enterprise_by_code', opclasses=['int8_ops', 'varchar_pattern_ops']), models.Index(fields=['district', 'phone_key'], name='enterprise_by_phone'), models.Index(fields=['leader', 'name_key', 'id'], name='enterprise_by_leader'), models.Index(fields=['district', 'section', 'name_key', 'id', 'merged_into'], name='enterprise_by_section'), models.Index(fields=['district', 'size', 'name_key', 'id', 'merged_into'], name='enterprise_by_size'), models.Index(condition=models.Q(('above_scale', True)), fields=['district', 'name_key', 'id'], name='enterprise_above_scale'), models.Index(condition=models.Q(('restructured', True)), fields=['district', 'name_key', 'id'], name='enterprise_restructured')],
                    'constraints': [models.UniqueConstraint(fields=('district', 'number'), name='enterprise_number_once'), models.UniqueConstraint(condition=models.Q(('merged_into', None)), fields=('district', 'credit_code'), name='credit_code_once_a_district')],
                },
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40, verbose_name='Name')),
                    ('title', models.CharField(blank=True, max_length=40, verbose_name='Title')),
                    ('phone', models.CharField(max_length=30, verbose_name='Telephone')),
                    ('phone_key', models.CharField(editable=False, max_length=30)),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contacts', to=settings.AUTH_USER_MODEL)),
                    ('enterprise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='enterprises.enterprise')),
                ],
                options={
                    'verbose_name': 'Contact',
                    'verbose_name_plural': 'Contacts',
                    'ordering': ('id',),
                    'indexes': [models.Index(fields=['name', 'enterprise'], name='contact_by_name', opclasses=['varchar_pattern_ops', 'int8_ops']), models.Index(fields=['phone_key', 'enterprise'], name='contact_by_phone')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('enterprise', 'user'), name='contact_account_once')],
                },
            ),
            migrations.CreateModel(
                name='Merge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('facts', models.JSONField()),
                    ('moved', models.JSONField()),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                    ('given_up', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='merge', to='enterprises.enterprise')),
                    ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='enterprises.enterprise')),
                ],
                options={
                    'ordering': ('-id',),
                },
            ),
            migrations.CreateModel(
                name='Project',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, verbose_name='Name')),
                    ('stage', models.CharField(choices=[('planned', 'Planned'), ('started', 'Started'), ('finished', 'Finished'), ('stopped', 'Stopped')], default='planned', max_length=10, verbose_name='Stage')),
                    ('investment', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='Investment (10k yuan)')),
                    ('address', models.CharField(blank=True, max_length=150, verbose_name='Address')),
                    ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='organisations.district')),
                    ('enterprise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='enterprises.enterprise')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='Responsible unit')),
                ],
                options={
                    'verbose_name': 'Key project',
                    'verbose_name_plural': 'Key projects',
                    'ordering': ('name', 'id'),
                },
            ),
        ]),
    ]
