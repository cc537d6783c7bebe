import pg from 'pg'
import { CannotStart, explain } from './cannot-start.ts'

interface Fault { provider_id: number, sequence: string, fault: string }
interface Head { provider_id: number, sequence: string, digest: string }

try {
  const { DATABASE_URL = '' } = process.env
  if (DATABASE_URL === '') throw new CannotStart('DATABASE_URL is not set: it names the database.')
  const client = new pg.Client({ connectionString: DATABASE_URL })
  await client.connect()
  try {
    const { rows: faults } = await client.query<Fault>('select * from audit_faults()')
    for (const { provider_id: provider, sequence, fault } of faults) {
      console.log(`Provider ${provider}: entry ${sequence} is not as it was written: ${fault}.`)
    }
    const { rows: heads } = await client.query<Head>(
      "select provider_id, sequence, encode(digest, 'hex') as digest from audit_head order by 1"
    )
    const { rows: [waiting] } = await client.query<{ count: string }>('select count(*) from audit_pending')
    console.log(`${waiting?.count ?? 0} entries wait to be taken into the log; workers do so every two seconds.`)
    // Kept elsewhere, these show later that the whole log was not made anew.
    for (const { provider_id: provider, sequence, digest } of heads) {
      console.log(`Provider ${provider}: ${sequence} entries, the last with ${digest}.`)
    }
    if (faults.length > 0) process.exitCode = 1
  } finally {
    await client.end()
  }
} catch (error) {
  explain(error)
}
