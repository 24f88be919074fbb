import { TransientError } from '@throughline/plugin-kit'
import type { Context } from './call.ts'
import { myself } from './client.ts'
import { MARK } from './mark.ts'
import { dropNote, noteNames, putNote } from './writing.ts'

/** How long the search may not know of an issue that was made. */
const SEARCH_LAG = 120_000
const DAY = 86_400_000

/**
 * Notes that an issue is about to be made for a key. Jira takes no key with a new issue, and its search does not know
 * the issue at once: where an answer was lost, nothing would tell for a while whether the issue was made. The note lies
 * at the account, out of sight, and can be read at once. Its name holds the moment: `throughline-<milliseconds>-<key>`.
 *
 * @throws TransientError when the issue may have been made a moment ago without the search knowing of it yet.
 */
export async function noteIntent(ctx: Context, key: string): Promise<void> {
  const now = ctx.clock().getTime()
  const { accountId } = await myself(ctx)
  const notes = (await noteNames(ctx, accountId)).flatMap((name) => noteOf(name) ?? [])
  const tried = notes.filter((note) => note.key === key)
  if (tried.some(({ at }) => now - at < SEARCH_LAG)) {
    throw new TransientError(
      'Whether an earlier try made the ticket is not known before the search of Jira has caught up: try again in two minutes',
    )
  }
  await putNote(ctx, accountId, `${MARK}${now}-${key}`)
  for (const { name } of notes.filter(({ at, key: other }) => other === key || now - at > DAY).slice(0, 20)) {
    await dropNote(ctx, accountId, name)
  }
}

function noteOf(name: string): { name: string; at: number; key: string } | undefined {
  const found = name.startsWith(MARK) ? /^(\d+)-(.+)$/.exec(name.slice(MARK.length)) : null
  if (found === null) return undefined
  const [, at = '', key = ''] = found
  return { name, at: Number(at), key }
}
