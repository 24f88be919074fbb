import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parsePs, processUsage } from './process-usage.ts'

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

/** A process that has said it is there, and then does what the code says. */
async function running(code: string): Promise<number> {
  child = spawn(process.execPath, ['-e', `process.stdout.write('.', () => { ${code} })`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (child.stdout !== null) await once(child.stdout, 'data')
  return child.pid ?? 0
}

describe.runIf(process.platform === 'linux')('what a process uses', () => {
  it('grows while it computes, and it does not wait', async () => {
    const pid = await running('for (;;) Math.random()')
    const before = await processUsage(pid)
    const after = await vi.waitUntil(async () => {
      const usage = await processUsage(pid)
      return usage !== undefined && usage.cpu > (before?.cpu ?? 0) + 100 ? usage : undefined
    }, 30_000)
    expect(after.waits).toBe(false)
    expect(after.memory).toBeGreaterThan(10)
  })

  it('says that it waits when nothing is to be done', async () => {
    const pid = await running('process.stdin.resume()')
    expect(await vi.waitUntil(async () => (await processUsage(pid))?.waits, 30_000)).toBe(true)
  })

  it('says that a process which is stopped does not wait by itself', async () => {
    const pid = await running('process.stdin.resume()')
    await vi.waitUntil(async () => (await processUsage(pid))?.waits, 30_000)
    process.kill(pid, 'SIGSTOP')
    await vi.waitUntil(async () => (await processUsage(pid))?.waits === false, 30_000)
    const before = await processUsage(pid)
    expect(await processUsage(pid)).toEqual(before)
  })

  it('is not known once the process has ended', async () => {
    const pid = await running('process.exit()')
    if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit')
    expect(await processUsage(pid)).toBeUndefined()
  })
})

describe('a line of ps', () => {
  it.each([
    ['of macOS', ' 52736 S+     0:01.23\n', { memory: 52, cpu: 1230, waits: true }],
    ['of macOS after hours', '102400 R    125:01.50\n', { memory: 100, cpu: 7_501_500, waits: false }],
    ['that has slept for long', '  8192 I      0:00.03\n', { memory: 8, cpu: 30, waits: true }],
    ['that is stopped', '  8192 T      0:00.03\n', { memory: 8, cpu: 30, waits: false }],
    ['of Linux', ' 61440 Ssl+ 00:00:12\n', { memory: 60, cpu: 12_000, waits: true }],
    ['of Linux after days', ' 61440 Rl 2-01:00:00\n', { memory: 60, cpu: 176_400_000, waits: false }],
  ])('%s is read', (_what, line, expected) => {
    expect(parsePs(line)).toEqual(expected)
  })

  it.each(['', 'ps: no such process', '12 S'])('"%s" says nothing', (line) => {
    expect(parsePs(line)).toBeUndefined()
  })
})
