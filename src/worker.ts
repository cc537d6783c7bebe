import { workerDependencies, type Services } from './services.ts'
import { backgroundJobs, taskKinds } from './app/domains.ts'
import { databaseDeadlines } from './deadlines.ts'
import { startWorker, type Worker } from './engine/worker.ts'

/** Workers in a row that may die with a task before it is parked. */
const crashLimit = 5

export function startTaskWorker (services: Services, version: string): Worker {
  const { config } = services
  return startWorker(taskKinds, workerDependencies(services), services.log, {
    databaseUrl: config.DATABASE_URL,
    deadlines: databaseDeadlines(config),
    version,
    concurrency: config.WORKER_CONCURRENCY,
    leaseSeconds: config.WORKER_LEASE_SECONDS,
    shutdownSeconds: config.SHUTDOWN_SECONDS,
    crashLimit,
    background: backgroundJobs(config, {
      callWebhook: call => services.webhooks.deliver(call),
      openSecret: (sealed, place) => services.secrets.open(sealed, place)
    })
  })
}
