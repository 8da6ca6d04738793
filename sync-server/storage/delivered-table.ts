/**
 * How far each channel has ever reached each person, and how far they had ever read it (docs/behaviour.md, DL1, DL4). No chat
 * content: a read mark may go back, this never does.
 */
export const deliveredReadSeq = `
ALTER TABLE delivered ADD COLUMN read_seq INTEGER NOT NULL DEFAULT 0;
INSERT INTO delivered (channel, user_id, seq, read_seq) SELECT channel, user_id, seq, seq FROM reads WHERE true
  ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq), read_seq = excluded.read_seq;
`
