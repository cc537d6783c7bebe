import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'
import type { NumberOrder, OrderType } from '../schemas/number-order.ts'

/** What a caller asks for among the orders within its reach. */
export interface OrderFilter {
  type: OrderType
  orderId?: string | undefined
  tenantId?: string | undefined
  /** One that is in a range of the order. */
  number?: string | undefined
  taskId?: string | undefined
  jobId?: string | undefined
  source?: string | undefined
  status?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

const asked = `o.type = $4 and ($5::text is null or o.id = $5) and ($6::uuid is null or o.ms_tenant_id = $6)
  and ($7::text is null or exists (select from number_order_range r where r.provider_id = o.provider_id
    and r.order_id = o.id and r.first collate "C" <= $7 and r.last collate "C" >= $7 and length(r.first) = length($7)))
  and ($8::text is null or o.task_id = $8) and ($9::text is null or $9 = any(o.job_ids))
  and ($10::text is null or o.source = $10) and ($11::text is null or o.status = $11)
  and ($12::timestamptz is null or o.ordered_at >= $12) and ($13::timestamptz is null or o.ordered_at < $13)`

const columns = (ranges: number): string => `o.id as "orderId", o.type, o.source, o.ms_tenant_id as "tenantId",
  c.id as "customerId", c.full_name as "customerName",
  case when c.id is null then 'Provider' else 'Customer' end as "locatedAt", o.product_context as "productContext",
  o.status, o.job_ids as "jobIds", o.task_id as "taskId", o.caller, o.ticket_id as "ticketId",
  o.total as "totalNumbersCount", o.succeeded as "succeededCount", o.unchanged as "unchangedCount",
  o.failed as "failedCount", o.ordered_at as "orderedAt", o.finished_at as "finishedAt",
  (select count(*)::int from number_order_range r where r.provider_id = o.provider_id and r.order_id = o.id)
    as "rangeCount",
  array(select json_build_object('start', r.first, 'end', r.last, 'count', r.count, 'outcome', r.outcome,
    'code', r.code, 'reason', r.reason) from number_order_range r
    where r.provider_id = o.provider_id and r.order_id = o.id order by r.ordinal limit ${ranges}) as ranges`

export const orderListing: Listing = {
  orders: { orderedAt: [{ sql: 'o.ordered_at', type: 'timestamptz' }, { sql: 'o.id', type: 'text' }] },
  usual: '-orderedAt',
  times: {
    finished: { sql: 'o.finished_at', what: 'Ended' },
    updated: { sql: 'greatest(o.ordered_at, o.finished_at)', what: 'Ordered or ended' }
  }
}

/** One page, the newest first unless it is asked otherwise. */
export async function ordersPage (
  records: ReachedRecords, filter: OrderFilter, place: Place, ranges = 20
): Promise<Part<NumberOrder>> {
  return reachedList<NumberOrder>(records, orderListing, place, {
    within: ofTenantWithin('o'),
    counted: (within, words) => `select count(*) from number_order o where ${within} and ${asked}${words.asked}`,
    rows: (within, words) => `select ${columns(ranges)}${words.mark} from (select * from number_order o
        where ${within} and ${asked}${words.asked}${words.behind} ${words.tail}) o
      left join customer c on c.provider_id = o.provider_id and c.ms_tenant_id = o.ms_tenant_id ${words.order}`,
    values: [
      filter.type, filter.orderId ?? null, filter.tenantId ?? null, filter.number ?? null, filter.taskId ?? null,
      filter.jobId ?? null, filter.source ?? null, filter.status ?? null, filter.since ?? null, filter.until ?? null
    ]
  })
}

/** One order with all of its ranges. */
export async function orderOf (
  records: ReachedRecords, type: OrderType, orderId: string
): Promise<NumberOrder | undefined> {
  const { data: [order] } = await ordersPage(records, { type, orderId }, { offset: 0, limit: 1 }, 1_000_000)
  return order
}
