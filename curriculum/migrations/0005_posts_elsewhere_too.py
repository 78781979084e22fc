from django.db import migrations, models

# Coverage that is there already says so too; for a large trust this takes some seconds.
SAY_SO = """
UPDATE curriculum_expectedpost post SET elsewhere = true
  FROM curriculum_expectedpost other
 WHERE other.trust_id = post.trust_id AND other.person_id = post.person_id AND other.level_id = post.level_id
   AND other.unit_id <> post.unit_id
   AND daterange(other.since, other.until) && daterange(post.since, post.until)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("curriculum", "0004_course_mapping"),
        ("workforce", "0004_rows_of_past_training"),
    ]

    operations = [
        migrations.AddField(
            model_name="expectedpost",
            name="elsewhere",
            field=models.BooleanField(
                default=False,
                help_text="On some of these days the level is expected of the person in another unit too",
            ),
        ),
        migrations.RunSQL(SAY_SO, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="expectedpost",
            index=models.Index(
                condition=models.Q(("elsewhere", True)),
                fields=["trust", "level"],
                name="expected_post_elsewhere",
            ),
        ),
    ]
