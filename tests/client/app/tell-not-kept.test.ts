import { expect, it, vi } from 'vitest'
import { tellNotKept } from '../../../client/app/tell-not-kept.ts'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'

it('[OS26] what could not be kept on the device, and nobody waited for, is told, and is no error of the page', () => {
  const page = new EventTarget()
  const tell = vi.fn()
  tellNotKept(tell, page)
  const isError = (reason: unknown) =>
    page.dispatchEvent(Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason }))
  for (const other of [new CairnError(ErrorCode.Internal, 'defect'), new TypeError('defect'), undefined])
    expect(isError(other)).toBe(true)
  expect(tell).not.toHaveBeenCalled()
  expect(isError(new CairnError(ErrorCode.StorageFailed, 'storage failed: change outbox'))).toBe(false)
  expect(tell).toHaveBeenCalledOnce()
  const error = new CairnError(ErrorCode.StorageFailed, 'storage failed: keep cairn.look')
  expect(page.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { error }))).toBe(false)
  expect(tell).toHaveBeenCalledTimes(2)
})
