import { expect, it } from 'vitest'
import { filesIn } from '../../../client/components/chat/files-in.ts'

const pasted = (names: readonly string[], plain: string) =>
  filesIn({ files: names.map((name) => new File(['x'], name)), getData: () => plain }).map(({ name }) => name)

it.each([
  ['', ['a.png']],
  ['a.png', ['a.png']],
  ['a.png\r\nb c.pdf\n', ['a.png', 'b c.pdf']],
])('[UI48] files with %j beside them are meant', (plain, names) => {
  expect(pasted(names, plain)).toEqual(names)
})

it.each(['Pump 3.6', 'a.png is the gauge', 'a.png\nand more'])('[UI48] with %j the text is meant', (plain) => {
  expect(pasted(['a.png'], plain)).toEqual([])
})
