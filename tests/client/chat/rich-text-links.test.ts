/** Links in messages whose words name another place than they lead to. */
import { describe, expect, it } from 'vitest'
import { parseRichText } from '../../../client/components/chat/rich-text-tree.ts'

describe('links that pretend', () => {
  const hostOf = (text: string) => {
    const [paragraph] = parseRichText(text)
    const link =
      paragraph && 'children' in paragraph ? paragraph.children.find(({ type }) => type === 'link') : undefined
    return link?.type === 'link' ? link.host : null
  }

  it.each([
    ['[see https://bank.example/login](https://evil.test/)', 'evil.test'],
    ['[bank.example and more](https://evil.test/)', 'evil.test'],
    ['[bank\u200b.example](https://evil.test/)', 'evil.test'],
    ['[ｂａｎｋ．ｅｘａｍｐｌｅ](https://evil.test/)', 'evil.test'],
    ['[elpmaxe.knab\u202e](https://evil.test/)', 'evil.test'],
    ['https://bank.example@evil.test/', 'evil.test'],
    ['https://b\u0430nk.example/', 'xn--bnk-6cd.example'],
    ['[ana@bank.example](mailto:eve@evil.test)', 'eve@evil.test'],
    ['[bank.example](https://evil.test:8443/bank.example)', 'evil.test:8443'],
  ])('[MG14] %j shows where it goes', (text, host) => {
    expect(hostOf(text)).toBe(host)
  })

  it.each([
    'https://bank.example/a/b.html?c=d.ef',
    '[bank.example](https://www.bank.example/)',
    '[the manual](https://bank.example/)',
    'www.bank.example',
    '[ana@bank.example](mailto:ana@bank.example)',
  ])('[MG14] %j is what it says', (text) => {
    expect(hostOf(text)).toBe('')
  })

  it('[MG14] an address of the app is the chat it leads to, unless somebody put words over it', () => {
    const place = () => ({ hash: '#/c/x', title: 'pump-crew', isMessage: false })
    const names = { mention: () => null, channel: () => null, place }
    const typesOf = (text: string) => {
      const [paragraph] = parseRichText(text, names)
      return paragraph && 'children' in paragraph ? paragraph.children.map(({ type }) => type) : []
    }
    expect(typesOf('https://cairn.example/#/c/x')).toEqual(['place'])
    expect(typesOf('[free money](https://cairn.example/#/c/x)')).toEqual(['link'])
  })
})
