/** How far files are, in words, and what their state allows. Pure. */
import { formatPercent } from '../../app/format.ts'
import type { UploadState, UploadView } from '../../uploads/waiting-file.ts'

/** `34 %`; all of it only when all of it is there. */
export function formatShare(sentBytes: number, bytes: number): string {
  const share = bytes > 0 ? Math.floor((sentBytes / bytes) * 100) / 100 : 0
  return formatPercent(share)
}

export function canPause({ state }: Pick<UploadView, 'state'>): boolean {
  return state === 'waiting' || state === 'uploading'
}

export function canResume({ state }: Pick<UploadView, 'state'>): boolean {
  return state === 'paused' || state === 'held'
}

/** What several files are at together: what moves is told before what stands. */
const TOGETHER: readonly UploadState[] = ['uploading', 'checking', 'waiting', 'paused', 'held']

export function stateOfAll(files: readonly Pick<UploadView, 'state'>[]): UploadState {
  return TOGETHER.find((state) => files.some((file) => file.state === state)) ?? 'ready'
}
