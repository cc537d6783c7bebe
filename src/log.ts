import { pino, stdSerializers, type Logger } from 'pino'
import type { Config } from './config.ts'
import { logLevels } from './settings/process.ts'

/** JSON lines on stdout. What could be a secret is never written, wherever in an object it stands. */
export function openLog (config: Pick<Config, 'LOG_LEVEL' | 'ROLE'>): Logger {
  const secrets = [
    'authorization', 'password', 'client_secret', 'clientSecret', 'access_token', 'passwordEncrypted', 'token'
  ]
  return pino({
    level: config.LOG_LEVEL,
    base: { role: config.ROLE, pid: process.pid },
    redact: { paths: secrets.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: { err: stdSerializers.errWithCause }
  })
}

/** The level that says more than this one; after the one that says all comes the one that says least. */
export function finerLevel (level: string): string {
  const loud = logLevels.filter(each => each !== 'silent')
  return loud[(loud.findIndex(each => each === level) + 1) % loud.length] ?? 'info'
}
