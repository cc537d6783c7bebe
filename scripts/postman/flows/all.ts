import type { Flow } from '../flow.ts'
import { ovoc } from './ovoc.ts'
import { v2 } from './v2.ts'
import { v3 } from './v3.ts'

export const flows: Readonly<Record<'v2' | 'v3' | 'ovoc', Flow>> = { v2, v3, ovoc }
