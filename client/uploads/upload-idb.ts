/** Waiting files in a browser: database `cairn-uploads-<userId>`, with strict writes. Nothing leaves it by itself. */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { UserId } from '../../schema/ids.ts'
import { guardStorage } from '../persistence/storage-failure.ts'
import type { UploadDisk } from './upload-disk.ts'
import type { Variant, WaitingFile } from './waiting-file.ts'

interface UploadSchema extends DBSchema {
  files: { key: string; value: WaitingFile }
  /** By key and variant. */
  blobs: { key: [string, Variant]; value: Blob }
}

const STRICT = { durability: 'strict' } as const
const VARIANTS: readonly Variant[] = ['original', 'smaller']
const nameOf = (userId: UserId) => `cairn-uploads-${userId}`

/** For who signs out and takes everything along. */
export function deleteUploads(userId: UserId): Promise<void> {
  return guardStorage('delete uploads', () => deleteDB(nameOf(userId)))
}

export function openUploadDisk(userId: UserId): UploadDisk {
  let opening: Promise<IDBPDatabase<UploadSchema>> | null = null
  const forget = () => (opening = null)

  async function db(): Promise<IDBPDatabase<UploadSchema>> {
    const mine = (opening ??= openDB<UploadSchema>(nameOf(userId), 1, {
      upgrade(fresh) {
        fresh.createObjectStore('files', { keyPath: 'key' })
        fresh.createObjectStore('blobs')
      },
      terminated: forget,
      // Somebody signs out in another tab and deletes it.
      blocking: (_now, _wanted, { target }) => {
        forget()
        ;(target as IDBDatabase).close()
      },
    }))
    try {
      return await mine
    } catch (cause) {
      if (opening === mine) forget()
      throw cause
    }
  }

  return {
    load: () => guardStorage('load uploads', async () => (await db()).getAll('files')),
    add: (file, blobs) =>
      guardStorage('keep upload', async () => {
        const tx = (await db()).transaction(['files', 'blobs'], 'readwrite', STRICT)
        const kept = VARIANTS.flatMap((variant) => {
          const blob = blobs[variant]
          return blob ? [tx.objectStore('blobs').put(blob, [file.key, variant])] : []
        })
        await Promise.all([tx.objectStore('files').put(file), ...kept, tx.done])
      }),
    change: (key, step) =>
      guardStorage('change upload', async () => {
        const tx = (await db()).transaction('files', 'readwrite', STRICT)
        const before = await tx.store.get(key)
        const after = before ? step(before) : null
        if (after && after !== before) await tx.store.put(after)
        await tx.done
        return after
      }),
    addVariant: (key, variant, blob) =>
      guardStorage('keep upload', async () => {
        await (await db()).put('blobs', blob, [key, variant])
      }),
    blob: (key, variant) =>
      guardStorage('read upload', async () => (await (await db()).get('blobs', [key, variant])) ?? null),
    remove: (keys) =>
      guardStorage('remove uploads', async () => {
        const tx = (await db()).transaction(['files', 'blobs'], 'readwrite', STRICT)
        const gone = keys.flatMap((key) => [
          tx.objectStore('files').delete(key),
          ...VARIANTS.map((variant) => tx.objectStore('blobs').delete([key, variant])),
        ])
        await Promise.all([...gone, tx.done])
      }),
    close() {
      void opening?.then((open) => open.close()).catch(() => undefined)
      forget()
    },
  }
}
