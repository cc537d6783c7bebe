import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import type { Test } from 'tap'
import { seedDemo } from '../../scripts/demo/seed.ts'
import { connect, type Database } from '../../src/database/connect.ts'
import { createDatabase } from './database.ts'

/** A database with the demo operator, and nobody else at work on it. */
export async function demoRecords (t: Test): Promise<Database> {
  const { url } = await createDatabase(t)
  await seedDemo({
    databaseUrl: url, secretsKey: randomBytes(32).toString('base64'), microsoftMockUrl: '',
    sbcMockUrls: ['http://127.0.0.1:1', 'http://127.0.0.1:1']
  })
  const db = connect(url, 5, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  return db
}

/** Makes a task that runs; what it is about does not matter. */
export async function addTask (db: Database, id: string, kind = 'modify-site'): Promise<void> {
  await db.query({
    text: `insert into task (provider_id, id, kind, partition_key, step, input, caller)
      values (1, $1, $2, 'one', 'first', '{}', 'test')`,
    values: [id, kind]
  })
}

export async function finishTask (db: Database, id: string): Promise<void> {
  await db.query({ text: "update task set state = 'finished' where id = $1", values: [id] })
}
