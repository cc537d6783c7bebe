/** What one test file reported: its own tests, not the assertions inside them. */
export interface FileResult {
  passed: number
  failed: number
  skipped: number
  complaints: string[]
  /** What it was run with, as `FUZZ_SEED=7`, so that a run can be repeated. */
  settings?: string[]
}

const point = /^(\s*)(not )?ok\b(?: \d+)?(?: - (.*?))?(?: # (SKIP|TODO|time=)\b.*)?$/i
const setting = /^\s*# ([A-Z][A-Z_]+=.*)$/
const noise = /^\s*(?:ok\b.*|# Subtest.*|# time=.*|# \{ total.*|1\.\.\d+.*|TAP version.*|\})?$/

/** Reads the TAP of one test file. What ends early or fails without a failing test counts as one failure. */
export function readTap (output: string, ended: string | undefined): FileResult {
  const settings = output.split('\n').flatMap(line => setting.exec(line)?.[1] ?? [])
  const result: FileResult = {
    passed: 0, failed: 0, skipped: 0, complaints: [], ...settings.length > 0 && { settings }
  }
  let planned: number | undefined
  let seen = 0
  for (const line of output.split('\n')) {
    planned ??= /^1\.\.\d+/.test(line) ? Number.parseInt(line.slice(3), 10) : undefined
    const [, indent, not, , directive = ''] = point.exec(line) ?? []
    if (indent !== '') continue
    seen++
    if (/SKIP|TODO/i.test(directive)) result.skipped++
    else if (not === undefined) result.passed++
    else result.failed++
  }
  if (result.failed === 0) {
    if (ended !== undefined) result.complaints.push(ended)
    else if (planned !== seen) result.complaints.push(`planned ${planned ?? 'no'} tests, reported ${seen}`)
    result.failed += result.complaints.length
  }
  return result
}

/** The part of a TAP stream that helps: failures with their details, and whatever the test printed. */
export function failingPart (output: string): string {
  const kept: string[] = []
  let details: string[] | undefined
  for (const line of output.split('\n')) {
    if (/^\s*---$/.test(line)) details = []
    details?.push(line)
    if (details !== undefined) {
      if (!/^\s*\.\.\.$/.test(line)) continue
      // A failing subtest without a stack or difference of its own only repeats the failure inside it.
      if (details.some(detail => /^\s*(?:stack|diff|signal|expired|error|found):/.test(detail))) kept.push(...details)
      details = undefined
    } else if (!noise.test(line)) {
      kept.push(line)
    }
  }
  return [...kept, ...details ?? []].join('\n')
}
