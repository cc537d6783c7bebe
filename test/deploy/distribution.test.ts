import t from 'tap'
import { startProgram } from '../support/program.ts'

t.test('the product runs on partitioned tables, and statements stay with providers or are known not to', async t => {
  const program = startProgram('scripts/check-distribution.js', { TMPDIR: process.env['TMPDIR'] ?? '/tmp' })
  t.teardown(() => program.stop())
  t.equal(await program.gone, 0, program.output())
  const said = program.output()
  const [, statements, inParts, inOne] =
    /(\d+) statements touch them; (\d+) of .*, (\d+) of these in one part/.exec(said) ?? []
  t.ok(Number(statements) > 100, `${statements} statements were seen`)
  t.ok(Number(inParts) > 5, `${inParts} of them read partitioned tables`)
  t.equal(inOne, inParts, 'each in the part of its provider alone')
  const [, bound = '0', given = '0', loose = '0'] =
    /(\d+) are bound to one provider:[^]*?(\d+) to the providers of rows[^]*?(\d+) to none, 0 of all/.exec(said) ?? []
  t.ok(Number(bound) > 80 && Number(given) > 0 && Number(loose) > 5, `${bound}, ${given} and ${loose}`)
  t.match(said,
    /Unique indexes without the provider: credential_id_key, credential_pkey, operator_connect_tenant_of_one\./)
  t.match(said, /References without it between such tables: none\./)
})
