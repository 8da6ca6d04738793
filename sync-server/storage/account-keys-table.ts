/**
 * What accounts bring that encrypt by themselves: the name they sign in with, where it is another than the username, their
 * keys, and what their program says of itself. All of it is opaque to the server.
 */

/** `login` is unique among names of both kinds: account-store.ts asks. Keys go with the account. */
export const accountKeysTable = `
ALTER TABLE accounts ADD COLUMN login TEXT COLLATE NOCASE;
CREATE UNIQUE INDEX accounts_by_login ON accounts (login);

CREATE TABLE account_keys (
  user_id INTEGER PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  pkebymk TEXT NOT NULL,
  pkebyrk TEXT NOT NULL,
  pubk TEXT NOT NULL,
  salt TEXT NOT NULL,
  identity_key TEXT,
  signature TEXT,
  signed_at TEXT,
  key_version INTEGER NOT NULL DEFAULT 1
) STRICT;

ALTER TABLE sessions ADD COLUMN app_version TEXT;
ALTER TABLE sessions ADD COLUMN lifetime_ms INTEGER;
`
