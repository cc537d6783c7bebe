import { explain, CannotStart } from './cannot-start.ts'
import { commandLine } from './postgres/server.ts'
import { isRole, requestToken, roles } from './stack/demo.ts'
import { readRecord } from './stack/record.ts'
import { dataFolder } from './stack/settings.ts'

try {
  const [role = 'admin'] = process.argv.slice(2)
  if (!isRole(role)) throw new CannotStart(`There is no role ${role}: name one of ${roles.join(', ')}.`)
  const folder = dataFolder(process.env)
  const record = readRecord(folder)
  if (record === undefined || !commandLine(record.pid).includes('scripts/up.js')) {
    throw new CannotStart(`No stack runs on ${folder}: start one with ./scripts/up, or name its DATA_DIR.`)
  }
  console.log(await requestToken(record.microsoftMockUrl, role))
} catch (error) {
  explain(error)
}
