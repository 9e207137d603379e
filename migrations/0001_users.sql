-- People, and how they show who they are.
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,                -- as entered
  email_key TEXT NOT NULL UNIQUE,     -- without case: what makes two addresses the same
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,            -- IANA
  password_hash TEXT NOT NULL,        -- Argon2id, with its parameters
  administrator INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);

-- The words of names and addresses, for finding people by how a word begins.
CREATE TABLE user_words (
  word TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (word, user_id)
) WITHOUT ROWID;
CREATE INDEX user_words_by_user ON user_words(user_id, word);

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,        -- the token itself is nowhere
  user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions(user_id);
CREATE INDEX sessions_by_expiry ON sessions(expires_at);

-- Single-use leave to register, while registration is by invitation.
CREATE TABLE registration_codes (
  code_hash BLOB PRIMARY KEY,
  created_by INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
