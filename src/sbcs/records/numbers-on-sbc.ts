import type { Queryable } from '../../database/connect.ts'

/** How many numbers the records have on a device. */
export async function numbersOnSbc (db: Queryable, providerId: number, sbcId: number): Promise<number> {
  const { rows: [row] } = await db.query<{ count: number }>({
    text: 'select count(*)::int as count from number_on_sbc where provider_id = $1 and sbc_id = $2',
    values: [providerId, sbcId]
  })
  return row?.count ?? 0
}
