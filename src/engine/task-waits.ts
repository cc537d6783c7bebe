import type { EventFeed } from './event-feed.ts'

/** Waiting for tasks to move, without asking the database for each of them. */
export interface TaskWaits {
  /** Calls `wake` when the task may have moved. Answers how to end that. */
  follow (providerId: number, taskId: string, wake: () => void): () => void
}

/** Which tasks of a provider moved behind a place of its log, and where that ends now. */
type MovedAfter = (providerId: number, after: number | undefined) => Promise<{ place: number, taskIds: string[] }>

interface Followed {
  readonly tasks: Map<string, Set<() => void>>
  readonly unfollow: () => void
  place: number | undefined
  state: 'idle' | 'looking' | 'looking-again'
}

/** When the log of a provider grows one statement finds out which tasks moved, for all that wait in this process. */
export function openTaskWaits (feed: EventFeed, movedAfter: MovedAfter): TaskWaits {
  const providers = new Map<number, Followed>()

  async function look (providerId: number, followed: Followed): Promise<void> {
    if (followed.state !== 'idle') {
      followed.state = 'looking-again'
      return
    }
    do {
      followed.state = 'looking'
      const moved = await movedAfter(providerId, followed.place).catch(() => undefined)
      // Without a place it is not known what moved, and when the database fails neither: everybody looks.
      const wakes = moved === undefined || followed.place === undefined
        ? [...followed.tasks.values()]
        : moved.taskIds.map(id => followed.tasks.get(id) ?? [])
      followed.place = moved?.place
      for (const wake of wakes.flatMap(wakes => [...wakes])) wake()
    } while (isAskedAgain(followed))
    followed.state = 'idle'
  }

  function followedOf (providerId: number): Followed {
    const known = providers.get(providerId)
    if (known !== undefined) return known
    const followed: Followed = {
      tasks: new Map(), place: undefined, state: 'idle',
      unfollow: feed.follow(providerId, () => { void look(providerId, followed) })
    }
    providers.set(providerId, followed)
    return followed
  }

  return {
    follow (providerId, taskId, wake) {
      const followed = followedOf(providerId)
      const wakes = followed.tasks.get(taskId) ?? new Set()
      followed.tasks.set(taskId, wakes.add(wake))
      return () => {
        wakes.delete(wake)
        if (wakes.size === 0 && followed.tasks.get(taskId) === wakes) followed.tasks.delete(taskId)
        if (followed.tasks.size > 0 || providers.get(providerId) !== followed) return
        providers.delete(providerId)
        followed.unfollow()
      }
    }
  }
}

const isAskedAgain = ({ state }: Followed): boolean => state === 'looking-again'
