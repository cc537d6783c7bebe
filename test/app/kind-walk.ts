import type { Test } from 'tap'
import type { AnyStep, AnyTaskKind } from '../../src/engine/define.ts'
import type { Place } from './kinds/example.ts'
import { exampleOf, prepare, runKind, startGround, whereabouts, type Unkindness } from './run-kind.ts'

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

/** Each of these kinds with each of its steps run twice, and failing when all was done, on a stack of its own. */
export async function walkKinds (t: Test, kinds: readonly AnyTaskKind[], unkindness?: Unkindness): Promise<void> {
  const ground = await startGround(t, unkindness)
  const { services } = ground

  for (const kind of kinds) {
    const reference = await prepare(ground, kind)
    const plain = await runKind(reference, kind)
    t.match(plain.status, /^Completed/, `${kind.name} does its work`)
    const wanted = JSON.stringify(await whereabouts(reference, kind))
    /** What was found, with the numbers of the reference in the place of its own. */
    const comparable = async (own: Place): Promise<string> =>
      own.numbers.reduce(
        (text, number, index) => text.replaceAll(number, reference.numbers[index] ?? ''),
        JSON.stringify(await whereabouts(own, kind))
      )

    for (const { name } of kind.steps) {
      await t.test(`${kind.name} comes to the same when step ${name} runs twice`, async t => {
        const own = await prepare(ground, kind)
        const { status, why } = await runKind(own, withStep(kind, name, runsTwice))
        t.equal(status, plain.status, `the task ends as it does otherwise: ${why}`)
        t.equal(await comparable(own), wanted, 'numbers, rules and records are as after one run')
      })

      await t.test(`${kind.name} leaves no half of its work when step ${name} fails for good`, async t => {
        const own = await prepare(ground, kind)
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
