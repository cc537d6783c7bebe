import type { Records } from './records.ts'

/** What nobody has twice, and who acts for whom; all else a second provider has like the first, by the same ids. */
const alone = ['provider', 'credential', 'operator_connect_tenant', 'audit_entry', 'audit_head', 'audit_pending']

/** A second provider that can have the same of everything: channels, customers, numbers, devices, tasks that ended. */
export async function openSecondProvider ({ query }: Records): Promise<void> {
  await query("insert into provider (id, name) overriding system value values (2, 'The other one')")
  await query("update credential set provider_id = 2 where name = 'operator'")
  // Names of columns as the system has them; ids stay as they are, so that a statement that forgets the provider is
  // one that finds two rows.
  await query(`create function twin_tables() returns table (name text, columns text) language sql as $$
    select c.relname::text, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> all ('{${alone}}')
    group by 1 having bool_or(a.attname = 'provider_id') order by 1
  $$`)
  await query(`create function twin_everything() returns void language plpgsql as $$ declare t record; begin
    set local session_replication_role = replica;
    for t in select * from twin_tables() loop
      execute format('delete from %I where provider_id = 2', t.name);
      execute format('insert into %I (%s) overriding system value select %s from %I where provider_id = 1', t.name,
        t.columns, regexp_replace(t.columns, '\\mprovider_id\\M', '2'), t.name);
    end loop;
    delete from task where provider_id = 2 and state <> 'finished';
    delete from task_item where provider_id = 2 and active;
  end $$`)
  await query(`create function rows_of(of_provider integer) returns table (name text, rows text)
    language plpgsql as $$ declare t record; begin
    for t in select * from twin_tables() loop
      return query execute format('select %L, coalesce(string_agg(r::text, E''\\n'' order by r::text), '''')
        from %I r where provider_id = %s', t.name, t.name, of_provider);
    end loop;
  end $$`)
}

export async function twinEverything ({ query }: Records): Promise<void> {
  await query('select twin_everything()')
}

/** All rows of a provider, by table. */
export async function rowsOf ({ query }: Records, provider: number): Promise<Record<string, string>> {
  const tables = await query('select * from rows_of($1)', [provider])
  return Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))
}

/** From now on there is but the second provider. */
export async function forgetFirstProvider ({ query }: Records): Promise<void> {
  await query(`do $$ declare t record; begin
    set local session_replication_role = replica;
    for t in select * from twin_tables() loop execute format('delete from %I where provider_id = 1', t.name); end loop;
    delete from operator_connect_tenant where provider_id = 1;
    delete from provider where id = 1;
  end $$`)
}
