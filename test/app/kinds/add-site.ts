import { demo } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

/** Sites of the runs are named after their place: `Site3`. */
export const siteName = ({ serial }: Place): string => `Site${serial}`
export const siteId = ({ serial }: Place): string => `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`

export const settings = {
  customerType: 'IPGROUP_TYPE', onboardingScript: 7, cleanupScript: 700,
  parameters: { ProxySet: 'SIPTrunk', CarrierUserName: 'u', CarrierHostName: 'h' }
} as const

/** A site on SBC 8 as its record has it, and the rows of both SBCs that speak of it; without its name and ids. */
export async function siteState (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text:
      `select sbc_id, deployment_state, script_parameters, jsonb_array_length(claims) as claims from site
        where name = any($1)`,
    values: [[siteName(place), `New${place.serial}`]]
  })
  const devices = await Promise.all(place.stack.sbcs.map(async sbc => {
    const { rows } = await sbc.control('GET', '/_mock/state')
    const about = (table: string): string[] =>
      (rows[table] ?? []).map((row: object) => JSON.stringify({ ...row, index: 0 })).filter((text: string) =>
        new RegExp(`"(Site|New)${place.serial}[-"]`).test(text)
      )
    return [...about('voip ip-group'), ...about('voip sip-definition account')].map(text =>
      text.replaceAll(new RegExp(`(Site|New)${place.serial}`, 'g'), '$1#')
    ).sort()
  }))
  return { rows, devices }
}

/** Gives the site that add-site made the id that the others ask for. */
export async function nameSite (place: Place): Promise<void> {
  await place.services.db.query({
    text: 'update site set id = $1 where name = $2', values: [siteId(place), siteName(place)]
  })
}

export const addSite: Example = {
  steps: 'tsk: await-window store* program* complete',
  input: place => ({ customerId: demo.australianCustomer, settings: { ...settings, name: siteName(place), sbcId: 8 } }),
  numbers: 0,
  state: siteState,
  afterFailure: 'clean'
}
