import { siteId, nameSite } from './add-site.ts'
import type { Example, Place } from './example.ts'

const prefix = ({ serial }: Place, kind: string): string => `+${serial}${kind}`
const rules = (
  place: Place
) => [{ name: 'old', prefix: prefix(place, '77'), tag: 'old' }, {
  name: 'changed', prefix: prefix(place, '88'), tag: 'old'
}]

/** One rule more, one less, and one with another tag. */
export const editDialPlan: Example = {
  steps: 'tsk: await-window look* edit*',
  input: place => ({
    siteId: siteId(place),
    plan: 'CustDialPlan',
    add: [{ name: 'new', prefix: prefix(place, '66'), tag: 'new' }, {
      name: 'changed', prefix: prefix(place, '88'), tag: 'new'
    }],
    remove: rules(place).map(rule => ({ prefix: rule.prefix }))
  }),
  numbers: 0,
  needs: ['add-site'],
  async prepare (place) {
    await nameSite(place)
    const { dialPlans } = await place.stack.sbcs[0].control('GET', '/_mock/state')
    await place.stack.sbcs[0].control('PUT', '/_mock/state', {
      dialPlans: { ...dialPlans, CustDialPlan: [...dialPlans.CustDialPlan, ...rules(place)] }
    })
    for (const { name, prefix, tag } of rules(place)) {
      await place.services.db.query({
        text:
          `insert into site_rule (provider_id, sbc_id, plan, prefix, name, tag, site_id)
            values (1, 8, 'CustDialPlan', $1, $2, $3, $4)`,
        values: [prefix, name, tag, siteId(place)]
      })
    }
  },
  async state (place) {
    const { saved } = await place.stack.sbcs[0].control('GET', '/_mock/state')
    const { rows } = await place.services.db.query({
      text: 'select prefix, tag from site_rule where site_id = $1 order by 1', values: [siteId(place)]
    })
    const own = saved.CustDialPlan.filter((rule: { prefix: string }) =>
      /^\+\d+(66|77|88)$/.test(rule.prefix) && rule.prefix.startsWith(`+${place.serial}`) &&
      rule.prefix.length === `+${place.serial}77`.length
    )
    return JSON.parse(
      JSON.stringify({
        rows, own: own.map(({ name, prefix, tag }: Record<string, string>) => `${name} ${prefix} ${tag}`).sort()
      }).replaceAll(`+${place.serial}`, '+#')
    )
  },
  afterFailure: 'clean'
}
