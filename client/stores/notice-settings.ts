/** What the person chose of notifications, as their account tells it. It changes with `PrefsStore`. */
import { accountDocument } from '../../schema/documents.ts'
import { readNoticeSettings, type NoticeSettings } from '../../schema/rules/notice-settings.ts'
import type { Device } from '../sync/device.ts'

export function noticeSettings(device: Pick<Device, 'userId' | 'view'>): NoticeSettings {
  return readNoticeSettings(device.view(accountDocument(device.userId)))
}
