import type { Domain } from '../http/domain.ts'
import { brakes } from './api/brakes.ts'
import { callers } from './api/callers.ts'
import { channelAssignments } from './api/channel-assignments.ts'
import { channels } from './api/channels.ts'
import { customers } from './api/customers.ts'
import { ovocChannels } from './api/ovoc-channels.ts'
import { tokenConnections } from './api/token-connections.ts'
import { Brake, Brakes } from './schemas/brake.ts'
import { CallerChange, NewCaller, RegisteredCaller, RegisteredCallerPage } from './schemas/caller.ts'
import {
  Channel, ChannelAssigned, ChannelAssignment, ChannelChange, ChannelPage, ChannelRemoved, NewChannel
} from './schemas/channel.ts'
import { Customer, CustomerDetails } from './schemas/customer.ts'
import { CustomerChange, LicenceInfo, LicenceUpgrade, LicensedUser } from './schemas/licence.ts'
import { OvocChannel, OvocChannels, OvocReference } from './schemas/ovoc-channel.ts'
import {
  TokenConnection, TokenConnectionAnswer, TokenConnectionSettings, TokenCredential
} from './schemas/token-connection.ts'
import { addCaller } from './tasks/add-caller.ts'
import { addChannel } from './tasks/add-channel.ts'
import { assignChannel } from './tasks/assign-channel.ts'
import { changeCaller } from './tasks/change-caller.ts'
import { changeChannel } from './tasks/change-channel.ts'
import { changeTokenCredential, promoteTokenCredential } from './tasks/change-token-credential.ts'
import { credentialEnds } from './tasks/credential-ends.ts'
import { deleteChannel } from './tasks/delete-channel.ts'
import { keepBrakes } from './tasks/keep-brakes.ts'
import { removeCaller } from './tasks/remove-caller.ts'
import { setTokenConnection } from './tasks/set-token-connection.ts'

/** The tree of channels and customers. */
export const tenancyDomain: Domain = {
  resources: () => [brakes, callers, channelAssignments, channels, ovocChannels, customers, tokenConnections],
  kinds: [
    addCaller, addChannel, assignChannel, changeCaller, changeChannel, changeTokenCredential, deleteChannel, keepBrakes,
    promoteTokenCredential, removeCaller, setTokenConnection
  ],
  components: [
    Brake, Brakes, CallerChange, Channel, ChannelAssigned, ChannelAssignment, ChannelChange, ChannelPage,
    ChannelRemoved, Customer,
    CustomerChange, CustomerDetails, LicenceInfo, LicenceUpgrade, LicensedUser, NewCaller, NewChannel, OvocChannel,
    OvocChannels, OvocReference, RegisteredCaller, RegisteredCallerPage, TokenConnection, TokenConnectionAnswer,
    TokenConnectionSettings, TokenCredential
  ],
  backgroundJobs: () => [credentialEnds]
}
