import { workerDependencies, type Services } from './services.ts'
import { backgroundJobs, taskKinds } from './app/domains.ts'
import { Drain } from './app/drain.ts'
import { serveProbes } from './app/probe-server.ts'
import { probesOf } from './app/probes.ts'
import { databaseDeadlines, listeningUrl } from './deadlines.ts'
import { startWorker, type Worker } from './engine/worker.ts'

/** Workers in a row that may die with a task before it is parked. */
const crashLimit = 5

/** Where a worker says how it is, when it is given a port. */
export async function serveWorkerProbes (services: Services): Promise<{ close: () => Promise<void> } | undefined> {
  const { config, log } = services
  if (config.PORT === undefined) return undefined
  const server = await serveProbes(probesOf(services, new Drain()), config.HOST, config.PORT)
  log.info({ port: server.port }, 'Probes and metrics are served')
  return server
}

export function startTaskWorker (services: Services, version: string): Worker {
  const { config } = services
  return startWorker(taskKinds, workerDependencies(services), services.log, {
    databaseUrl: listeningUrl(config),
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
