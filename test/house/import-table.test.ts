import { join } from 'node:path'
import { ESLint } from 'eslint'
import t from 'tap'

const root = join(import.meta.dirname, '..', '..', '..')
const eslint = new ESLint({ cwd: root, overrideConfigFile: join(root, 'scripts', 'eslint.config.js') })

/** The messages of our own rules about this text, were it in that file. */
async function complaints (filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: join(root, filePath) })
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === null || /no-restricted|^house\/|no-console|no-explicit-any/.test(ruleId))
    .map(({ message }) => message)
}

const importing = (path: string): string => `import { thing } from '${path}'\nexport const other = thing`

const refused: Array<[file: string, imported: string]> = [
  ['src/api/numbers.ts', '../microsoft/microsoft.ts'],
  ['src/api/numbers.ts', '../microsoft/http-operator-connect.ts'],
  ['src/api/numbers.ts', '../sbc/sbc.ts'],
  ['src/api/deep/numbers.ts', '../../sbc/sbc.ts'],
  ['src/api/numbers.ts', '../webhooks/webhooks.ts'],
  ['src/tasks/kinds/add-gateway.ts', '../../webhooks/http-webhooks.ts'],
  ['src/webhooks/http-webhooks.ts', '../database/connect.ts'],
  ['src/webhooks/http-webhooks.ts', '../tasks/define.ts'],
  ['src/api/numbers.ts', '../services.ts'],
  ['src/microsoft/http-graph.ts', '../sbc/sbc.ts'],
  ['src/microsoft/http-graph.ts', '../tasks/define.ts'],
  ['src/microsoft/http-graph.ts', '../database/connect.ts'],
  ['src/sbc/sbc.ts', '../microsoft/microsoft.ts'],
  ['src/sbc/sbc.ts', '../api/app.ts'],
  ['src/tasks/kinds/upload-numbers.ts', '../../microsoft/http-operator-connect.ts'],
  ['src/tasks/kinds/upload-numbers.ts', '../../sbc/dial-plan.ts'],
  ['src/tasks/loop.ts', '../api/app.ts'],
  ['src/tasks/loop.ts', '../config.ts'],
  ['src/database/numbers.ts', '../tasks/define.ts'],
  ['src/database/numbers.ts', '../problems.ts'],
  ['src/schemas/task.ts', '../database/tasks.ts'],
  ['src/schemas/task.ts', '../config.ts'],
  ['src/problems.ts', './services.ts'],
  ['src/config.ts', './log.ts'],
  ['src/server.ts', './microsoft/http-operator-connect.ts'],
  ['src/server.ts', 'libphonenumber-js'],
  ['src/tasks/numbers.ts', 'libphonenumber-js/max'],
  ['src/schemas/country.ts', 'libphonenumber-js/max'],
  ['src/api/numbers.ts', 'pg'],
  ['src/tasks/loop.ts', 'kysely'],
  ['src/api/numbers.ts', 'node:process'],
  ['src/database/numbers.ts', '../../test/support/database.ts'],
  ['sbc-mock/server.ts', '../src/problems.ts'],
  ['sbc-mock/cli/row.ts', '../../src/schemas/phone-number.ts'],
  ['microsoft-mock/server.ts', '../src/config.ts'],
  ['microsoft-mock/server.ts', '../sbc-mock/http.ts']
]

const allowed: Array<[file: string, imported: string]> = [
  ['src/api/numbers.ts', '../tasks/enqueue.ts'],
  ['src/api/numbers.ts', '../schemas/phone-number.ts'],
  ['src/tasks/kinds/upload-numbers.ts', '../../microsoft/microsoft.ts'],
  ['src/tasks/kinds/upload-numbers.ts', '../../microsoft/graph.ts'],
  ['src/tasks/kinds/upload-numbers.ts', '../../sbc/sbc.ts'],
  ['src/tasks/tell-webhook.ts', '../webhooks/webhooks.ts'],
  ['src/tasks/kinds/upload-numbers.ts', '../define.ts'],
  ['src/microsoft/http-operator-connect.ts', './http-client.ts'],
  ['src/microsoft/http-operator-connect.ts', '../problems.ts'],
  ['src/database/numbers.ts', '../schemas/phone-number.ts'],
  ['src/database/numbers.ts', 'pg'],
  ['src/schemas/phone-number-rules.ts', 'libphonenumber-js/max'],
  ['src/services.ts', './microsoft/http-operator-connect.ts'],
  ['src/worker.ts', './services.ts'],
  ['test/sbc/http-sbc.test.ts', '../../src/sbc/http-audiocodes.ts']
]

t.test('imports outside the table are refused', async t => {
  for (const [file, imported] of refused) {
    t.not((await complaints(file, importing(imported))).length, 0, `${file} importing ${imported}`)
  }
})

t.test('imports of the table are accepted', async t => {
  for (const [file, imported] of allowed) {
    t.same(await complaints(file, importing(imported)), [], `${file} importing ${imported}`)
  }
})

t.test('a dynamic, a type and a re-exporting import are imports too', async t => {
  for (const text of [
    "export const load = () => import('../microsoft/microsoft.ts')",
    "import type { Microsoft } from '../microsoft/microsoft.ts'\nexport type Other = Microsoft",
    "export * from '../microsoft/microsoft.ts'"
  ]) t.match((await complaints('src/api/numbers.ts', text)).join(), /src\/api\/ may import of ours only/, text)
})

t.test('only the type of the configuration is known everywhere', async t => {
  t.same(
    await complaints('src/api/numbers.ts', "import type { Config } from '../config.ts'\nexport type Other = Config"),
    [], 'the type may be imported'
  )
})

t.test('the environment is read in one file', async t => {
  const text = 'export const home = process.env'
  t.not((await complaints('src/api/numbers.ts', text)).length, 0, 'other files may not read it')
  t.same(await complaints('src/config.ts', text), [], 'the configuration may read it')
})

t.test('the house rules are kept by lint', async t => {
  t.not(
    (await complaints('src/api/numbers.ts', 'export const a = 1 // TODO later')).length, 0,
    'a TODO without an issue is refused'
  )
  t.same(
    await complaints('src/api/numbers.ts', 'export const a = 1 // TODO(#12) later'), [],
    'a TODO with an issue is accepted'
  )
  t.not((await complaints('src/api/numbers.ts', 'export const a: any = 1')).length, 0, 'any is refused')
  t.not(
    (await complaints('src/api/numbers.ts', 'export const a = 1 as unknown as string')).length, 0,
    'a cast through unknown is refused'
  )
  t.not((await complaints('src/api/numbers.ts', 'console.log(1)')).length, 0, 'the console is refused')
})
