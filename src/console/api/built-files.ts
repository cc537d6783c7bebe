import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { projectRoot } from '../../database/project-root.ts'

export interface BuiltFile {
  readonly type: string
  readonly content: Buffer
  readonly packed: Buffer
  readonly tag: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml'
}

const pack = promisify(brotliCompress)

/** What `console/` was built to, by path below it. They are few and small: they stay in memory. */
export async function readFiles (): Promise<ReadonlyMap<string, BuiltFile>> {
  const folder = join(projectRoot(), 'dist', 'console')
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = found.filter(entry => entry.isFile() && types[extname(entry.name)] !== undefined)
  return new Map(await Promise.all(files.map(async entry => {
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path)
    const name = path.slice(folder.length + 1).replaceAll('\\', '/')
    return [name, {
      type: types[extname(name)] ?? '', content,
      packed: await pack(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      tag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    }] as const
  })))
}
