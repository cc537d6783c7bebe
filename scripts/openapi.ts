import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApp } from '../src/app/app.ts'
import { readConfig } from '../src/config.ts'
import { connect } from '../src/database/connect.ts'
import { projectRoot } from '../src/database/project-root.ts'
import { openLog } from '../src/log.ts'
import { Metrics } from '../src/metrics/metrics.ts'
import { openSecrets } from '../src/secrets.ts'
import { clientFiles } from './client/typescript.ts'
import { changesSince, withList } from './openapi/change-list.ts'
import { differences } from './openapi/differences.ts'
import type { OpenApi } from './openapi/document.ts'
import { versions } from './openapi/releases.ts'
import { collectionOf, environmentOf } from './postman/collection.ts'
import { audience, tokenUrl } from './stack/demo.ts'
import { flows } from './postman/flows/all.ts'

const paths = { v2: '/api/v2', v3: '/api/v3', ovoc: '/api/ovoc/v1' } as const
/** The committed documents are those of the stack that `up` starts. */
const demoUrl = 'http://127.0.0.1:8080'
const demoTokenUrl = tokenUrl('http://127.0.0.1:8180')
type Documents = Record<typeof versions[number], OpenApi>

/** The documents as the API serves them; nothing is connected to, neither for building it nor for asking. */
async function documents (): Promise<Documents> {
  const nowhere = 'http://nowhere.invalid'
  const config = readConfig({
    DATABASE_URL: 'postgres://nowhere.invalid/none', SECRETS_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent', TOKEN_ISSUER: nowhere, TOKEN_AUDIENCE: audience, TOKEN_JWKS_URL: nowhere,
    MICROSOFT_OPERATOR_URL: nowhere, PUBLIC_URL: demoUrl, TOKEN_URL: demoTokenUrl
  })
  const log = openLog(config)
  const db = connect(config.DATABASE_URL, config.DATABASE_POOL_SIZE, log)
  const app = await buildApp({ config, db, log, secrets: openSecrets(config), metrics: new Metrics() })
  try {
    const served = async (version: keyof Documents): Promise<OpenApi> =>
      (await app.inject(`${paths[version]}/openapi.json`)).json<OpenApi>()
    return { v2: await served('v2'), v3: await served('v3'), ovoc: await served('ovoc') }
  } finally {
    await app.close()
    await db.close()
  }
}

const generated = await documents()
const files = versions.flatMap(version => [
  [`openapi/${version}.json`, generated[version]],
  [`postman/${version}.postman_collection.json`, collectionOf(generated[version], flows[version])],
  [`postman/${version}.postman_environment.json`, environmentOf(version, flows[version])]
] as const)
for (const [name, content] of files) {
  const path = join(projectRoot(), name)
  if (!process.argv.includes('--check')) {
    await writeFile(path, `${JSON.stringify(content, null, 2)}\n`)
    continue
  }
  const committed: unknown = JSON.parse(await readFile(path, 'utf8').catch(() => 'null'))
  const lines = differences(committed, JSON.parse(JSON.stringify(content)))
  if (lines.length === 0) continue
  console.log(
    `${name} is not what the routes say (- committed, + routes). Run npm run openapi and look at the change:`
  )
  console.log(lines.join('\n'))
  process.exitCode = 1
}

for (const [name, text] of await clientFiles(JSON.stringify(generated.v3))) {
  const path = join(projectRoot(), name)
  if (!process.argv.includes('--check')) {
    await writeFile(path, text)
  } else if (await readFile(path, 'utf8').catch(() => '') !== text) {
    console.log(`${name} is not what version 3 says. Run npm run openapi and look at the change.`)
    process.exitCode = 1
  }
}

const { list, fault } = changesSince(JSON.parse(JSON.stringify(generated)))
const place = join(projectRoot(), 'CHANGELOG.md')
const changelog = await readFile(place, 'utf8')
const listed = withList(changelog, list)
if (fault !== undefined || listed === undefined) {
  console.log(fault ?? 'CHANGELOG.md has no place for what changed of the API: the two marks are gone.')
  process.exitCode = 1
} else if (listed !== changelog && process.argv.includes('--check')) {
  console.log('CHANGELOG.md does not say what changed of the API. Run npm run openapi and look at the change.')
  process.exitCode = 1
} else if (listed !== changelog) await writeFile(place, listed)
