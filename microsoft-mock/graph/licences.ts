import { Refusal } from '../refusal.ts'
import type { SubscribedSku, User } from '../state/records.ts'
import type { Tenant } from '../state/world.ts'

const teamsPlan = '57ff2da0-773e-42df-b2af-ffb7a2317929'

/** Whether a licence that the user has brings Teams. */
export const hasTeams = (user: User) =>
  listOf(user['assignedPlans']).some(plan =>
    plan['servicePlanId'] === teamsPlan && plan['capabilityStatus'] === 'Enabled'
  )

/** What a user that is deleted gives back. */
export function returnLicences (tenant: Tenant, user: User) {
  for (const skuId of licensesOf(user)) takeLicence(tenant, user, skuId)
}

export function giveLicence (tenant: Tenant, user: User, sku: SubscribedSku, disabledPlans: string[]) {
  takeLicence(tenant, user, sku.skuId)
  sku.consumedUnits += 1
  user['assignedLicenses'] = [...listOf(user['assignedLicenses']), { skuId: sku.skuId, disabledPlans }]
  const plans = sku.servicePlans.filter(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))
  user['assignedPlans'] = [...listOf(user['assignedPlans']), ...plans.map(({ servicePlanId, servicePlanName }) => ({
    assignedDateTime: new Date().toISOString(), capabilityStatus: 'Enabled', service: servicePlanName, servicePlanId
  }))]
}

export function takeLicence (tenant: Tenant, user: User, skuId: string) {
  if (!licensesOf(user).includes(skuId)) return
  const sku = tenant.subscribedSkus.find((known) => known.skuId === skuId)
  if (sku !== undefined) sku.consumedUnits -= 1
  user['assignedLicenses'] = listOf(user['assignedLicenses']).filter((licence) => licence['skuId'] !== skuId)
  const gone = sku?.servicePlans.map(({ servicePlanId }) => servicePlanId) ?? []
  user['assignedPlans'] = listOf(user['assignedPlans']).filter((plan) => !gone.includes(String(plan['servicePlanId'])))
}

export function skuOf (tenant: Tenant, skuId: string): SubscribedSku {
  const sku = tenant.subscribedSkus.find((known) => known.skuId === skuId.toLowerCase())
  if (sku) return sku
  throw badRequest(`License ${skuId} does not correspond to a valid company License.`)
}

export const free = ({ capabilityStatus, prepaidUnits, consumedUnits }: SubscribedSku) =>
  capabilityStatus === 'Enabled' ? prepaidUnits.enabled - consumedUnits : 0
export const licensesOf = (user: User) => listOf(user['assignedLicenses']).map(licence => String(licence['skuId']))
const listOf = (value: unknown): Record<string, unknown>[] => Array.isArray(value) ? value : []
export const badRequest = (message: string) => new Refusal(400, 'Request_BadRequest', message)
