"""The function behind every request also says by which connection a session came, and keeps one that single sign-on
opened within its workspace: any other answers like one that the user does not belong to. `rapport_identity` stays for
processes of the release before.
"""

from django.db import migrations

ASKING = """
CREATE FUNCTION rapport_asking(
    p_session text, p_workspace uuid, p_prefix text, p_now timestamptz,
    OUT proof text, OUT user_id uuid, OUT email text, OUT user_name text, OUT password text,
    OUT user_locale text, OUT user_time_zone text, OUT theme text, OUT workspace_ids uuid[],
    OUT workspace_id uuid, OUT workspace_name text, OUT currency text, OUT locale text, OUT time_zone text,
    OUT roles text, OUT teams text, OUT token_id uuid, OUT token_name text, OUT used timestamptz,
    OUT limits text, OUT has_factor boolean, OUT requires_factor boolean, OUT email_verified boolean,
    OUT sso_connection uuid, OUT requires_sso boolean, OUT is_owner boolean
) RETURNS SETOF record LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
#variable_conflict use_column
DECLARE
    place uuid := p_workspace;
    remembered uuid;
    narrowed jsonb;
    confined uuid;
BEGIN
    IF p_prefix IS NOT NULL THEN
        EXECUTE format('SET LOCAL rapport.workspace = %L', place);
        SELECT encode(t.hash, 'hex'), t.user_id, t.id, t.name, t.last_used_at, t.limits
          INTO proof, user_id, token_id, token_name, used, narrowed
          FROM accounts_api_token t
         WHERE t.workspace_id = place AND t.prefix = p_prefix AND t.revoked_at IS NULL
           AND (t.expires_at IS NULL OR t.expires_at > p_now);
        limits := narrowed::text;
    ELSE
        SELECT s.auth_hash, s.user_id, s.workspace_id, s.last_seen_at, s.sso_workspace_id, s.sso_connection_id
          INTO proof, user_id, remembered, used, confined, sso_connection
          FROM accounts_session s WHERE s.session_key = p_session AND s.expire_date > p_now;
    END IF;
    IF user_id IS NULL THEN
        RETURN;
    END IF;
    SELECT u.email, u.name, u.password, u.locale, u.time_zone, u.theme, u.workspace_ids,
           u.email_verified_at IS NOT NULL,
           EXISTS (SELECT FROM mfa_authenticator a WHERE a.user_id = u.id AND a.type <> 'recovery_codes')
      INTO email, user_name, password, user_locale, user_time_zone, theme, workspace_ids, email_verified, has_factor
      FROM accounts_user u WHERE u.id = rapport_asking.user_id AND u.is_active;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF confined IS NOT NULL THEN
        workspace_ids := CASE WHEN confined = ANY (rapport_asking.workspace_ids) THEN ARRAY[confined] ELSE '{}' END;
        IF place <> confined THEN
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;
    IF place IS NULL THEN
        place := CASE WHEN remembered = ANY (rapport_asking.workspace_ids) THEN remembered
                      ELSE rapport_asking.workspace_ids[1] END;
    END IF;
    IF place IS NOT NULL THEN
        EXECUTE format('SET LOCAL rapport.workspace = %L', place);
        SELECT w.id, w.name, w.currency, w.locale, w.time_zone, w.requires_factor, w.requires_sso,
               w.owner_id IS NOT DISTINCT FROM m.user_id, (
                   SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'key', r.key, 'name', r.name, 'grants', r.grants, 'fields', r.fields, 'special', r.special
                   ) ORDER BY r.position, r.key), '[]')::text
                     FROM accounts_membership_role mr
                     JOIN accounts_role r ON r.workspace_id = place AND r.id = mr.role_id
                    WHERE mr.workspace_id = place AND mr.user_id = m.user_id
                      AND (narrowed -> 'roles' IS NULL OR narrowed -> 'roles' ? r.id::text)),
               rapport_teams(place, m.user_id)
          INTO workspace_id, workspace_name, currency, locale, time_zone, requires_factor, requires_sso, is_owner,
               roles, teams
          FROM accounts_membership m JOIN accounts_workspace w ON w.id = m.workspace_id
         WHERE m.workspace_id = place AND m.user_id = rapport_asking.user_id AND m.active;
    END IF;
    RETURN NEXT;
END
$$;
"""
NAME = "rapport_asking(text, uuid, text, timestamptz)"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_sso_sessions")]

    operations = [
        migrations.RunSQL(
            [
                ASKING,
                f"REVOKE ALL ON FUNCTION {NAME} FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {NAME} TO rapport_app",
            ],
            f"DROP FUNCTION {NAME}",
        ),
    ]
