import type { Repair } from './drift-class.ts'

/** On which side a repair changes something; `forget` also takes the number off the SBCs. */
export const placeOf: Readonly<Record<Repair, 'microsoft' | 'sbc' | 'records' | null>> = {
  none: null, forget: 'records', adopt: 'records', release: 'microsoft', upload: 'microsoft', 'put-on-sbc': 'sbc',
  'take-off-sbc': 'sbc', retag: 'sbc', change: 'microsoft', accept: 'records', 'clear-mark': 'records'
}
