import { startPostgres } from '../../scripts/postgres/start-postgres.ts'

// A process of its own that starts PostgreSQL and waits to be killed; the tests run it.
const { url, pid, port, directory, adopted } = await startPostgres({ dataDirectory: process.argv[2] ?? '' })
process.stdout.write(`${JSON.stringify({ url, pid, port, directory, adopted })}\n`)
setInterval(() => {}, 60_000)
