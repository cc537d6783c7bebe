import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { buildServices, meansOf, type Services } from '../../src/services.ts'
import type { AnyStep, AnyTaskKind } from '../../src/tasks/define.ts'
import { openQueue } from '../../src/tasks/enqueue.ts'
import { taskKinds } from '../../src/tasks/kinds/index.ts'
import { startWorker } from '../../src/tasks/loop.ts'
import { profiles, startStack, tenants, type Stack } from '../support/stack.ts'

/** How a kind is tried: what to ask of it, what must be there before, and whether a failure can be taken back. */
interface Example {
  readonly input: object
  /** Kinds whose work is there before: they act on it. */
  readonly needs: readonly string[]
  /** `clean`: as if it had never run. `named`: what is done stays done, the task fails, and asking again finishes it. */
  readonly afterFailure: 'clean' | 'named'
}

const examples: Record<string, Example> = {
  'upload-numbers': {
    input: {
      msTenantId: tenants.australian, callingProfileId: profiles.withSbcs, usage: 'CallingUserAssignment', additionalUsages: [],
      capabilities: ['InboundCalling'], workflowVersion: 3, source: 'webapi', duplicates: []
    },
    needs: [],
    afterFailure: 'clean'
  },
  'release-numbers': {
    input: { msTenantId: tenants.australian, removeFromOperatorConnect: true, duplicates: [] },
    needs: ['upload-numbers'],
    afterFailure: 'named'
  }
}

let nextNumber = 61395550000

async function runKind (services: Services, kind: AnyTaskKind, numbers: readonly string[]): Promise<{ status: string, id: string }> {
  const example = examples[kind.name]
  if (example === undefined) throw new Error(`Give kind ${kind.name} an example in this file`)
  const { taskId } = await openQueue(services.db).enqueue({
    kind, input: example.input, providerId: 1, caller: 'test', numbers, lane: 'test', msTenantId: tenants.australian
  })
  const worker = startWorker([kind], meansOf(services), services.log, {
    databaseUrl: services.config.DATABASE_URL, version: 'test', concurrency: 4, leaseSeconds: 5, shutdownSeconds: 1, crashLimit: 5
  })
  try {
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      const { rows: [row] } = await services.db.query<{ status: string }>({ text: 'select status from task where id = $1', values: [taskId] })
      if (row !== undefined && row.status !== 'InProgress') return { status: row.status, id: taskId }
      await new Promise(resolve => setTimeout(resolve, 25))
    }
    throw new Error(`A task of kind ${kind.name} did not end`)
  } finally {
    await worker.stop()
  }
}

/** Where numbers are: at Microsoft, on both SBCs as saved, in the records, and held by a task. */
async function whereabouts (stack: Stack, services: Services, numbers: readonly string[]): Promise<object> {
  const state = await stack.microsoft.control('GET', '/_mock/state')
  const plans = await Promise.all(stack.sbcs.map(async sbc => (await sbc.control('GET', '/_mock/state')).saved.OCDialPlan as Array<{ prefix: string, tag: string }>))
  const records = await services.db.query({ text: 'select number, removal_status from number where number = any($1) order by 1', values: [numbers] })
  const held = await services.db.query({ text: 'select number from task_item where number = any($1) and active', values: [numbers] })
  return {
    microsoft: state.tenants[tenants.australian].numbers.map((number: { telephoneNumber: string }) => number.telephoneNumber).filter((number: string) => numbers.includes(number)).sort(),
    sbcs: plans.map(plan => plan.filter(rule => numbers.includes(rule.prefix)).map(rule => `${rule.prefix} ${rule.tag}`).sort()),
    records: records.rows,
    held: held.rows
  }
}

/** The kind with one step changed. */
function withStep (kind: AnyTaskKind, name: string, change: (step: AnyStep) => Partial<AnyStep>): AnyTaskKind {
  return { ...kind, conclude: kind.conclude.bind(kind), steps: kind.steps.map(step => step.name === name ? { ...step, ...change(step) } : step) }
}

/** Its worker dies after the step did all its work and before that was written down; another worker runs it again. */
const runsTwice = (step: AnyStep): Partial<AnyStep> => ({ run: async context => { await step.run(context); return step.run(context) } })

/** The worst moment to fail for good: when everything is done but not written down. */
const failsForGood = (step: AnyStep): Partial<AnyStep> => ({ attempts: 1, run: async context => { await step.run(context); throw new Error('for good') } })

t.test('every kind has an example here', async t => {
  t.same(taskKinds.map(kind => kind.name).sort(), Object.keys(examples).sort())
})

t.test('names, prefixes and steps of kinds change only on purpose, because tasks under way depend on them', async t => {
  t.same(taskKinds.map(kind => `${kind.name} ${kind.idPrefix}: ${kind.steps.map(step => step.undo === undefined ? step.name : `${step.name}*`).join(' ')}`), [
    'upload-numbers wup: validate find-address look-at-microsoft find-site send-to-microsoft* await-microsoft confirm* program-sbcs* take-back-refused complete',
    'release-numbers tsk_msjob: validate look-at-microsoft send-to-microsoft* await-microsoft confirm clean-sbcs complete'
  ])
})

t.test('every step of every kind', async t => {
  const stack = await startStack(t)
  const services = buildServices(readConfig({ ...stack.env, ROLE: 'worker' }), { log: pino({ level: 'silent' }) })
  t.teardown(() => services.close())
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })

  /** New numbers, and what the kind needs to find. */
  const prepare = async (kind: AnyTaskKind): Promise<string[]> => {
    const numbers = [`+${nextNumber++}`, `+${nextNumber++}`]
    for (const name of examples[kind.name]?.needs ?? []) {
      const needed = taskKinds.find(known => known.name === name)
      if (needed !== undefined) await runKind(services, needed, numbers)
    }
    return numbers
  }

  for (const kind of taskKinds) {
    const numbers = await prepare(kind)
    const plain = await runKind(services, kind, numbers)
    const wanted = JSON.stringify(await whereabouts(stack, services, numbers))
    const same = (found: object, numbers: readonly string[], reference: readonly string[]): string =>
      numbers.reduce((text, number, index) => text.replaceAll(number, reference[index] ?? ''), JSON.stringify(found))

    for (const { name } of kind.steps) {
      await t.test(`${kind.name}: ${name} run twice comes to the same`, async t => {
        const own = await prepare(kind)
        t.equal((await runKind(services, withStep(kind, name, runsTwice), own)).status, plain.status)
        t.equal(same(await whereabouts(stack, services, own), own, numbers), wanted)
      })

      await t.test(`${kind.name}: ${name} failing for good leaves no half of it`, async t => {
        const own = await prepare(kind)
        const before = await whereabouts(stack, services, own)
        const task = await runKind(services, withStep(kind, name, failsForGood), own)
        t.equal(task.status, 'Failed')
        const { rows: [row] } = await services.db.query<{ text: string }>({ text: 'select messages::text as text from task where id = $1', values: [task.id] })
        t.match(row?.text, new RegExp(`Step ${name} failed unexpectedly`), 'and says so')
        if (examples[kind.name]?.afterFailure === 'clean') {
          t.same(await whereabouts(stack, services, own), before)
          return
        }
        t.equal((await runKind(services, kind, own)).status, plain.status, 'asking again finishes it')
        t.equal(same(await whereabouts(stack, services, own), own, numbers), wanted)
      })
    }
  }
})
