import type { ReachedRecords } from '../../database/reach.ts'
import { pendingTasksOf, type Site } from '../records/sites.ts'
import { mask, type SiteLocation } from '../schemas/site-location.ts'

/** A site as clients know it. A password and the values of customer variables are never shown. */
export async function shown (records: ReachedRecords, site: Site): Promise<SiteLocation> {
  const { parameters } = site
  const value = (name: string): string | null => parameters[name] ?? null
  const variables = {
    ...(site.carrierPasswordSealed !== null && { CarrierUserPassword: mask }),
    ...(parameters['CarrierMailLine'] !== undefined && { CarierMailLine: parameters['CarrierMailLine'] }),
    ...Object.fromEntries(Object.keys(site.variablesSealed).sort().map(name => [name, mask]))
  }
  return {
    id: site.id,
    customerGuid: site.customerId,
    tenantId: site.msTenantId,
    m365DeploymentState: null,
    sbcDeploymentState: site.deploymentState,
    siteName: site.name,
    onlinePstnGateway: value('OnlinePstnGateway'),
    sbcInfo: {
      sbcConfigurationType: site.configurationType,
      cacProfile: value('CacProfile'),
      carrierHostName: value('CarrierHostName'),
      carrierId: value('ProxySet'),
      carrierMainLine: value('CarrierMainLine'),
      carrierUserName: value('CarrierUserName'),
      flagConfigureSbc: site.configureSbc,
      sbcId: site.sbcId,
      sbcScripts: {
        onboardingScript: site.onboardingScript, cleanupScript: site.cleanupScript,
        customerVariables: Object.keys(variables).length === 0 ? null : variables
      },
      ovocCustomerType: site.customerType,
      ocUploadNumberScript: site.uploadScript,
      ocReleaseNumberScript: site.releaseScript,
      enableCAC: site.enableCac,
      flagCarrierRegistration: site.carrierRegistration
    },
    m365Info: {
      m365Scripts: {
        flagConfigureM365Routing: false, onboardingScript: null, cleanupScript: null, customerVariables: null
      }
    },
    pendingTasks: await pendingTasksOf(records, site.id)
  }
}
