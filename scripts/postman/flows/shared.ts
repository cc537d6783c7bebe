import type { Folder, Step } from '../flow.ts'

/** What becomes of the SIP connection that was just added. */
export const lifeOfNewSite: readonly Step[] = [
  { operation: 'getSiteLocation', path: { siteGuid: '{{newSiteLocationId}}' } },
  {
    operation: 'modifySiteLocation', path: { siteGuid: '{{newSiteLocationId}}' },
    body: { scriptParameters: { CacProfile: '10 sessions', ProxySet: 'SIPTrunk' } }
  },
  {
    operation: 'modifySiteLocationOfCustomer', query: { sbcSiteGuid: '{{newSiteLocationId}}' },
    body: { scriptParameters: { CacProfile: '20 sessions', ProxySet: 'SIPTrunk' } }
  },
  { operation: 'deleteSiteLocation', path: { siteGuid: '{{newSiteLocationId}}' } }
]

export const userManagement: Folder = {
  name: 'User Management',
  about: 'Users of a customer, in its own Microsoft tenant.',
  steps: [
    { operation: 'listUsers', keep: { sipAddress: 'body.data.find(({ SipAddress }) => SipAddress).SipAddress' } },
    { operation: 'provisionUser', body: { Department: 'Engineering', City: 'Haifa' } }
  ]
}
