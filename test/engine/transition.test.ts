import fc from 'fast-check'
import t from 'tap'
import {
  transition, backoff, cancel, type Transition, type Result, type TaskState
} from '../../src/engine/transition.ts'
import type { AnyTaskKind } from '../../src/engine/define.ts'

const noRun = async (): Promise<never> => { throw new Error('The state machine runs nothing') }
const undoable = { undo: noRun }

/** four steps; the second and the third can be undone. */
const kind = kindOf([
  { name: 'look' },
  { name: 'reserve', ...undoable, attempts: 3 },
  { name: 'send', ...undoable, giveUpAfter: 100 },
  { name: 'complete' }
])

function kindOf (
  steps: Array<{ name: string, undo?: typeof noRun, attempts?: number, giveUpAfter?: number }>
): AnyTaskKind {
  return {
    name: 'example', idPrefix: 'exa', requiredScope: 'provider', partitionKey: () => 'one', title: 'Example',
    input: { type: 'object' } as AnyTaskKind['input'], steps: steps.map(step => ({ message: '', run: noRun, ...step })),
    conclude: () => ({ status: 'CompletedSuccess', details: [], output: {} })
  }
}

const entered = 1_000_000
const later = (seconds: number): number => entered + seconds * 1000
const state = (step: string, more: Partial<TaskState> = {}): TaskState => ({
  step, direction: 'forward', attempt: 0, stepEnteredAt: entered, cancellationRequested: false, failure: undefined,
  decision: undefined,
  ...more
})
const failed = (more: Partial<Extract<Result, { type: 'failed' }>> = {}): Result => ({
  type: 'failed', reason: 'It broke.', isTransient: false, ...more
})
const after = (from: TaskState, result: Result, seconds = 0): Transition =>
  transition(kind, from, result, later(seconds), 0)

t.test('the result of a step decides where its task goes', t => {
  t.match(
    after(state('look'), { type: 'next' }), { step: 'reserve', direction: 'forward', entered: true, again: 0 },
    'a finished step leads to the next one at once'
  )
  t.match(
    after(state('complete'), { type: 'next' }), { again: undefined, failure: undefined }, 'the last one ends it well'
  )
  t.match(
    after(state('send'), { type: 'wait', seconds: 5 }), { step: 'send', entered: false, again: 5, attempt: 0 },
    'a waiting step runs again when it said'
  )
  t.equal(
    after(state('send', { attempt: 2 }), { type: 'wait', seconds: 5 }).attempt, 0, 'and waiting spends no attempt'
  )
  t.equal(after(state('send'), { type: 'wait', seconds: 90 }, 60).again, 40, 'but never sleeps beyond its deadline')
  t.match(after(state('send'), { type: 'wait', seconds: 5 }, 100), {
    step: 'send', direction: 'undo', failure: { code: 'gave_up', status: 'Failed', step: 'send' }
  }, 'at the deadline it is undone')
  t.match(after(state('look'), { type: 'reject', code: 'no', reason: 'No.' }), {
    again: undefined, failure: { status: 'Failed', code: 'no', reason: 'No.' }
  }, 'what did nothing has nothing to undo')
  t.match(after(state('complete'), { type: 'reject', code: 'no', reason: 'No.' }), {
    step: 'send', direction: 'undo', again: 0
  }, 'undoing begins with the last step that can be undone')
  t.match(
    after(state('send'), { type: 'reject', code: 'no', reason: 'No.' }), { step: 'send', direction: 'undo' },
    'even if that is the one that failed: it may have acted'
  )
  t.match(after(state('send', { direction: 'undo' }), { type: 'next' }), {
    step: 'reserve', direction: 'undo', again: 0
  }, 'and goes backward from there')
  t.match(after(state('reserve', { direction: 'undo' }), { type: 'next' }), { again: undefined }, 'to the end')
  t.end()
})

t.test('a failed step is tried again with longer and longer pauses', t => {
  t.match(after(state('send'), failed()), { step: 'send', attempt: 1, again: 2 })
  t.match(after(state('send', { attempt: 3 }), failed()), { attempt: 4, again: 16 })
  t.equal(
    after(state('send'), failed({ retryAfterSeconds: 7 })).again, 7, 'as long as the upstream says, if it says'
  )
  t.equal(
    after(state('send'), failed({ isTransient: true, retryAfterSeconds: 600 }), 60).again, 600,
    'also beyond the deadline of the step, for asking earlier is no use'
  )
  t.match(after(state('send'), failed({ isTransient: true, retryAfterSeconds: 600 }), 660), {
    direction: 'undo', failure: { code: 'gave_up' }
  }, 'once')
  t.match(after(state('reserve', { attempt: 2 }), failed()), {
    direction: 'undo', failure: { code: 'attempts_exhausted' }
  }, 'until the attempts are used up')
  t.same(
    Array.from({ length: 9 }, (_, attempt) => backoff(attempt, 0)), [1, 2, 4, 8, 16, 32, 60, 60, 60],
    'pauses double up to a minute'
  )
  t.ok(backoff(9, 0.999) > 45, 'and up to a quarter earlier, so that tasks do not march in step')
  t.end()
})

t.test('an upstream that is down costs no attempt, only time', t => {
  const down = failed({ isTransient: true })
  t.match(after(state('send', { attempt: 7 }), down), { attempt: 0, again: 1, failure: undefined })
  t.equal(after(state('send'), down, 60).again, 15, 'the longer it lasts, the more patiently it is asked')
  t.match(after(state('send'), down, 100), { direction: 'undo', failure: { code: 'gave_up' } })
  t.same(after(state('send'), down).messages, [{ level: 'Warning', message: 'It broke.' }], 'and the caller is told')
  t.end()
})

t.test('a cancellation takes effect between two runs of steps', t => {
  const canceled = { cancellationRequested: true }
  t.match(
    after(state('look', canceled), { type: 'next' }), { again: undefined, failure: { status: 'Canceled' } },
    'nothing was done: it just ends'
  )
  t.match(after(state('send', canceled), { type: 'next' }), {
    step: 'send', direction: 'undo', failure: { status: 'Canceled', step: 'send' }
  }, 'what was done is undone')
  t.match(after(state('send', canceled), { type: 'wait', seconds: 9 }), { step: 'send', direction: 'undo' })
  t.match(after(state('send', canceled), failed()), {
    step: 'send', direction: 'undo', failure: { status: 'Canceled' }
  })
  t.match(after(state('send', canceled), failed({ isTransient: true })), {
    step: 'send', direction: 'undo', failure: { status: 'Canceled' }
  })
  t.match(
    after(state('complete', canceled), { type: 'next' }), { again: undefined, failure: undefined },
    'too late: everything is done already'
  )
  t.match(after(state('send', { ...canceled, direction: 'undo' }), { type: 'wait', seconds: 3 }), {
    direction: 'undo', again: 3
  }, 'undoing cannot be canceled')
  t.match(cancel(kind, state('reserve')), {
    step: 'reserve', direction: 'undo', failure: { code: 'canceled' }, messages: [{ level: 'Warning' }]
  })
  t.end()
})

const undoing = state('send', {
  direction: 'undo', failure: { status: 'Canceled', code: 'canceled', reason: 'On request.', step: 'complete' },
  attempt: 7
})

t.test('an undo that is refused ends the task and names the step', t => {
  t.match(after(undoing, { type: 'reject', code: 'no', reason: 'No.' }), {
    again: undefined, failure: { status: 'Failed', code: 'undo_failed', step: 'send' },
    messages: [{ level: 'Error', message: /send did could not be taken back/ }]
  })
  t.end()
})

t.test('an undo that can still be finished goes on for days, and is parked then', t => {
  const down = failed({ isTransient: true })
  const days = 24 * 3600
  t.match(after(undoing, down, 100), { again: 25, direction: 'undo', parks: false }, 'longer than the step itself may')
  t.match(after(undoing, down, 6 * days), { again: 600, parks: false }, 'every ten minutes')
  t.match(after(undoing, { type: 'wait', seconds: 5 }, 6 * days), { again: 5, parks: false })
  const parked = { parks: true, event: 'parked', failure: { code: 'canceled' } }
  t.match(after(undoing, down, 7 * days), {
    ...parked, messages: [{ level: 'Warning' }, { level: 'Error', message: /parked: what step send did is not taken/ }]
  }, 'an outage of a week')
  t.match(after(undoing, { type: 'wait', seconds: 1 }, 7 * days), parked, 'a job that never ends')
  t.match(after(undoing, failed()), parked, 'attempts that are used up')
  t.end()
})

t.test('a task at a step of another version is an error', async t => {
  t.throws(() => after(state('of-tomorrow'), { type: 'next' }), /no step of-tomorrow/)
})

const results: fc.Arbitrary<Result> = fc.oneof(
  fc.constant<Result>({ type: 'next' }),
  fc.record({ type: fc.constant('wait' as const), seconds: fc.double({ min: 0, max: 5000, noNaN: true }) }),
  fc.constant<Result>({ type: 'reject', code: 'no', reason: 'No.' }),
  fc.record({
    type: fc.constant('failed' as const), reason: fc.constant('It broke.'), isTransient: fc.boolean(),
    retryAfterSeconds: fc.option(fc.double({ min: 0, max: 3600, noNaN: true }), { nil: undefined })
  })
)
const kinds = fc.array(
  fc.record({
    undoable: fc.boolean(), attempts: fc.integer({ min: 1, max: 8 }), giveUpAfter: fc.integer({ min: 1, max: 60 }),
    undoFor: fc.integer({ min: 1, max: 60 })
  }),
  { minLength: 1, maxLength: 6 }
)
  .map(steps =>
    kindOf(steps.map(({ undoable: can, ...step }, index) => ({ name: `s${index}`, ...step, ...(can && undoable) })))
  )

/**
 * Plays results from the first step on, a clock that only moves while the task waits; stops at the end or when results
 * run out.
 */
function play (
  kind: AnyTaskKind, script: Iterable<Result>, cancelAt: number
): { changes: Transition[], runs: Array<{ step: string, direction: string }>, ended: boolean } {
  const changes: Transition[] = []
  const runs: Array<{ step: string, direction: string }> = []
  let now: number = entered
  let at = state(kind.steps[0]?.name ?? '')
  for (const result of script) {
    at = { ...at, cancellationRequested: runs.length >= cancelAt }
    runs.push({ step: at.step, direction: at.direction })
    const change = transition(kind, at, result, now, 0)
    changes.push(change)
    if (change.again === undefined || change.parks) return { changes, runs, ended: true }
    now += change.again * 1000
    at = {
      ...at, step: change.step, direction: change.direction, attempt: change.attempt, failure: change.failure,
      stepEnteredAt: change.entered ? now : at.stepEnteredAt
    }
  }
  return { changes, runs, ended: false }
}

const place = (kind: AnyTaskKind, name: string): number => kind.steps.findIndex(step => step.name === name)

t.test('whatever the steps answer, a task goes forward, then perhaps backward, and never forward again', async () => {
  fc.assert(
    fc.property(kinds, fc.array(results, { maxLength: 80 }), fc.nat(80), (kind, script, cancelAt) => {
      const { runs } = play(kind, script, cancelAt)
      const turn = runs.findIndex(run => run.direction === 'undo')
      const forward = runs.slice(0, turn < 0 ? runs.length : turn).map(run => place(kind, run.step))
      const backward = turn < 0 ? [] : runs.slice(turn).map(run => place(kind, run.step))
      return forward.every((step, index) =>
        index === 0 || step === forward[index - 1] || step === (forward[index - 1] ?? 0) + 1
      ) &&
        backward.every((step, index) =>
          kind.steps[step]?.undo !== undefined && (index === 0 || step <= (backward[index - 1] ?? 0))
        ) &&
        runs.slice(turn < 0 ? runs.length : turn).every(run => run.direction === 'undo')
    }),
    { numRuns: 2000 }
  )
})

t.test('every task ends or is parked, because each wait has a deadline and each failure an attempt', async () => {
  // A wait of no length at all is the step's own affair: it goes on until the clock has moved.
  const patient = results.map<Result>(result =>
    result.type === 'wait' ? { ...result, seconds: 1 + result.seconds } : result
  )
  fc.assert(
    fc.property(kinds, fc.infiniteStream(patient), fc.nat(50), (kind, stream, cancelAt) => {
      // At most once per second of its deadline, and once per attempt between two waits; forward and backward.
      const most = kind.steps.reduce((sum, step) =>
        sum + (Math.max(step.giveUpAfter ?? 0, step.undoFor ?? 0) + 2) * ((step.attempts ?? 0) + 1), 0) * 2
      return play(kind, first(most, stream), cancelAt).ended
    }),
    { numRuns: 500 }
  )
})

function * first<Value> (count: number, values: Iterable<Value>): Generator<Value> {
  let left = count
  for (const value of values) {
    if (left-- <= 0) return
    yield value
  }
}

t.test('a task ends without a failure only if every step succeeded, and undoes each step it reached once', async () => {
  fc.assert(
    fc.property(kinds, fc.array(results, { maxLength: 80 }), fc.nat(80), (kind, script, cancelAt) => {
      const { changes, runs, ended } = play(kind, script, cancelAt)
      if (!ended) return true
      const last = changes.at(-1)
      if (last?.failure === undefined) {
        return runs.at(-1)?.step === kind.steps.at(-1)?.name && runs.at(-1)?.direction === 'forward'
      }
      if (last.failure.code === 'undo_failed' || last.parks) return runs.at(-1)?.direction === 'undo'
      const reached = Math.max(...runs.filter(run => run.direction === 'forward').map(run => place(kind, run.step)))
      const due = kind.steps.slice(0, reached + 1).filter(step => step.undo !== undefined).map(step => step.name)
        .reverse()
      const undone = [...new Set(runs.filter(run => run.direction === 'undo').map(run => run.step))]
      return JSON.stringify(undone) === JSON.stringify(due)
    }),
    { numRuns: 2000 }
  )
})
