import { BadConfiguration, readConfig } from '../src/config.ts'
import { secretNames } from '../src/settings/pages.ts'

// Says what a process would make of this environment, and starts nothing.

try {
  for (const [name, value] of Object.entries(readConfig())) {
    console.log(`${name}=${secretNames.includes(name) && value !== '' ? '(secret)' : String(value)}`)
  }
} catch (error) {
  if (!(error instanceof BadConfiguration)) throw error
  console.error(error.message)
  process.exitCode = 78 // EX_CONFIG
}
