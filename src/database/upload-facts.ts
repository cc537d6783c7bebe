import { array, int, text } from './arrays.ts'
import { type Database, type Queryable } from './connect.ts'
import { coalesce } from './coalesce.ts'

export interface FactsQuestion { providerId: number, msTenantId: string, callingProfile: string }

/** Everything our records say about whether numbers may be uploaded to a tenant with a calling profile. */
export interface UploadFacts {
  leads: Array<{ status: string, countries: string[], direct: boolean }>
  customer: { id: string, licenseType: number, channelId: number | null } | null
  sites: Array<{ id: string, name: string, sbcId: number }>
  callingProfile: { id: string, emergency: boolean } | null
  sbcIds: number[]
  plans: CapabilityPlan[]
  /** A digest of all of them, by which a statement tells whether they are still so. */
  mark: string
}

export interface CapabilityPlan {
  usage: string
  mandatory: string[]
  choosable: string[]
  supportsTollFree: boolean
  general: boolean
}

/** What a request was judged by, and may be stored under: the records must still say so when its task is. */
export interface Assumption { readonly question: FactsQuestion, readonly mark: string }

/**
 * The facts for a question, as one value in a statement; a function of the schema, because a plan of it in each
 * statement and connection is dear.
 */
const factsOf = (q: string): string => `upload_facts(${q}.provider_id, ${q}.tenant, ${q}.profile)`

/** The digest of facts; not md5, which hosts of strict security lack. */
const markOf = (facts: string): string => `encode(sha256(convert_to(${facts}::text, 'UTF8')), 'hex')`

/**
 * A condition that is true, or refuses the statement because the records say something else than was assumed: see
 * `recordsChanged`. The parameters are those of `assumptionValues`, the first of them `$first`.
 */
export const assumptionsHold = (first: number): string => `coalesce((select refuse_for_changed_facts()
  from unnest((select $${first}::int[]), (select $${first + 1}::text[]), (select $${first + 2}::text[]),
    (select $${first + 3}::text[])) as a (provider_id, tenant, profile, mark)
  cross join lateral (select a.provider_id, a.tenant::uuid as tenant, a.profile) q
  where ${markOf(factsOf('q'))} <> a.mark limit 1), true)`

export function assumptionValues (assumptions: readonly Assumption[]): Buffer[] {
  const distinct = [
    ...new Map(
      [...new Set(assumptions)].map(assumption => [`${keyOf(assumption.question)} ${assumption.mark}`, assumption])
    ).values()
  ]
  return [
    array(int, distinct.map(({ question }) => question.providerId)),
    array(text, distinct.map(({ question }) => question.msTenantId)),
    array(text, distinct.map(({ question }) => question.callingProfile)), array(text, distinct.map(({ mark }) => mark))
  ]
}

/** Those of the assumptions that are not so any more. */
export async function staleAmong (db: Queryable, assumptions: readonly Assumption[]): Promise<Set<Assumption>> {
  const facts = await readUploadFacts(db, assumptions.map(({ question }) => question))
  return new Set(assumptions.filter(({ mark }, index) => facts[index]?.mark !== mark))
}

/**
 * Answers any number of questions in one statement. The subselects hide the length of the lists from the planner, which
 * would else plan all this anew for each batch.
 */
export async function readUploadFacts (db: Queryable, questions: readonly FactsQuestion[]): Promise<UploadFacts[]> {
  const { rows } = await db.query<{ facts: UploadFacts }>({
    name: 'upload-facts',
    text: `
      select f.facts || jsonb_build_object('mark', ${markOf('f.facts')}) as facts
      from unnest((select $1::int[]), (select $2::uuid[]), (select $3::text[])) with ordinality as q (provider_id,
        tenant, profile, place)
      cross join lateral (select ${factsOf('q')} as facts offset 0) f
      order by q.place`,
    values: [
      questions.map(question => question.providerId), questions.map(question => question.msTenantId),
      questions.map(question => question.callingProfile)
    ]
  })
  return rows.map(row => row.facts)
}

/** Tells questions apart. */
export function keyOf ({ providerId, msTenantId, callingProfile }: FactsQuestion): string {
  return `${providerId} ${msTenantId} ${callingProfile}`
}

export type UploadFactsReader = (question: FactsQuestion) => Promise<UploadFacts>

/** Questions of concurrent requests go to the database together, and what several of them ask is asked once. */
export function uploadFactsReader (db: Database): UploadFactsReader {
  return coalesce(async questions => {
    const keys = questions.map(keyOf)
    const distinct = new Map(questions.map((question, index) => [keys[index] ?? '', question]))
    const answers = await readUploadFacts(db, [...distinct.values()])
    const byKey = new Map([...distinct.keys()].map((key, index) => [key, answers[index]]))
    return keys.flatMap(key => byKey.get(key) ?? [])
  }, { largest: 500 })
}

/** The customer of a Microsoft tenant; undefined when the tenant is not licensed. */
export async function customerOfTenant (
  db: Queryable, providerId: number, msTenantId: string
): Promise<{ id: string, channelId: number | null } | undefined> {
  const { rows } = await db.query<{ id: string, channelId: number | null }>({
    name: 'customer-of-tenant',
    text: 'select id, channel_id as "channelId" from customer where provider_id = $1 and ms_tenant_id = $2',
    values: [providerId, msTenantId]
  })
  return rows[0]
}
