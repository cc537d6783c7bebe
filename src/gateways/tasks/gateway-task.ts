// A gateway is known to clients by its correlation id, which is a part of the id of its task.

export const correlationIdOf = (taskId: string): string => taskId.slice('wgw_'.length)
export const gatewayTaskOf = (correlationId: string): string => `wgw_${correlationId}`
