import { type Database, listen } from '@throughline/db'
import { Repeater } from 'graphql-yoga'
import type { Kysely } from 'kysely'
import { builder } from '../../graph/builder.ts'
import type { Context } from '../../graph/context.ts'
import { NotFound } from '../../graph/errors.ts'
import { decodeGlobalId } from '../../graph/global-id.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { SyncRun } from './graphql.ts'

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

/** Between two looks at a run that moves with every page, in milliseconds. */
const AT_MOST_EVERY = 200
/** Between two looks at the run that was asked for, where no notice comes through. */
const AT_LEAST_EVERY = 5_000

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

function progress({ db }: Context, wanted: Wanted): Repeater<Progress> {
  return new Repeater<Progress>(async (push, stop) => {
    const watch = new Watch(db.kysely, wanted, push, stop)
    const listening = listen({
      connection: db.connection,
      channel: 'throughline_sync',
      onNotice: (runId) => watch.tell(runId),
      onGap: () => watch.tellWanted(),
    })
    const backstop = setInterval(() => watch.tellWanted(), AT_LEAST_EVERY)
    await stop
    clearInterval(backstop)
    await listening.close()
  })
}

/** Gathers which runs have moved, and tells of each of them once they are looked at. */
class Watch {
  readonly #db: Kysely<Database>
  readonly #wanted: Wanted
  readonly #push: (event: Progress) => Promise<unknown>
  readonly #stop: (error?: Error) => void
  readonly #waiting = new Set<string>()
  /** The version of the run that was asked for, as it was told last. */
  #told: number | undefined
  #looking = false

  constructor(
    db: Kysely<Database>,
    wanted: Wanted,
    push: (event: Progress) => Promise<unknown>,
    stop: (error?: Error) => void,
  ) {
    this.#db = db
    this.#wanted = wanted
    this.#push = push
    this.#stop = stop
  }

  tell(runId: string): void {
    if (this.#wanted.runId !== undefined && runId !== this.#wanted.runId) return
    this.#waiting.add(runId)
    void this.#look()
  }

  tellWanted(): void {
    if (this.#wanted.runId !== undefined) this.tell(this.#wanted.runId)
  }

  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    try {
      while (this.#waiting.size > 0) {
        await this.#tellAll([...this.#waiting])
        await new Promise((resolve) => setTimeout(resolve, AT_MOST_EVERY))
      }
    } catch (error) {
      this.#stop(error instanceof Error ? error : new Error(String(error)))
    } finally {
      this.#looking = false
    }
  }

  async #tellAll(ids: readonly string[]): Promise<void> {
    const { sourceId, runId } = this.#wanted
    this.#waiting.clear()
    const runs = await this.#db
      .selectFrom('sync_run')
      .select(['id', 'finished_at', 'version'])
      .where('id', 'in', ids)
      .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId ?? ''))
      .execute()
    // It went away with its source.
    if (runId !== undefined && runs.length === 0) this.#stop()
    for (const { id, finished_at, version } of runs) {
      if (id === runId && version === this.#told) continue
      if (id === runId) this.#told = version
      await this.#push({ runId: id })
      if (id === runId && finished_at !== null) this.#stop()
    }
  }
}
