import type { Claim } from '../schemas/site.ts'
import type { Database, Queryable } from '../../database/connect.ts'

/** Remembers which rows of SBCs are the site's; all of them are its own already. */
export async function claimRows (
  db: Queryable, providerId: number, id: string, claims: readonly Claim[]
): Promise<void> {
  await db.query({
    text: 'update site set claims = $3 where provider_id = $1 and id = $2',
    values: [providerId, id, JSON.stringify(claims)]
  })
}

/**
 * Claims rows for a site before they are made, unless another site has one of them: then that row and the name of its
 * site, and nothing is claimed. Two sites that want one row at the same time are told apart by the lock on the SBC.
 */
export async function takeRows (
  db: Database, providerId: number, id: string, claims: readonly Claim[]
): Promise<(Claim & { site: string }) | undefined> {
  return db.transaction(async trx => {
    await trx.query({
      text: 'select from sbc where provider_id = $1 and id = any ($2) order by id for no key update',
      values: [providerId, [...new Set(claims.map(claim => claim.sbcId))]]
    })
    const { rows: [taken] } = await trx.query<Claim & { site: string }>({
      text: `select s.name as site, (c.claim ->> 'sbcId')::int as "sbcId", c.claim ->> 'section' as section,
        c.claim ->> 'table' as table, c.claim ->> 'name' as name
        from site s cross join lateral jsonb_array_elements(s.claims) as c (claim)
        where s.provider_id = $1 and s.id <> $2 and s.claims <> '[]'
          and c.claim = any (array(select jsonb_array_elements($3::jsonb))) limit 1`,
      values: [providerId, id, JSON.stringify(claims)]
    })
    if (taken === undefined) await claimRows(trx, providerId, id, claims)
    return taken
  })
}
