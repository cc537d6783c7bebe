/** What stands between us and the operator API, in the order in which a call meets it. */
export const gateNames = ['network', 'proxy', 'tls', 'token', 'role', 'application', 'api'] as const
export type GateName = typeof gateNames[number]

export const gateResults = ['passed', 'failed', 'skipped'] as const
