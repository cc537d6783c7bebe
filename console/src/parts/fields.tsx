import type { Field, Values } from './action.ts'

interface Props { fields: readonly Field[], values: Values, onChange: (values: Values) => void }

/** A form of what an action is asked with. */
export function Fields ({ fields, values, onChange }: Props) {
  if (fields.length === 0) return null
  const set = (name: string) => (event: { currentTarget: { value: string } }): void =>
    onChange({ ...values, [name]: event.currentTarget.value })
  return (
    <form class='fields' onSubmit={event => event.preventDefault()}>
      {fields.map(({ name, label, choices, hint, type = 'text', isRequired = false }) => (
        <label key={name}>{label}
          {choices === undefined
            ? <input type={type} required={isRequired} value={values[name] ?? ''} onInput={set(name)} />
            : <select required={isRequired} value={values[name] ?? ''} onChange={set(name)}>
              <option value=''>{isRequired ? 'choose' : 'unchanged'}</option>
              {choices.map(choice => typeof choice === 'string' ? [choice, choice] : choice).map(([value, text]) =>
                <option key={value} value={value}>{text}</option>)}
            </select>}
          {hint !== undefined && <small>{hint}</small>}
        </label>
      ))}
    </form>
  )
}
