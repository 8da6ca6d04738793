/** Browsers that need no second step (sync-server/accounts/trusted-devices.ts). Times are milliseconds since 1970. */

/** `session_id`: the last session of that browser, also when it is over. */
export const trustedDevicesTable = `
CREATE TABLE trusted_devices (
  hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL,
  session_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trusted_devices_by_user ON trusted_devices (user_id);
`
