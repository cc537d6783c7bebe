import pg from 'pg'

/** A test that fails keeps its database, and here they are meant to fail. */
export async function dropTestDatabases (url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where datname ~ '^test_[0-9a-f]{12}$'"
    )
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
  } finally {
    await client.end()
  }
}
