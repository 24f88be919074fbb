import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { installedNative } from '../src/embedded/binaries.ts'
import {
  ask,
  hold,
  holdElsewhere,
  isRoot,
  isRunning,
  serverProcess,
  temporaryDirectory,
} from './embedded-harness.ts'

const nobody = { uid: 65534, gid: 65534 }
/** Whether an ordinary user of this machine could run this checkout at all. */
const open = isRoot && spawnSync(process.execPath, ['--version'], { ...nobody, cwd: '/' }).status === 0

describe('an embedded PostgreSQL started by root', { skip: !isRoot, timeout: 120_000 }, () => {
  it('runs as another account', async () => {
    const { dataDirectory } = await hold({ home: temporaryDirectory() })
    expect(statSync(dataDirectory).uid).not.toBe(0)
    expect(statSync(`/proc/${serverProcess(dataDirectory)}`).uid).not.toBe(0)
  })

  it('keeps its data elsewhere when the home is private, and finds it again', async () => {
    const home = join(temporaryDirectory(0o700), 'home')
    const sharedRoot = temporaryDirectory()
    const first = await hold({ home, sharedRoot })
    expect(first.dataDirectory.startsWith(sharedRoot)).toBe(true)
    await ask(first.connection, 'create table kept as select 42 as answer')
    await first.stop()

    const moved = `${home} moved`
    renameSync(home, moved)
    const second = await hold({ home: moved, sharedRoot })
    expect(await ask(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }])

    const copied = `${home} copied`
    cpSync(moved, copied, { recursive: true })
    const third = await hold({ home: copied, sharedRoot })
    expect(await ask(third.connection, `select to_regclass('kept') as found`)).toEqual([{ found: null }])
  })

  it('refuses a shared directory that others can write', async () => {
    const sharedRoot = temporaryDirectory(0o777)
    await expect(hold({ home: temporaryDirectory(0o700), sharedRoot })).rejects.toMatchObject({
      code: 'NO_PERMISSION',
    })
  })

  it('does not look for data elsewhere when a directory above it was closed', async () => {
    const parent = temporaryDirectory()
    const home = join(parent, 'home')
    const embedded = await hold({ home })
    await embedded.stop()
    chmodSync(parent, 0o700)
    await expect(hold({ home, sharedRoot: temporaryDirectory() })).rejects.toMatchObject({
      code: 'NO_PERMISSION',
      message: expect.stringContaining('closed to others'),
    })
  })

  it('is copied out of a private checkout', async () => {
    const checkout = join(temporaryDirectory(0o700), 'checkout')
    const native = join(checkout, 'package', 'native')
    cpSync(installedNative(), native, { recursive: true, verbatimSymlinks: true })
    cpSync(join(installedNative(), '..', 'package.json'), join(checkout, 'package', 'package.json'))
    const sharedRoot = temporaryDirectory()
    const embedded = await hold({ home: temporaryDirectory(), sharedRoot, native })
    const executable = readFileSync(`/proc/${serverProcess(embedded.dataDirectory)}/cmdline`, 'utf8').split(
      '\0',
    )[0]
    expect(executable?.startsWith(sharedRoot)).toBe(true)
  })

  it('removes the pid file of a killed server whose id belongs to another process of that account', async () => {
    const home = temporaryDirectory()
    const killed = await holdElsewhere({ home })
    const { dataDirectory } = killed.answer
    if (!dataDirectory) throw new Error('no server')
    await killed.kill()
    process.kill(serverProcess(dataDirectory), 'SIGKILL')
    const { uid, gid } = statSync(dataDirectory)
    const stranger = spawn('sleep', ['600'], { uid, gid })
    try {
      for (const file of [
        join(dataDirectory, 'postmaster.pid'),
        join(home, 'postgres/run/.s.PGSQL.5432.lock'),
      ]) {
        writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)))
      }
      const next = await hold({ home })
      expect(await ask(next.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      stranger.kill()
    }
  })

  it('says that the disk is full', async () => {
    const home = temporaryDirectory()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=755', 'tmpfs', home])
    if (mounted.status !== 0) return
    try {
      await expect(hold({ home })).rejects.toMatchObject({
        code: 'DISK_FULL',
        message: expect.stringContaining(home),
      })
    } finally {
      spawnSync('umount', [home])
    }
  })
})

describe('an embedded PostgreSQL started by an ordinary user', {
  skip: isRoot && !open,
  timeout: 120_000,
}, () => {
  const account = isRoot ? nobody : {}
  const privateHome = () => {
    const home = join(temporaryDirectory(), 'home')
    mkdirSync(home, { mode: 0o700 })
    if (isRoot) chownSync(home, nobody.uid, nobody.gid)
    return home
  }

  it('works in a private home', async () => {
    const home = privateHome()
    const holder = await holdElsewhere({ home }, account)
    expect(holder.answer).toMatchObject({ owned: true, dataDirectory: join(home, 'postgres', 'data') })
    await holder.leave()
    expect(isRunning(join(home, 'postgres', 'data'))).toBe(false)
  })

  it('says so when the home may not be written', async () => {
    const home = temporaryDirectory(0o555)
    const holder = await holdElsewhere({ home: join(home, 'home') }, account)
    expect(holder.answer.error).toMatchObject({
      code: 'NO_PERMISSION',
      message: expect.stringContaining('THROUGHLINE_HOME'),
    })
  })
})

describe('an embedded PostgreSQL that cannot be', () => {
  it('says what it has no server for', () => {
    expect(() => installedNative('win32', 'x64')).toThrow(/Linux or macOS/)
    expect(() => installedNative('linux', 's390x')).toThrow(
      /no embedded PostgreSQL for linux on s390x.*DATABASE_URL/,
    )
    const other = process.arch === 'arm64' ? 'x64' : 'arm64'
    expect(() => installedNative('linux', other)).toThrow(/is not installed/)
  })

  it('refuses data of another major version', async () => {
    const home = temporaryDirectory()
    const embedded = await hold({ home })
    await embedded.stop()
    writeFileSync(join(embedded.dataDirectory, 'PG_VERSION'), '17\n')
    await expect(hold({ home })).rejects.toMatchObject({
      code: 'OTHER_VERSION',
      message: expect.stringContaining('written by PostgreSQL 17'),
    })
  })

  it('shows the end of the log when the server does not start', async () => {
    await expect(
      hold({ home: temporaryDirectory(), settings: { no_such_setting: 'on' } }),
    ).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('unrecognized configuration parameter "no_such_setting"'),
    })
  })
})
