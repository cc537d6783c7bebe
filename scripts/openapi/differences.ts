/** What two JSON documents differ in, one line for each place: `- paths./task.get.summary: "Get a task"`. */
export function differences (before: unknown, after: unknown, path = ''): string[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].flatMap(name => differences(before[name], after[name], path === '' ? name : `${path}.${name}`))
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  return [
    ...before === undefined ? [] : [`- ${path}: ${JSON.stringify(before)}`],
    ...after === undefined ? [] : [`+ ${path}: ${JSON.stringify(after)}`]
  ]
}

function isBranch (value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
