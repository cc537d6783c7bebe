import t from 'tap'
import { openGround } from './ground.ts'
import { runSeed } from './run-seed.ts'

// Two seeds of what `node dist/test/faults/run.js --seeds 1..200` does for hours.

t.test('whatever process dies, nothing is lost, doubled or left half done', async t => {
  const ground = await openGround()
  t.teardown(() => ground.close())
  for (const seed of [4, 19]) {
    const { complaints, toll, log } = await runSeed(ground, seed, { seconds: 4, patience: 60 })
    t.same(complaints, [], `seed ${seed}; again with: node dist/test/faults/run.js --seed ${seed} --seconds 4`)
    t.comment(JSON.stringify(toll))
    if (complaints.length > 0) console.error(log.slice(-20_000))
  }
})
