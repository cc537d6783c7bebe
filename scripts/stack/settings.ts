import { join, resolve } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

export const projectFolder = join(import.meta.dirname, '..', '..', '..')

/** What `up` reads from its environment; everything else is passed on to the processes it starts. */
export interface Settings {
  host: string
  port: number
  microsoftMockPort: number
  /** Of SBC 8 and SBC 11. */
  sbcMockPorts: [number, number]
  dataFolder: string
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined
}

export function readSettings (env: NodeJS.ProcessEnv): Settings {
  const sbcMockPort = readPort(env, 'SBC_MOCK_PORT', 8280)
  return {
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env, 'PORT', 8080),
    microsoftMockPort: readPort(env, 'MICROSOFT_MOCK_PORT', 8180),
    sbcMockPorts: [sbcMockPort, sbcMockPort + 1],
    dataFolder: dataFolder(env),
    databaseUrl: env['DATABASE_URL'] || undefined
  }
}

/** Absolute: what the caller names, or .data in the project. */
export function dataFolder (env: NodeJS.ProcessEnv): string {
  return resolve(env['DATA_DIR'] || join(projectFolder, '.data'))
}

function readPort (env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const port = Number(env[name] || otherwise)
  if (Number.isInteger(port) && port > 0 && port < 65535) return port
  throw new CannotStart(`${name} must be a port number from 1 to 65534, not "${env[name] ?? ''}".`)
}
