import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../../../src/database/project-root.ts'
import type { Example } from './example.ts'

/** One for each kind, by the name of the kind: the examples that the files of this folder export. */
export const examples: Readonly<Record<string, Example>> = Object.fromEntries(
  (await Promise.all(files().map(examplesIn))).flat()
)

/** By their sources, because what was compiled of a deleted file stays. */
function files (): string[] {
  return readdirSync(join(projectRoot(), 'test', 'app', 'kinds'))
    .filter(name => !['index.ts', 'example.ts'].includes(name))
    .map(name => join(import.meta.dirname, name.replace(/\.ts$/, '.js')))
}

/** `addChannel` is the example of the kind `add-channel`. */
async function examplesIn (file: string): Promise<Array<[kind: string, Example]>> {
  const exported: Record<string, unknown> = await import(pathToFileURL(file).href)
  return Object.entries(exported).flatMap(([name, value]) =>
    isExample(value) ? [[name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`), value]] : []
  )
}

function isExample (value: unknown): value is Example {
  return typeof value === 'object' && value !== null && 'steps' in value && 'afterFailure' in value
}
