import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { isSameSecret } from '../../http/one-time-code.ts'
import { PROOF_PATH, proofOf } from '../../http/proof.ts'
import { type ExplorerFile, readExplorerFile } from '../explorer-file.ts'

/** Milliseconds for an answer to the first question. */
const PATIENCE = 10_000

const answered = z.object({ proof: z.string() })

/**
 * The server that runs on a home, with the key that lets the command line in. Undefined if none runs: the file may have
 * been left by a process that was killed, and another server may listen on its port. The server proves that it has the
 * key before it is sent the key or a token.
 */
export async function localServer(home: string): Promise<ExplorerFile | undefined> {
  const file = await readExplorerFile(home)
  if (file === undefined) return undefined
  const challenge = randomBytes(32).toString('base64url')
  const answer = await fetch(new URL(PROOF_PATH, file.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ challenge }),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  })
    .then((response): Promise<unknown> => response.json())
    .catch(() => undefined)
  const { data } = answered.safeParse(answer)
  return data !== undefined && isSameSecret(data.proof, proofOf(file.key, challenge)) ? file : undefined
}
