"""`rapport_fold`: how SQL compares text, lower case without accents and with single spaces, as `kernel.text.fold`.

Marked immutable so that an index may use it, which holds because the dictionary is named with its schema.
"""

from django.db import migrations

FOLD = r"""
CREATE FUNCTION public.rapport_fold(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    -- Most text is plain words, and every index of a name folds it: a look is a quarter of the work.
    IF $1 ~ '^[!-~]+( [!-~]+)*$' THEN
        RETURN lower($1);
    END IF;
    RETURN btrim(regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFKC))), '\s+', ' ', 'g'));
END $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("platform", "0001_extensions")]

    operations = [migrations.RunSQL(FOLD, "DROP FUNCTION public.rapport_fold(text)")]
