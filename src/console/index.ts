import type { Domain } from '../http/domain.ts'

export { consolePages } from './api/pages.ts'

/** The console: files, and no operations of its own. */
export const consoleDomain: Domain = { resources: () => [], kinds: [], components: [], backgroundJobs: () => [] }
