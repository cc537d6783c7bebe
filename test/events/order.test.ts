import { pino } from 'pino'
import t, { type Test } from 'tap'
import { connect, type Database, type Queryable } from '../../src/database/connect.ts'
import { reachOf, ReachedRecords } from '../../src/database/reach.ts'
import { placeEvents } from '../../src/engine/records/events.ts'
import { sweep } from '../../src/engine/records/retention.ts'
import { eventsAfter } from '../../src/events/records/event-log.ts'
import { createDatabase } from '../support/database.ts'
import { gate } from '../support/engine.ts'

const provider = { providerId: 1 }

async function openDatabase (t: Test): Promise<Database> {
  const db = connect((await createDatabase(t)).url, 12, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one'), ('two')` })
  return db
}

const note = async (db: Queryable, subject: string, providerId = 1): Promise<void> => {
  await db.query({
    text: "select note_event($1, 'sbc.usable', $2, null, null, null, null, '{}')", values: [providerId, subject]
  })
}

/** What a reader of the whole log sees behind a place, and where it is then. */
async function read (db: Database, after = 0, limit = 1000): Promise<{ seen: string[], upTo: number }> {
  const { data, upTo } = await eventsAfter(new ReachedRecords(db, reachOf(provider)), after, limit)
  return { seen: data.map(({ position, subject }) => `${position} ${subject}`), upTo }
}

t.test('an event that is committed late comes behind what was read already', async t => {
  const db = await openDatabase(t)
  const [written, mayCommit] = [gate(), gate()]
  const late = db.transaction(async trx => {
    await note(trx, 'written first')
    written.open()
    await mayCommit.opened
  })
  await written.opened
  await note(db, 'committed first')
  await placeEvents(db)
  const first = await read(db)
  t.same(first.seen, ['1 committed first'], 'what is not committed holds nothing up')
  mayCommit.open()
  await late
  t.same((await read(db, first.upTo)).seen, [], 'it has no place yet')
  await placeEvents(db)
  t.same((await read(db, first.upTo)).seen, ['2 written first'], 'a reader who goes on does not miss it')
  t.same((await read(db)).seen, ['1 committed first', '2 written first'], 'and everybody sees the same order')
})

t.test('who reacts to an event comes behind it, though its transaction began before', async t => {
  const db = await openDatabase(t)
  const [begun, mayReact] = [gate(), gate()]
  const reaction = db.transaction(async trx => {
    await trx.query({ text: 'select pg_current_xact_id()' })
    begun.open()
    await mayReact.opened
    await note(trx, 'effect')
  })
  await begun.opened
  await note(db, 'cause')
  mayReact.open()
  await reaction
  await placeEvents(db)
  t.same((await read(db)).seen, ['1 cause', '2 effect'])
})

t.test('while a pass is under way another process leaves it alone, and places are seen when it is over', async t => {
  const db = await openDatabase(t)
  await note(db, 'one')
  const [placed, mayCommit] = [gate(), gate()]
  const held: Database = {
    ...db,
    transaction: work => db.transaction(async trx => {
      const result = await work(trx)
      placed.open()
      await mayCommit.opened
      return result
    })
  }
  const pass = placeEvents(held)
  await placed.opened
  await note(db, 'two')
  t.equal(await placeEvents(db), undefined, 'the second pass does not begin')
  t.same((await read(db)).seen, [], 'no place is seen before it is committed')
  mayCommit.open()
  t.equal(await pass, 1)
  t.equal(await placeEvents(db), 1)
  t.same((await read(db)).seen, ['1 one', '2 two'])
})

t.test('many writers, passes and readers at once make one log without gaps for each provider', async t => {
  const db = await openDatabase(t)
  const each = 30
  let writing = true
  const writer = async (name: number): Promise<void> => {
    for (let count = 0; count < each; count++) {
      await db.transaction(async trx => {
        await note(trx, `${name} ${count}`, 1 + name % 2)
        if (count % 3 === 0) await trx.query({ text: 'select pg_sleep(random() * 0.01)' }) // written, not committed
      })
    }
  }
  const placer = async (): Promise<void> => {
    while (writing) await placeEvents(db)
  }
  const reader = async (limit: number): Promise<string[]> => {
    const all: string[] = []
    for (let after = 0, over = false; !over;) {
      over = !writing
      const { seen, upTo } = await read(db, after, limit)
      if (over && seen.length > 0) over = false
      all.push(...seen)
      after = upTo
    }
    return all
  }
  const readers = [reader(7), reader(1000)]
  const placers = [placer(), placer()]
  await Promise.all([0, 1, 2, 3, 4, 5].map(writer))
  while ((await placeEvents(db) ?? 1) > 0);
  writing = false
  await Promise.all(placers)
  const [slow = [], fast = []] = await Promise.all(readers)
  t.same(slow, fast, 'a reader of small pages sees what one of large pages sees')
  t.same(slow.map(line => Number(line.split(' ')[0])), slow.map((_, index) => index + 1), 'places have no gap')
  t.equal(slow.length, 3 * each, 'of the provider all events are there, each once')
  for (const name of [0, 2, 4]) {
    t.same(
      slow.map(line => line.split(' ')).filter(([, writer]) => writer === String(name)).map(([, , count]) => count),
      Array.from({ length: each }, (_, index) => String(index)), 'what one writes is in its order'
    )
  }
})

t.test('a page ends in the middle of a row, and the next one goes on there', async t => {
  const db = await openDatabase(t)
  await db.query({
    text: `insert into event (provider_id, task_ids, kinds, events, steps, statuses)
      select 1, array_agg('tst_' || n), array_agg('kind'::text), array_agg('finished'::text), array_agg('step'::text),
        array_agg('Failed'::text) from generate_series(1, 250) n`
  })
  await note(db, 'after them')
  await placeEvents(db)
  const seen: string[] = []
  for (let after = 0, page = ['']; page.length > 0;) {
    const next = await read(db, after, 100)
    page = next.seen
    after = next.upTo
    seen.push(...page)
  }
  t.same(seen, [...Array.from({ length: 250 }, (_, index) => `${index + 1} tst_${index + 1}`), '251 after them'])
})

t.test('what was kept long enough is forgotten, and the log says from where on it is kept', async t => {
  const db = await openDatabase(t)
  for (const subject of ['old', 'older']) await note(db, subject)
  await placeEvents(db)
  await note(db, 'old, and not placed yet')
  await db.query({ text: "update event set at = now() - interval '31 days'" })
  await note(db, 'young')
  await sweep(db, { taskDays: 90, idempotencyHours: 72, eventDays: 30 })
  await placeEvents(db)
  t.same((await read(db)).seen, ['3 old, and not placed yet', '4 young'], 'nothing goes that nobody could read')
  const { forgotten } = await eventsAfter(new ReachedRecords(db, reachOf(provider)), 0, 10)
  t.equal(forgotten, 2)
})
