import { array, int, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofWholeProvider } from '../../tenancy/records/reach.ts'
import type { CoolingPolicy } from '../schemas/cooling-policy.ts'

/** The policies of the provider, the general ones last. */
export async function coolingPolicies (records: ReachedRecords): Promise<CoolingPolicy[]> {
  const { rows } = await records.query<CoolingPolicy>({
    within: ofWholeProvider('p'),
    text: within => `select p.country, p.number_type as "numberType", p.days, p.maximum_days as "maximumDays"
      from cooling_policy p where ${within} order by p.country = '*', p.country, p.number_type = '*', p.number_type`
  })
  return rows
}

/** Makes these the only policies of the provider, in one statement. */
export async function keepCoolingPolicies (
  db: Queryable, providerId: number, policies: readonly CoolingPolicy[]
): Promise<void> {
  await db.query({
    text: `with kept as (
        select * from unnest($2::text[], $3::text[], $4::int[], $5::int[]) as k (country, number_type, days, most)
      ), gone as (
        delete from cooling_policy p where p.provider_id = $1 and not exists (select from kept k
          where k.country = p.country and k.number_type = p.number_type)
      )
      insert into cooling_policy as p (provider_id, country, number_type, days, maximum_days)
      select $1, country, number_type, days, most from kept order by country, number_type
      on conflict (provider_id, country, number_type) do update set days = excluded.days,
        maximum_days = excluded.maximum_days`,
    values: [
      providerId, array(text, policies.map(({ country }) => country)),
      array(text, policies.map(({ numberType }) => numberType)), array(int, policies.map(({ days }) => days)),
      array(int, policies.map(({ maximumDays }) => maximumDays))
    ]
  })
}
