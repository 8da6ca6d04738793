import { text as textOf } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { parseChannelName, parsePrivateId } from '../../../../sync-server/dialects/minimost/channel-name.ts'
import { jsonArray, jsonObject } from '../../../../sync-server/dialects/minimost/json-stream.ts'
import { pictureType } from '../../../../sync-server/dialects/minimost/picture-name.ts'

describe('names of channels', () => {
  it.each([
    ['general', { kind: 'public', name: 'general' }],
    ['dm', { kind: 'public', name: 'dm' }],
    ['12', { kind: 'public', name: '12' }],
    ['private:12', { kind: 'numbered', num: 12 }],
    ['Private:12', { kind: 'numbered', num: 12 }],
    ['dm:ada:bo', { kind: 'direct', people: ['ada', 'bo'] }],
    ['DM:Bo:ada', { kind: 'direct', people: ['Bo', 'ada'] }],
    ['dm:ada:deleteduser.7', { kind: 'direct', people: ['ada', 7] }],
    ['dm:ada:deleteduser', { kind: 'direct', people: ['ada', 'deleteduser'] }],
  ])('[MM2] %s is one', (text, named) => expect(parseChannelName(text)).toEqual(named))

  it.each([
    '',
    ' ',
    'a b',
    'x'.repeat(33),
    'dm:',
    'dm:ada',
    'dm::',
    'dm:ada:',
    'dm:ada:b c',
    'dm:a:b:c',
    'private:',
    'private:x',
    'private:0',
    'private:1.5',
    'private:-1',
    'private:9999999999999999',
    'xx:ada:bo',
    'general:x',
  ])('[MM2] %j is none', (text) => expect(parseChannelName(text)).toBeNull())

  it('[MM2] a private channel is its integer or its whole name', () => {
    expect(['7', 'private:7', 'PRIVATE:7', '07', '7 ', 'private:', 'x'].map(parsePrivateId)).toEqual([
      ...[7, 7, 7, null, null, null, null],
    ])
  })
})

describe('long answers', () => {
  it('are the JSON that they would be at once, empty pieces or not', async () => {
    const pieces = [[], [{ a: 1 }, 'é'], [], [null], []]
    expect(await textOf(jsonArray(pieces))).toBe(JSON.stringify(pieces.flat()))
    expect(await textOf(jsonArray([]))).toBe('[]')
    expect(await textOf(jsonArray([[], []]))).toBe('[]')
    expect(await textOf(jsonObject([[], [['a"b', [1]]], [['__proto__', []]]]))).toBe('{"a\\"b":[1],"__proto__":[]}')
    expect(await textOf(jsonObject([]))).toBe('{}')
  })
})

describe('names of files', () => {
  it.each([
    ['a.JPG', 'image/jpeg'],
    ['a.b.jpeg', 'image/jpeg'],
    ['a.webp', 'image/webp'],
    ['.png', null],
    ['png', null],
    ['a.png.svg', null],
    ['a.bmp', null],
    ['', null],
  ])('[MM9] %j declares %s', (name, type) => expect(pictureType(name)).toBe(type))
})
