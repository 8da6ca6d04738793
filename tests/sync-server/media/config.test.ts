import { expect, it } from 'vitest'
import { readConfig } from '../../../sync-server/config.ts'

const whole = {
  S3_ENDPOINT: 'https://s3.example.org',
  S3_BUCKET: 'cairn',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret-of-the-bucket',
}

it('[UP27] uploads lie in the data folder, or in the bucket that S3_* name', () => {
  expect(readConfig({}).s3).toBeNull()
  expect(readConfig(whole).s3).toMatchObject({ bucket: 'cairn', region: 'us-east-1' })
  expect(readConfig({ ...whole, S3_REGION: 'eu-central-1' }).s3?.region).toBe('eu-central-1')
})

it('[UP27] half of them stop the start, and the key is not in the sentence', () => {
  for (const name of Object.keys(whole)) {
    expect(() => readConfig({ ...whole, [name]: '' }), name).toThrow(/^S3_ENDPOINT, .* must be set together/)
    expect(() => readConfig({ ...whole, [name]: '' }), name).not.toThrow(/secret-of/)
  }
  expect(() => readConfig({ ...whole, S3_ENDPOINT: 's3.example.org' })).toThrow(/^S3_ENDPOINT must be/)
})
