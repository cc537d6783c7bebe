import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@hey-api/openapi-ts'
import { build } from 'esbuild'
import openapiTypes, { astToString } from 'openapi-typescript'
import { generate } from 'orval'
import { generateApi } from 'swagger-typescript-api'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { complaintsAbout, generateClients } from '../support/generated-clients.ts'
import { startStack } from '../support/stack.ts'

const run = promisify(execFile)
const programs = ['openapi-fetch', 'hey-api'] as const

t.test('clients that public generators make of the documents compile strictly and do the main job', async t => {
  const folder = await generateClients(t, {
    'openapi-typescript': async (input, output) =>
      writeFile(`${output}.ts`, astToString(await openapiTypes(JSON.parse(await readFile(input, 'utf8'))))),
    'hey-api': (input, output) => createClient({
      input, output, logs: { level: 'silent' },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk']
    }),
    'swagger-typescript-api': (input, output) => generateApi({ input, output, silent: true }),
    orval: (input, output) => generate({ input, output: { target: join(output, 'api.ts'), client: 'fetch' } })
  })
  for (const program of programs) {
    await cp(join(projectRoot(), `test/clients/programs/${program}.ts.txt`), join(folder, `${program}.ts`))
  }
  t.equal(await complaintsAbout(folder), '', 'the compiler finds nothing')

  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  for (const program of programs) {
    const outfile = join(folder, `${program}.mjs`)
    await build({
      entryPoints: [join(folder, `${program}.ts`)], outfile, bundle: true, platform: 'node', format: 'esm',
      logLevel: 'error'
    })
    const { stdout } = await run(process.execPath, [outfile], {
      env: { BASE_URL: stack.baseUrl, TOKEN: await stack.token() }
    })
    t.equal(stdout, 'CompletedSuccess NumbersUploaded\n', `the upload of ${program} is followed to its end`)
  }
})
