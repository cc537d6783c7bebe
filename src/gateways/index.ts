import type { Domain } from '../http/domain.ts'
import { gatewayConfirmation } from './api/gateway-confirmation.ts'
import { onlinePstnGateways } from './api/online-pstn-gateways.ts'
import { NewOnlinePstnGateway, OnlinePstnGateway, OnlinePstnGatewayReference } from './schemas/online-pstn-gateway.ts'
import { addGateway } from './tasks/add-gateway/index.ts'
import { confirmGateway } from './tasks/confirm-gateway.ts'

/** Online PSTN gateways of customers. */
export const gatewaysDomain: Domain = {
  resources: () => [gatewayConfirmation, onlinePstnGateways],
  kinds: [addGateway, confirmGateway],
  components: [NewOnlinePstnGateway, OnlinePstnGateway, OnlinePstnGatewayReference],
  backgroundJobs: () => []
}
