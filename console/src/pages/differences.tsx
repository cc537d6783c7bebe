/** What became of each fact that is another one. */
export function Differences ({ before, after }: { before: unknown, after: unknown }) {
  const [old, fresh] = [entriesOf(before), entriesOf(after)]
  const names = [...new Set([...old.keys(), ...fresh.keys()])]
  if (names.length === 0) return null
  return (
    <details>
      <summary>{names.join(', ')}</summary>
      <dl>
        {names.map(name => [
          <dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{old.get(name) ?? '–'} → {fresh.get(name) ?? '–'}</dd>
        ])}
      </dl>
    </details>
  )
}

const entriesOf = (value: unknown): ReadonlyMap<string, string> => new Map(
  Object.entries(value ?? {}).map(([name, of]) => [name, typeof of === 'string' ? of : JSON.stringify(of)])
)
