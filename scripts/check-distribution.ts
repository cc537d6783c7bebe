import { explain } from './cannot-start.ts'
import { readCatalogue } from './distribution/catalogue.ts'
import { liveADay } from './distribution/day.ts'
import { examine, report } from './distribution/report.ts'
import { openStack, processUser } from './distribution/stack.ts'
import { statementsOf } from './distribution/statements.ts'

try {
  const stack = await openStack()
  try {
    await liveADay(stack)
    const catalogue = await readCatalogue(stack.databaseUrl)
    const findings = examine(statementsOf(stack.directory, processUser), catalogue)
    console.log(report(findings, catalogue))
    if (findings.some(({ isMeant }) => !isMeant)) process.exitCode = 1
  } finally {
    await stack.close()
  }
} catch (error) {
  explain(error)
}
