"""The indexes of teams, built while others write, and the proof that every team is there."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('objects', '0003_teams_and_privacy'),
    ]

    operations = [
        migrations.RunSQL('ALTER TABLE company VALIDATE CONSTRAINT company_team_fk', ''),
        migrations.RunSQL('ALTER TABLE deal VALIDATE CONSTRAINT deal_team_fk', ''),
        migrations.RunSQL('ALTER TABLE person VALIDATE CONSTRAINT person_team_fk', ''),
        migrations.RunSQL('DROP INDEX CONCURRENTLY IF EXISTS company_team_ix', ''),
        AddIndexConcurrently(
            model_name='company',
            index=models.Index(models.F('workspace_id'), models.F('team'), models.F('id'), condition=models.Q(('deleted_at__isnull', True)), name='company_team_ix'),
        ),
        migrations.RunSQL('DROP INDEX CONCURRENTLY IF EXISTS deal_team_ix', ''),
        AddIndexConcurrently(
            model_name='deal',
            index=models.Index(models.F('workspace_id'), models.F('team'), models.F('id'), condition=models.Q(('deleted_at__isnull', True)), name='deal_team_ix'),
        ),
        # One that was interrupted leaves an index that holds nothing.
        migrations.RunSQL('DROP INDEX CONCURRENTLY IF EXISTS person_team_ix', ''),
        AddIndexConcurrently(
            model_name='person',
            index=models.Index(models.F('workspace_id'), models.F('team'), models.F('id'), condition=models.Q(('deleted_at__isnull', True)), name='person_team_ix'),
        ),
        # Of a column it knows nothing about the planner guesses that few rows have what is asked for.
        *(migrations.RunSQL(f'ANALYZE {table}', '') for table in ('company', 'deal', 'person')),
    ]
