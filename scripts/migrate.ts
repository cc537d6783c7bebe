import { withFiles } from '../src/config.ts'
import { ForeignDatabase, migrate } from '../src/database/migrate.ts'
import { makeProcessUser } from '../src/database/process-user.ts'
import { CannotStart, explain } from './cannot-start.ts'

try {
  // Past a pooler, because a migration is one long session.
  const { given } = withFiles(process.env)
  const url = given['DATABASE_DIRECT_URL'] || given['DATABASE_URL']
  if (url === undefined || url === '') {
    throw new CannotStart('DATABASE_URL is not set: it names the database to migrate.')
  }
  if (url === given['DATABASE_URL'] && given['DATABASE_POOLER'] === 'transaction') {
    throw new CannotStart('DATABASE_DIRECT_URL is not set: a migration is one long session, which no pooler gives.')
  }
  const processUrl = given['DATABASE_PROCESS_URL']
  await migrate(url).catch(error => {
    if (!(error instanceof ForeignDatabase)) throw error
    throw new CannotStart(
      `${error.message} Name another database with DATABASE_URL, or drop this one and create it anew.`
    )
  })
  if (processUrl !== undefined && processUrl !== '') await makeProcessUser(url, processUrl)
} catch (error) {
  explain(error)
}
