/** A change of one line that breaks a promise, and the test that must notice. */
export interface Mutant {
  /** Names it in the table and on the command line. */
  readonly name: string
  /** What the line promises, in words. */
  readonly promise: string
  /** The file that is changed: TypeScript, or SQL of a migration. */
  readonly file: string
  /** What is taken out; it stands in the file once. Any white space in it stands for any other. */
  readonly search: string
  readonly replace: string
  /** The test file, the name of the test that names the promise, and those of its subtests down to the one. */
  readonly test: readonly [file: string, name: string, ...subtests: string[]]
  /** Settings of the processes that the test starts: a second wall would hide what the first one lets through. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The file with the change made, or what is wrong with the mutant. */
export function mutate (source: string, { search, replace }: Mutant): { text: string } | { fault: string } {
  const words = search.trim().split(/\s+/).map(word => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const places = [...source.matchAll(new RegExp(words.join('\\s+'), 'g'))]
  const [place] = places
  if (place === undefined) return { fault: 'search text not found' }
  if (places.length > 1) return { fault: `search text found ${places.length} times` }
  const text = source.slice(0, place.index) + replace + source.slice(place.index + place[0].length)
  return text === source ? { fault: 'it changes nothing' } : { text }
}
