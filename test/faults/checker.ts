import pg from 'pg'
import type { Wish } from './clients.ts'
import type { Anything } from '../support/anything.ts'
import type { Ground } from './ground.ts'
import { oneTaskPerWish, ofThisVersion, storyInOrder } from './task-stories.ts'

/** Tasks that were there before the run, or that only a newer version knows, are none of its own. */
export const ofRun = "caller not in ('old', 'next')"
const ofClients = `${ofRun} and caller <> 'dialplane'`

/** What must be true once everything is over; each line is one thing that is not. */
export async function check (ground: Ground, databaseUrl: string, wishes: readonly Wish[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const read = async (text: string): Promise<Anything[]> => (await client.query(text)).rows
    const tasks = await read(`select * from task where ${ofClients} order by sequence`)
    const items = await read(
      'select i.*, t.sequence, t.kind, t.ms_tenant_id from task_item i join task t using (provider_id) where t.id = ' +
      `i.task_id and ${ofClients} order by t.sequence, i.ordinal`
    )
    const microsoft = await ground.microsoft.control('GET', '/_mock/state')
    const expected = expectedNumbers(items)
    return [
      ...oneTaskPerWish(tasks, wishes),
      ...tasks.flatMap(storyInOrder),
      ...same('Microsoft', heldByMicrosoft(microsoft), expected),
      ...eachOnceInTurn(microsoft.effects),
      ...same(
        'our records',
        new Map((await read('select number, ms_tenant_id from number')).map(row => [row.number, row.ms_tenant_id])),
        expected
      ),
      ...(await Promise.all(([8, 11] as const).map(async (sbcId, place) => {
        const device = await ground.sbcs[place]?.control('GET', '/_mock/state')
        const recorded = await read(`select number, rule_tag from number_on_sbc where sbc_id = ${sbcId}`)
        return [
          ...same(`SBC ${sbcId}`, rulesOf(device.dialPlans.OCDialPlan), expected),
          ...same(`what is saved on SBC ${sbcId}`, rulesOf(device.saved.OCDialPlan), expected),
          ...same(
            `our records of SBC ${sbcId}`,
            new Map(recorded.map(row => [row.number, row.rule_tag.replace('Trunk=', '')])), expected
          ),
          ...othersKept(`SBC ${sbcId}`, device),
          ...(device.writersMaximum > 1 ? [`${device.writersMaximum} wrote to SBC ${sbcId} at once`] : [])
        ]
      }))).flat(),
      ...nothingLeft('tasks that only the next version knows, touched', await read(
        "select id, state from task where caller = 'next' and (state <> 'resting' or fencing_token > 0)"
      )),
      ...nothingLeft('permits of upstreams', await read('select * from upstream_permit')),
      ...nothingLeft('numbers held by a finished task', items.filter(item => item.active)),
      ...nothingLeft('pending items', items.filter(item => item.outcome === 'pending')),
      ...nothingLeft('living workers', await read('select id from worker where ended_at is null'))
    ]
  } finally {
    await client.end()
  }
}

/** A task that reached its goal for a number leaves it held; any other leaves it as it was before. */
function expectedNumbers (items: Anything[]): Map<string, string> {
  const held = new Map<string, string>()
  for (const item of items) {
    if (item.outcome !== 'succeeded' && item.outcome !== 'unchanged') continue
    if (ofThisVersion(item.kind) === 'release-numbers') held.delete(item.key)
    else held.set(item.key, item.ms_tenant_id)
  }
  return held
}

function heldByMicrosoft (state: Anything): Map<string, string> {
  return new Map(
    Object.entries<Anything>(state.tenants).flatMap(([tenant, { numbers }]) =>
      numbers.map((number: Anything) => [number.telephoneNumber, tenant])
    )
  )
}

/** Uploaded, released, uploaded …: never twice the same in a row. */
function eachOnceInTurn (effects: Anything[]): string[] {
  const last = new Map<string, string>()
  return effects.filter(effect => effect.kind === 'upload' || effect.kind === 'release').flatMap(effect =>
    effect.telephoneNumbers.flatMap((number: string) => {
      const before = last.get(number) ?? 'release'
      last.set(number, effect.kind)
      return before === effect.kind ? [`${number} had two effects ${effect.kind} in a row at Microsoft`] : []
    })
  )
}

function rulesOf (rules: Anything[] | undefined): Map<string, string> {
  return new Map(
    (rules ?? []).filter(rule => rule.tag !== 'other-writer').map(rule => [rule.prefix, rule.tag.replace('Trunk=', '')])
  )
}

/** Rules that somebody else wrote stay, unless a power cut took them before anybody saved. */
function othersKept (name: string, { effects, dialPlans }: Anything): string[] {
  const present = new Set(Object.values<Anything[]>(dialPlans).flat().map(rule => rule.prefix))
  const saved = new Set<string>()
  let unsaved: string[] = []
  for (const effect of effects) {
    if (effect.kind === 'add' && effect.tag === 'other-writer' && effect.request === 0) unsaved.push(effect.prefix)
    if (effect.kind === 'save') for (const prefix of unsaved.splice(0)) saved.add(prefix)
    if (effect.kind === 'restart') unsaved = []
  }
  return [...saved, ...unsaved].filter(prefix => !present.has(prefix)).map(prefix =>
    `${name} lost somebody else's rule ${prefix}`
  )
}

function same (where: string, actual: Map<string, string>, expected: Map<string, string>): string[] {
  return [
    ...[...expected].filter(([number]) => !actual.has(number)).map(([number]) => `${where}: ${number} is missing`),
    ...[...actual].filter(([number]) => !expected.has(number)).map(([number]) =>
      `${where}: ${number} should not be there`
    ),
    ...[...actual].filter(([number, owner]) => expected.has(number) && expected.get(number) !== owner).map((
      [number, owner]
    ) => `${where}: ${number} belongs to ${owner}`)
  ]
}

function nothingLeft (what: string, rows: Anything[]): string[] {
  return rows.length === 0 ? [] : [`${rows.length} ${what} left: ${JSON.stringify(rows.slice(0, 3))}`]
}
