import { pino } from 'pino'
import type { Test } from 'tap'
import { Value } from '@sinclair/typebox/value'
import { taskKinds } from '../../src/app/domains.ts'
import { outputOf } from '../../src/app/task-outputs.ts'
import { readConfig } from '../../src/config.ts'
import type { AnyTaskKind } from '../../src/engine/define.ts'
import { openQueue } from '../../src/engine/enqueue.ts'
import { startWorker } from '../../src/engine/worker.ts'
import { buildServices, workerDependencies, type Services } from '../../src/services.ts'
import { startStack, tenants, type Stack } from '../support/stack.ts'
import { adminApplication, directory } from '../support/tokens.ts'
import { until } from '../support/until.ts'
import type { Example, Place } from './kinds/example.ts'
import { examples } from './kinds/index.ts'

/** How Microsoft behaves while a kind is tried; what the kind needs is brought about in peace. */
export interface Unkindness { readonly behaviour: object, furnish (stack: Stack): Promise<void> }

const calm = { hostile: false, pageSize: null, nextLinks: true }

/** What the kinds of a test share: the stack, the services of a worker on it, and how Microsoft behaves there. */
export interface Ground {
  readonly stack: Stack
  readonly services: Services
  readonly unkindness?: Unkindness | undefined
}

export async function startGround (t: Test, unkindness?: Unkindness): Promise<Ground> {
  const stack = await startStack(t)
  const services = buildServices(readConfig({ ...stack.env, ROLE: 'worker' }), { log: pino({ level: 'silent' }) })
  t.teardown(() => services.close())
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await unkindness?.furnish(stack)
  return { stack, services, unkindness }
}

async function behave ({ stack, unkindness }: Ground, behaviour: object): Promise<void> {
  if (unkindness !== undefined) await stack.microsoft.control('POST', '/_mock/behaviour', { ...calm, ...behaviour })
}

export function exampleOf (kind: AnyTaskKind): Example {
  const example = examples[kind.name]
  if (example === undefined) throw new Error(`Give kind ${kind.name} an example in test/app/kinds`)
  return example
}

/** Steps ask what the application that sent the request may use. `operator` is one of a second provider, if any. */
const administratorOf = (providerId: number): string =>
  `${providerId === 1 ? adminApplication : 'a0000000-0000-4000-8000-000000000002'}@${directory}`

let serial = 0
let nextNumber = 61395550000

/** New numbers, and what the kind needs to find. */
export async function prepare (ground: Ground, kind: AnyTaskKind): Promise<Place> {
  const { stack, services, unkindness } = ground
  const numbers = Array.from({ length: exampleOf(kind).numbers }, () => `+${nextNumber++}`)
  const own = { stack, services, numbers, serial: ++serial }
  await behave(ground, calm)
  for (const name of exampleOf(kind).needs ?? []) {
    const needed = taskKinds.find(known => known.name === name)
    if (needed !== undefined) await runKind(own, needed)
  }
  await exampleOf(kind).prepare?.(own)
  await behave(ground, unkindness?.behaviour ?? calm)
  return own
}

export interface Run {
  readonly status: string
  readonly details: unknown[]
  readonly id: string
  /** What it warned of, and why items failed: for the reader of a failed test. */
  readonly why?: string
}

/** `others` do the parts that the kind makes tasks of. A task that waits for a person has come to its end here. */
export async function runKind (
  place: Place, kind: AnyTaskKind, others: readonly AnyTaskKind[] = taskKinds
): Promise<Run> {
  const { services, numbers, providerId = 1 } = place
  const { input, before, msTenantId = tenants.australian } = exampleOf(kind)
  const id = await before?.(place)
  const { taskId } = await openQueue(services.db).enqueue({
    kind, id, input: input(place), providerId, caller: administratorOf(providerId),
    items: id === undefined ? numbers : [], msTenantId
  })
  return runTask(services, kind, taskId, others)
}

/** Runs a worker until the task is over. */
export async function runTask (
  services: Services, kind: AnyTaskKind, taskId: string, others: readonly AnyTaskKind[] = taskKinds
): Promise<Run> {
  const kinds = [kind, ...others.filter(other => other.name !== kind.name)]
  const worker = startWorker(kinds, workerDependencies(services), services.log, {
    databaseUrl: services.config.DATABASE_URL, version: 'test', concurrency: 4, leaseSeconds: 5, shutdownSeconds: 1,
    crashLimit: 5
  })
  try {
    return await until(`a task of kind ${kind.name} is over`, async () => {
      const { rows: [row] } = await services.db.query<Omit<Run, 'id'> & Ended>({
        text: `select status, details, output, state, concat_ws(' ',
            (select string_agg(m ->> 'message', ' ') from jsonb_array_elements(messages) m
              where m ->> 'level' <> 'Information'),
            (select string_agg(concat_ws(' ', key, error_code, error), '; ') from task_item i
              where i.task_id = t.id and outcome = 'failed')) as why
          from task t where id = $1`,
        values: [taskId]
      })
      if (row?.state === 'parked') return { status: 'Parked', details: [], id: taskId }
      if (row === undefined || row.status === 'InProgress') return undefined
      checkOutput(kind.name, row.output ?? {})
      return { status: row.status, details: row.details, id: taskId, why: row.why ?? '' }
    })
  } finally {
    await worker.stop()
  }
}

interface Ended { readonly output: Record<string, unknown> | null, readonly state: string }

/** The documents tell of each kind what it says in the end: no more, and no less. */
function checkOutput (kind: string, output: Record<string, unknown>): void {
  const schema = outputOf(kind)
  const strange = Object.keys(output).filter(name => !(name in schema.properties))
  const faults = [...Value.Errors(schema, output)].map(({ path, message }) => `${path}: ${message}`)
  if (strange.length + faults.length > 0) {
    const what = [...strange, ...faults].join('; ')
    throw new Error(`The output of ${kind} is not that of src/app/task-outputs.ts: ${what}`)
  }
}

/**
 * Where numbers are: at Microsoft, on both SBCs as saved, in the records, and held by a task; and what else the kind
 * changes.
 */
export async function whereabouts (place: Place, kind: AnyTaskKind): Promise<object> {
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
