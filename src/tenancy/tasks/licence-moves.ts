/**
 * `upgrade`: the operation of that name. `change`: between Plus and Pro, which presupposes that the customer was
 * upgraded.
 */
export type LicenceWay = 'upgrade' | 'change'

/** The most users a customer may license. */
export const mostLicensedUsers = 500

const upgrades: Readonly<Record<number, readonly number[]>> = { 0: [1, 2], 1: [2], 3: [4, 5], 4: [5] }
const changes: Readonly<Record<number, readonly number[]>> = { 1: [1, 2], 2: [1, 2], 4: [4, 5], 5: [4, 5] }

/**
 * Types are 0 to 2 of Direct Routing and 3 to 5 of Operator Connect: Essentials, Plus, Pro. Nobody moves between the
 * two.
 */
export function isLicenceMove (way: LicenceWay, from: number, to: number): boolean {
  return (way === 'upgrade' ? upgrades : changes)[from]?.includes(to) ?? false
}

/**
 * Plus and Pro come with a connection to the customer's own tenant; Essentials are managed there by the customer alone.
 */
export function mayConnect (licenseType: number): boolean {
  return ![0, 3].includes(licenseType)
}
