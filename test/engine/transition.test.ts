import fc from 'fast-check'
import t from 'tap'
import { afterStep, backoff, cancel, type Change, type Result, type Standing } from '../../src/engine/transition.ts'
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
    name: 'example', idPrefix: 'exa', requiredScope: 'provider', title: 'Example',
    input: { type: 'object' } as AnyTaskKind['input'], steps: steps.map(step => ({ message: '', run: noRun, ...step })),
    conclude: () => ({ status: 'CompletedSuccess', details: [], output: {} })
  }
}

const entered = new Date('2026-01-01T00:00:00Z')
const later = (seconds: number): Date => new Date(entered.getTime() + seconds * 1000)
const standing = (step: string, more: Partial<Standing> = {}): Standing => ({
  step, direction: 'forward', attempt: 0, stepEnteredAt: entered, cancellationRequested: false, verdict: undefined,
  ...more
})
const failed = (more: Partial<Extract<Result, { type: 'failed' }>> = {}): Result => ({
  type: 'failed', reason: 'It broke.', passes: false, ...more
})
const after = (from: Standing, result: Result, seconds = 0): Change => afterStep(kind, from, result, later(seconds), 0)

t.test('the result of a step decides where its task goes', t => {
  t.match(
    after(standing('look'), { type: 'next' }), { step: 'reserve', direction: 'forward', entered: true, again: 0 },
    'a finished step leads to the next one at once'
  )
  t.match(
    after(standing('complete'), { type: 'next' }), { again: undefined, verdict: undefined }, 'the last one ends it well'
  )
  t.match(
    after(standing('send'), { type: 'wait', seconds: 5 }), { step: 'send', entered: false, again: 5, attempt: 0 },
    'a waiting step runs again when it said'
  )
  t.equal(
    after(standing('send', { attempt: 2 }), { type: 'wait', seconds: 5 }).attempt, 0, 'and waiting spends no attempt'
  )
  t.equal(after(standing('send'), { type: 'wait', seconds: 90 }, 60).again, 40, 'but never sleeps beyond its deadline')
  t.match(after(standing('send'), { type: 'wait', seconds: 5 }, 100), {
    step: 'send', direction: 'undo', verdict: { code: 'gave_up', status: 'Failed', step: 'send' }
  }, 'at the deadline it is undone')
  t.match(after(standing('look'), { type: 'reject', code: 'no', reason: 'No.' }), {
    again: undefined, verdict: { status: 'Failed', code: 'no', reason: 'No.' }
  }, 'what did nothing has nothing to undo')
  t.match(after(standing('complete'), { type: 'reject', code: 'no', reason: 'No.' }), {
    step: 'send', direction: 'undo', again: 0
  }, 'undoing begins with the last step that can be undone')
  t.match(
    after(standing('send'), { type: 'reject', code: 'no', reason: 'No.' }), { step: 'send', direction: 'undo' },
    'even if that is the one that failed: it may have acted'
  )
  t.match(after(standing('send', { direction: 'undo' }), { type: 'next' }), {
    step: 'reserve', direction: 'undo', again: 0
  }, 'and goes backward from there')
  t.match(after(standing('reserve', { direction: 'undo' }), { type: 'next' }), { again: undefined }, 'to the end')
  t.end()
})

t.test('a failed step is tried again with longer and longer pauses', t => {
  t.match(after(standing('send'), failed()), { step: 'send', attempt: 1, again: 2 })
  t.match(after(standing('send', { attempt: 3 }), failed()), { attempt: 4, again: 16 })
  t.equal(
    after(standing('send'), failed({ retryAfterSeconds: 7 })).again, 7, 'as long as the upstream says, if it says'
  )
  t.match(after(standing('reserve', { attempt: 2 }), failed()), {
    direction: 'undo', verdict: { code: 'attempts_exhausted' }
  }, 'until the attempts are used up')
  t.same(
    Array.from({ length: 9 }, (_, attempt) => backoff(attempt, 0)), [1, 2, 4, 8, 16, 32, 60, 60, 60],
    'pauses double up to a minute'
  )
  t.ok(backoff(9, 0.999) > 45, 'and up to a quarter earlier, so that tasks do not march in step')
  t.end()
})

t.test('an upstream that is down costs no attempt, only time', t => {
  const down = failed({ passes: true })
  t.match(after(standing('send', { attempt: 7 }), down), { attempt: 0, again: 1, verdict: undefined })
  t.equal(after(standing('send'), down, 60).again, 15, 'the longer it lasts, the more patiently it is asked')
  t.match(after(standing('send'), down, 100), { direction: 'undo', verdict: { code: 'gave_up' } })
  t.same(after(standing('send'), down).messages, [{ level: 'Warning', message: 'It broke.' }], 'and the caller is told')
  t.end()
})

t.test('a cancellation takes effect between two runs of steps', t => {
  const canceled = { cancellationRequested: true }
  t.match(
    after(standing('look', canceled), { type: 'next' }), { again: undefined, verdict: { status: 'Canceled' } },
    'nothing was done: it just ends'
  )
  t.match(after(standing('send', canceled), { type: 'next' }), {
    step: 'send', direction: 'undo', verdict: { status: 'Canceled', step: 'send' }
  }, 'what was done is undone')
  t.match(after(standing('send', canceled), { type: 'wait', seconds: 9 }), { step: 'send', direction: 'undo' })
  t.match(after(standing('send', canceled), failed()), {
    step: 'send', direction: 'undo', verdict: { status: 'Canceled' }
  })
  t.match(after(standing('send', canceled), failed({ passes: true })), {
    step: 'send', direction: 'undo', verdict: { status: 'Canceled' }
  })
  t.match(
    after(standing('complete', canceled), { type: 'next' }), { again: undefined, verdict: undefined },
    'too late: everything is done already'
  )
  t.match(after(standing('send', { ...canceled, direction: 'undo' }), { type: 'wait', seconds: 3 }), {
    direction: 'undo', again: 3
  }, 'undoing cannot be canceled')
  t.match(cancel(kind, standing('reserve')), {
    step: 'reserve', direction: 'undo', verdict: { code: 'canceled' }, messages: [{ level: 'Warning' }]
  })
  t.end()
})

t.test('an undo that fails for good ends the task and names the step', t => {
  const undoing = standing('send', {
    direction: 'undo', verdict: { status: 'Canceled', code: 'canceled', reason: 'On request.', step: 'complete' },
    attempt: 7
  })
  for (
    const [result, seconds] of [[failed(), 0], [{ type: 'reject', code: 'no', reason: 'No.' }, 0], [{
      type: 'wait', seconds: 1
    }, 100]] as const
  ) {
    t.match(after(undoing, result, seconds), {
      again: undefined, verdict: { status: 'Failed', code: 'undo_failed', step: 'send' },
      messages: [{ level: 'Error', message: /send did could not be taken back/ }]
    }, `the task fails at the step after ${result.type}`)
  }
  t.end()
})

t.test('a task at a step of another version is an error', async t => {
  t.throws(() => after(standing('of-tomorrow'), { type: 'next' }), /no step of-tomorrow/)
})

const results: fc.Arbitrary<Result> = fc.oneof(
  fc.constant<Result>({ type: 'next' }),
  fc.record({ type: fc.constant('wait' as const), seconds: fc.double({ min: 0, max: 5000, noNaN: true }) }),
  fc.constant<Result>({ type: 'reject', code: 'no', reason: 'No.' }),
  fc.record({
    type: fc.constant('failed' as const), reason: fc.constant('It broke.'), passes: fc.boolean(),
    retryAfterSeconds: fc.option(fc.double({ min: 0, max: 3600, noNaN: true }), { nil: undefined })
  })
)
const kinds = fc.array(
  fc.record({
    undoable: fc.boolean(), attempts: fc.integer({ min: 1, max: 8 }), giveUpAfter: fc.integer({ min: 1, max: 60 })
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
): { changes: Change[], runs: Array<{ step: string, direction: string }>, ended: boolean } {
  const changes: Change[] = []
  const runs: Array<{ step: string, direction: string }> = []
  let now = entered
  let at = standing(kind.steps[0]?.name ?? '')
  for (const result of script) {
    at = { ...at, cancellationRequested: runs.length >= cancelAt }
    runs.push({ step: at.step, direction: at.direction })
    const change = afterStep(kind, at, result, now, 0)
    changes.push(change)
    if (change.again === undefined) return { changes, runs, ended: true }
    now = new Date(now.getTime() + change.again * 1000)
    at = {
      ...at, step: change.step, direction: change.direction, attempt: change.attempt, verdict: change.verdict,
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

t.test('every task ends, because each wait has a deadline and each failure an attempt', async () => {
  // A wait of no length at all is the step's own affair: it goes on until the clock has moved.
  const patient = results.map<Result>(result =>
    result.type === 'wait' ? { ...result, seconds: 1 + result.seconds } : result
  )
  fc.assert(
    fc.property(kinds, fc.infiniteStream(patient), fc.nat(50), (kind, stream, cancelAt) => {
      // At most once per second of its deadline, and once per attempt between two waits; forward and backward.
      const most = kind.steps.reduce((sum, step) =>
        sum + ((step.giveUpAfter ?? 0) + 2) * ((step.attempts ?? 0) + 1), 0) * 2
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

t.test('a task ends without a verdict only if every step succeeded, and undoes each step it reached once', async () => {
  fc.assert(
    fc.property(kinds, fc.array(results, { maxLength: 80 }), fc.nat(80), (kind, script, cancelAt) => {
      const { changes, runs, ended } = play(kind, script, cancelAt)
      if (!ended) return true
      const last = changes.at(-1)
      if (last?.verdict === undefined) {
        return runs.at(-1)?.step === kind.steps.at(-1)?.name && runs.at(-1)?.direction === 'forward'
      }
      if (last.verdict.code === 'undo_failed') return runs.at(-1)?.direction === 'undo'
      const reached = Math.max(...runs.filter(run => run.direction === 'forward').map(run => place(kind, run.step)))
      const due = kind.steps.slice(0, reached + 1).filter(step => step.undo !== undefined).map(step => step.name)
        .reverse()
      const undone = [...new Set(runs.filter(run => run.direction === 'undo').map(run => run.step))]
      return JSON.stringify(undone) === JSON.stringify(due)
    }),
    { numRuns: 2000 }
  )
})
