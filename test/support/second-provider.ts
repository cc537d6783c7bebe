import { openSecrets, type Secrets } from '../../src/secrets.ts'
import type { SecretPlace } from '../../src/schemas/secret-place.ts'
import type { Records } from './records.ts'
import type { Stack } from './stack.ts'

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
  await query(`create function twin_everything(one integer, other integer) returns void language plpgsql as $$
    declare t record; begin
    set local session_replication_role = replica;
    for t in select * from twin_tables() loop
      execute format('delete from %I where provider_id = %s', t.name, other);
      execute format('insert into %I (%s) overriding system value select %s from %I where provider_id = %s', t.name,
        t.columns, regexp_replace(t.columns, '\\mprovider_id\\M', other::text), t.name, one);
    end loop;
    delete from task where provider_id = other and state <> 'finished';
    delete from task_item where provider_id = other and active;
  end $$`)
  await query(`create function rows_of(of_provider integer) returns table (name text, rows text)
    language plpgsql as $$ declare t record; begin
    for t in select * from twin_tables() loop
      return query execute format('select %L, coalesce(string_agg(r::text, E''\\n'' order by r::text), '''')
        from %I r where provider_id = %s', t.name, t.name, of_provider);
    end loop;
  end $$`)
}

/** Gives one provider what another has. */
export async function twinEverything ({ query }: Records, from = 1, to = 2): Promise<void> {
  await query('select twin_everything($1, $2)', [from, to])
}

/**
 * Lets the one that has got everything act in place of the other: the tenant in which it is the operator and the
 * applications that kinds register belong to one provider, and secrets open for none but the one that they were sealed
 * for. What the other had not finished would be done meanwhile.
 */
export async function changeHands (
  { query }: Records, { env }: Pick<Stack, 'env'>, from: number, to: number
): Promise<void> {
  const secrets = openSecrets({ SECRETS_KEY: env['SECRETS_KEY'] ?? '', SECRETS_PUBLIC_KEY: '' })
  await query(`do $$ begin
    set local session_replication_role = replica;
    update operator_connect_tenant set provider_id = ${to} where provider_id = ${from};
    update credential set provider_id = ${to} where provider_id = ${from} and id::text like 'ca11e700-%';
    delete from task where provider_id = ${from} and state <> 'finished';
    delete from task_item where provider_id = ${from} and active;
  end $$`)
  const columns = await query(`select c.table_name as name, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.columns p
      on p.table_schema = c.table_schema and p.table_name = c.table_name and p.column_name = 'provider_id'
    where c.table_schema = 'public' and (c.data_type = 'bytea' and c.column_name like '%\\_encrypted'
      or c.data_type = 'jsonb' and c.column_name like 'sealed\\_%')`)
  for (const { name, column, type } of columns) {
    const rows = await query(
      `select ctid::text as place, ${column} as sealed from ${name} where provider_id = $1 and ${column} is not null`,
      [to]
    )
    for (const { place, sealed } of rows) {
      const changed = type === 'bytea'
        ? sealedAnew(secrets, sealed, from, to)
        : JSON.stringify(Object.fromEntries(
          Object.entries<string | null>(sealed).map(([key, text]) => [
            key, text === null ? null : sealedAnew(secrets, Buffer.from(text, 'base64'), from, to).toString('base64')
          ])))
      await query(`update ${name} set ${column} = $1 where ctid = $2::tid`, [changed, place])
    }
  }
}

/** The place stands in what is sealed, behind version, key and ephemeral key. */
function sealedAnew (secrets: Secrets, sealed: Buffer, from: number, to: number): Buffer {
  const place = sealed.subarray(42, 42 + (sealed[41] ?? 0)).toString()
  if (!place.includes(`/${from}/`)) return sealed
  const opened = secrets.open(sealed, place as SecretPlace)
  return secrets.seal(opened, place.replace(`/${from}/`, `/${to}/`) as SecretPlace)
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
