import { taskKinds } from '../../src/app/domains.ts'
import type { Anything } from '../support/anything.ts'
import type { Wish } from './clients.ts'

/** Each request has one task, which is over and was not lost. */
export function oneTaskPerWish (tasks: Anything[], wishes: readonly Wish[]): string[] {
  const answered = new Set(wishes.flatMap(wish => [...wish.taskIds]))
  return [
    ...wishes.filter(wish => wish.taskIds.size > 1).map(wish =>
      `request ${wish.key} has tasks ${[...wish.taskIds].join(', ')}`
    ),
    ...wishes.filter(wish => wish.taskIds.size === 0 && !wish.refused).map(wish =>
      `request ${wish.key} got no answer`
    ),
    ...tasks.filter(task => !answered.has(task.id)).map(task => `task ${task.id} is nobody's`),
    ...[...answered].filter(id => !tasks.some(task => task.id === id)).map(id => `task ${id} was lost`),
    ...tasks.filter(task => task.state !== 'finished' || task.status === 'InProgress').map(task =>
      `task ${task.id} is ${task.state}, ${task.status}, at ${task.step}`
    ),
    ...tasks.filter(task => task.failure?.code === 'undo_failed').map(task =>
      `task ${task.id} was not undone: ${task.failure.reason}`
    )
  ]
}

/** The next version calls some by another name. */
export const ofThisVersion = (kind: string): string => kind.replace(/-next$/, '')

/** Forward through the steps, then perhaps backward, never to and fro; and no message before the one above it. */
export function storyInOrder ({ id, kind, messages, failure }: Anything): string[] {
  const names = taskKinds.find(({ name }) => name === ofThisVersion(kind))?.steps.map(step => step.name) ?? []
  const places: number[] = messages.map((message: Anything) => names.indexOf(message.step))
  const turn = failure === null ? places.length : places.lastIndexOf(names.indexOf(failure.step))
  const inOrder = places.every((place, index) =>
    index === 0 || (index <= turn ? place >= (places[index - 1] ?? 0) : place <= (places[index - 1] ?? 0))
  )
  const times: string[] = messages.map((message: Anything) => message.at)
  return [
    ...(inOrder
      ? []
      : [`task ${id} tells its steps out of order: ${messages.map((message: Anything) => message.step).join(', ')}`]),
    ...(times.every((at, index) => index === 0 || at >= (times[index - 1] ?? ''))
      ? []
      : [`task ${id} has messages out of order of time`])
  ]
}
