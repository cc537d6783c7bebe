import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'

export interface CloudHosts { readonly loginUrl: string, readonly graphUrl: string }

export type HostsOf = (cloud: MicrosoftCloud) => CloudHosts

/** docs/wire/microsoft.md#clouds */
const national: Record<Exclude<MicrosoftCloud, 'global'>, CloudHosts> = {
  'us-government': { loginUrl: 'https://login.microsoftonline.us', graphUrl: 'https://graph.microsoft.us' },
  'us-government-dod': { loginUrl: 'https://login.microsoftonline.us', graphUrl: 'https://dod-graph.microsoft.us' },
  china: { loginUrl: 'https://login.chinacloudapi.cn', graphUrl: 'https://microsoftgraph.chinacloudapi.cn' }
}

/** The hosts of each cloud; those of the global one are settings. */
export const cloudHosts = (global: CloudHosts): HostsOf => cloud => cloud === 'global' ? global : national[cloud]
