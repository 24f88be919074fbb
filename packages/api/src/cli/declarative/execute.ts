import type { GraphQLClient } from '../client/graphql-client.ts'
import type { Output } from '../output.ts'
import type { PlacedStep } from './planned.ts'
import { checkRoles, type Effect, previewBatch, runBatch, runSingle } from './send.ts'

/** What is sent to the API, in its order: each batch and each single mutation is a transaction. */
export interface Sending {
  readonly batches: readonly (readonly PlacedStep[])[]
  /** Mutations that batches do not take. */
  readonly single: readonly PlacedStep[]
  /** IDs by the keys that steps use; grows with what is created. */
  readonly known: Map<string, string>
}

/**
 * Has the API check what is to be written, without storing it. Of what takes several transactions only the roles of the
 * caller are checked, and there is no effect: later ones refer to what earlier ones create. Null in an organisation that
 * is too large for a preview.
 */
export async function preview(
  client: GraphQLClient,
  { batches, single, known }: Sending,
): Promise<Effect | null | undefined> {
  const [batch, second] = batches
  if (second !== undefined) await checkRoles(client, batches.flat(), known)
  for (const one of single) await runSingle(client, one, true)
  return batch === undefined || second !== undefined ? undefined : previewBatch(client, batch, known)
}

/** Writes one transaction after the other; if one fails, or the user stops it, says which of them stay. */
export async function write(
  client: GraphQLClient,
  { batches, single, known }: Sending,
  output: Output,
): Promise<void> {
  const count = batches.length + single.length
  let done = 0
  try {
    for (const batch of batches) {
      output.progress(`transaction ${done + 1} of ${count}`)
      await runBatch(client, batch, known)
      done += 1
    }
    for (const one of single) {
      await runSingle(client, one, false)
      done += 1
    }
  } catch (error) {
    if (count > 1) {
      output.say(
        `Stopped: ${done} of ${count} transactions are written and stay. The next one is written as a whole or not at all. Run the command again to continue with what is still different.`,
      )
    }
    throw error
  }
}
