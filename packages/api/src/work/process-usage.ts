import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What a process uses of the machine. */
export interface ProcessUsage {
  /** Milliseconds of CPU time, all threads together. */
  readonly cpu: number
  /** Megabytes of resident memory. */
  readonly memory: number
  /** Whether all its threads sleep until something happens. */
  readonly waits: boolean
}

/** Reads what a process uses. Undefined where the system does not say, or the process has ended. */
export async function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  if (process.platform === 'linux') return fromProc(pid)
  return fromPs(pid)
}

/** Clock ticks per second in /proc: `USER_HZ`, which is 100 on every architecture that Node runs on. */
const TICKS = 100

async function fromProc(pid: number): Promise<ProcessUsage | undefined> {
  try {
    const [status, stat] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? []
    const { state, ticks } = fieldsOf(stat)
    return {
      cpu: (ticks * 1000) / TICKS,
      memory: Math.round(Number(kilobytes) / 1024),
      // Work of the main thread may be done by others, such as reading files.
      waits: state === 'S' && (await threadsSleep(pid)),
    }
  } catch {
    // The process has ended: how, its exit says.
    return undefined
  }
}

async function threadsSleep(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`)
  const states = await Promise.all(
    threads.map(async (thread) => {
      const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8').catch(() => undefined)
      // A thread that has ended meanwhile keeps no other from sleeping.
      return stat === undefined ? 'S' : fieldsOf(stat).state
    }),
  )
  return states.every((state) => state === 'S')
}

/** The state, and the time in user mode and in the kernel: fields 3, 14 and 15 of proc_pid_stat(5). */
function fieldsOf(stat: string): { readonly state: string; readonly ticks: number } {
  // The name in front is in brackets, and may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', ticks: Number(fields[11]) + Number(fields[12]) }
}

const run = promisify(execFile)

async function fromPs(pid: number): Promise<ProcessUsage | undefined> {
  try {
    const { stdout } = await run('/bin/ps', ['-o', 'rss=,stat=,time=', '-p', String(pid)], { env: {} })
    return parsePs(stdout)
  } catch {
    // The process has ended, or there is no ps: then the time that passes is all that is known.
    return undefined
  }
}

/** Reads a line of `ps -o rss=,stat=,time=`, with the time as `[[days-]hours:]minutes:seconds[.hundredths]`. */
export function parsePs(line: string): ProcessUsage | undefined {
  const [, kilobytes, state, days = '0', clock] =
    /^\s*(\d+)\s+(\S)\S*\s+(?:(\d+)-)?((?:\d+:)?\d+:\d+(?:\.\d+)?)\s*$/.exec(line) ?? []
  if (kilobytes === undefined || clock === undefined) return undefined
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return {
    cpu: Math.round((Number(days) * 86_400 + seconds) * 1000),
    memory: Math.round(Number(kilobytes) / 1024),
    // S sleeps, I has slept for long.
    waits: state === 'S' || state === 'I',
  }
}
