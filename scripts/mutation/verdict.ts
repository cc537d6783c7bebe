/** What a run of one test came to. `threw` and `silent` prove nothing: neither is an assertion. */
export type Verdict =
  | { type: 'passed' }
  | { type: 'noticed', test: string, assertion: string }
  | { type: 'threw', message: string }
  | { type: 'timed out' }
  | { type: 'not run' }

const point = /^(\s*)(not )?ok \d+(?: - (.*?))?( # time=\S+| # SKIP.*)?$/
const subtest = /^(\s*)# Subtest: (.*)$/

interface Failure { readonly path: string, readonly name: string, readonly details: string }

/** Reads the TAP of a run. An assertion that failed decides, whatever happened afterwards. */
export function verdictOf (output: string, timedOut: boolean): Verdict {
  const { failures, passed } = read(output)
  const isTimeout = ({ details }: Failure): boolean => /^\s*(?:expired|signal):/m.test(details)
  const isAssertion = (failure: Failure): boolean => !isTimeout(failure) && !/^\s*tapCaught:/m.test(failure.details)
  const [first] = failures
  const noticed = failures.find(isAssertion)
  if (noticed !== undefined) return { type: 'noticed', test: noticed.path, assertion: noticed.name }
  if (timedOut || failures.some(isTimeout)) return { type: 'timed out' }
  if (first !== undefined) return { type: 'threw', message: first.name }
  if (passed === 0) return { type: 'not run' }
  return { type: 'passed' }
}

/** Points that are no subtests: what failed among them, with the names of the tests around it, and how many held. */
function read (output: string): { failures: Failure[], passed: number } {
  const names: string[] = []
  const failures: Array<{ path: string, name: string, details: string }> = []
  let passed = 0
  let open: typeof failures[number] | undefined
  for (const line of output.split('\n')) {
    const [, depth, title] = subtest.exec(line) ?? []
    if (depth !== undefined && title !== undefined) names.splice(depth.length / 4, Infinity, title)
    const [whole, indent = '', not, name = '', directive] = point.exec(line) ?? []
    if (whole === undefined) {
      if (open !== undefined) open.details += `${line}\n`
      continue
    }
    open = undefined
    if (directive !== undefined) continue
    if (not === undefined) passed++
    else failures.push(open = { path: names.slice(0, indent.length / 4).join(' › '), name, details: '' })
  }
  return { failures, passed }
}
