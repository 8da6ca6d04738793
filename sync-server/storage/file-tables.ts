/**
 * Tables of uploads and avatars (sync-server/media). They are no chat content: a projection made again from the documents
 * leaves them alone, except `file_uses`, which says what the live messages name. Times are milliseconds since 1970.
 */

/** `type`, `bytes` and sizes are of what is served. */
export const fileTables = `
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  owner INTEGER NOT NULL,
  name TEXT NOT NULL,
  declared_type TEXT NOT NULL,
  declared_bytes INTEGER,
  opaque INTEGER NOT NULL,
  channel TEXT,
  state TEXT NOT NULL CHECK (state IN ('awaiting', 'ready', 'leaving')),
  created_at INTEGER NOT NULL,
  ready_at INTEGER,
  type TEXT,
  bytes INTEGER,
  width INTEGER,
  height INTEGER,
  placeholder TEXT,
  thumb_bytes INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX files_by_time ON files (state, created_at);

CREATE TABLE avatars (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  small INTEGER NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  replaced_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX avatars_by_owner ON avatars (owner);

CREATE TABLE file_uses (file TEXT NOT NULL, channel TEXT NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (file, channel, message_id)) WITHOUT ROWID;
`
