import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@hey-api/openapi-ts'
import { build } from 'esbuild'
import openapiTypes, { astToString } from 'openapi-typescript'
import { generate } from 'orval'
import { generateApi } from 'swagger-typescript-api'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { startStack } from '../support/stack.ts'

const run = promisify(execFile)
const versions = ['v2', 'v3', 'ovoc'] as const
const programs = ['openapi-fetch', 'hey-api'] as const

t.test('clients that public generators make of the documents compile strictly and do the main job', async t => {
  // Below the project, where what they import is found.
  const folder = join(projectRoot(), 'dist', `clients-${process.pid}`)
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'openapi-typescript'), { recursive: true })
  for (const version of versions) {
    const input = join(projectRoot(), 'openapi', `${version}.json`)
    const types = await openapiTypes(JSON.parse(await readFile(input, 'utf8')))
    await writeFile(join(folder, 'openapi-typescript', `${version}.ts`), astToString(types))
    await createClient({
      input, output: join(folder, 'hey-api', version), logs: { level: 'silent' },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk']
    })
    await generateApi({ input, output: join(folder, 'swagger-typescript-api', version), silent: true })
    await generate({ input, output: { target: join(folder, 'orval', version, 'api.ts'), client: 'fetch' } })
  }
  for (const program of programs) {
    await cp(join(projectRoot(), `test/clients/programs/${program}.ts.txt`), join(folder, `${program}.ts`))
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, skipLibCheck: true,
      types: ['node'], lib: ['es2023', 'dom', 'dom.iterable']
    }
  }))
  const compiler = join(projectRoot(), 'node_modules/typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => error)
  t.equal(stdout, '', 'the compiler finds nothing')

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
