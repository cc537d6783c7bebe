import { followTask, type Task } from '@dialplane/client'
import { useEffect, useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import { Link } from '../router.tsx'
import { Badge } from './told.tsx'

/** A task as it moves, until it is over. */
export function useTask (id: string): { task: Task | undefined, problem: Error | undefined } {
  const { client } = useApi()
  const [state, setState] = useState<{ task: Task | undefined, problem: Error | undefined }>(
    { task: undefined, problem: undefined }
  )
  useEffect(() => {
    const { signal, abort } = stopper()
    const follow = async (): Promise<void> => {
      for await (const task of followTask(client, id, { signal })) setState({ task, problem: undefined })
    }
    follow().catch((problem: Error) => {
      if (!signal.aborted) setState(before => ({ ...before, problem }))
    })
    return abort
  }, [client, id])
  return state
}

function stopper (): { signal: AbortSignal, abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

/** One line about a task that was just begun. */
export function TaskProgress ({ id, about, onEnd }: { id: string, about: string, onEnd?: (() => void) | undefined }) {
  const { task, problem } = useTask(id)
  const isOver = task !== undefined && task.status !== 'InProgress'
  useEffect(() => { if (isOver) onEnd?.() }, [isOver])
  return (
    <li>
      {about}: <Link to={['tasks', id]}>{id}</Link>{' '}
      <span role='status'>
        {problem !== undefined && <span class='bad'>{problem.message}</span>}
        {task !== undefined && <Badge>{task.status}</Badge>} {task?.executionMessages.at(-1)?.message ?? ''}
      </span>
      {!isOver && problem === undefined && <progress aria-label={`Progress of ${about}`} />}
    </li>
  )
}
