/** Bodies of push notifications (seed 002, "Push Notifications"). */
import { z } from 'zod'
import { MAX_URL_CHARS } from '../../../../schema/limits.ts'
import { pushSubscription } from '../../../push/subscription-schema.ts'

export const pushKey = z.object({ public_key: z.string() })

export const subscribeRequest = z.object({ subscription: pushSubscription })

export const unsubscribeRequest = z.object({ endpoint: z.string().max(MAX_URL_CHARS) })
