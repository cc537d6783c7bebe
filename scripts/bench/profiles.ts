import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'

/** Where the programs that are started from now on leave what they spent their time on; undefined: nowhere. */
let folder: string | undefined
let started = 0

/** Profiles of one figure go to a folder of its name below `root`. */
export function profileInto (root: string, figure: string): void {
  folder = join(root, figure)
  mkdirSync(folder, { recursive: true })
}

/** Arguments of Node with which a program writes its profile when it ends. */
export function profileArguments (path: string, role = ''): string[] {
  if (folder === undefined) return []
  const name = [++started, path.replace(/\.js$/, '').replaceAll('/', '-'), role].filter(part => part !== '').join('-')
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}.cpuprofile`]
}

/** Makes a page of each profile that shows its flame graph in a browser, by speedscope; answers the pages. */
export function writeFlameGraphs (root: string): string[] {
  const viewer = dirname(createRequire(import.meta.url).resolve('speedscope/dist/release/index.html'))
  cpSync(viewer, join(root, 'speedscope'), { recursive: true })
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.cpuprofile')).sort()
    .map(file => {
      const base = join(root, file.replace(/\.cpuprofile$/, ''))
      const name = JSON.stringify(file)
      const content = readFileSync(join(root, file)).toString('base64')
      writeFileSync(`${base}.js`, `speedscope.loadFileFromBase64(${name}, ${JSON.stringify(content)})`)
      writeFileSync(`${base}.html`, page(file.split('/').length - 1))
      return `${base}.html`
    })
}

/** The viewer takes a profile by the path of a script that lies beside this page. */
const page = (depth: number): string => `<!doctype html><meta charset="utf-8"><script>
const script = decodeURI(location.pathname).replace(/\\.html$/, '.js')
location.replace('${'../'.repeat(depth)}speedscope/index.html#localProfilePath=' + encodeURIComponent(script))
</script>
`
