import type { ComponentChildren } from 'preact'

const isKnown = (value: ComponentChildren): boolean =>
  value !== null && value !== undefined && value !== '' && value !== false

/** Names and values; what is not known is a dash. */
export function Facts ({ facts }: { facts: Readonly<Record<string, ComponentChildren>> }) {
  return (
    <dl>
      {Object.entries(facts).map(([name, value]) => [
        <dt key={`${name}-name`}>{name}</dt>,
        <dd key={name}>{isKnown(value) ? value : '–'}</dd>
      ])}
    </dl>
  )
}
