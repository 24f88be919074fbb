import { type ExplorerFile, readExplorerFile } from '../explorer-file.ts'

/** Milliseconds for an answer to the first question. */
const PATIENCE = 10_000

/**
 * The server that runs on a home, with the key that lets the command line in. Undefined if none runs: the file may have
 * been left by a process that was killed, and another server may listen on its port.
 */
export async function localServer(home: string): Promise<ExplorerFile | undefined> {
  const file = await readExplorerFile(home)
  if (file === undefined) return undefined
  const response = await fetch(file.url, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${file.key}`,
      'content-type': 'application/json',
    },
    body: '{"query":"{ __typename }"}',
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => undefined)
  await response?.body?.cancel()
  return response?.ok === true ? file : undefined
}
