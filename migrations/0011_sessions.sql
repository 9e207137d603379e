-- Sessions that people can tell apart and end one by one, and tokens for programs, which are sessions
-- with a name and perhaps with less to do.
ALTER TABLE sessions ADD COLUMN id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';     -- RFC 9110 10.1.5, at sign-in
ALTER TABLE sessions ADD COLUMN token_name TEXT;                    -- null: a person signed in
ALTER TABLE sessions ADD COLUMN scopes INTEGER NOT NULL DEFAULT 3;  -- 1 to read, 2 to write
ALTER TABLE registration_codes ADD COLUMN id INTEGER NOT NULL DEFAULT 0;

-- Those there are come first.
UPDATE sessions SET id = place FROM (
  SELECT token_hash AS hash, ROW_NUMBER() OVER (ORDER BY created_at, token_hash) AS place
  FROM sessions
) WHERE hash = token_hash;
UPDATE registration_codes SET id = place FROM (
  SELECT code_hash AS hash, ROW_NUMBER() OVER (ORDER BY expires_at, code_hash) AS place
  FROM registration_codes
) WHERE hash = code_hash;
