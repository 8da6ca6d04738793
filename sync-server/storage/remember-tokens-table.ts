/** Tokens that bring a browser's session back (sync-server/accounts/remember-tokens.ts). Times are milliseconds since 1970. */

/** `session_id`: the session that the token's family speaks for now. */
export const rememberTokensTable = `
CREATE TABLE remember_tokens (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX remember_tokens_by_session ON remember_tokens (session_id);
`
