import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart, systemCode } from '../cannot-start.ts'

/** The key that encrypts the demo's secrets: made once per data folder, unless the environment brings one. */
export function secretsKey (dataFolder: string, env: NodeJS.ProcessEnv): string {
  if (env['SECRETS_KEY']) return env['SECRETS_KEY']
  const path = join(dataFolder, 'secrets-key')
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') {
      throw new CannotStart(
        `${path} cannot be read (${systemCode(error) ?? ''}): mend its permissions, or name another data folder ` +
        'with DATA_DIR.'
      )
    }
  }
  const key = randomBytes(32).toString('base64')
  writeFileSync(path, `${key}\n`, { mode: 0o600 })
  return key
}
