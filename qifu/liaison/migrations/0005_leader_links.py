import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enterprises', '0001_initial'),
        ('liaison', '0004_findings'),
        ('organisations', '0003_merged_units'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField(model_name='contactrhythm', old_name='months', new_name='visit_months'),
        migrations.AlterField(
            model_name='contactrhythm',
            name='visit_months',
            field=models.PositiveSmallIntegerField(verbose_name='Months between two visits'),
        ),
        migrations.AddField(
            model_name='contactrhythm',
            name='call_months',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='Months between two contacts'),
        ),
        migrations.AddField(
            model_name='contactrhythm',
            name='least',
            field=models.PositiveSmallIntegerField(default=3, verbose_name='Companies a leader has at least'),
        ),
        migrations.AddField(
            model_name='contactrhythm',
            name='most',
            field=models.PositiveSmallIntegerField(default=4, verbose_name='Companies a leader has at most'),
        ),
        migrations.CreateModel(
            name='LeaderLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='Since')),
                ('until', models.DateField(null=True, verbose_name='Until')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='Reason')),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ('enterprise', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='leader_links', to='enterprises.enterprise')),
                ('leader', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='organisations.leader')),
            ],
            options={
                'verbose_name': 'Link to a leader',
                'verbose_name_plural': 'Links to leaders',
                'ordering': ('-since', '-id'),
                'indexes': [models.Index(fields=['district', '-since', '-id'], name='links_by_day'), models.Index(fields=['leader', '-since', '-id'], name='links_of_leader'), models.Index(fields=['enterprise', '-since', '-id'], name='links_of_company')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('enterprise', 'leader'), name='linked_once_at_a_time')],
            },
        ),
    ]
