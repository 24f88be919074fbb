import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountFor, spawnAs } from '../src/embedded/account.ts'
import { drift, generatedFiles } from '../src/generated.ts'
import { connect, migrate } from '../src/index.ts'
import { hold, temporaryDirectory } from './embedded-harness.ts'

/** Where Debian and Ubuntu install the oldest server that is supported. */
const native = '/usr/lib/postgresql/15'

describe('on PostgreSQL 15', { skip: !existsSync(join(native, 'bin', 'postgres')) }, () => {
  it('the migrations add up to the same schema', async () => {
    const home = temporaryDirectory()
    const directory = join(home, 'postgres')
    const account = accountFor(join(directory, 'data'))
    mkdirSync(directory)
    if (!account.self) chownSync(directory, account.uid, account.gid)
    const options = [
      '-D',
      join(directory, 'data'),
      '-U',
      'throughline',
      '--auth=trust',
      '--no-sync',
      '--locale=C',
      '--encoding=UTF8',
    ]
    expect(spawnSync(join(native, 'bin', 'initdb'), options, spawnAs(account)).status).toBe(0)

    const server = await hold({ home, native, settings: { fsync: 'off' } })
    expect(server.version).toMatch(/^15\./)
    const db = connect(server.connection)
    await migrate(db)
    expect(await Promise.all((await generatedFiles(db)).map(drift))).toEqual([undefined, undefined])
    await db.close()
  })
})
