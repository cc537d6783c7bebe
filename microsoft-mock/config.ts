export interface Config {
  host: string
  port: number
  /** Path of the JSON file with the initial state; null starts empty. */
  statePath: string | null
  /** Path where the signing keys are kept, so that tokens survive a restart; null forgets them. */
  keyPath: string | null
  /** What tokens name as their issuer when the mock is reached by another address than the one it listens on. */
  baseUrl: string | null
  /** File for the certificate of https, which is made at the start; null speaks http. */
  certificatePath: string | null
  /** Path of a recording that answers in the place of the state; null answers from the state. */
  replayPath: string | null
}

export function readConfig (environment: NodeJS.ProcessEnv): Config {
  const port = Number(environment['MICROSOFT_MOCK_PORT'] || 8180)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('MICROSOFT_MOCK_PORT is not a port number')
  return {
    host: environment['MICROSOFT_MOCK_HOST'] || '127.0.0.1',
    port,
    statePath: environment['MICROSOFT_MOCK_STATE'] || null,
    keyPath: environment['MICROSOFT_MOCK_KEY'] || null,
    baseUrl: environment['MICROSOFT_MOCK_BASE_URL']?.replace(/\/+$/, '') || null,
    certificatePath: environment['MICROSOFT_MOCK_HTTPS'] || null,
    replayPath: environment['MICROSOFT_MOCK_REPLAY'] || null
  }
}
