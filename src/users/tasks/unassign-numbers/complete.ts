import { next, type Outcome } from '../../../engine/define.ts'
import type { UnassignContext, UnassignProgress } from './progress.ts'

export async function complete ({ say }: UnassignContext): Promise<Outcome<UnassignProgress>> {
  say('Information', 'Workflow completed.')
  return next()
}
