import type { z } from 'zod'
import type { PluginContext } from './context.ts'
import type { NeutralRecord, RecordOf, RecordType } from './records/record.ts'

/** A part of a source that is read, and fails, by itself: a cluster, a project, an account. */
export interface Scope {
  /** Stable over time; at most 200 characters. */
  readonly id: string
  /** What to call it for people; the id when left out. */
  readonly title?: string
}

/** One step of a listing. It is stored in one transaction together with `next`. */
export interface Page<Raw, Cursor> {
  /** What the source said, as plain JSON: it is stored and may be mapped again later. No secrets, no persons. */
  readonly raw: readonly Raw[]
  /** Where to go on after this page, everything before it having been yielded; null when it can only be started over. */
  readonly next: Cursor | null
  /**
   * Whether the listing of a snapshot stream lacks records whose keys cannot be determined, such as those of a file
   * that does not parse. The run then stores the listing and retires nothing of the scope. A stream with a cursor says
   * it on each later page too, since an interrupted listing resumes there.
   */
  readonly partial?: boolean
}

/** How a stream's position is stored. Raise `version` when the shape changes: old cursors then start over. */
export interface CursorSpec<Cursor> {
  readonly version: number
  readonly schema: z.ZodType<Cursor>
}

/** A position that follows the time at which the source says a record changed. */
export interface TimedCursorSpec<Cursor> extends CursorSpec<Cursor> {
  readonly time: {
    /** The instant up to which everything has been read. */
    of(cursor: Cursor): Date
    /** The position at which everything from an instant on is read; no page token or the like in it. */
    at(instant: Date): Cursor
  }
}

export interface StreamBase<Raw, Config, Cursor> {
  /** Lower-case word, unique within the plugin. */
  readonly name: string
  /** Which parts there are to read now. */
  scopes(ctx: PluginContext<Config>): Promise<readonly Scope[]>
  /**
   * Reads, and nothing else. `from` is null at the start, else a position that a page gave as its `next`, or that the
   * cursor's `time.at` made; `until` is the moment the run began. Throws the kit's errors; a listing that ends without
   * one is taken as complete.
   */
  pages(
    ctx: PluginContext<Config>,
    scope: Scope,
    from: Cursor | null,
    until: Date,
  ): AsyncIterable<Page<Raw, Cursor>>
  /** What the source itself calls this record: the key its raw form is stored under. Pure. */
  primaryKey(raw: Raw): string
  /**
   * When the source last changed the record, by the source's own clock, in ISO 8601; undefined if the record does not
   * say. Declare it for streams whose records a webhook delivers: a delivered record that is older than the stored one
   * is passed over, because deliveries come late, in any order, and again. Pure.
   */
  changedAt?(raw: Raw): string | undefined
}

/** The kind of record that a stream yields, and the function that makes it. */
type Yields<Raw> = {
  [Type in RecordType]: {
    /** The one kind of record the stream yields. */
    readonly record: Type
    /**
     * What the record means. Pure: no clock, no network, no memory, the argument untouched, so that stored records
     * can be mapped again when the mapping improves. A record that cannot be mapped throws InvalidRecordError; one that means
     * nothing here is an empty list.
     */
    map(raw: Raw): RecordOf<Type> | readonly RecordOf<Type>[]
  }
}[RecordType]

/** A complete listing per scope: what is absent from a listing that ended cleanly is gone. */
export type SnapshotStream<Raw = unknown, Config = unknown, Cursor = never> = StreamBase<
  Raw,
  Config,
  Cursor
> &
  Yields<Raw> & {
    readonly mode: 'snapshot'
    /** Present when a listing that was interrupted can be taken up again where it stood. */
    readonly cursor?: CursorSpec<Cursor>
  }

interface Incremental<Config, Cursor> {
  /** `incremental`: a record may come again with other values. `append`: a record never changes. */
  readonly mode: 'incremental' | 'append'
  readonly cursor: CursorSpec<Cursor> | TimedCursorSpec<Cursor>
  /**
   * Milliseconds by which the source's listing may lag behind the truth: the stored position stays that far behind
   * the moment the run began. Needs a cursor with `time`.
   */
  readonly watermarkDelay?: number
  /** Milliseconds to read again before the stored position when a run begins. Needs a cursor with `time`. */
  readonly lookback?: number
  /**
   * The primary keys of all records that a scope holds now, for a source that does not report deletions: a record whose
   * key is not among them was deleted. Read at the deletion check interval, and at the end of every full run.
   */
  listKeys?(ctx: PluginContext<Config>, scope: Scope): AsyncIterable<readonly string[]>
}

/** What was changed or added since a position: absence means nothing. */
export type IncrementalStream<Raw = unknown, Config = unknown, Cursor = unknown> = StreamBase<
  Raw,
  Config,
  Cursor
> &
  Yields<Raw> &
  Incremental<Config, Cursor>

/** A stream as its author writes it: what `map` gives is what `record` says. */
export type DeclaredStream<Config = unknown> =
  | SnapshotStream<unknown, Config, unknown>
  | IncrementalStream<unknown, Config>

/** Any kind of record: how a stream looks to whoever drives it. */
interface AnyYield {
  readonly record: RecordType
  map(raw: unknown): NeutralRecord | readonly NeutralRecord[]
}

/**
 * What a plugin reads, one kind of record at a time. The members are methods on purpose: a stream with a raw type of
 * its own is then a `Stream`, and whoever drives it hands back to `primaryKey` and `map` exactly what `pages` gave.
 */
export type Stream<Config = unknown> = StreamBase<unknown, Config, unknown> &
  AnyYield &
  ({ readonly mode: 'snapshot'; readonly cursor?: CursorSpec<unknown> } | Incremental<Config, unknown>)
export const STREAM_MODES = ['snapshot', 'incremental', 'append'] as const satisfies readonly Stream['mode'][]
