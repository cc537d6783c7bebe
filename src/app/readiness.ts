import type { Database } from '../database/connect.ts'
import { isReadOnly, schemaState } from '../database/schema-state.ts'

/** Why a process should get no requests; undefined when it should. */
export type Readiness = () => Promise<string | undefined>

/**
 * Answers within `seconds`, whatever the database does. Probes that come while one is under way wait for the same
 * answer, so that a silent database is not asked by ever more of them.
 */
export function readinessOf (db: Database, seconds: number): Readiness {
  let asking: Promise<string | undefined> | undefined
  return () => {
    asking ??= whyNotReady(db).finally(() => { asking = undefined })
    return Promise.race([asking, silence(seconds)])
  }
}

async function whyNotReady (db: Database): Promise<string | undefined> {
  try {
    const state = await schemaState(db)
    if (!state.current) return state.reason
    return await isReadOnly(db) ? 'The database is read-only.' : undefined
  } catch {
    return 'The database cannot be reached.'
  }
}

function silence (seconds: number): Promise<string> {
  return new Promise(resolve => {
    setTimeout(() => resolve(`The database does not answer within ${seconds} s.`), seconds * 1000).unref()
  })
}
