import { ladder } from '../../src/upstreams/sbc/qualification-probes.ts'
import type { Rule } from '../../src/upstreams/sbc/sbc.ts'
import type { Anything } from '../support/anything.ts'
import type { Records } from '../support/records.ts'
import { profiles, tenants, type Stack } from '../support/stack.ts'

/** A tenant that has no consent any more, and nothing at Microsoft. */
const gone = 'c1a7e2d0-9999-4a61-9b01-0000000000ff'

export const classes = [
  'records_only', 'microsoft_only', 'sbc_only', 'missing_on_sbc', 'other_tag', 'attribute_mismatch', 'stale_pending',
  'consent_ended', 'no_sbc', 'foreign_rule'
] as const
type DriftClass = typeof classes[number]

export interface World {
  readonly all: readonly string[]
  /** The numbers with a planted difference. */
  readonly planted: Readonly<Record<DriftClass, readonly string[]>>
}

const tagOf = (tenant: string): string => `Trunk=${tenant}`
const long = "now() - interval '2 days'"

/** A device that numbers of the profile are on, and how rules come to stand in its plan. */
export interface Planted { readonly sbcId: number, put (rules: readonly Rule[]): Promise<unknown> }

const demoDevices = ({ sbcs: [first, second] }: Stack): [Planted, Planted] => {
  const of = (sbcId: number, sbc: typeof first): Planted => ({
    sbcId,
    async put (rules) {
      const { dialPlans } = await sbc.control('GET', '/_mock/state')
      await sbc.control('PUT', '/_mock/state', { dialPlans: { ...dialPlans, OCDialPlan: rules } })
    }
  })
  return [of(8, first), of(11, second)]
}

/**
 * As many numbers of one tenant, alike on all sides but for `each` of every class. What differs on one device differs
 * on the first, and is missing on the second; `inTurn`: every other number of a class the other way round.
 */
export async function plantWorld (
  stack: Stack, records: Records, count: number, each: number,
  { devices = demoDevices(stack), inTurn = false }: { devices?: [Planted, Planted], inTurn?: boolean } = {}
): Promise<World> {
  const all = Array.from({ length: count }, (_, index) => `+61396${String(index).padStart(6, '0')}`)
  // Spread, so that they are on all pages.
  const stride = Math.floor(count / (each * classes.length))
  const planted = Object.fromEntries(classes.map((name, place) => [
    name, Array.from({ length: each }, (_, index) => all[(index * classes.length + place) * stride] ?? '')
  ])) as Record<DriftClass, string[]>
  const classOf = new Map(classes.flatMap(name => planted[name].map(number => [number, name] as const)))
  await plantRecords(records, all, classOf, devices.map(({ sbcId }) => sbcId))
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: { [tenants.australian]: { numbers: all.flatMap(number => atMicrosoft(number, classOf.get(number))) } }
  })
  const turned = new Set(inTurn ? classes.flatMap(name => planted[name].filter((_, index) => index % 2 === 1)) : [])
  for (const [place, device] of devices.entries()) {
    const rules = all.flatMap(number => onSbc(number, turned.has(number) ? 1 - place : place, classOf.get(number)))
    // A qualification may be writing its probes; they are no difference.
    await device.put([...rules, ...ladder.slice(0, 1)])
  }
  return { all, planted }
}

function atMicrosoft (telephoneNumber: string, name: DriftClass | undefined): Anything[] {
  const acquiredOn = '2026-02-16T16:15:02.4471180Z'
  switch (name) {
    case 'records_only': case 'sbc_only': case 'consent_ended': case 'foreign_rule': return []
    case 'attribute_mismatch': return [{ telephoneNumber, acquiredOn, choosableCapabilities: ['InboundCalling'] }]
    case 'no_sbc': return [{ telephoneNumber, acquiredOn, callingProfileId: profiles.withoutSbc }]
    default: return [{ telephoneNumber, acquiredOn }]
  }
}

function onSbc (prefix: string, place: number, name: DriftClass | undefined): Rule[] {
  const rule = { name: 'Southern', prefix, tag: tagOf(tenants.australian) }
  switch (name) {
    case 'microsoft_only': case 'consent_ended': case 'no_sbc': return []
    case 'sbc_only': return place === 0 ? [rule] : []
    case 'missing_on_sbc': return place === 0 ? [rule] : []
    case 'other_tag': return [place === 0 ? { ...rule, tag: tagOf(tenants.israeli) } : rule]
    case 'foreign_rule': return place === 0 ? [{ ...rule, tag: 'Carrier=elsewhere' }] : []
    default: return [rule]
  }
}

async function plantRecords (
  { query }: Records, all: readonly string[], classOf: ReadonlyMap<string, DriftClass>, sbcIds: readonly number[]
): Promise<void> {
  const held = all.filter(number => !['microsoft_only', 'sbc_only', 'foreign_rule'].includes(classOf.get(number) ?? ''))
  await query(
    `insert into lead (provider_id, ms_tenant_id, is_direct, status, company_name)
      values (1, $1, false, 'Removed', 'Gone')`, [gone]
  )
  await query(
    `insert into number (provider_id, number, country, source, ms_tenant_id, calling_profile_id, usage, capabilities,
        removal_status, uploaded_at, created_at)
      select 1, n.number, 'AU', 'webapi', case n.class when 'consent_ended' then $3::uuid else $4::uuid end,
        case n.class when 'no_sbc' then $5::uuid else $6::uuid end, 'CallingUserAssignment',
        '{InboundCalling,OutboundCalling}', case n.class when 'stale_pending' then 1 else 0 end, ${long}, ${long}
      from unnest($1::text[], $2::text[]) as n (number, class)`,
    [
      held, held.map(number => classOf.get(number) ?? ''), gone, tenants.australian, profiles.withoutSbc,
      profiles.withSbcs
    ]
  )
  await query(
    `insert into number_on_sbc (provider_id, number, sbc_id, rule_name, rule_tag, programmed_at)
      select 1, n, s, 'Southern', $2, ${long} from unnest($1::text[]) n cross join unnest($3::int[]) s`,
    [
      held.filter(number => !['consent_ended', 'no_sbc'].includes(classOf.get(number) ?? '')),
      tagOf(tenants.australian), sbcIds
    ]
  )
  await query('analyze number; analyze number_on_sbc')
}
