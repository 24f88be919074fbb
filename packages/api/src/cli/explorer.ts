import { z } from 'zod'
import { CODES_PATH } from '../http/explorer.ts'
import type { Environment } from './environment.ts'
import { RunFailed, UsageError } from './exit.ts'
import { readExplorerFile } from './explorer-file.ts'
import type { Output } from './output.ts'

const PATIENCE = 10_000

const issued = z.object({ code: z.string(), expiresAt: z.string(), pageCode: z.string() })

/** Asks the running embedded server for a new code, and prints the address that opens GraphiQL with it. */
export async function explorer({ databaseUrl, home }: Environment, output: Output): Promise<void> {
  if (databaseUrl !== undefined) {
    throw new UsageError(
      'Only an embedded server fills in a token. With DATABASE_URL, open /graphql and paste one that "throughline token create" made.',
    )
  }
  const file = await readExplorerFile(home)
  if (file === undefined) throw notRunning(`No embedded server runs on ${home}.`)
  const { code, expiresAt, pageCode } = await askForCode(file)
  const link = explorerLink(file.url, code)
  output.say(link)
  output.say(`It opens GraphiQL with the administrator's token, once, until ${expiresAt}.`)
  const page = pageLink(file.url, pageCode)
  output.say(page)
  output.say('It opens the start page, once, until the same time.')
  output.result({ explorer: link, page, expiresAt })
}

/** The code is in the fragment: browsers send that to no server, and name it to no other page. */
export function explorerLink(url: string, code: string): string {
  return `${url}#code=${code}`
}

/** The start page has no script: its code is in the query, which is not logged, and leaves the address at once. */
export function pageLink(url: string, code: string): string {
  return new URL(`/?code=${code}`, url).href
}

async function askForCode({ url, key }: { readonly url: string; readonly key: string }) {
  const response = await fetch(new URL(CODES_PATH, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw notRunning(`The server at ${url} does not answer.`)
  })
  const answer: unknown = await response.json().catch(() => undefined)
  const parsed = issued.safeParse(answer)
  if (response.ok && parsed.success) return parsed.data
  throw notRunning(`The server at ${url} is not the one that was started on this home.`)
}

function notRunning(problem: string): RunFailed {
  return new RunFailed('NOT_RUNNING', `${problem} Start one with: throughline serve`)
}
