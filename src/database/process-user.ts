import pg from 'pg'

/**
 * Makes the user that API and worker connect as: it owns nothing, so that row-level security holds for what it does.
 * Its name and password are those of `processUrl`. Done again, it gets that password.
 */
export async function makeProcessUser (ownerUrl: string, processUrl: string): Promise<void> {
  const { username, password } = new URL(processUrl)
  if (processUrl === ownerUrl || username === new URL(ownerUrl).username) return
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const user = client.escapeIdentifier(decodeURIComponent(username))
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [decodeURIComponent(username)])
    if (rowCount === 0) await client.query(`create role ${user} login`)
    await client.query(`grant dialplane_app to ${user}`)
    await client.query(`alter role ${user} password ${client.escapeLiteral(decodeURIComponent(password))}`)
  } finally {
    await client.end()
  }
}
