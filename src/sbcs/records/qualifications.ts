import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly, ofWholeProvider } from '../../tenancy/records/reach.ts'
import type { QualificationProfile, SbcQualification } from '../schemas/qualification.ts'
import type { SbcFinding } from '../schemas/sbc-device.ts'
import { lockoutOf, loginPauseOf } from './sbc-connections.ts'

/** What makes a device another one than that which was qualified, as far as a look at it shows. */
export interface SeenTraits {
  readonly firmware: string | undefined
  readonly serialNumber: string | undefined
  readonly usable: boolean
  /** It has no rule, and should have some. */
  readonly isEmpty: boolean
}

/**
 * Notes what was seen. True when that, or how it is registered, is new, so that it has to be qualified. Another
 * configuration is one when it was seen twice: of a device that never shows the same again nothing can be told by it.
 */
export async function noteTraits (
  db: Queryable, providerId: number, sbcId: number, seen: SeenTraits, generation: string | undefined
): Promise<boolean> {
  const { rows } = await db.query<{ isNew: boolean }>({
    text: `insert into sbc_qualification as q (provider_id, sbc_id, traits, seen_generation)
      select s.provider_id, s.id, n.traits || jsonb_build_object('generation', case
            when $4::text is null then k.traits ->> 'generation'
            when k.seen_generation = $4 or k.traits - 'generation' is distinct from n.traits then $4
            else k.traits ->> 'generation' end), coalesce($4, k.seen_generation)
        from sbc s cross join lateral (select $3::jsonb ||
            jsonb_build_object('driver', driver, 'baseUrl', base_url, 'limits', limits) as traits) n
          left join sbc_qualification k on k.provider_id = s.provider_id and k.sbc_id = s.id
        where s.provider_id = $1 and s.id = $2 and s.abandoned_at is null
      on conflict (provider_id, sbc_id) do update set traits = excluded.traits,
        seen_generation = excluded.seen_generation,
        asked_at = case when q.traits = excluded.traits then q.asked_at else now() end,
        is_fit = case when q.traits = excluded.traits then q.is_fit end
      where q.traits <> excluded.traits or q.seen_generation is distinct from excluded.seen_generation
      returning asked_at = now() as "isNew"`,
    values: [providerId, sbcId, JSON.stringify(seen), generation ?? null]
  })
  return rows[0]?.isNew === true
}

/** What a qualification came to. One that did not come to its end leaves what was known. */
export async function recordQualification (
  db: Queryable, { providerId, taskId, sbcId }: { providerId: number, taskId: string, sbcId: number },
  { isFit, findings, profile }: {
    isFit: boolean, findings: readonly SbcFinding[], profile: Partial<QualificationProfile>
  }
): Promise<void> {
  await db.query({
    text: `insert into sbc_qualification as q (provider_id, sbc_id, traits, is_fit, qualified_at, task_id, findings,
        profile)
      select provider_id, id, '{}', $3, now(), $4, $5, $6 from sbc where provider_id = $1 and id = $2
      on conflict (provider_id, sbc_id) do update set is_fit = excluded.is_fit, qualified_at = excluded.qualified_at,
        task_id = excluded.task_id, findings = excluded.findings, profile = excluded.profile`,
    values: [providerId, sbcId, isFit, taskId, JSON.stringify(findings), JSON.stringify(profile)]
  })
}

/** Why a device gets no numbers; undefined while it may have them. */
export async function unfitness (db: Queryable, providerId: number, sbcId: number): Promise<string[] | undefined> {
  const { rows } = await db.query<{ reasons: string[] }>({
    text: `select ${reasons('q')} as reasons from sbc_qualification q
      where provider_id = $1 and sbc_id = $2 and is_fit is false`,
    values: [providerId, sbcId]
  })
  return rows[0]?.reasons
}

/** The failed findings of a row, in words. */
export const reasons = (row: string): string => `array(select f ->> 'message' from jsonb_array_elements(${row}.findings)
  as f where f ->> 'result' = 'failed')`

/** Rules of a device `b` with its qualification `q` and its health `h`, and the most that it takes. */
const counted = `coalesce(greatest(h.rules, (q.profile ->> 'rulesInAll')::int), (q.profile ->> 'rules')::int) as rules,
  coalesce((b.limits ->> 'rules')::int, (q.profile ->> 'capacity')::int) as most`

/** A device that takes no more numbers: because it is full, or because it failed its qualification. */
interface ClosedDevice {
  readonly sbcId: number
  readonly rules: number
  readonly most: number | null
  /** What its qualification found; null when it did not fail. */
  readonly why: string[] | null
}

export async function closedDevices (records: ReachedRecords, sbcIds: readonly number[]): Promise<ClosedDevice[]> {
  const { rows } = await records.query<ClosedDevice>({
    within: ofWholeProvider('b'),
    text: within => `select b.id as "sbcId", coalesce(c.rules, 0) as rules, c.most,
        case when q.is_fit is false then ${reasons('q')} end as why
      from sbc b left join sbc_qualification q on q.provider_id = b.provider_id and q.sbc_id = b.id
        left join sbc_health h on h.provider_id = b.provider_id and h.sbc_id = b.id
        cross join lateral (select ${counted}) c
      where ${within} and b.id = any($4) and (q.is_fit is false or coalesce(c.rules, 0) >= c.most) order by b.id`,
    values: [sbcIds]
  })
  return rows
}

type Kept = Omit<SbcQualification, 'needs'>

export async function qualificationOf (records: ReachedRecords, sbcId: number): Promise<Kept | undefined> {
  const { rows } = await records.query<Kept>({
    within: ofProviderOnly('b'),
    text: within => `select b.id as "sbcId", q.asked_at as "askedAt", q.qualified_at as "qualifiedAt",
        q.task_id as "taskId", coalesce(q.findings, '[]') as findings, q.profile,
        case when q.sbc_id is null then 'unknown' when q.is_fit is null then 'pending' when q.is_fit then 'fit'
          else 'unfit' end as state,
        case when q.is_fit is false then ${reasons('q')} else '{}' end as reasons,
        jsonb_build_object('rules', c.rules, 'limit', c.most, 'addedPerDay', c.daily, 'fullInDays',
          case when c.daily > 0 and c.most is not null then greatest(0, floor((c.most - c.rules) / c.daily)) end)
          as capacity,
        jsonb_build_object('pauseSeconds', ${loginPauseOf('b')}, 'lockoutSeconds', ${lockoutOf('b')}, 'source',
          case when b.limits ? 'lockoutSeconds' then 'registration'
            when q.profile ->> 'lockoutSeconds' is not null then 'device' else 'default' end) as logins
      from sbc b left join sbc_qualification q on q.provider_id = b.provider_id and q.sbc_id = b.id
        left join sbc_health h on h.provider_id = b.provider_id and h.sbc_id = b.id
        cross join lateral (select ${counted},
          (select round(sum(case when r.is_there then 1 else -1 end) / greatest(1, least(30,
              extract(epoch from now() - min(r.at)) / 86400))::numeric, 1) from number_rule_history r
            where r.provider_id = b.provider_id and r.sbc_id = b.id and r.at > now() - interval '30 days')::float8
            as daily) c
      where ${within} and b.id = $4`,
    values: [sbcId]
  })
  return rows[0]
}
