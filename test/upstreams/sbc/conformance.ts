import type { Test } from 'tap'
import type { Rule, RuleOutcome, Sbc, SbcConnection } from '../../../src/upstreams/sbc/sbc.ts'

/** A device to try a driver on. A real one cannot be steered, and its plan may hold rules that are not ours. */
export interface Bench {
  open (t: Test, more?: Partial<SbcConnection>): Sbc
  readonly plan: string
  /** Only what runs here: a fault of a writing or a reading request, a power cut, on and off, another writer. */
  readonly steer?: {
    fault (fault: Spoiling): Promise<void>
    /** Of the next reading of a plan. */
    misread (fault: Spoiling): Promise<void>
    restart (): Promise<void>
    power (isOn: boolean): Promise<void>
    /** Somebody else writes a rule. */
    meddle (rule: Rule): Promise<void>
    /** Leaves room for so many rules more, or for any number. */
    room (rules: number | undefined): Promise<void>
    /** Loses its power in the middle of the next save, or of the second row where each is saved; back when it ends. */
    dieWhileSaving (): Promise<{ done: Promise<void> }>
    /** Plans that it has, and whose rules do not last. */
    readonly forgetful?: readonly string[]
  }
}

interface Spoiling {
  readonly status?: number
  readonly body?: string
  readonly truncateAfter?: number
  readonly cut?: 'before' | 'after'
}

const rule = (number: number, tag = `Trunk=${number}`): Rule => ({
  name: 'acme', prefix: `+88810000${String(number).padStart(4, '0')}`, tag
})
const plain = (rules: readonly Rule[] | undefined): string[] =>
  (rules ?? []).filter(one => one.prefix.startsWith('+888')).map(one => `${one.prefix} ${one.tag} ${one.name}`).sort()

/** What every driver must do with its device, whatever it speaks. */
export async function exercise (t: Test, bench: Bench): Promise<void> {
  const { plan, steer } = bench
  const clean = async (sbc: Sbc): Promise<void> => {
    await sbc.apply(plan, {
      add: [], remove: (await sbc.rules(plan) ?? []).filter(one => one.prefix.startsWith('+888'))
    })
  }
  const sentence = (what: string, work: (t: Test, sbc: Sbc) => Promise<unknown>): Promise<unknown> =>
    t.test(what, async t => {
      const sbc = bench.open(t)
      await clean(sbc)
      await work(t, sbc)
      await clean(sbc)
    })
  const here = async (sbc: Sbc): Promise<string[]> => plain(await sbc.rules(plan))
  const outcomesOf = (outcomes: ReadonlyArray<{ outcome: string }>): string[] => outcomes.map(({ outcome }) => outcome)

  await sentence('the driver tells what the device is', async (t, sbc) => {
    const { product, alarms } = await sbc.status()
    t.ok(product, 'the product is known')
    t.ok(Array.isArray(alarms), 'the alarms are a list')
    t.ok((await sbc.configuration()).plans().includes(plan), 'the plan is among those of the device')
  })

  await sentence('a plan that does not exist has no rules and refuses new ones', async (t, sbc) => {
    t.equal(await sbc.rules('NoSuchPlan'), undefined, 'the plan has no rules')
    t.match(await sbc.apply('NoSuchPlan', { add: [rule(1)], remove: [] }), [{
      outcome: 'refused', reason: /NoSuchPlan does not exist/
    }], 'a new rule is refused with the reason')
  })

  await sentence('rules are added, seen, left alone the second time, and removed', async (t, sbc) => {
    const change = { add: [rule(1), rule(2)], remove: [] }
    t.same(outcomesOf(await sbc.apply(plan, change)), ['added', 'added'], 'both rules are added')
    t.same(await here(sbc), plain([rule(1), rule(2)]), 'both rules are there')
    t.same(
      outcomesOf(await sbc.apply(plan, change)), ['unchanged', 'unchanged'], 'both rules are unchanged the second time'
    )
    t.same(outcomesOf(await sbc.apply(plan, { add: [rule(3)], remove: [rule(1), rule(9)] })), [
      'added', 'removed', 'unchanged'
    ], 'each rule has its outcome')
    t.same(await here(sbc), plain([rule(2), rule(3)]), 'the two remaining rules are there')
  })

  await sentence('a plan is handed over piece by piece as it is read at once', async (t, sbc) => {
    const many = Array.from({ length: 35 }, (_, index) => rule(index))
    await sbc.apply(plan, { add: many, remove: [] })
    const found: Rule[] = []
    t.equal(await sbc.readRules(plan, async rules => { found.push(...rules) }), true)
    t.same(plain(found), plain(many), 'all of them')
    t.same(plain(found), plain(await sbc.rules(plan)), 'each once')
    t.equal(await sbc.readRules('NoSuchPlan', async () => {}), false, 'there is no such plan')
    const own = new Error('The database is away')
    await t.rejects(sbc.readRules(plan, async () => { throw own }), own, 'what the taker throws is its own')
  })

  await sentence('what it tells of its configuration is the same after rules were written', async (t, sbc) => {
    const told = async (): Promise<string | undefined> => {
      await sbc.plans()
      return sbc.generation
    }
    const before = await told()
    t.ok(before, 'it tells something')
    await sbc.apply(plan, { add: [rule(1), rule(2)], remove: [] })
    t.equal(await told(), before, 'rules are no part of it')
  })

  await sentence('a prefix with another tag is neither overwritten nor removed', async (t, sbc) => {
    await sbc.apply(plan, { add: [rule(1, 'Trunk=theirs')], remove: [] })
    t.match(await sbc.apply(plan, { add: [rule(1), rule(2)], remove: [] }), [{
      outcome: 'conflict', reason: /Trunk=theirs/
    }, { outcome: 'added' }], 'only the rule with another tag is a conflict')
    t.match(
      await sbc.apply(plan, { add: [], remove: [rule(1)] }), [{ outcome: 'conflict' }],
      'the rule with another tag is not removed'
    )
    t.same(await here(sbc), plain([rule(1, 'Trunk=theirs'), rule(2)]), 'the rule of the other is there with ours')
  })

  await sentence('a prefix that is asked for twice is added once', async (t, sbc) => {
    t.match(await sbc.apply(plan, { add: [rule(1), rule(1), rule(1, 'Trunk=other')], remove: [] }), [
      { outcome: 'added' }, { outcome: 'unchanged' }, { outcome: 'conflict', reason: /asked for twice/ }
    ], 'the second request for a prefix is unchanged or a conflict')
    t.same(await here(sbc), plain([rule(1)]), 'the rule is there once')
  })

  await sentence('tags are equal in any case', async (t, sbc) => {
    await sbc.apply(plan, { add: [rule(1, 'Trunk=ABC')], remove: [] })
    t.same(
      outcomesOf(await sbc.apply(plan, { add: [rule(1, 'trunk=abc')], remove: [] })), ['unchanged'],
      'the same tag in another case is unchanged'
    )
  })

  await sentence('a rule that the device cannot hold is refused, and the others are added', async (t, sbc) => {
    const misfits: Rule[] = [{ ...rule(1), name: 'n'.repeat(5000) }, { ...rule(2), tag: 'a\nexit' }, {
      ...rule(3), prefix: `+888${'1'.repeat(500)}`
    }, { ...rule(4), name: 'Zo\u00eb' }]
    t.same(outcomesOf(await sbc.apply(plan, { add: [...misfits, rule(5)], remove: [] })), [
      'refused', 'refused', 'refused', 'refused', 'added'
    ], 'only the rules that do not fit are refused')
    t.same(await here(sbc), plain([rule(5)]), 'the good rule is there')
  })

  await sentence('a plan is replaced as a whole: rules that are not named are removed', async (t, sbc) => {
    const others = (await sbc.rules(plan) ?? []).filter(one => !one.prefix.startsWith('+888'))
    await sbc.apply(plan, { add: [rule(1), rule(2), rule(3)], remove: [] })
    const outcomes = await sbc.replacePlan(plan, () => [...others, rule(2), rule(3, 'Trunk=moved'), rule(4)])
    t.same(
      outcomes.filter(one => one.rule.prefix.startsWith('+888')).map(one =>
        `${one.rule.prefix.slice(-1)} ${one.outcome}`
      ).sort(),
      ['1 removed', '2 unchanged', '3 added', '4 added'], 'each rule has its outcome'
    )
    t.same(await here(sbc), plain([rule(2), rule(3, 'Trunk=moved'), rule(4)]), 'the plan holds what was named')
  })

  await sentence('many rules are added at once', async (t, sbc) => {
    const many = Array.from({ length: 300 }, (_, index) => rule(index))
    t.ok(
      (await sbc.apply(plan, { add: many, remove: [] })).every(({ outcome }) => outcome === 'added'),
      'all rules are added'
    )
    t.equal((await here(sbc)).length, 300, 'all rules are there')
    t.ok(
      (await sbc.apply(plan, { add: [], remove: many })).every(({ outcome }) => outcome === 'removed'),
      'all rules are removed'
    )
  })

  await sentence('existing rules are reported and recorded before anything is written', async (t, sbc) => {
    await sbc.apply(plan, { add: [rule(1), rule(2, 'Trunk=theirs')], remove: [] })
    const told: object[] = []
    const recordIntent = async (settled: readonly RuleOutcome[]): Promise<void> => {
      told.push(...settled, { there: await here(sbc) })
    }
    await sbc.apply(plan, { add: [rule(1), rule(2), rule(3)], remove: [] }, undefined, recordIntent)
    t.match(told, [{ rule: rule(1), outcome: 'unchanged' }, { rule: rule(2), outcome: 'conflict' }, {
      there: plain([rule(1), rule(2, 'Trunk=theirs')])
    }], 'existing rules are reported before anything is written')
    await t.rejects(
      sbc.apply(plan, { add: [rule(4)], remove: [] }, undefined, async () => {
        throw new Error('not written down')
      }),
      /not written down/
    )
    t.same(
      await here(sbc), plain([rule(1), rule(2, 'Trunk=theirs'), rule(3)]),
      'the rule that could not be recorded is not written'
    )
  })

  await sentence('the driver asks right before it writes whether it may', async (t, sbc) => {
    await t.rejects(
      sbc.apply(plan, { add: [rule(1)], remove: [] }, () => {
        throw new Error('not any more')
      }),
      /not any more/
    )
    t.same(await here(sbc), [], 'nothing was written')
  })

  await t.test('a configuration that has its goal already needs no script', async t => {
    t.same(await bench.open(t).configure(() => undefined), { outcome: 'unchanged' }, 'nothing is changed')
  })

  await t.test('wrong credentials and a wrong address are told apart', async t => {
    await t.rejects(bench.open(t, { password: 'wrong' }).status(), {
      name: 'UpstreamFault', kind: 'unauthorized', isTransient: false
    })
    await t.rejects(bench.open(t, { baseUrl: 'http://127.0.0.1:9' }).status(), {
      name: 'UpstreamFault', kind: 'unreachable', isTransient: true, inDetail: /refuses the connection/
    })
  })

  if (steer === undefined) return

  await sentence('changes are saved and survive a power cut', async (t, sbc) => {
    await sbc.apply(plan, { add: [rule(1), rule(2)], remove: [] })
    await sbc.apply(plan, { add: [], remove: [rule(2)] })
    await steer.restart()
    t.same(plain(await bench.open(t).rules(plan)), plain([rule(1)]), 'the saved rule is there after the power cut')
  })

  await sentence('rules that others write meanwhile stay', async (t, sbc) => {
    await steer.meddle(rule(7, 'Trunk=theirs'))
    await sbc.apply(plan, { add: [rule(1)], remove: [] })
    await sbc.apply(plan, { add: [rule(2)], remove: [rule(1)] })
    t.same(await here(sbc), plain([rule(2), rule(7, 'Trunk=theirs')]), 'the rule of the other is still there')
  })

  await sentence('a device that is off is reported as unreachable, and is written when it is back', async (t, sbc) => {
    await steer.power(false)
    await t.rejects(sbc.apply(plan, { add: [rule(1)], remove: [] }), {
      name: 'UpstreamFault', kind: 'unreachable', isTransient: true, message: /SBC 8 does not answer/
    })
    await steer.power(true)
    t.same(
      outcomesOf(await sbc.apply(plan, { add: [rule(1)], remove: [] })), ['added'],
      'the rule is added when the device is back'
    )
  })

  for (const plan of steer.forgetful ?? []) {
    await t.test(`a plan like ${plan}, whose rules do not last, gets none, and is said to be unfit`, async t => {
      const sbc = bench.open(t)
      t.match((await sbc.plans()).find(({ name }) => name === plan), { unfit: /cannot be used/ }, 'it is told')
      t.match(await sbc.apply(plan, { add: [rule(1)], remove: [] }), [{ outcome: 'refused', reason: /cannot be used/ }])
    })
  }

  await sentence('a full device names the rules that it has no room for, and keeps all others', async (t, sbc) => {
    await steer.meddle(rule(7, 'Trunk=theirs'))
    const four = [rule(1), rule(2), rule(3), rule(4)]
    await steer.room(2)
    const outcomes = await sbc.apply(plan, { add: four, remove: [] })
    t.same(outcomesOf(outcomes), ['added', 'added', 'refused', 'refused'], 'what there is room for is added')
    t.ok(outcomes.slice(2).every(({ reason }) => (reason ?? '') !== ''), 'the others are refused with a reason')
    t.same(await here(sbc), plain([rule(1), rule(2), rule(7, 'Trunk=theirs')]), 'nobody has lost a rule')
    await steer.room(undefined)
    t.same(
      outcomesOf(await sbc.apply(plan, { add: four, remove: [] })), ['unchanged', 'unchanged', 'added', 'added'],
      'with room they are added'
    )
  })

  await sentence('a device that dies while it saves is made whole by the next change', async (t, sbc) => {
    await steer.meddle(rule(7, 'Trunk=theirs'))
    await sbc.apply(plan, { add: [rule(1)], remove: [] })
    const { done } = await steer.dieWhileSaving()
    await t.rejects(sbc.apply(plan, { add: [rule(2), rule(3), rule(4)], remove: [] }), {
      name: 'UpstreamFault', isTransient: true
    }, 'what was not saved is not reported as done')
    await done
    const left = await here(bench.open(t))
    t.same(plain([rule(1), rule(7, 'Trunk=theirs')]).filter(one => !left.includes(one)), [], 'what was saved is there')
    const again = await bench.open(t).apply(plan, { add: [rule(1), rule(2), rule(3), rule(4)], remove: [] })
    t.ok(again.every(({ outcome }) => outcome === 'added' || outcome === 'unchanged'), JSON.stringify(again))
    await steer.restart()
    t.same(
      await here(bench.open(t)), plain([rule(1), rule(2), rule(3), rule(4), rule(7, 'Trunk=theirs')]),
      'all of it is there after one more power cut'
    )
    await clean(bench.open(t))
  })

  const { fault, misread } = steer
  const proveNothing = (what: string, answers: readonly Spoiling[]): Promise<unknown> =>
    sentence(`${what} proves nothing`, async (t, sbc) => {
      await sbc.apply(plan, { add: [rule(1)], remove: [] })
      for (const answer of answers) {
        for (const change of [{ add: [], remove: [rule(1)] }, { add: [rule(2)], remove: [] }]) {
          await misread(answer)
          await t.rejects(
            sbc.apply(plan, change), { name: 'UpstreamFault', isTransient: true }, JSON.stringify(answer).slice(0, 40)
          )
        }
      }
      t.same(await here(sbc), plain([rule(1)]), 'the rule is still there, and no other')
      t.same(outcomesOf(await sbc.apply(plan, { add: [], remove: [rule(1)] })), ['removed'], 'a whole answer does')
    })
  await proveNothing('half an answer', [{ truncateAfter: 1 }, { truncateAfter: 3 }])
  await proveNothing('an empty answer', [{ truncateAfter: 0 }, { status: 200, body: '' }])
  await proveNothing('a page of something else', [
    { status: 200, body: '{}' }, { status: 200, body: '<!DOCTYPE html>\n<html><body>Log in</body></html>\n' }
  ])

  await sentence('an answer that nobody knows changes nothing', async (t, sbc) => {
    await sbc.apply(plan, { add: [rule(1)], remove: [] })
    const answers = [{ status: 418, body: 'teapot' }, { status: 302 }, { status: 200, body: 'end of the world\n' }]
    for (const answer of answers) {
      for (const change of [{ add: [], remove: [rule(1)] }, { add: [rule(2)], remove: [] }]) {
        await misread(answer)
        await t.rejects(sbc.apply(plan, change), { name: 'UpstreamFault' }, JSON.stringify(answer))
      }
    }
    t.same(await here(sbc), plain([rule(1)]), 'the rule is still there, and no other')
  })

  await sentence('an answer that never came is replaced by looking at the device', async (t, sbc) => {
    await fault({ cut: 'after' })
    await t.rejects(sbc.apply(plan, { add: [rule(1), rule(2)], remove: [] }), {
      name: 'UpstreamFault', kind: 'unreachable'
    })
    const again = outcomesOf(await sbc.apply(plan, { add: [rule(1), rule(2)], remove: [] }))
    t.equal(again[0], 'unchanged', 'it found what was applied')
    t.same(await here(sbc), plain([rule(1), rule(2)]), 'both rules are there')
    await steer.restart()
    t.same(plain(await bench.open(t).rules(plan)), plain([rule(1), rule(2)]), 'and saved it')
  })

  await sentence('a busy device is reported as busy, and nothing is done by halves', async (t, sbc) => {
    await fault({ status: 503 })
    await t.rejects(sbc.apply(plan, { add: [rule(1)], remove: [] }), {
      name: 'UpstreamFault', kind: 'busy', isTransient: true
    })
    t.same(
      outcomesOf(await sbc.apply(plan, { add: [rule(1)], remove: [] })), ['added'],
      'the rule is added when the device has time'
    )
  })
}
