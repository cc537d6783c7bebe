import { Type } from '@sinclair/typebox'
import { callersPage } from './callers.ts'
import { databasePage } from './database.ts'
import { deadlinesPage } from './deadlines.ts'
import { limitsPage } from './limits.ts'
import { processPage } from './process.ts'
import type { Page } from './setting.ts'
import { upstreamsPage } from './upstreams.ts'

/** In the order of the reference. */
export const pages: readonly Page[] = [
  processPage, databasePage, callersPage, upstreamsPage, deadlinesPage, limitsPage
]

/** Every setting of a Dialplane process. Each key is an environment variable of the same name. */
export const Environment = Type.Object({
  ...processPage.settings, ...databasePage.settings, ...callersPage.settings, ...upstreamsPage.settings,
  ...deadlinesPage.settings, ...limitsPage.settings
})

/** Names of settings that may be given in a file instead. */
export const secretNames: readonly string[] = Object.entries(Environment.properties)
  .filter(([, schema]) => schema['secret'] === true).map(([name]) => name)
