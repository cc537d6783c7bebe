import type { Dialplane } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import { TaskProgress } from './task-progress.tsx'
import { Told } from './told.tsx'

interface Props {
  name: string
  start: (client: Dialplane) => Promise<{ taskId: string }>
  onEnd?: () => void
}

/** Begins a task, and shows how it goes. */
export function StartButton ({ name, start, onEnd }: Props) {
  const { client } = useApi()
  const [taskId, setTaskId] = useState<string>()
  const [problem, setProblem] = useState<Error>()
  const begin = (): void => {
    setProblem(undefined)
    start(client).then(begun => setTaskId(begun.taskId), setProblem)
  }
  return (
    <>
      <Told problem={problem} />
      {taskId !== undefined && (
        <ul class='bare'><TaskProgress key={taskId} id={taskId} about={name} onEnd={onEnd} /></ul>
      )}
      <button type='button' onClick={begin}>{name}</button>
    </>
  )
}
