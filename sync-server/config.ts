/** What an operator sets in the environment, typed (docs/behaviour.md, AU29). A bad value stops the start with one sentence. */
import { resolve } from 'node:path'
import type { S3Config } from './media/s3-store.ts'

export interface Config {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Absolute path of the folder that holds all state. */
  readonly dataFolder: string
  /** An origin, `https://chat.example.org`; null: follows from host and the real port. */
  readonly publicUrl: string | null
  /** Hops of X-Forwarded-* to believe; 0 believes none. */
  readonly trustedHops: number
  readonly logLevel: LogLevel
  readonly rateLimits: RateLimitConfig
  readonly maxUploadBytes: number
  /** Where uploads lie; null: in the data folder. */
  readonly s3: S3Config | null
  /** Seconds in which one person cannot write the same text again; 0 = no such limit. */
  readonly duplicateCooldownSeconds: number
  /** smtp:// or smtps://; null: mails become files. */
  readonly smtpUrl: string | null
  /** The sender of mails; null: `Cairn <no-reply@…>` of the public address. */
  readonly mailFrom: string | null
}

/** Each in events a minute. Login, register, refresh and reset count per address, the others per account. */
export interface RateLimitConfig {
  readonly login: number
  readonly register: number
  readonly refresh: number
  readonly reset: number
  readonly message: number
  readonly general: number
  readonly upload: number
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A sentence for the operator; nothing else is printed. */
export class ConfigError extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>

/** Throws {@link ConfigError} at the first bad value. An empty variable counts as unset. */
export function readConfig(env: Environment): Config {
  return {
    host: text(env, 'HOST') ?? '127.0.0.1',
    port: wholeNumber(env, 'PORT', { fallback: 8080, min: 0, max: 65_535 }),
    dataFolder: resolve(text(env, 'CAIRN_DATA') ?? './data'),
    publicUrl: origin(env, 'PUBLIC_URL'),
    trustedHops: wholeNumber(env, 'TRUST_PROXY', { fallback: 0, min: 0, max: 10 }),
    logLevel: logLevel(env),
    rateLimits: {
      login: perMinute(env, 'LOGIN', 10),
      register: perMinute(env, 'REGISTER', 10),
      refresh: perMinute(env, 'REFRESH', 30),
      reset: perMinute(env, 'RESET', 5),
      message: perMinute(env, 'MESSAGE', 100),
      general: perMinute(env, 'GENERAL', 60),
      upload: perMinute(env, 'UPLOAD', 20),
    },
    maxUploadBytes: wholeNumber(env, 'MAX_UPLOAD_SIZE_BYTES', { fallback: 52_428_800, min: 1, max: 2 ** 40 }),
    s3: s3(env),
    duplicateCooldownSeconds: wholeNumber(env, 'DUPLICATE_MESSAGE_COOLDOWN_SECONDS', {
      fallback: 2,
      min: 0,
      max: 3600,
    }),
    smtpUrl: smtpUrl(env),
    mailFrom: text(env, 'MAIL_FROM'),
  }
}

/** Where people reach a server that has no PUBLIC_URL; a host that means "every address" is shown as this machine. */
export function localUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`
  return host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`
}

function text(env: Environment, name: string): string | null {
  return env[name]?.trim() || null
}

function perMinute(env: Environment, name: string, fallback: number): number {
  return wholeNumber(env, `${name}_RATE_LIMIT_PER_MINUTE`, { fallback, min: 1, max: 1_000_000 })
}

function wholeNumber(env: Environment, name: string, range: { fallback: number; min: number; max: number }): number {
  const given = text(env, name)
  if (given === null) return range.fallback
  const value = /^\d{1,15}$/.test(given) ? Number(given) : NaN
  if (value >= range.min && value <= range.max) return value
  throw new ConfigError(`${name} must be a whole number from ${range.min} to ${range.max}, but is "${given}".`)
}

function logLevel(env: Environment): LogLevel {
  const given = text(env, 'LOG_LEVEL') ?? 'info'
  const level = LOG_LEVELS.find((name) => name === given)
  if (level) return level
  throw new ConfigError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, but is "${given}".`)
}

/** The value is not repeated: it may hold a password. */
function smtpUrl(env: Environment): string | null {
  const given = text(env, 'SMTP_URL')
  if (given === null) return null
  const url = URL.canParse(given) ? new URL(given) : null
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return given
  throw new ConfigError('SMTP_URL must be an address like smtp://user:password@mail.example.org:587.')
}

/** One of the variables asks for a bucket, and then all that lead to it must be there. */
function s3(env: Environment): S3Config | null {
  const endpoint = origin(env, 'S3_ENDPOINT')
  const [bucket, accessKeyId, secretAccessKey] = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].map((name) =>
    text(env, name),
  )
  if (!endpoint && !bucket && !accessKeyId && !secretAccessKey) return null
  if (endpoint && bucket && accessKeyId && secretAccessKey)
    return { endpoint, bucket, accessKeyId, secretAccessKey, region: text(env, 'S3_REGION') ?? 'us-east-1' }
  throw new ConfigError(
    'S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set together, or none of them.',
  )
}

function origin(env: Environment, name: string): string | null {
  const given = text(env, name)
  if (given === null) return null
  const url = URL.canParse(given) ? new URL(given) : null
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (isOrigin) return url.origin
  throw new ConfigError(`${name} must be an address without a path, like https://chat.example.org, but is "${given}".`)
}
