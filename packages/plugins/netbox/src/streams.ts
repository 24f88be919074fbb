import { inPages, type PluginContext, relationId, type SnapshotStream } from '@throughline/plugin-kit'
import { z } from 'zod'
import { besideThem } from './beside.ts'
import { type NetboxObject, objectsAfter } from './client.ts'
import type { NetboxConfig } from './config.ts'
import { EDGE_FIELDS, type Edge, edgesOf } from './edges.ts'
import { factsOf, type ObjectFacts } from './facts.ts'
import { externalId, LISTINGS, OBJECT_KINDS, type ObjectKind } from './kinds.ts'
import { mapEdge, mapObject } from './map.ts'

type Context = PluginContext<NetboxConfig>

const scopes = async () => [{ id: 'netbox', title: 'NetBox' }]

/** The kind that is being listed, and the last of its ids that was. */
const positionSchema = z.strictObject({ kind: z.enum(OBJECT_KINDS), after: z.int().min(0) })
type Position = z.infer<typeof positionSchema>

/** Every object of the kinds that are read. */
export const assets: SnapshotStream<ObjectFacts, NetboxConfig, Position> = {
  name: 'assets',
  record: 'asset',
  mode: 'snapshot',
  cursor: { version: 1, schema: positionSchema },
  scopes,
  async *pages(ctx, _scope, from) {
    const begin = from === null ? 0 : OBJECT_KINDS.indexOf(from.kind)
    for (const kind of kindsRead(ctx).filter((kind) => OBJECT_KINDS.indexOf(kind) >= begin)) {
      const after = kind === from?.kind ? from.after : 0
      for await (const objects of listed(ctx, kind, after, LISTINGS[kind].fields)) {
        const beside = await besideThem(ctx, kind, objects)
        const raw = objects.map((object) => factsOf(kind, object, beside(object), ctx.config))
        yield { raw, next: { kind, after: objects.at(-1)?.id ?? after } }
      }
    }
  },
  primaryKey: ({ kind, id }) => externalId(kind, id),
  map: mapObject,
}

/** How those objects hang together. */
export const relations: SnapshotStream<Edge, NetboxConfig> = {
  name: 'relations',
  record: 'relation',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    yield* inPages(ctx, await readEdges(ctx))
  },
  primaryKey: ({ kind, from, to }) => relationId(kind, from, to),
  map: mapEdge,
}

/**
 * All relations between objects that can be seen: a token may be shown the rack of a device inside the device and yet
 * not be allowed to list that rack.
 */
async function readEdges(ctx: Context): Promise<Edge[]> {
  const kinds = kindsRead(ctx)
  const seen = new Set<string>()
  const edges: Edge[] = []
  for (const kind of kinds) {
    for await (const objects of listed(ctx, kind, 0, EDGE_FIELDS[kind])) {
      for (const object of objects) {
        seen.add(externalId(kind, object.id))
        edges.push(...edgesOf(kind, object, (other) => kinds.includes(other)))
      }
    }
  }
  return edges.filter(({ from, to }) => seen.has(from) && seen.has(to))
}

/** The pages of one kind of object, in the order of their ids. */
async function* listed(
  ctx: Context,
  kind: ObjectKind,
  begin: number,
  fields: readonly string[],
): AsyncGenerator<readonly NetboxObject[]> {
  const { path } = LISTINGS[kind]
  for (let after = begin, more = true; more; ) {
    ctx.signal.throwIfAborted()
    const page = await objectsAfter(ctx, path, after, { fields: fields.join(',') })
    if (page.objects.length > 0) yield page.objects
    after = page.objects.at(-1)?.id ?? after
    more = page.more
  }
}

function kindsRead(ctx: Context): readonly ObjectKind[] {
  return OBJECT_KINDS.filter((kind) => ctx.config.read.includes(kind))
}
