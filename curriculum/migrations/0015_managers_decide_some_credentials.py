from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0014_skills_and_levels_retire")]

    operations = [
        migrations.AddField(
            model_name="credential",
            name="managers_decide",
            field=models.BooleanField(
                default=False, help_text="Managers may decide claims of it, of their own people"
            ),
        ),
    ]
