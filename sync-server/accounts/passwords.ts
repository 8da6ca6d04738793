/** Password hashes: argon2id, 19 MiB, 2 passes, 1 lane (OWASP's first choice); at most four at a time (AU26). */
import { hash, verify } from '@node-rs/argon2'

// Argon2id is a const enum in the package's types, which isolated modules cannot read: 2 is its value.
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** The thread pool has four threads, and the disk needs them too: more at once would only queue there, holding memory. */
const AT_A_TIME = 4

export interface Passwords {
  hash(password: string): Promise<string>
  /** A null hash is compared with a dummy, so that an unknown name costs what a known one does; the answer is false. */
  verify(passwordHash: string | null, password: string): Promise<boolean>
}

export async function openPasswords(): Promise<Passwords> {
  const inTurn = limitConcurrency(AT_A_TIME)
  const dummy = await hash('no account has this hash', OPTIONS)
  return {
    hash: (password) => inTurn(() => hash(normalized(password), OPTIONS)),
    verify: async (passwordHash, password) => {
      const matches = await inTurn(() => verify(passwordHash ?? dummy, normalized(password)))
      return matches && passwordHash !== null
    },
  }
}

/** One password typed on two systems may arrive as é or as e + accent (NIST SP 800-63B, 5.1.1.2). */
function normalized(password: string): string {
  return password.normalize('NFKC')
}

/** Runs at most `limit` tasks at once, the others in the order they came. */
function limitConcurrency(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await task()
    } finally {
      // The slot is handed over rather than freed, so that a newcomer cannot pass the queue.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
