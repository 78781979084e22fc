import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coaching', '0003_cohorts_from_application_to_certificate'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workforce', '0013_deputies'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='coach',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='coach',
            name='deleted_delete',
        ),
        migrations.CreateModel(
            name='AcademyTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('kind', models.CharField(choices=[('CERTIFIED', 'Coaches certified'), ('ACTIVE', 'Coaches active'), ('COACHED', 'Teams coached'), ('INDEPENDENT', 'Teams independent')], max_length=11)),
                ('number', models.PositiveSmallIntegerField()),
                ('due_date', models.DateField()),
                ('academy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='coaching.academy')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.trust')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('trust', 'academy', 'kind', 'due_date'), name='academy_has_one_target_of_a_kind_by_a_day'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='target_is_something')],
            },
        ),
        migrations.CreateModel(
            name='CoachLeave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='coaching.coach')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.trust')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='leave_ends_after_it_begins'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('trust', '='), ('coach', '='), (models.Func(models.F('since'), models.F('until'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='coach_is_away_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('words', models.CharField(help_text='Christmas, ward move', max_length=100)),
                ('academy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holidays', to='coaching.academy')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holidays', to='coaching.team')),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.trust')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='holiday_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('until__isnull', False)), name='holiday_comes_to_an_end'), models.UniqueConstraint(fields=('trust', 'academy', 'team', 'since'), name='holiday_begins_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ReadinessAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('question', models.CharField(choices=[('SPONSOR', 'A sponsor who can clear the way has agreed, and knows what is asked of them'), ('PROBLEM', 'The problem matters to patients and to the people who do the work'), ('TIME', 'People can be released for an hour at the same time each week'), ('PROFESSIONS', 'Every profession on the way of a patient is in the team'), ('PATIENTS', 'Patients or carers take part, or it is agreed how they will'), ('DATA', 'Somebody can count what happens, week by week'), ('CALM', 'No big change of leadership, place or system falls into the next months'), ('SAFETY', 'People can say what goes wrong without being blamed for it')], max_length=11)),
                ('answer', models.PositiveSmallIntegerField(choices=[(0, 'Not yet'), (1, 'Partly'), (2, 'Yes')])),
                ('words', models.CharField(blank=True, max_length=200)),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readiness', to='coaching.team')),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.trust')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('trust', 'team', 'question'), name='readiness_is_answered_once')],
            },
        ),
        migrations.CreateModel(
            name='Refresher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('invited_date', models.DateField()),
                ('answer', models.CharField(blank=True, choices=[('COMES', 'Yes, I come to the refresher'), ('SMALLER', 'Yes, with a smaller team'), ('NOT_NOW', 'Not now')], max_length=7)),
                ('answered_date', models.DateField(blank=True, null=True)),
                ('done_date', models.DateField(blank=True, help_text='When the refresher was taken', null=True)),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refreshers', to='coaching.coach')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.trust')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', ''), ('done_date', None)), fields=('trust', 'coach'), name='coach_is_invited_back_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_date', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_date__isnull', False)), _connector='OR'), name='refresher_is_answered_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='TeamDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('state', models.CharField(choices=[('INTERESTED', 'Expression of interest'), ('CHECKED', 'Readiness checked'), ('SELECTED', 'Selected, waits for coaches'), ('COACHED', 'Coached'), ('INDEPENDENT', 'Independent'), ('STOPPED', 'Stopped'), ('NOT_TAKEN', 'Not taken this time')], max_length=11)),
                ('date', models.DateField()),
                ('code', models.CharField(blank=True, choices=[('CUL1', 'No improvement culture'), ('CUL2', 'Blame'), ('CUL3', 'Improvement has low priority'), ('CUL4', 'Averse to risk, or defensive'), ('CUL5', 'Rituals that undermine it'), ('LEA1', 'Weak leadership or no shared vision'), ('LEA2', 'Hierarchical style'), ('LEA3', 'No say at lower levels'), ('LEA4', 'Nobody is accountable'), ('FOC1', 'Little focus on the person'), ('FOC2', 'Everything invented here, nothing borrowed'), ('RES1', 'Managers without time or capability'), ('RES2', 'Too few staff, or many agency staff'), ('RES3', 'No money set aside'), ('RES4', 'Systems do not fit improvement into work'), ('INF1', 'Information is not shared'), ('INF2', 'Data are not used'), ('INF3', 'Weak information systems'), ('INF4', 'Feedback is missing or rigid'), ('TIM1', 'Quick wins are wanted'), ('TIM2', 'No protected time'), ('ENG1', 'Professionals or patients are not engaged')], max_length=4)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='coaching.team')),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.trust')),
            ],
            options={
                'indexes': [models.Index(fields=['trust', 'team', 'date'], name='team_decision_by_day')],
            },
        ),
        migrations.CreateModel(
            name='TeamScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('criterion', models.CharField(choices=[('MATTERS', 'It matters: to patients, staff and the trust’s aims'), ('SPONSORED', 'It is sponsored: somebody clears the way'), ('READY', 'It is ready: people, time and calm'), ('MEASURABLE', 'It can be measured week by week'), ('WITH_PATIENTS', 'Patients or carers take part')], max_length=13)),
                ('score', models.PositiveSmallIntegerField()),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='selection_scores', to='coaching.team')),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.trust')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('trust', 'team', 'assessor', 'criterion'), name='assessor_scores_a_criterion_once'), models.CheckConstraint(condition=models.Q(('score__lte', 4)), name='team_score_is_0_to_4')],
            },
        ),
        migrations.CreateModel(
            name='AcademyTargetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('kind', models.CharField(choices=[('CERTIFIED', 'Coaches certified'), ('ACTIVE', 'Coaches active'), ('COACHED', 'Teams coached'), ('INDEPENDENT', 'Teams independent')], max_length=11)),
                ('number', models.PositiveSmallIntegerField()),
                ('due_date', models.DateField()),
                ('academy', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coaching.academy')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coaching.academytarget')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workforce.trust')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CoachLeaveEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('coach', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coaching.coach')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coaching.coachleave')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workforce.trust')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReadinessAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('question', models.CharField(choices=[('SPONSOR', 'A sponsor who can clear the way has agreed, and knows what is asked of them'), ('PROBLEM', 'The problem matters to patients and to the people who do the work'), ('TIME', 'People can be released for an hour at the same time each week'), ('PROFESSIONS', 'Every profession on the way of a patient is in the team'), ('PATIENTS', 'Patients or carers take part, or it is agreed how they will'), ('DATA', 'Somebody can count what happens, week by week'), ('CALM', 'No big change of leadership, place or system falls into the next months'), ('SAFETY', 'People can say what goes wrong without being blamed for it')], max_length=11)),
                ('answer', models.PositiveSmallIntegerField(choices=[(0, 'Not yet'), (1, 'Partly'), (2, 'Yes')])),
                ('words', models.CharField(blank=True, max_length=200)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coaching.readinessanswer')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coaching.team')),
                ('trust', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workforce.trust')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RefresherEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('invited_date', models.DateField()),
                ('answer', models.CharField(blank=True, choices=[('COMES', 'Yes, I come to the refresher'), ('SMALLER', 'Yes, with a smaller team'), ('NOT_NOW', 'Not now')], max_length=7)),
                ('answered_date', models.DateField(blank=True, null=True)),
                ('done_date', models.DateField(blank=True, help_text='When the refresher was taken', null=True)),
                ('coach', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coaching.coach')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coaching.refresher')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workforce.trust')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TeamScoreEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('criterion', models.CharField(choices=[('MATTERS', 'It matters: to patients, staff and the trust’s aims'), ('SPONSORED', 'It is sponsored: somebody clears the way'), ('READY', 'It is ready: people, time and calm'), ('MEASURABLE', 'It can be measured week by week'), ('WITH_PATIENTS', 'Patients or carers take part')], max_length=13)),
                ('score', models.PositiveSmallIntegerField()),
                ('assessor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coaching.teamscore')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coaching.team')),
                ('trust', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workforce.trust')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='coach',
            name='takes_smaller',
            field=models.BooleanField(default=False, help_text='Would take a smaller team, or begin again with one'),
        ),
        migrations.AddField(
            model_name='coachevent',
            name='takes_smaller',
            field=models.BooleanField(default=False, help_text='Would take a smaller team, or begin again with one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coach',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coaching_coachevent" ("academy_id", "capacity", "coaches_online", "id", "is_clinical", "methods", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profession", "recorded_at", "recorded_by_id", "takes_smaller", "travel_minutes", "trust_id", "uuid", "wishes") VALUES (OLD."academy_id", OLD."capacity", OLD."coaches_online", OLD."id", OLD."is_clinical", OLD."methods", OLD."person_id", _pgh_attach_context(), NOW(), \'changed\', OLD."id", OLD."profession", OLD."recorded_at", OLD."recorded_by_id", OLD."takes_smaller", OLD."travel_minutes", OLD."trust_id", OLD."uuid", OLD."wishes"); RETURN NULL;', hash='18d2bc46791d195a348d1357fce432e65ea94f9c', operation='UPDATE', pgid='pgtrigger_changed_update_06f94', table='coaching_coach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coach',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coaching_coachevent" ("academy_id", "capacity", "coaches_online", "id", "is_clinical", "methods", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profession", "recorded_at", "recorded_by_id", "takes_smaller", "travel_minutes", "trust_id", "uuid", "wishes") VALUES (OLD."academy_id", OLD."capacity", OLD."coaches_online", OLD."id", OLD."is_clinical", OLD."methods", OLD."person_id", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."profession", OLD."recorded_at", OLD."recorded_by_id", OLD."takes_smaller", OLD."travel_minutes", OLD."trust_id", OLD."uuid", OLD."wishes"); RETURN NULL;', hash='8c2456c95ce3dee26a35d81e2b1143e9ba5b2da0', operation='DELETE', pgid='pgtrigger_deleted_delete_f5296', table='coaching_coach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='academytarget',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coaching_academytargetevent" ("academy_id", "due_date", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "trust_id") VALUES (OLD."academy_id", OLD."due_date", OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."trust_id"); RETURN NULL;', hash='ae055c338ece0313038f59ecc6dcc301342e0e74', operation='UPDATE', pgid='pgtrigger_changed_update_874f6', table='coaching_academytarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='academytarget',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coaching_academytargetevent" ("academy_id", "due_date", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "trust_id") VALUES (OLD."academy_id", OLD."due_date", OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."trust_id"); RETURN NULL;', hash='9ecf2b601ef51b3c453c21853c0e8c51e975e55f', operation='DELETE', pgid='pgtrigger_deleted_delete_13032', table='coaching_academytarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coachleave',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coaching_coachleaveevent" ("coach_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "since", "trust_id", "until") VALUES (OLD."coach_id", OLD."id", _pgh_attach_context(), NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."since", OLD."trust_id", OLD."until"); RETURN NULL;', hash='243d035cd53ef193e9a75e1fc399ad7c0d815e73', operation='UPDATE', pgid='pgtrigger_changed_update_a0369', table='coaching_coachleave', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coachleave',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coaching_coachleaveevent" ("coach_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "since", "trust_id", "until") VALUES (OLD."coach_id", OLD."id", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."since", OLD."trust_id", OLD."until"); RETURN NULL;', hash='51eec148200f8df4d10c51fda3ddc26183c4643b', operation='DELETE', pgid='pgtrigger_deleted_delete_83a03', table='coaching_coachleave', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readinessanswer',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coaching_readinessanswerevent" ("answer", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "recorded_at", "recorded_by_id", "team_id", "trust_id", "words") VALUES (OLD."answer", OLD."id", _pgh_attach_context(), NOW(), \'changed\', OLD."id", OLD."question", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."trust_id", OLD."words"); RETURN NULL;', hash='104e47a5ea782b25e792e781b72b57208a0c96e3', operation='UPDATE', pgid='pgtrigger_changed_update_e583b', table='coaching_readinessanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readinessanswer',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coaching_readinessanswerevent" ("answer", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "recorded_at", "recorded_by_id", "team_id", "trust_id", "words") VALUES (OLD."answer", OLD."id", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."question", OLD."recorded_at", OLD."recorded_by_id", OLD."team_id", OLD."trust_id", OLD."words"); RETURN NULL;', hash='8e4cc0e9d4432d8c6e66e7d3b5d882c8d21402c1', operation='DELETE', pgid='pgtrigger_deleted_delete_34080', table='coaching_readinessanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refresher',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coaching_refresherevent" ("answer", "answered_date", "coach_id", "done_date", "id", "invited_date", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "trust_id", "uuid") VALUES (OLD."answer", OLD."answered_date", OLD."coach_id", OLD."done_date", OLD."id", OLD."invited_date", _pgh_attach_context(), NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."trust_id", OLD."uuid"); RETURN NULL;', hash='5fcce44cb0fce208cd0f9c45058416ba3b2f4434', operation='UPDATE', pgid='pgtrigger_changed_update_88509', table='coaching_refresher', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refresher',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coaching_refresherevent" ("answer", "answered_date", "coach_id", "done_date", "id", "invited_date", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "trust_id", "uuid") VALUES (OLD."answer", OLD."answered_date", OLD."coach_id", OLD."done_date", OLD."id", OLD."invited_date", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."trust_id", OLD."uuid"); RETURN NULL;', hash='776976b39d8d292bd92a4234b74fdf82a72429a3', operation='DELETE', pgid='pgtrigger_deleted_delete_f7875', table='coaching_refresher', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamscore',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coaching_teamscoreevent" ("assessor_id", "criterion", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "team_id", "trust_id") VALUES (OLD."assessor_id", OLD."criterion", OLD."id", _pgh_attach_context(), NOW(), \'changed\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."score", OLD."team_id", OLD."trust_id"); RETURN NULL;', hash='448f79266e5c3c1d35d969b349853ba89400f600', operation='UPDATE', pgid='pgtrigger_changed_update_2fe10', table='coaching_teamscore', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamscore',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coaching_teamscoreevent" ("assessor_id", "criterion", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "score", "team_id", "trust_id") VALUES (OLD."assessor_id", OLD."criterion", OLD."id", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."score", OLD."team_id", OLD."trust_id"); RETURN NULL;', hash='8e2d5aff6bf399f429e2918c6498e98f7dcb5f02', operation='DELETE', pgid='pgtrigger_deleted_delete_aa4f2', table='coaching_teamscore', when='AFTER')),
        ),
    ]
