import { pino } from 'pino'
import type { Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { buildServices, workerDependencies, type Services } from '../../src/services.ts'
import type { AnyStep, AnyTaskKind } from '../../src/engine/define.ts'
import { openQueue } from '../../src/engine/enqueue.ts'
import { taskKinds } from '../../src/app/domains.ts'
import { startWorker } from '../../src/engine/worker.ts'
import { startStack, tenants, type Stack } from '../support/stack.ts'
import { examples } from './kinds/index.ts'
import type { Example, Place } from './kinds/example.ts'
import { adminApplication, directory } from '../support/tokens.ts'
import { until } from '../support/until.ts'

/** Steps ask what the application that sent the request may use. */
const administrator = `${adminApplication}@${directory}`

let serial = 0
let nextNumber = 61395550000

function place (stack: Stack, services: Services, kind: AnyTaskKind): Place {
  const numbers = Array.from({ length: exampleOf(kind).numbers }, () => `+${nextNumber++}`)
  return { stack, services, numbers, serial: ++serial }
}

export function exampleOf (kind: AnyTaskKind): Example {
  const example = examples[kind.name]
  if (example === undefined) throw new Error(`Give kind ${kind.name} an example in test/app/kinds`)
  return example
}

async function runKind (place: Place, kind: AnyTaskKind): Promise<{ status: string, id: string }> {
  const { services, numbers } = place
  const { input, before, msTenantId = tenants.australian } = exampleOf(kind)
  const id = await before?.(place)
  const { taskId } = await openQueue(services.db).enqueue({
    kind, id, input: input(place), providerId: 1, caller: administrator,
    items: id === undefined ? numbers : [], msTenantId
  })
  const others = taskKinds.filter(other => other.name !== kind.name)
  const worker = startWorker([kind, ...others], workerDependencies(services), services.log, {
    databaseUrl: services.config.DATABASE_URL, version: 'test', concurrency: 4, leaseSeconds: 5, shutdownSeconds: 1,
    crashLimit: 5
  })
  try {
    return await until(`a task of kind ${kind.name} is over`, async () => {
      const { rows: [row] } = await services.db.query<{ status: string }>({
        text: 'select status from task where id = $1', values: [taskId]
      })
      return row !== undefined && row.status !== 'InProgress' && { status: row.status, id: taskId }
    })
  } finally {
    await worker.stop()
  }
}

/**
 * Where numbers are: at Microsoft, on both SBCs as saved, in the records, and held by a task; and what else the kind
 * changes.
 */
async function whereabouts (place: Place, kind: AnyTaskKind): Promise<object> {
  const { stack, services, numbers } = place
  const state = await stack.microsoft.control('GET', '/_mock/state')
  const plans = await Promise.all(
    stack.sbcs.map(async sbc =>
      (await sbc.control('GET', '/_mock/state')).saved.OCDialPlan as Array<{ prefix: string, tag: string }>
    )
  )
  const records = await services.db.query({
    text: 'select number, removal_status from number where number = any($1) order by 1', values: [numbers]
  })
  const held = await services.db.query({
    text: 'select key as number from task_item where key = any($1) and active', values: [numbers]
  })
  return {
    microsoft: state.tenants[tenants.australian].numbers.map((number: { telephoneNumber: string }) =>
      number.telephoneNumber
    ).filter((number: string) => numbers.includes(number)).sort(),
    sbcs: plans.map(plan =>
      plan.filter(rule => numbers.includes(rule.prefix)).map(rule => `${rule.prefix} ${rule.tag}`).sort()
    ),
    records: records.rows,
    held: held.rows,
    beside: await exampleOf(kind).state?.(place)
  }
}

/** The kind with one step changed. */
function withStep (kind: AnyTaskKind, name: string, change: (step: AnyStep) => Partial<AnyStep>): AnyTaskKind {
  return {
    ...kind, conclude: kind.conclude.bind(kind),
    steps: kind.steps.map(step => step.name === name ? { ...step, ...change(step) } : step)
  }
}

/** Its worker dies after the step did all its work and before that was written down; another worker runs it again. */
const runsTwice = (step: AnyStep): Partial<AnyStep> => ({
  run: async context => {
    await step.run(context)
    return step.run(context)
  }
})

/** The worst moment to fail for good: when everything is done but not written down. */
const failsForGood = (step: AnyStep): Partial<AnyStep> => ({
  attempts: 1,
  run: async context => {
    await step.run(context)
    throw new Error('for good')
  }
})

/**
 * Each of these kinds with each of its steps run twice, and failing when all was done, on a stack of its own that
 * `unkind` makes unkind first.
 */
export async function walkKinds (
  t: Test, kinds: readonly AnyTaskKind[], unkind: (stack: Stack) => Promise<void> = async () => {}
): Promise<void> {
  const stack = await startStack(t)
  const services = buildServices(readConfig({ ...stack.env, ROLE: 'worker' }), { log: pino({ level: 'silent' }) })
  t.teardown(() => services.close())
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await unkind(stack)

  /** New numbers, and what the kind needs to find. */
  const prepare = async (kind: AnyTaskKind): Promise<Place> => {
    const own = place(stack, services, kind)
    for (const name of exampleOf(kind).needs ?? []) {
      const needed = taskKinds.find(known => known.name === name)
      if (needed !== undefined) await runKind(own, needed)
    }
    await exampleOf(kind).prepare?.(own)
    return own
  }

  for (const kind of kinds) {
    const reference = await prepare(kind)
    const plain = await runKind(reference, kind)
    t.equal(plain.status, 'CompletedSuccess', `${kind.name} succeeds`)
    const wanted = JSON.stringify(await whereabouts(reference, kind))
    /** What was found, with the numbers of the reference in the place of its own. */
    const comparable = async (own: Place): Promise<string> =>
      own.numbers.reduce(
        (text, number, index) => text.replaceAll(number, reference.numbers[index] ?? ''),
        JSON.stringify(await whereabouts(own, kind))
      )

    for (const { name } of kind.steps) {
      await t.test(`${kind.name} comes to the same when step ${name} runs twice`, async t => {
        const own = await prepare(kind)
        t.equal(
          (await runKind(own, withStep(kind, name, runsTwice))).status, plain.status,
          'the task ends as it does otherwise'
        )
        t.equal(await comparable(own), wanted, 'numbers, rules and records are as after one run')
      })

      await t.test(`${kind.name} leaves no half of its work when step ${name} fails for good`, async t => {
        const own = await prepare(kind)
        const before = await whereabouts(own, kind)
        const task = await runKind(own, withStep(kind, name, failsForGood))
        t.equal(task.status, 'Failed', 'the task fails')
        const { rows: [row] } = await services.db.query<{ text: string }>({
          text: 'select messages::text as text from task where id = $1', values: [task.id]
        })
        t.match(row?.text, new RegExp(`Step ${name} failed unexpectedly`), 'and says so')
        if (exampleOf(kind).afterFailure === 'clean') {
          t.same(await whereabouts(own, kind), before, 'everything is as before')
          return
        }
        t.equal((await runKind(own, kind)).status, plain.status, 'asking again finishes it')
        t.equal(await comparable(own), wanted, 'numbers, rules and records are as after a good run')
      })
    }
  }
}
