/** The releases of a Mediant whose manuals differ in what dial plans take, and which rule is picked. */
export type Release = '7.2' | '7.4'

/**
 * The manual that a firmware such as 7.20A.258.559 follows. No newer one than that of 7.4 is known, so later releases
 * are taken to follow it, and so is a device that says nothing.
 */
export function releaseOf (firmware: string | undefined): Release {
  const [, major = '7', minor = '4'] = /^(\d+)\.(\d)/.exec(firmware ?? '') ?? []
  return Number(`${major}.${minor}`) < 7.4 ? '7.2' : '7.4'
}
