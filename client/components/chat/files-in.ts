/** What of something pasted is meant as files: Finder gives their names beside them, office programs a picture of their text. */
export function filesIn(data: { readonly files: Iterable<File>; getData(type: string): string }): File[] {
  const files = [...data.files]
  const names = new Set(files.map(({ name }) => name.normalize()))
  const lines = data.getData('text/plain').split(/[\r\n]+/)
  const isNamed = (line: string) => line.trim() === '' || names.has(line.trim().normalize())
  return lines.every(isNamed) ? files : []
}
