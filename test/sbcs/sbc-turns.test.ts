import { pino } from 'pino'
import t, { type Test } from 'tap'
import { connect, type Database } from '../../src/database/connect.ts'
import { endWorkers, registerWorker } from '../../src/engine/records/workers.ts'
import { returnPermit, takePermit } from '../../src/engine/records/upstreams.ts'
import { line } from '../../src/upstreams/sbc/cli-script.ts'
import { openMediant } from '../../src/upstreams/sbc/http-mediant.ts'
import type { Rule, RuleOutcome } from '../../src/upstreams/sbc/sbc.ts'
import { sbcProgramming, type SbcProgramming } from '../../src/upstreams/guarded/sbc-programming.ts'
import { openUpstreams } from '../../src/engine/upstreams.ts'
import { connectionTo } from '../upstreams/sbc/device.ts'
import { armBarrier } from '../support/barriers.ts'
import { createDatabase } from '../support/database.ts'
import { untilWaiting } from '../support/locks.ts'
import { demoFile, startMock, type Mock } from '../support/stack.ts'

const plan = 'OCDialPlan'
const script = { method: 'PUT', path: 'cliScript/incremental$' }
const rule = (number: number, tag = 'Trunk=own'): Rule => ({ name: 'acme', prefix: `+614000000${number}`, tag })
const holds = (): void => {}

type Worker = (mustHold?: () => void) => SbcProgramming

interface Bench { readonly db: Database, readonly device: Mock, newWorker(): Promise<Worker> }

/** One SBC, and workers that program it. */
async function bench (t: Test): Promise<Bench> {
  const log = pino({ level: 'silent' })
  const db = connect((await createDatabase(t)).url, 6, log)
  t.teardown(() => db.close())
  const device = await startMock(t, 'sbc-mock/server.js', {
    SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json')
  })
  return {
    db,
    device,
    async newWorker () {
      const id = await registerWorker(db, { host: 'here', boot: 'now', processId: 1, version: 'test' })
      const program = sbcProgramming({
        upstreams: openUpstreams(db, () => id), open: openMediant, connectionOf: async () => connectionTo(device.url),
        logins: { takeCandidate: async () => 0, settle: async () => 90 }, keepChange: async () => {}
      })
      return (mustHold = holds) => program(mustHold)
    }
  }
}

const add = (sbcs: SbcProgramming, ...rules: Rule[]): Promise<readonly RuleOutcome[]> =>
  sbcs.apply(1, 8, plan, { add: rules, remove: [] })

const writesOf = async (device: Mock): Promise<unknown[]> =>
  (await device.control('GET', '/_mock/requests')).filter(({ method }: { method: string }) => method === 'PUT')

const prefixesOn = async (device: Mock): Promise<string[]> =>
  (await device.control('GET', '/_mock/state')).dialPlans[plan].map((rule: Rule) => rule.prefix)

t.test('an SBC has one writer among all workers: another one writes nothing until the first is done', async t => {
  const { device, newWorker } = await bench(t)
  const [one, other] = [await newWorker(), await newWorker()]
  const barrier = await armBarrier(device, script)
  const first = add(one(), rule(1))
  await barrier.arrived()
  await t.rejects(add(other(), rule(2)), { kind: 'busy', message: 'Another worker is writing to SBC 8.' })
  t.equal((await writesOf(device)).length, 1, 'the device has seen the script of the first one only')
  await barrier.release()
  t.match(await first, [{ outcome: 'added' }])
  t.match(await add(other(), rule(2)), [{ outcome: 'added' }], 'then it is the turn of the other')
  t.equal((await device.control('GET', '/_mock/state')).writersMaximum, 1)
})

t.test('tasks of one worker wait for its script, and then go along in one', async t => {
  const { device, newWorker } = await bench(t)
  const worker = await newWorker()
  const barrier = await armBarrier(device, script)
  const first = add(worker(), rule(1))
  await barrier.arrived()
  const others = [2, 3, 4].map(number => add(worker(), rule(number)))
  t.equal((await writesOf(device)).length, 1)
  await barrier.release()
  t.match(await Promise.all([first, ...others]), [1, 2, 3, 4].map(() => [{ outcome: 'added' }]))
  t.equal((await writesOf(device)).length, 2)
})

t.test('a task that is lost while it waits for its turn writes nothing, and the others do', async t => {
  const { device, newWorker } = await bench(t)
  const worker = await newWorker()
  let isLost = false
  const barrier = await armBarrier(device, script)
  const first = add(worker(), rule(1))
  await barrier.arrived()
  const lost = add(worker(() => { if (isLost) throw new Error('lost') }), rule(2))
  const other = add(worker(), rule(3))
  isLost = true
  await barrier.release()
  await t.rejects(lost, { message: 'lost' })
  t.match(await Promise.allSettled([first, other]), [{ value: [{ outcome: 'added' }] }, {
    value: [{ outcome: 'added' }]
  }])
  t.same(await prefixesOn(device), [rule(1).prefix, rule(3).prefix])
})

t.test('a task that is lost while the device is read writes nothing, and the others of its script are tried ' +
  'again', async t => {
  const { device, newWorker } = await bench(t)
  const worker = await newWorker()
  let isLost = false
  const reading = await armBarrier(device, { method: 'GET', path: 'files/cliScript$' })
  const lost = add(worker(() => { if (isLost) throw new Error('lost') }), rule(1))
  const other = add(worker(), rule(2))
  await reading.arrived()
  isLost = true
  await reading.release()
  await t.rejects(lost, { message: 'lost' })
  await t.rejects(other, { kind: 'busy', message: /interrupted/ })
  t.same(await writesOf(device), [])
})

const wholeWrites: Record<string, (sbcs: SbcProgramming) => Promise<unknown>> = {
  'dial plan file': sbcs => sbcs.replacePlan(1, 8, plan, () => [rule(1)]),
  script: sbcs => sbcs.configure(1, 8, () => [line`configure voip`, line`exit`])
}

for (const [what, write] of Object.entries(wholeWrites)) {
  t.test(`a task that is lost while the device is read sends no ${what}`, async t => {
    const { device, newWorker } = await bench(t)
    const worker = await newWorker()
    let isLost = false
    const reading = await armBarrier(device, { method: 'GET', path: 'files/cliScript$' })
    const lost = write(worker(() => { if (isLost) throw new Error('lost') }))
    await reading.arrived()
    isLost = true
    await reading.release()
    await t.rejects(lost, { message: 'lost' })
    t.same(await writesOf(device), [])
  })
}

t.test('changes of one prefix by two tasks are made one after the other', async t => {
  const { device, newWorker } = await bench(t)
  const worker = await newWorker()
  await add(worker(), rule(1, 'Trunk=old'))
  const barrier = await armBarrier(device, script)
  const first = add(worker(), rule(9))
  await barrier.arrived()
  const removed = worker().apply(1, 8, plan, { add: [], remove: [rule(1, 'Trunk=old')] })
  const added = add(worker(), rule(1, 'Trunk=new'))
  await barrier.release()
  t.match(await Promise.all([first, removed, added]), [
    [{ outcome: 'added' }], [{ outcome: 'removed' }], [{ outcome: 'added' }]
  ])
})

t.test('a fault of one task is no matter of those that wait behind it', async t => {
  const { device, newWorker } = await bench(t)
  const worker = await newWorker()
  const barrier = await armBarrier(device, { method: 'GET', path: 'files/cliScript$' })
  const faulty = worker().configure(1, 8, () => { throw new Error('a mistake') })
  await barrier.arrived()
  const other = add(worker(), rule(1))
  await barrier.release()
  await t.rejects(faulty, { message: 'a mistake' })
  t.match(await Promise.allSettled([other]), [{ value: [{ outcome: 'added' }] }])
})

t.test('a permit is had by one living worker at a time', async t => {
  const { db } = await bench(t)
  const register = (): Promise<number> =>
    registerWorker(db, { host: 'here', boot: 'now', processId: 1, version: 'test' })
  const [one, other, dead] = [await register(), await register(), await register()]
  await endWorkers(db, [dead])

  await t.test('of two that ask in the same instant one gets it', async t => {
    const [asking] = await db.transaction(async trx => {
      t.equal(await takePermit(trx, 'sbc:1:8', 1, one), 1)
      const asking = takePermit(db, 'sbc:1:8', 1, other)
      await untilWaiting(db)
      return [asking]
    })
    t.equal(await asking, undefined)
    t.equal(await takePermit(db, 'sbc:1:8', 1, other), undefined, 'nor does one that asks later')
  })

  await t.test('nobody gives back what another one has', async t => {
    await returnPermit(db, 'sbc:1:8', 1, other)
    t.equal(await takePermit(db, 'sbc:1:8', 1, other), undefined)
  })

  await t.test('the permit of a dead one is free, and a dead one gets none', async t => {
    await endWorkers(db, [one])
    t.equal(await takePermit(db, 'sbc:1:8', 1, dead), undefined)
    t.equal(await takePermit(db, 'sbc:1:8', 1, other), 1)
  })
})

t.test('readers of all workers share the sessions of a device, and leave some to writers', async t => {
  const { device, newWorker } = await bench(t)
  await device.control('POST', '/_mock/behaviour', { sessionLimit: 3, delayMilliseconds: 20 })
  const workers = await Promise.all(Array.from({ length: 6 }, newWorker))
  const read = workers.flatMap(worker => [
    worker().status(1, 8), worker().readRules(1, 8, 'OCDialPlan', async () => {})
  ])
  t.same((await Promise.allSettled(read)).map(({ status }) => status), read.map(() => 'fulfilled'))
})
