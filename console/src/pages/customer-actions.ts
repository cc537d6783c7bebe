import type { Shapes } from '@dialplane/client'
import { given, type Action } from '../parts/action.ts'

type Customer = Shapes['Customer']
type Lead = Shapes['Lead']
type Site = Shapes['SiteLocation']

const licences = [['4', 'OC Essentials Plus'], ['5', 'OC Pro']] as const

/** What can be done with a lead: it becomes a customer, or goes. */
export function leadActions ({ tenantId, contactDetails, umpCustomerGuid, isDirectLead }: Lead): Action[] {
  const about = contactDetails.companyName ?? tenantId
  if (umpCustomerGuid !== null) return []
  return [
    {
      name: 'License', about,
      fields: [
        { name: 'customerShortName', label: 'Short name', isRequired: true, hint: 'letters and digits; it stays' },
        { name: 'customerFullName', label: 'Full name', value: contactDetails.companyName ?? '' }
      ],
      ask: (client, { customerShortName = '', customerFullName = '' }, query) => client.open('licenseLead', {
        query: { msTenantId: tenantId, ...query },
        body: { statusChange: 'OCEssential', customerShortName, ...given({ customerFullName }) }
      })
    },
    ...isDirectLead
      ? [{
        name: 'Delete', about, isGrave: true,
        ask: (client, _values, query) => client.open('deleteLead', { query: { msTenantId: tenantId, ...query } })
      } satisfies Action]
      : []
  ]
}

export const newLead: Action = {
  name: 'Add a lead', about: 'without consent',
  fields: [
    { name: 'tenantId', label: 'Microsoft tenant id', isRequired: true },
    { name: 'companyName', label: 'Company', isRequired: true }
  ],
  ask: (client, { tenantId = '', companyName = '' }, query) =>
    client.open('createLead', { query, body: { tenantId: tenantId.trim(), companyName } })
}

/** What can be done with a customer. */
export function customerActions (customer: Customer): Action[] {
  const { UmpCustomerGuid: customerGuid, CustomerFullName: about, LicensedUsersCount } = customer
  const path = { customerGuid }
  return [
    {
      name: 'Change', about,
      fields: [
        { name: 'customerFullName', label: 'Full name', value: about },
        { name: 'licenseType', label: 'Licence', choices: licences },
        {
          name: 'licensedUsersCount', label: 'Licensed users', type: 'number',
          ...LicensedUsersCount != null && { value: String(LicensedUsersCount) }
        }
      ],
      ask: (client, { customerFullName = '', licenseType = '', licensedUsersCount = '' }, query) =>
        client.open('changeCustomer', {
          path, query,
          body: {
            ...customerFullName.trim() !== about && given({ customerFullName }),
            ...licenseType !== '' && { licenseType: Number(licenseType) },
            ...licensedUsersCount !== '' && Number(licensedUsersCount) !== LicensedUsersCount &&
              { licensedUsersCount: Number(licensedUsersCount) }
          }
        })
    },
    {
      name: 'Delete', about, isGrave: true,
      fields: [
        {
          name: 'releaseNumbers', label: 'Its numbers', isRequired: true, value: 'false',
          choices: [['false', 'must be released before'], ['true', 'are released first']]
        },
        {
          name: 'removeFromOperatorConnect', label: 'At Microsoft', isRequired: true, value: 'true',
          choices: [['true', 'are released there too'], ['false', 'are left alone: the tenant is gone there']]
        }
      ],
      ask: (client, { releaseNumbers, removeFromOperatorConnect }, query) => client.open('deleteCustomer', {
        path,
        query: {
          ...query, releaseNumbers: releaseNumbers === 'true',
          removeFromOperatorConnect: removeFromOperatorConnect === 'true'
        }
      })
    }
  ]
}

export const newSite = (customerGuid: string, sbcs: ReadonlyArray<readonly [id: string, name: string]>): Action => ({
  name: 'Add', about: 'site',
  fields: [
    { name: 'siteLocationName', label: 'Name', isRequired: true },
    { name: 'sbcId', label: 'SBC', choices: sbcs, isRequired: true },
    { name: 'onlinePstnGateway', label: 'Gateway', hint: 'the FQDN that Microsoft knows it by; may be left empty' }
  ],
  ask: (client, { siteLocationName = '', sbcId = '', onlinePstnGateway = '' }, query) =>
    client.open('addSiteLocation', {
      path: { customerGuid }, query,
      body: { siteLocationName, sbcId: Number(sbcId), ...given({ onlinePstnGateway }) }
    })
})

/** What can be done with a site. */
export function siteActions ({ id, customerGuid, siteName, onlinePstnGateway, sbcInfo }: Site): Action[] {
  return [
    {
      name: 'Change', about: siteName,
      fields: [
        { name: 'siteLocationName', label: 'Name', value: siteName },
        { name: 'onlinePstnGateway', label: 'Gateway', value: onlinePstnGateway ?? '' },
        { name: 'cacProfile', label: 'Limit of calls (CAC profile)', value: sbcInfo.cacProfile ?? '' },
        { name: 'carrierMainLine', label: 'Main line', value: sbcInfo.carrierMainLine ?? '' }
      ],
      ask: (client, { siteLocationName = '', ...rest }, query) => client.open('modifySiteLocation', {
        path: { customerGuid, siteGuid: id }, query,
        body: { ...siteLocationName.trim() !== siteName && given({ siteLocationName }), ...given(rest) }
      })
    },
    {
      name: 'Delete', about: siteName, isGrave: true,
      ask: (client, _values, query) => client.open('deleteSiteLocation', { path: { siteGuid: id }, query })
    }
  ]
}
