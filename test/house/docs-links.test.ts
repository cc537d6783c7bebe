import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import t from 'tap'
import { anchorsOf, citedPages, relativeLinks, type Link } from './markdown-links.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const notOurs = new Set(['node_modules', 'dist', '.git', '.tap', '.data'])
const sources = ['src', 'test', 'scripts', 'microsoft-mock', 'sbc-mock', 'migrations']

/** Files below a folder, as paths from the root; nothing when the folder is not there. */
function filesBelow (folder: string, ending: RegExp): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesBelow(path, ending)
    return ending.test(entry.name) ? [path.split(sep).join('/')] : []
  })
}

/** What is wrong with a link that stands in `file`; `base` is the folder that it is relative to. */
function faultOf (file: string, base: string, { line, target }: Link): string[] {
  const [path = '', anchor] = target.split('#')
  const place = path === '' ? join(root, file) : join(root, base, decodeURIComponent(path))
  const told = (fault: string): string[] => [`${file}:${line}: ${target} ${fault}`]
  if (relative(root, place).startsWith('..')) return told('leads out of the repository')
  if (!existsSync(place)) return told('is not there')
  if (anchor === undefined) return []
  const hasHeading = place.endsWith('.md') && anchorsOf(readFileSync(place, 'utf8')).has(anchor)
  return hasHeading ? [] : told('has no such heading')
}

t.test('each relative link of a Markdown page leads to a file, and each anchor to a heading', async t => {
  const pages = filesBelow('.', /\.md$/)
  t.ok(pages.includes('README.md') && pages.includes('docs/wire/README.md'), 'the walk finds the pages')
  const broken = pages.flatMap(page =>
    relativeLinks(readFileSync(join(root, page), 'utf8')).flatMap(link => faultOf(page, dirname(page), link))
  )
  t.same(broken, [], 'no link is broken')
})

t.test('each page of docs/ that the code names is there, and has the heading', async t => {
  const cited = sources.flatMap(folder => filesBelow(folder, /\.(ts|js|sql|md)$/))
    .filter(file => !file.startsWith('test/house/'))
    .flatMap(file => citedPages(readFileSync(join(root, file), 'utf8')).map(link => ({ file, link })))
  t.ok(cited.some(({ link }) => link.target === 'docs/wire/mediant.md#answers'), 'the walk finds the comments')
  t.same(cited.flatMap(({ file, link }) => faultOf(file, '.', link)), [], 'no comment leads nowhere')
})

t.test('headings become anchors as GitHub makes them', async t => {
  const page = '# One: `two`, three\n\n## Same\n\n### Same\n\n```\n# no heading\n```\n\n## [Linked](x.md) #\n'
  t.same([...anchorsOf(page)], ['one-two-three', 'same', 'same-1', 'linked'], 'the anchors')
})

t.test('links are found outside of code, and those to hosts are left out', async t => {
  const page = '[a](b.md#c) `[no](d.md)` [host](https://example.com)\n~~~\n[no](e.md)\n~~~\n| [f](<g.md> "title") |\n'
  t.same(relativeLinks(page), [{ line: 1, target: 'b.md#c' }, { line: 5, target: 'g.md' }], 'the links')
})

t.test('pages are found in comments, and paths that only end like one are left out', async t => {
  t.same(citedPages('// see docs/wire/x.md#y.\n/** other/docs/z.md */\n-- (docs/a.md)'), [
    { line: 1, target: 'docs/wire/x.md#y' }, { line: 3, target: 'docs/a.md' }
  ], 'the pages')
})

t.test('a link to a file, a heading or a folder that is not there is told with its place', async t => {
  const told = (target: string): string[] => faultOf('README.md', '.', { line: 7, target })
  t.same(told('docs/wire/README.md#how-each-fact-is-known'), [], 'a heading that is there')
  t.same(told('docs/wire'), [], 'a folder that is there')
  t.same(told('docs/none.md'), ['README.md:7: docs/none.md is not there'], 'a file')
  t.same(told('docs/wire/README.md#none'), ['README.md:7: docs/wire/README.md#none has no such heading'], 'a heading')
  t.same(told('package.json#name'), ['README.md:7: package.json#name has no such heading'], 'an anchor of no page')
  t.same(told('../README.md'), ['README.md:7: ../README.md leads out of the repository'], 'a place outside')
})
