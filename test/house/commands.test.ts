import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from './source.ts'

const pages = [
  'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/integrators/README.md', 'clients/typescript/README.md',
  ...readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)
]
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8')

t.test('every command that a page names is there', t => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'))
  let named = 0
  for (const page of pages) {
    const text = textOf(page)
    for (const [, name = ''] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)) {
      named += 1
      t.ok(name in scripts, `${page}: npm run ${name}`)
    }
    for (const [, name = ''] of text.matchAll(/(?<![\w/])(?:\.\/)?scripts\/([\w-]+)(?![\w./-])/g)) {
      named += 1
      const path = join(root, 'scripts', name)
      t.ok(existsSync(path), `${page}: scripts/${name}`)
      if (text.includes(`./scripts/${name}`)) t.doesNotThrow(() => accessSync(path, constants.X_OK), `${name} runs`)
    }
  }
  t.ok(named > 20, `${named} commands are named`)
  t.end()
})
