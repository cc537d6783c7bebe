import { pino } from 'pino'
import t from 'tap'
import { startBackground } from '../../src/engine/background.ts'
import { sbcWatch } from '../../src/sbcs/tasks/sbc-watch.ts'
import { demoRecords } from '../support/demo-records.ts'

t.test('a round that breaks off leaves no device taken for watched whose task was not made', async t => {
  const db = await demoRecords(t)
  await db.query({ text: "alter table task add constraint no_task check (kind <> 'examine-sbc')" })
  const log = pino({ level: 'silent' })
  const broken = new Promise<void>(resolve => { log.warn = () => resolve() })
  const watch = startBackground([sbcWatch(2, 0.02)], db, log)
  await broken
  await watch.stop()
  t.same((await db.query({ text: 'select sbc_id from sbc_health' })).rows, [])
})
