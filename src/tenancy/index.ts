import type { Domain } from '../http/domain.ts'
import { channelAssignments } from './api/channel-assignments.ts'
import { channels } from './api/channels.ts'
import { customers } from './api/customers.ts'
import { ovocChannels } from './api/ovoc-channels.ts'
import {
  Channel, ChannelAssigned, ChannelAssignment, ChannelChange, ChannelPage, ChannelRemoved, NewChannel
} from './schemas/channel.ts'
import { Customer, CustomerDetails } from './schemas/customer.ts'
import { CustomerChange, LicenceInfo, LicenceUpgrade, LicensedUser } from './schemas/licence.ts'
import { OvocChannel, OvocChannels, OvocReference } from './schemas/ovoc-channel.ts'
import { addChannel } from './tasks/add-channel.ts'
import { assignChannel } from './tasks/assign-channel.ts'
import { changeChannel } from './tasks/change-channel.ts'
import { credentialEnds } from './tasks/credential-ends.ts'
import { deleteChannel } from './tasks/delete-channel.ts'

/** The tree of channels and customers. */
export const tenancyDomain: Domain = {
  resources: () => [channelAssignments, channels, ovocChannels, customers],
  kinds: [addChannel, assignChannel, changeChannel, deleteChannel],
  components: [
    Channel, ChannelAssigned, ChannelAssignment, ChannelChange, ChannelPage, ChannelRemoved, Customer, CustomerChange,
    CustomerDetails, LicenceInfo, LicenceUpgrade, LicensedUser, NewChannel, OvocChannel, OvocChannels, OvocReference
  ],
  backgroundJobs: () => [credentialEnds]
}
