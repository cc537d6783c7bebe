import pg from 'pg'

/** What the schema says of the tables with a provider in each row, and what of it stands in the way of distribution. */
export interface Catalogue {
  readonly distributed: ReadonlySet<string>
  /** Unique indexes that leave the provider out. */
  readonly keys: readonly string[]
  /** References between such tables that leave the provider out. */
  readonly references: readonly string[]
}

export async function readCatalogue (databaseUrl: string): Promise<Catalogue> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: [row] } = await client.query<{ tables: string[], keys: string[], refs: string[] }>(`
      with has as (
        select c.oid, c.relname, a.attnum from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and a.attname = 'provider_id' and not a.attisdropped
      ) select array(select relname::text from has order by 1) as tables,
        array(select i.indexrelid::regclass::text from pg_index i join has h on h.oid = i.indrelid
          where i.indisunique and h.attnum <> all (i.indkey::int2[]) order by 1) as keys,
        array(select format('%s of %s', k.conname, h.relname) from pg_constraint k join has h on h.oid = k.conrelid
          where k.contype = 'f' and k.confrelid in (select oid from has) and h.attnum <> all (k.conkey)
          order by 1) as refs`)
    return { distributed: new Set(row?.tables), keys: row?.keys ?? [], references: row?.refs ?? [] }
  } finally {
    await client.end()
  }
}
