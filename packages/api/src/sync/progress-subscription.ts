import { listen } from '@throughline/db'
import { Repeater } from 'graphql-yoga'
import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { entityField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { SyncRun } from './graphql.ts'

interface Progress {
  readonly runId: string
}

const SyncProgress = builder.objectRef<Progress>('SyncProgress').implement({
  description: 'That a run has moved.',
  extensions: visibleTo('VIEWER'),
  fields: () => ({
    run: entityField(SyncRun, {
      description: 'The run as it is now.',
      nullable: true,
      id: ({ runId }: Progress) => runId,
    }),
  }),
})

/** Between two looks at a run that moves with every page, in milliseconds. */
const AT_MOST_EVERY = 200

builder.subscriptionField('syncProgress', (t) =>
  t.field({
    type: SyncProgress,
    description:
      'Tells of every run that begins, gets on or ends, whichever process works on it; of one source or one run where that is asked for. It ends with the run that was asked for.',
    extensions: visibleTo('VIEWER'),
    args: {
      source: t.arg.id({ description: 'The source whose runs to tell of; all if not said.' }),
      run: t.arg.id({ description: 'The run to tell of; it is told of at once, and until it ends.' }),
    },
    subscribe: (_root, args, context) => progress(context, args),
    resolve: (event: Progress) => event,
  }),
)

function progress(
  context: Context,
  args: { readonly source?: string | null | undefined; readonly run?: string | null | undefined },
): Repeater<Progress> {
  const sourceId = args.source == null ? undefined : decodeGlobalId(args.source, ['Source'], ['source']).id
  const wantedRun = args.run == null ? undefined : decodeGlobalId(args.run, ['SyncRun'], ['run']).id
  return new Repeater<Progress>(async (push, stop) => {
    const waiting = new Set<string>()
    let looking = false
    const look = async () => {
      if (looking) return
      looking = true
      try {
        while (waiting.size > 0) {
          const ids = [...waiting]
          waiting.clear()
          const runs = await context.db.kysely
            .selectFrom('sync_run')
            .select(['id', 'finished_at'])
            .where('id', 'in', ids)
            .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId ?? ''))
            .execute()
          for (const { id, finished_at } of runs) {
            await push({ runId: id })
            if (id === wantedRun && finished_at !== null) stop()
          }
          await new Promise((resolve) => setTimeout(resolve, AT_MOST_EVERY))
        }
      } catch (error) {
        stop(error instanceof Error ? error : new Error(String(error)))
      } finally {
        looking = false
      }
    }
    const tell = (runId: string) => {
      if (wantedRun !== undefined && runId !== wantedRun) return
      waiting.add(runId)
      void look()
    }
    const listening = listen({
      connection: context.db.connection,
      channel: 'throughline_sync',
      onNotice: tell,
      onGap: () => {
        if (wantedRun !== undefined) tell(wantedRun)
      },
    })
    await stop
    await listening.close()
  })
}
