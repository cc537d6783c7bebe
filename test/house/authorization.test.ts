import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { authorizationPage } from '../../scripts/authorization/page.ts'
import { projectRoot } from '../../src/database/project-root.ts'

t.test('the printed table of who may do what is that of the code', async t => {
  const printed = await readFile(join(projectRoot(), 'docs', 'authorization.md'), 'utf8')
  t.equal(printed, await authorizationPage(), 'docs/authorization.md: run npm run authorization')
})
