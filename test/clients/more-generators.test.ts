import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generateEndpoints } from '@rtk-query/codegen-openapi'
import { generateSource } from 'oazapfts'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { complaintsAbout, generateClients } from '../support/generated-clients.ts'

const run = promisify(execFile)

const emptyApi = `import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query'
export const api = createApi({ baseQuery: fetchBaseQuery({ baseUrl: '/' }), endpoints: () => ({}) })
`

t.test('clients for Angular, for Redux and in one file compile strictly', async t => {
  const folder = await generateClients(t, {
    oazapfts: async (input, output) => writeFile(`${output}.ts`, await generateSource(input)),
    'rtk-query': async (schemaFile, output) => {
      await writeFile(join(output, '..', 'empty.ts'), emptyApi)
      await writeFile(`${output}.ts`, await generateEndpoints({ schemaFile, apiFile: './empty.ts' }) ?? '')
    },
    // Its search for models that nobody uses does not see lists that may be null, so it is not to search.
    'ng-openapi-gen': async (input, output) => {
      const settings = `${output}.json`
      await writeFile(settings, JSON.stringify({ input, output, silent: true, ignoreUnusedModels: false }))
      await run(process.execPath, [
        join(projectRoot(), 'node_modules/ng-openapi-gen/lib/index.js'), '--config', settings
      ], { maxBuffer: 50_000_000 })
    }
  })
  t.equal(await complaintsAbout(folder), '', 'the compiler finds nothing')
})
