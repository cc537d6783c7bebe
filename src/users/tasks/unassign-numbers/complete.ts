import { next, type Outcome } from '../../../engine/define.ts'
import type { UnassignContext, UnassignProgress } from './progress.ts'

export async function complete ({ say, progress }: UnassignContext): Promise<Outcome<UnassignProgress>> {
  const { succeeded = 0, unchanged = 0 } = progress.counts ?? {}
  if (succeeded + unchanged > 0) say('Information', 'Workflow completed.')
  return next()
}
