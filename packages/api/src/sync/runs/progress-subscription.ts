import { type EventHub, eventHub } from '../../events/hub.ts'
import { Mailbox } from '../../events/mailbox.ts'
import { builder } from '../../graph/builder.ts'
import type { Context } from '../../graph/context.ts'
import { NotFound } from '../../graph/errors.ts'
import { decodeGlobalId } from '../../graph/global-id.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { SyncRun } from './graphql.ts'
import { RunFeed } from './progress-store.ts'

interface Progress {
  readonly runId: string
}

const SyncProgress = builder.objectRef<Progress>('SyncProgress').implement({
  description: 'Progress of a run.',
  extensions: visibleTo('ANYONE'),
  fields: () => ({
    run: entityField(SyncRun, {
      description: 'Current state of the run. Null if it was deleted.',
      nullable: true,
      id: ({ runId }: Progress) => runId,
    }),
  }),
})

builder.subscriptionField('syncProgress', (t) =>
  t.field({
    type: SyncProgress,
    description:
      'Sends an event when a run starts, makes progress or ends, in any process. Can be limited to one source or one run; with a run, the subscription completes when the run ends.',
    extensions: visibleTo('ANYONE'),
    args: {
      source: t.arg.id({ description: 'Source whose runs are sent. Defaults to all sources.' }),
      run: t.arg.id({ description: 'Run to follow. Its current state is sent at once.' }),
    },
    subscribe: async (_root, args, context) => progress(context, await wantedFrom(context, args)),
    resolve: (event: Progress, _args, { loaders }) => {
      // Every event is answered anew, not with what the one before was told.
      loaders.forget()
      return event
    },
  }),
)

/** What a subscriber wants to hear of, by uuid. */
interface Wanted {
  readonly sourceId: string | undefined
  readonly runId: string | undefined
}

/** @throws NotFound where there is no such source or run: nothing would ever be told. */
async function wantedFrom(
  { db }: Context,
  args: { readonly source?: string | null | undefined; readonly run?: string | null | undefined },
): Promise<Wanted> {
  const idOf = async (globalId: string | null | undefined, type: 'Source' | 'SyncRun', argument: string) => {
    if (globalId == null) return undefined
    const { id } = decodeGlobalId(globalId, [type], [argument])
    const table = type === 'Source' ? 'source' : 'sync_run'
    const row = await db.kysely.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
    if (row !== undefined) return id
    throw new NotFound(`No ${type} has the id ${globalId}; it may have been deleted.`, [argument])
  }
  return {
    sourceId: await idOf(args.source, 'Source', 'source'),
    runId: await idOf(args.run, 'SyncRun', 'run'),
  }
}

/** One feed for all streams of a process. */
const feeds = new WeakMap<EventHub, RunFeed>()

function feedOf({ db, provided }: Context): RunFeed {
  const hub = eventHub.from(provided)
  const known = feeds.get(hub) ?? new RunFeed(db.kysely, hub)
  feeds.set(hub, known)
  return known
}

/** Sends a run again only after it has changed, and completes with the run that was asked for. */
function progress(context: Context, { sourceId, runId }: Wanted): AsyncIterable<Progress> {
  const waiting = new Set<string>()
  let sent: number | undefined
  const mailbox = new Mailbox<Progress>(
    () => {
      const [first] = waiting
      if (first === undefined) return undefined
      waiting.delete(first)
      return { runId: first }
    },
    () => leave(),
  )
  const leave = feedOf(context).follow({
    runId,
    onRun: (run) => {
      if (sourceId !== undefined && run.sourceId !== sourceId) return
      if (run.id === runId && run.version === sent) return
      if (run.id === runId) sent = run.version
      waiting.add(run.id)
      mailbox.wake()
      if (run.id === runId && run.finished) mailbox.end()
    },
    // It was deleted with its source.
    onDeleted: () => mailbox.end(),
  })
  return mailbox
}
