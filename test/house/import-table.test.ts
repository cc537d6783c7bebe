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
  // A request may only remember an intention.
  ['src/numbers/api/numbers.ts', '../../upstreams/microsoft/microsoft.ts'],
  ['src/numbers/api/numbers.ts', '../../upstreams/microsoft/http-operator-connect.ts'],
  ['src/numbers/api/numbers.ts', '../../upstreams/sbc/sbc.ts'],
  ['src/numbers/api/numbers.ts', '../../upstreams/webhooks/webhooks.ts'],
  ['src/numbers/api/numbers.ts', '../../upstreams/guarded/tools.ts'],
  ['src/numbers/api/numbers.ts', '../../services.ts'],
  // Inside a domain only api, tasks, records, schemas.
  ['src/numbers/schemas/upload.ts', '../records/numbers.ts'],
  ['src/numbers/records/numbers.ts', '../tasks/upload-numbers.ts'],
  ['src/numbers/tasks/upload-numbers.ts', '../api/numbers.ts'],
  ['src/numbers/helpers/words.ts', '../schemas/upload.ts'],
  // Between domains only along their order, types included.
  ['src/sites/tasks/add-site.ts', '../../numbers/records/numbers.ts'],
  ['src/tenancy/records/tenants.ts', '../../customers/records/leads.ts'],
  ['src/numbers/tasks/upload-numbers.ts', '../../sites/api/dial-plans.ts'],
  ['src/numbers/records/numbers.ts', '../../tenancy/tasks/channel-rules.ts'],
  // The list of a domain is for the composition only, and lists nothing of another domain.
  ['src/numbers/api/numbers.ts', '../index.ts'],
  ['src/users/tasks/licence-days.ts', '../../numbers/index.ts'],
  ['src/users/index.ts', '../numbers/schemas/upload.ts'],
  ['src/users/index.ts', '../upstreams/microsoft/microsoft.ts'],
  ['src/worker.ts', './numbers/index.ts'],
  // Nothing below the domains knows one.
  ['src/http/accept-task.ts', '../numbers/schemas/upload.ts'],
  ['src/engine/worker.ts', '../sbcs/records/sbcs.ts'],
  ['src/engine/worker.ts', '../upstreams/microsoft/microsoft.ts'],
  ['src/engine/worker.ts', '../http/caller.ts'],
  ['src/engine/worker.ts', '../config.ts'],
  ['src/database/connect.ts', '../engine/define.ts'],
  ['src/database/connect.ts', '../tenancy/records/tenants.ts'],
  ['src/upstreams/sbc/http-mediant.ts', '../../sites/schemas/dial-plan.ts'],
  ['src/upstreams/microsoft/http-graph.ts', '../sbc/sbc.ts'],
  ['src/upstreams/microsoft/http-graph.ts', '../../engine/define.ts'],
  ['src/upstreams/microsoft/http-graph.ts', '../../database/connect.ts'],
  ['src/schemas/task.ts', '../database/connect.ts'],
  ['src/schemas/task.ts', '../config.ts'],
  // Only services.ts constructs adapters.
  ['src/numbers/tasks/upload-numbers.ts', '../../upstreams/microsoft/http-operator-connect.ts'],
  ['src/gateways/tasks/add-gateway/index.ts', '../../../upstreams/webhooks/http-webhooks.ts'],
  ['src/app/app.ts', '../upstreams/sbc/http-mediant.ts'],
  ['src/server.ts', './upstreams/microsoft/http-operator-connect.ts'],
  ['src/upstreams/guarded/microsoft.ts', '../microsoft/http-operator-connect.ts'],
  ['src/problems.ts', './services.ts'],
  ['src/config.ts', './log.ts'],
  // One place for each of these.
  ['src/server.ts', 'libphonenumber-js'],
  ['src/numbers/tasks/number-rules.ts', 'libphonenumber-js/max'],
  ['src/schemas/vocabulary/country.ts', 'libphonenumber-js/max'],
  ['src/numbers/api/numbers.ts', 'pg'],
  ['src/numbers/records/numbers.ts', 'pg'],
  ['src/engine/worker.ts', 'kysely'],
  ['src/numbers/api/numbers.ts', 'node:process'],
  ['src/numbers/records/numbers.ts', '../../../test/support/database.ts'],
  ['src/new-room/thing.ts', '../schemas/task.ts'],
  ['sbc-mock/server.ts', '../src/problems.ts'],
  ['sbc-mock/cli/row.ts', '../../src/schemas/phone-number.ts'],
  ['microsoft-mock/server.ts', '../src/config.ts'],
  ['microsoft-mock/server.ts', '../sbc-mock/http.ts']
]

const allowed: Array<[file: string, imported: string]> = [
  ['src/numbers/api/numbers.ts', '../../engine/enqueue.ts'],
  ['src/numbers/api/numbers.ts', '../../schemas/phone-number.ts'],
  ['src/numbers/api/numbers.ts', '../tasks/upload-numbers.ts'],
  ['src/users/api/users.ts', '../../numbers/api/number-list.ts'],
  ['src/numbers/tasks/upload-numbers.ts', '../../upstreams/microsoft/microsoft.ts'],
  ['src/numbers/tasks/upload-numbers.ts', '../../upstreams/microsoft/graph.ts'],
  ['src/numbers/tasks/upload-numbers.ts', '../../upstreams/sbc/sbc.ts'],
  ['src/numbers/tasks/upload-numbers.ts', '../../engine/define.ts'],
  ['src/numbers/records/numbers.ts', '../../engine/records/enqueue.ts'],
  ['src/numbers/records/numbers.ts', '../../schemas/phone-number.ts'],
  ['src/app/domains.ts', '../numbers/index.ts'],
  ['src/numbers/index.ts', './tasks/upload-numbers.ts'],
  ['src/numbers/index.ts', '../http/domain.ts'],
  ['src/drift/tasks/repair.ts', '../../numbers/records/numbers.ts'],
  ['src/database/connect.ts', 'pg'],
  ['src/upstreams/microsoft/http-operator-connect.ts', './http-client.ts'],
  ['src/upstreams/microsoft/http-operator-connect.ts', '../../problems.ts'],
  ['src/schemas/phone-number-rules.ts', 'libphonenumber-js/max'],
  ['src/services.ts', './upstreams/microsoft/http-operator-connect.ts'],
  ['src/worker.ts', './services.ts'],
  ['test/upstreams/sbc/http-sbc.test.ts', '../../../src/upstreams/sbc/http-mediant.ts']
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
    "export const load = () => import('../../upstreams/microsoft/microsoft.ts')",
    "import type { Microsoft } from '../../upstreams/microsoft/microsoft.ts'\nexport type Other = Microsoft",
    "export * from '../../upstreams/microsoft/microsoft.ts'"
  ]) t.match((await complaints('src/numbers/api/numbers.ts', text)).join(), /api\/ of a domain may import/, text)
})

t.test('only the type of the configuration is known everywhere', async t => {
  t.same(
    await complaints(
      'src/numbers/api/numbers.ts', "import type { Config } from '../../config.ts'\nexport type Other = Config"
    ),
    [], 'the type may be imported'
  )
})

t.test('the environment is read in one file', async t => {
  const text = 'export const home = process.env'
  t.not((await complaints('src/numbers/api/numbers.ts', text)).length, 0, 'other files may not read it')
  t.same(await complaints('src/config.ts', text), [], 'the configuration may read it')
})

t.test('the house rules are kept by lint', async t => {
  t.not(
    (await complaints('src/numbers/api/numbers.ts', 'export const a = 1 // TODO later')).length, 0,
    'a TODO without an issue is refused'
  )
  t.same(
    await complaints('src/numbers/api/numbers.ts', 'export const a = 1 // TODO(#12) later'), [],
    'a TODO with an issue is accepted'
  )
  t.not((await complaints('src/numbers/api/numbers.ts', 'export const a: any = 1')).length, 0, 'any is refused')
  t.not(
    (await complaints('src/numbers/api/numbers.ts', 'export const a = 1 as unknown as string')).length, 0,
    'a cast through unknown is refused'
  )
  t.not((await complaints('src/numbers/api/numbers.ts', 'console.log(1)')).length, 0, 'the console is refused')
})
