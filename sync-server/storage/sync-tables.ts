/**
 * Tables of the sync core (docs/architecture.md, storage). The projection's can be dropped and rebuilt from the documents.
 * A document's row changes with every message, so its snapshot is in a table of its own: SQLite writes whole rows.
 */

export const syncTables = `
CREATE TABLE log (
  position INTEGER PRIMARY KEY,
  doc TEXT NOT NULL,
  generation TEXT NOT NULL,
  bytes BLOB,
  crc INTEGER NOT NULL,
  chain TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX log_by_doc ON log (doc, position);
CREATE TABLE documents (
  name TEXT PRIMARY KEY,
  generation TEXT NOT NULL,
  began INTEGER NOT NULL,
  server_client INTEGER NOT NULL,
  head INTEGER NOT NULL,
  floor INTEGER NOT NULL,
  tail_rows INTEGER NOT NULL,
  tail_bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_by_head ON documents (head);
CREATE TABLE snapshots (doc TEXT PRIMARY KEY, bytes BLOB NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE bindings (doc TEXT NOT NULL, client INTEGER NOT NULL, user_id INTEGER NOT NULL, PRIMARY KEY (doc, client)) WITHOUT ROWID;
CREATE TABLE retired_clients (doc TEXT NOT NULL, client INTEGER NOT NULL, PRIMARY KEY (doc, client)) WITHOUT ROWID;
CREATE TABLE grants (user_id INTEGER NOT NULL, channel TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (user_id, channel)) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE due_stamps (doc TEXT NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (doc, message_id)) WITHOUT ROWID;
CREATE TABLE delivered (channel TEXT NOT NULL, user_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (channel, user_id)) WITHOUT ROWID;
`

/** What else a commit bound in the document, so that it changes one row of it. */
export const bindingsOfCommits = `ALTER TABLE bindings ADD COLUMN more TEXT;`

/**
 * Read models of chat content. `projections/rebuild.ts` makes them again from the documents.
 * `messages` lies in the order in which it is read; `message_words` is its index of part words, by integer id;
 * in `mentions` user 0 is everyone.
 */
export const projectionTables = `
CREATE TABLE channels (
  channel TEXT PRIMARY KEY,
  num INTEGER NOT NULL UNIQUE,
  last_seq INTEGER NOT NULL,
  last_volume INTEGER NOT NULL,
  last_mod INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE messages (
  channel TEXT NOT NULL,
  seq INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  volume INTEGER NOT NULL,
  id INTEGER NOT NULL,
  by_user INTEGER NOT NULL,
  type TEXT NOT NULL,
  text TEXT,
  reply_to TEXT,
  forwarded TEXT,
  files TEXT,
  at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER,
  mod INTEGER,
  rmod INTEGER,
  mentions TEXT,
  extra TEXT,
  PRIMARY KEY (channel, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX messages_by_message_id ON messages (channel, message_id);
CREATE UNIQUE INDEX messages_by_id ON messages (id);
CREATE INDEX messages_by_reply ON messages (channel, reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX messages_with_files ON messages (channel, seq) WHERE files IS NOT NULL;
CREATE TABLE mentions (user_id INTEGER NOT NULL, channel TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (user_id, channel, seq)) WITHOUT ROWID;
CREATE VIRTUAL TABLE message_words USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1');
CREATE TABLE reactions (
  channel TEXT NOT NULL,
  message_id TEXT NOT NULL,
  name TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  PRIMARY KEY (channel, message_id, name, user_id)
) WITHOUT ROWID;
CREATE TABLE reads (channel TEXT NOT NULL, user_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (channel, user_id)) WITHOUT ROWID;
`
