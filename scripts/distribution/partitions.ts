/**
 * Tables that grow with numbers and with what is done to them, and can be partitioned as they are. Of the other large
 * ones `task` and `event` have statements that find rows by where they lie, which tells nothing where a table has
 * parts, `number` has one that asks a system column whether a row is new, which PostgreSQL does not tell there, and for
 * `task_item` and `idempotency_key` the engine goes by the name of the index that refused a row, which is a part's.
 */
export const partitioned = [
  'number_on_sbc', 'number_history', 'number_rule_history', 'audit_entry', 'microsoft_job', 'site_rule', 'drift_seen'
] as const

const parts = 4

/**
 * The baseline with these tables partitioned by a hash of the provider, and nothing else changed: keys, references,
 * triggers and policies are those of the table as a whole.
 */
export function withPartitions (sql: string): string {
  return partitioned.reduce((text, table) => {
    const found = new RegExp(`^create table ${table} \\(\\n[^]*?^\\)( with \\([^]*?\\))?;$`, 'm').exec(text)
    if (found === null) return text
    const [whole, storage = ''] = found
    const made = Array.from({ length: parts }, (_, part) =>
      `create table ${table}__${part} partition of ${table} for values with (modulus ${parts}, remainder ${part})${
        storage};`)
    const head = whole.slice(0, whole.length - storage.length - 1)
    return text.replace(whole, () => [`${head} partition by hash (provider_id);`, ...made].join('\n'))
  }, sql)
}
