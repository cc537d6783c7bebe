import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { settingsPage } from '../../scripts/settings/page.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { pages } from '../../src/settings/pages.ts'

t.test('the printed reference of settings is that of the code', async t => {
  const printed = await readFile(join(projectRoot(), 'docs', 'settings.md'), 'utf8')
  t.equal(printed, settingsPage(), 'docs/settings.md: run npm run settings')
})

t.test('every setting is described, on one page only', async t => {
  const names = pages.flatMap(({ settings }) => Object.keys(settings))
  t.same(names, [...new Set(names)], 'no setting has two pages')
  for (const { settings } of pages) {
    for (const [name, { description }] of Object.entries(settings)) t.match(description, /\.$/, `${name} is described`)
  }
})
