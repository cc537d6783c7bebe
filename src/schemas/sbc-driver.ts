/** Who can speak to a device. */
export const sbcDrivers = ['mediant', 'kamailio', 'oracle'] as const
export type SbcDriver = typeof sbcDrivers[number]

/**
 * What a device can do besides rules for whole numbers: patterns in prefixes, and scripts for the rows of SIP
 * connections.
 */
const driverAbilities: Readonly<Record<SbcDriver, { readonly patterns: boolean, readonly scripts: boolean }>> = {
  mediant: { patterns: true, scripts: true },
  kamailio: { patterns: false, scripts: false },
  oracle: { patterns: false, scripts: false }
}

/** An unknown driver is no reason to refuse a request; the task will say what is wrong with it. */
export function abilitiesOf (driver: string | undefined): { readonly patterns: boolean, readonly scripts: boolean } {
  return Object.entries(driverAbilities).find(([name]) => name === driver)?.[1] ?? { patterns: true, scripts: true }
}
