/** A sync core that only remembers what it was asked, with a real SQLite transaction round `runInCommit`. */
import { WebSocketServer } from 'ws'
import { TestWorld } from '../../support/a-world.ts'
import type {
  AnnouncedUser,
  CommitTransaction,
  CreateSyncServer,
  Identity,
  SyncServer,
} from '../../../sync-server/sync/sync-server-port.ts'

export interface FakeSync {
  readonly create: CreateSyncServer
  readonly announced: AnnouncedUser[]
  readonly identities: (Identity | null)[]
  readonly ended: string[]
  isReady: boolean
  /** Thrown by the next commit after its work is done, as a full disk would. */
  failNextCommit: Error | null
}

/** The account side needs none; whoever writes some uses the real core. */
const NO_DOCUMENTS: Omit<CommitTransaction, 'announceUser'> = {
  renameUser: () => refuse(),
  retireUser: () => refuse(),
  putAvatar: () => refuse(),
  putKey: () => refuse(),
  nowMs: 0,
  world: new TestWorld(),
  newId: () => refuse(),
  write: () => refuse(),
  foundFixed: () => refuse(),
  markDelivered: () => refuse(),
}

function refuse(): never {
  throw new Error('there are no documents here')
}

export function fakeSync(): FakeSync {
  const fake: FakeSync = {
    announced: [],
    identities: [],
    ended: [],
    isReady: true,
    failNextCommit: null,
    create: ({ db }) => {
      const sockets = new WebSocketServer({ noServer: true })
      const runInCommit = async <T>(work: (tx: CommitTransaction) => T): Promise<T> => {
        const announced: AnnouncedUser[] = []
        const result = db.transaction(() => {
          const done = work({ ...NO_DOCUMENTS, announceUser: (user) => void announced.push(user) })
          const failure = fake.failNextCommit
          fake.failNextCommit = null
          if (failure) throw failure
          return done
        })()
        fake.announced.push(...announced)
        return result
      }
      const server: SyncServer = {
        runInCommit,
        world: () => NO_DOCUMENTS.world,
        presenceOf: () => 'offline',
        refreshPresence: () => undefined,
        online: () => ({ version: 0, people: [] }),
        onLive: () => () => undefined,
        setTyping: () => undefined,
        typists: () => [],
        isReading: () => false,
        messageQuota: () => ({ limit: 100, remaining: 100, resetsInMs: 0 }),
        versionOf: () => 0,
        handleUpgrade: (request, socket, head, identity) => {
          fake.identities.push(identity)
          sockets.handleUpgrade(request, socket, head, (ws) => ws.close(identity ? 1000 : 4401))
        },
        endSession: (sessionId) => void fake.ended.push(sessionId),
        stop: async () => sockets.close(),
        ready: () => fake.isReady,
      }
      return server
    },
  }
  return fake
}
