import type { ReachedRecords } from '../../database/reach.ts'
import {
  addressInWords, after, conditions, documentedTime, isOfProvider, locationInWords, numbersWithin, type NumberFilter
} from './number-filter.ts'

/** What a file of numbers says of one: what was asked for, and what is known. */
export interface ExportedNumber {
  id: number
  telephoneNumber: string
  tenantId: string
  callingProfileId: string | null
  /** null: it came by synchronization, and nobody asked for anything. */
  usage: string | null
  additionalUsages: string[]
  capabilities: string[]
  acquiredCapabilities: string[]
  isoCountryCode: string | null
  civicAddressId: string | null
  locationId: string | null
  source: string
  assignmentStatus: string | null
  removalStatus: number
  acquiredOn: string | null
  customer: string | null
  sbcIds: number[]
  microsoftJobId: string | null
  addressInWords: string | null
  locationInWords: string | null
  inventoryStatus: string | null
  site: string | null
  labels: string[] | null
  notes: string | null
}

const joinCustomer = 'join customer c on c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id'

export async function exportedAfter (
  records: ReachedRecords, filter: NumberFilter, afterId: number, limit: number
): Promise<ExportedNumber[]> {
  const { text, values } = conditions(filter)
  const ofCustomer = !isOfProvider(records) || filter.customerId !== undefined || filter.channelId !== undefined
  const { rows } = await records.query<ExportedNumber>({
    within: numbersWithin(records),
    // The page is cut before anything is joined to it: the planner would else join all that follow, for each page anew.
    text: within => `
      select n.id, n.number as "telephoneNumber", n.ms_tenant_id as "tenantId",
        n.calling_profile_id as "callingProfileId", n.usage,
        n.additional_usages as "additionalUsages", n.capabilities, n.acquired_capabilities as "acquiredCapabilities",
          n.country as "isoCountryCode",
        n.observed_civic_address_id as "civicAddressId", n.observed_location_id as "locationId", n.source,
          n.assignment_status as "assignmentStatus",
        n.removal_status as "removalStatus", ${documentedTime('n.acquired_on')} as "acquiredOn",
          c.full_name as customer,
        array(select o.sbc_id from number_on_sbc o where o.provider_id = n.provider_id and o.number = n.number
          order by 1) as "sbcIds",
        n.microsoft_job_id as "microsoftJobId", ${addressInWords} as "addressInWords",
          ${locationInWords} as "locationInWords", v.status as "inventoryStatus", v.labels, v.notes,
        (select s.name from site s where s.provider_id = v.provider_id and s.id = v.site_id) as site
      from (
        select n.* from number n ${ofCustomer ? joinCustomer : ''} where ${within} ${text}
          and n.id > ${after(values, 1)} order by n.id limit ${after(values, 2)}
      ) n left join customer c on c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id
      left join inventory v on v.provider_id = n.provider_id and v.number = n.number order by n.id`,
    values: [...values, afterId, limit]
  })
  return rows
}
