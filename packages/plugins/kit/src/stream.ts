import type { z } from 'zod'
import type { PluginContext } from './context.ts'
import type { NeutralRecord, RecordType } from './records.ts'

/** A part of a source that is read, and fails, by itself: a cluster, a project, an account. */
export interface Scope {
  /** Stable over time; at most 200 characters. */
  readonly id: string
  /** What to call it for people; the id when left out. */
  readonly title?: string
}

/** One step of a listing. It is stored in one transaction together with `next`. */
export interface Page<Raw, Cursor> {
  /** What the source said, as plain JSON: it is stored and may be mapped again later. No secrets. */
  readonly raw: readonly Raw[]
  /** Where to go on after this page; null when the listing can only be started over. */
  readonly next: Cursor | null
}

/** How a stream's position is stored. Raise `version` when the shape changes: old cursors then start over. */
export interface CursorSpec<Cursor> {
  readonly version: number
  readonly schema: z.ZodType<Cursor>
}

interface StreamBase<Raw, Config, Cursor> {
  /** Lower-case word, unique within the plugin. */
  readonly name: string
  /** The one kind of record the stream yields. */
  readonly record: RecordType
  /** Which parts there are to read now. */
  scopes(ctx: PluginContext<Config>): Promise<readonly Scope[]>
  /**
   * Reads, and nothing else. `from` is null at the start, else a position that a page gave as its `next`; `until` is
   * the moment the run began. Throws the kit's errors; a listing that ends without one is taken as complete.
   */
  pages(
    ctx: PluginContext<Config>,
    scope: Scope,
    from: Cursor | null,
    until: Date,
  ): AsyncIterable<Page<Raw, Cursor>>
  /** What the source itself calls this record: the key its raw form is stored under. Pure. */
  identity(raw: Raw): string
  /**
   * What the record means. Pure: no clock, no network, no memory, the argument untouched, so that stored records
   * can be mapped again when the mapping improves. A record that cannot be mapped throws BadRecord.
   */
  map(raw: Raw): NeutralRecord | readonly NeutralRecord[]
}

/** A complete listing per scope: what is absent from a listing that ended cleanly is gone. */
export interface SnapshotStream<Raw = unknown, Config = unknown, Cursor = never>
  extends StreamBase<Raw, Config, Cursor> {
  readonly mode: 'snapshot'
  /** Present when a listing that was interrupted can be taken up again where it stood. */
  readonly cursor?: CursorSpec<Cursor>
}

/** What was changed or added since a position: absence means nothing. */
export interface IncrementalStream<Raw = unknown, Config = unknown, Cursor = unknown>
  extends StreamBase<Raw, Config, Cursor> {
  /** `changes`: a record may come again with other values. `append`: a record never changes. */
  readonly mode: 'changes' | 'append'
  readonly cursor: CursorSpec<Cursor>
  /** Milliseconds by which the source's listing may lag behind the truth; positions stay that far behind. */
  readonly settle?: number
  /** Milliseconds to read again before the stored position. */
  readonly overlap?: number
}

/**
 * What a plugin reads, one kind of record at a time. The members are methods on purpose: a stream with a raw type of
 * its own is then a `Stream`, and whoever drives it hands back to `identity` and `map` exactly what `pages` gave.
 */
export type Stream<Config = unknown> =
  | SnapshotStream<unknown, Config, unknown>
  | IncrementalStream<unknown, Config>
export const STREAM_MODES = ['snapshot', 'changes', 'append'] as const satisfies readonly Stream['mode'][]
