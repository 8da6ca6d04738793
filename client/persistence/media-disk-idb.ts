/**
 * Pictures, sounds and files kept on this device: one database an account, bytes beside what is known of them, so that the
 * list is read without a byte of them.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { UserId } from '../../schema/ids.ts'
import type { KeptPart, MediaDisk } from './media-disk.ts'
import { guardStorage } from './storage-failure.ts'

interface MediaSchema extends DBSchema {
  about: { key: string; value: KeptPart }
  bytes: { key: string; value: Blob }
}

const nameOf = (userId: UserId): string => `cairn-media-${userId}`

export function openMediaDisk(userId: UserId): MediaDisk {
  let opening: Promise<IDBPDatabase<MediaSchema>> | null = null
  const open = (): Promise<IDBPDatabase<MediaSchema>> => {
    const forget = () => (opening = null)
    opening ??= openDB<MediaSchema>(nameOf(userId), 1, {
      upgrade(fresh) {
        fresh.createObjectStore('about', { keyPath: 'key' })
        fresh.createObjectStore('bytes')
      },
      // Signing out removes it under another tab's hands.
      blocking(_from, _to, event) {
        forget()
        ;(event.target as IDBDatabase).close()
      },
      terminated: forget,
    }).catch((cause: unknown) => {
      forget()
      throw cause
    })
    return opening
  }
  const both = async () => {
    const tx = (await open()).transaction(['about', 'bytes'], 'readwrite')
    return { tx, about: tx.objectStore('about'), bytes: tx.objectStore('bytes') }
  }

  return {
    list: () => guardStorage('list media', async () => (await open()).getAll('about')),
    read: (key) => guardStorage('read media', async () => (await (await open()).get('bytes', key)) ?? null),
    put: (part, blob) =>
      guardStorage('keep media', async () => {
        const { tx, about, bytes } = await both()
        await Promise.all([about.put(part), bytes.put(blob, part.key), tx.done])
      }),
    touch: (key, seenAt) =>
      guardStorage('touch media', async () => {
        const tx = (await open()).transaction('about', 'readwrite')
        const part = await tx.store.get(key)
        if (part) await tx.store.put({ ...part, seenAt })
        await tx.done
      }),
    remove: (keys) =>
      guardStorage('remove media', async () => {
        const { tx, about, bytes } = await both()
        await Promise.all([...keys.flatMap((key) => [about.delete(key), bytes.delete(key)]), tx.done])
      }),
  }
}

/** All media of an account leave this device. */
export function deleteMediaDisk(userId: UserId): Promise<void> {
  return guardStorage('delete media', () => deleteDB(nameOf(userId)))
}
