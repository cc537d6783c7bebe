import type { Element } from './xml.ts'

/** A rule in the words of the other mocks. */
export interface Rule { name: string, prefix: string, tag: string }

export function realmOf (name: string): Element {
  return element('realm-config', { identifier: name })
}

/** The policy that routes a number of a realm to a session group. */
export function policyOf (realm: string, { name, prefix, tag }: Rule): Element {
  return {
    ...element('local-policy', {
      'from-address': '*', 'to-address': prefix, 'source-realm': realm, description: name, state: 'enabled'
    }),
    children: [element('policy-attribute', { 'next-hop': `SAG:${tag}`, realm })]
  }
}

function element (type: string, attributes: Readonly<Record<string, string>>): Element {
  return {
    type, attributes: new Map(Object.entries(attributes).map(([name, value]) => [name, [value]])), children: []
  }
}
