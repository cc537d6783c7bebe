import type pg from 'pg'
import { sealedPaths } from '../../src/engine/sealed-paths.ts'
import { openSecrets, type Secrets } from '../../src/secrets.ts'

export interface Rotated {
  readonly resealed: number
  /** Where something is sealed for none of the keys. */
  readonly unopened: readonly string[]
}

type Row = Record<string, unknown> & { place: string }

/** Rows at a time; each is changed by itself, so that nothing waits for us. */
const atOnce = 200

/** Tasks write what they have in memory; what they wrote back is found in the next round. */
const rounds = 10

/** Seals anew whatever is not sealed for the newest key. May be run again at any time. */
export async function rotateSecrets (client: pg.Client, keys: string): Promise<Rotated> {
  const secrets = openSecrets({ SECRETS_KEY: keys, SECRETS_PUBLIC_KEY: '' })
  let resealed = 0
  for (let round = 1; ; round++) {
    const unopened = new Set<string>()
    let changed = 0
    for (const column of await columnsCalled(client, 'bytea', '%\\_encrypted')) {
      changed += await rotateColumn(client, secrets, column, unopened)
    }
    for (const column of ['input', 'progress']) changed += await rotateTasks(client, secrets, column, unopened)
    for (const column of await columnsCalled(client, 'jsonb', 'sealed\\_%')) {
      changed += await rotateDocuments(client, secrets, column, unopened)
    }
    resealed += changed
    if (changed === 0 || round === rounds) return { resealed, unopened: [...unopened] }
  }
}

interface Column { readonly table: string, readonly column: string }

/** By the convention of the schema, what holds secrets is called so: `_encrypted` bytes, `sealed_` objects of texts. */
async function columnsCalled (client: pg.Client, type: 'bytea' | 'jsonb', name: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(`select table_name as table, column_name as column
    from information_schema.columns
    where table_schema = current_schema() and data_type = $1 and column_name like $2 order by 1, 2`, [type, name])
  return rows
}

async function rotateColumn (
  client: pg.Client, secrets: Secrets, { table, column }: Column, unopened: Set<string>
): Promise<number> {
  let changed = 0
  for (let after = '(0,0)'; ;) {
    const { rows } = await client.query<Row & { sealed: Buffer }>(
      `select ctid::text as place, ${column} as sealed from ${table}
        where ctid > $1::tid and length(${column}) > 0 order by ctid limit ${atOnce}`,
      [after]
    )
    for (const { sealed } of rows) {
      const again = resealed(secrets, sealed, `${table}.${column}`, unopened)
      if (again === undefined) continue
      // Only while it is what we read: somebody may have given another secret meanwhile.
      const { rowCount } = await client.query(
        `update ${table} set ${column} = $1 where ${column} = $2`, [again, sealed]
      )
      changed += rowCount ?? 0
    }
    const last = rows.at(-1)
    if (last === undefined) return changed
    after = last.place
  }
}

function resealed (secrets: Secrets, sealed: Buffer, place: string, unopened: Set<string>): Buffer | undefined {
  try {
    return secrets.reseal(sealed)
  } catch {
    unopened.add(place)
    return undefined
  }
}

/** What requests have brought and tasks have not come to yet. */
async function rotateTasks (
  client: pg.Client, secrets: Secrets, column: string, unopened: Set<string>
): Promise<number> {
  const { rows } = await client.query<Row & { id: string, value: unknown }>(
    `select provider_id as place, id, ${column} as value from task
      where state <> 'finished' and ${column}::text like '%"sealed%'`
  )
  let changed = 0
  for (const { place, id, value } of rows) {
    for (const path of textPaths(value)) {
      const old = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value)
      const again = resealed(secrets, Buffer.from(String(old), 'base64'), `task ${id}`, unopened)
      if (again === undefined) continue
      const { rowCount } = await client.query(
        `update task set ${column} = jsonb_set(${column}, $3, to_jsonb($4::text))
          where provider_id = $1 and id = $2 and ${column} #>> $3 = $5`,
        [place, id, path, again.toString('base64'), old]
      )
      changed += rowCount ?? 0
    }
  }
  return changed
}

async function rotateDocuments (
  client: pg.Client, secrets: Secrets, { table, column }: Column, unopened: Set<string>
): Promise<number> {
  const { rows } = await client.query<{ name: string, sealed: string }>(
    `select w.key as name, w.value as sealed from ${table} t cross join jsonb_each_text(t.${column}) w
      where w.value is not null`
  )
  let changed = 0
  for (const { name, sealed } of rows) {
    const again = resealed(secrets, Buffer.from(sealed, 'base64'), `${table}.${column}`, unopened)
    if (again === undefined) continue
    // No text is sealed alike twice, so that this is the one that we read, or one that was moved meanwhile.
    const { rowCount } = await client.query(
      `update ${table} set ${column} = jsonb_set(${column}, array[$1], to_jsonb($2::text)) where ${column} ->> $1 = $3`,
      [name, again.toString('base64'), sealed]
    )
    changed += rowCount ?? 0
  }
  return changed
}

/** The paths of texts below what is called sealed. */
function textPaths (value: unknown): string[][] {
  return sealedPaths(value).flatMap(path => {
    const found = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value)
    if (typeof found === 'string') return [path]
    if (typeof found !== 'object' || found === null) return []
    return Object.entries(found).filter(([, inner]) => typeof inner === 'string').map(([key]) => [...path, key])
  })
}
