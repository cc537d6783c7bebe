import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'

const run = promisify(execFile)
const versions = ['v2', 'v3', 'ovoc'] as const

/** Makes a client of the document at `input`; `output` is its place, without an ending. */
export type Generator = (input: string, output: string) => Promise<unknown>

/** A folder with what each generator makes of each document. */
export async function generateClients (t: Test, generators: Readonly<Record<string, Generator>>): Promise<string> {
  // Below the project, where what they import is found.
  const folder = join(projectRoot(), 'dist', `clients-${process.pid}`)
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  for (const [name, make] of Object.entries(generators)) {
    await mkdir(join(folder, name), { recursive: true })
    for (const version of versions) {
      await make(join(projectRoot(), 'openapi', `${version}.json`), join(folder, name, version))
    }
  }
  return folder
}

/** What the compiler, at its strictest, complains about in a folder. */
export async function complaintsAbout (folder: string): Promise<string> {
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, skipLibCheck: true,
      types: ['node'], lib: ['es2023', 'dom', 'dom.iterable'], experimentalDecorators: true
    }
  }))
  const compiler = join(projectRoot(), 'node_modules/typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => error)
  return stdout
}
