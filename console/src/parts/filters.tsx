import { setQuery, usePlace } from '../router.tsx'

export interface Filter {
  readonly name: string
  readonly label: string
  /** The values that there are; without them any text. */
  readonly choices?: ReadonlyArray<string | readonly [value: string, label: string]>
}

/** The values of the filters, as the address of the page has them. */
export function useFilters (filters: readonly Filter[]): Record<string, string> {
  const { query } = usePlace()
  return Object.fromEntries(filters.flatMap(({ name }) => {
    const value = query.get(name) ?? ''
    return value === '' ? [] : [[name, value]]
  }))
}

export function Filters ({ filters }: { filters: readonly Filter[] }) {
  const given = useFilters(filters)
  const set = (name: string) => (event: { currentTarget: { value: string } }): void =>
    setQuery({ [name]: event.currentTarget.value.trim() })
  return (
    <form class='filters' role='search' onSubmit={event => event.preventDefault()}>
      {filters.map(({ name, label, choices }) => (
        <label key={name}>{label}
          {choices === undefined
            ? <input type='search' value={given[name] ?? ''} onInput={set(name)} />
            : <select value={given[name] ?? ''} onChange={set(name)}>
              <option value=''>all</option>
              {choices.map(choice => typeof choice === 'string' ? [choice, choice] : choice).map(([value, text]) =>
                <option key={value} value={value}>{text}</option>)}
            </select>}
        </label>
      ))}
    </form>
  )
}
