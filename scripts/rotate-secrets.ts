import pg from 'pg'
import { CannotStart, explain } from './cannot-start.ts'
import { publicKeyFor } from '../src/secrets.ts'
import { rotateSecrets } from './secrets/rotate.ts'

try {
  const { SECRETS_KEY = '', DATABASE_URL = '' } = process.env
  if (SECRETS_KEY === '') throw new CannotStart('SECRETS_KEY is not set: the new key, a comma, and the older ones.')
  if (process.argv.includes('--public-key')) {
    console.log(publicKeyFor(SECRETS_KEY))
  } else {
    if (DATABASE_URL === '') throw new CannotStart('DATABASE_URL is not set: it names the database.')
    const client = new pg.Client({ connectionString: DATABASE_URL })
    await client.connect()
    try {
      const { resealed, unopened } = await rotateSecrets(client, SECRETS_KEY)
      console.log(`${resealed} secrets were sealed anew.`)
      for (const place of unopened) console.log(`A secret of ${place} cannot be opened with any of the keys.`)
      if (unopened.length > 0) process.exitCode = 1
      else console.log('The older keys can be taken off SECRETS_KEY.')
    } finally {
      await client.end()
    }
  }
} catch (error) {
  explain(error)
}
