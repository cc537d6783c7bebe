import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { isAlive } from '../postgres/server.ts'

const prefix = `dialplane-mutate-${process.geteuid?.() ?? 0}-`

/** Copied, because mutants change what is in them; all else is linked. */
const copied = ['dist', 'migrations']
const absent = ['.git', '.data']

/** A copy of the compiled project that mutants are made in, so that the checkout stays as it is. */
export interface Scratch {
  readonly root: string
  /** Puts the text in the place of that source, compiled; the function that it answers puts the old one back. */
  put(file: string, text: string): () => void
  remove(): void
}

export function makeScratch (projectRoot: string): Scratch {
  removeLeftovers()
  const root = join(realpathSync(tmpdir()), `${prefix}${process.pid}`)
  mkdirSync(root)
  for (const name of readdirSync(projectRoot).filter(name => !absent.includes(name))) {
    const from = join(projectRoot, name)
    // Without the bundles: programs are then made of the modules that mutants are put into.
    const filter = (path: string): boolean => path !== join(projectRoot, 'dist', 'bundle')
    if (copied.includes(name)) cpSync(from, join(root, name), { recursive: true, filter })
    else symlinkSync(from, join(root, name))
  }
  const options = compilerOptions(projectRoot)
  return {
    root,
    put (file, text) {
      const isScript = file.endsWith('.ts')
      const place = isScript ? join(root, 'dist', file.replace(/\.ts$/, '.js')) : join(root, file)
      const before = readFileSync(place)
      const transpile = (): string =>
        ts.transpileModule(text, { fileName: file, compilerOptions: options }).outputText
      writeFileSync(place, isScript ? transpile() : text)
      return () => writeFileSync(place, before)
    },
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}

/** Those of the project, but for one file alone: it knows of no package.json that says what a module is. */
function compilerOptions (projectRoot: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), path => readFileSync(path, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, projectRoot)
  return { ...options, module: ts.ModuleKind.ESNext, sourceMap: false }
}

/** Copies of runs that were killed. */
function removeLeftovers (): void {
  for (const name of readdirSync(tmpdir()).filter(name => name.startsWith(prefix))) {
    if (!isAlive(Number.parseInt(name.slice(prefix.length), 10))) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    }
  }
}
