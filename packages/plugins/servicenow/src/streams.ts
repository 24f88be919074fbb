import type { IncrementalStream, Scope } from '@throughline/plugin-kit'
import type { Context } from './client.ts'
import type { ServiceNowConfig } from './config.ts'
import { EFFORT_FIELDS, EFFORT_TABLE, type EffortFacts, effortFacts } from './efforts.ts'
import * as inventory from './inventory.ts'
import { allSysIds, type KeysetCursor, keysetCursor, keysetPages } from './keyset.ts'
import { mapAsset, mapChange, mapEffort, mapRelation, mapTicket } from './map.ts'
import * as work from './work.ts'

/** A change that takes long is stored with the second in which it began. */
const WATERMARK_DELAY = 60_000
const LOOKBACK = 120_000

export const RELATION_TABLE = 'cmdb_rel_ci'

const shared = {
  mode: 'incremental',
  cursor: keysetCursor,
  watermarkDelay: WATERMARK_DELAY,
  lookback: LOOKBACK,
} as const

const scopesOf = (tables: readonly string[]): Scope[] => [...new Set(tables)].map((id) => ({ id }))
const filterOf = ({ config }: Context, { id }: Scope) => config.filters[id] ?? ''

/** Configuration items. */
export const assets: IncrementalStream<inventory.AssetFacts, ServiceNowConfig, KeysetCursor> = {
  ...shared,
  name: 'assets',
  record: 'asset',
  scopes: async ({ config }) => scopesOf(config.assetTables),
  pages(ctx, scope, from, until) {
    const listing = {
      condition: inventory.assetCondition(ctx.config, scope.id),
      fields: inventory.assetFields(ctx.config),
    }
    return keysetPages(ctx, scope, listing, from, until, (row) => inventory.assetFacts(ctx, scope.id, row))
  },
  listKeys: (ctx, scope) => allSysIds(ctx, scope, inventory.assetCondition(ctx.config, scope.id)),
  primaryKey: ({ id }) => id,
  map: mapAsset,
}

/** How configuration items hang together. */
export const relations: IncrementalStream<inventory.RelationFacts, ServiceNowConfig, KeysetCursor> = {
  ...shared,
  name: 'relations',
  record: 'relation',
  scopes: async ({ config }) => (config.relations ? scopesOf([RELATION_TABLE]) : []),
  async *pages(ctx, scope, from, until) {
    const listing = {
      condition: inventory.relationCondition(ctx.config, scope.id),
      fields: inventory.RELATION_FIELDS,
    }
    let passedOver = 0
    const factsOf = (row: Parameters<typeof inventory.relationFacts>[1]) => {
      const facts = inventory.relationFacts(ctx, row)
      if (facts === null) passedOver += 1
      return facts
    }
    yield* keysetPages(ctx, scope, listing, from, until, factsOf)
    if (passedOver > 0) {
      ctx.log.info(
        'Relations of types that mean nothing here are left out; name the types in relationKinds',
        {
          relations: passedOver,
        },
      )
    }
  },
  listKeys: (ctx, scope) => allSysIds(ctx, scope, inventory.relationCondition(ctx.config, scope.id)),
  primaryKey: ({ id }) => id,
  map: mapRelation,
}

/** Change requests. */
export const changes: IncrementalStream<work.ChangeFacts, ServiceNowConfig, KeysetCursor> = {
  ...shared,
  name: 'changes',
  record: 'change',
  scopes: async ({ config }) => scopesOf(config.changeTables),
  pages(ctx, scope, from, until) {
    const listing = { condition: filterOf(ctx, scope), fields: work.changeFields(ctx.config) }
    return keysetPages(ctx, scope, listing, from, until, (row) => work.changeFacts(ctx, scope.id, row))
  },
  listKeys: (ctx, scope) => allSysIds(ctx, scope, filterOf(ctx, scope)),
  primaryKey: ({ id }) => id,
  map: mapChange,
}

/** Incidents, problems, requests and other tasks. */
export const tickets: IncrementalStream<work.TicketFacts, ServiceNowConfig, KeysetCursor> = {
  ...shared,
  name: 'tickets',
  record: 'ticket',
  scopes: async ({ config }) => scopesOf(config.ticketTables),
  pages(ctx, scope, from, until) {
    const listing = { condition: filterOf(ctx, scope), fields: work.ticketFields(ctx.config) }
    return keysetPages(ctx, scope, listing, from, until, (row) => work.ticketFacts(ctx, scope.id, row))
  },
  listKeys: (ctx, scope) => allSysIds(ctx, scope, filterOf(ctx, scope)),
  primaryKey: ({ id }) => id,
  map: mapTicket,
}

/** Work that people booked on tickets. */
export const efforts: IncrementalStream<EffortFacts, ServiceNowConfig, KeysetCursor> = {
  ...shared,
  name: 'efforts',
  record: 'effort',
  scopes: async ({ config }) => (config.efforts === 'entries' ? scopesOf([EFFORT_TABLE]) : []),
  pages(ctx, scope, from, until) {
    const listing = { condition: filterOf(ctx, scope), fields: EFFORT_FIELDS }
    return keysetPages(ctx, scope, listing, from, until, (row) => effortFacts(ctx, row))
  },
  listKeys: (ctx, scope) => allSysIds(ctx, scope, filterOf(ctx, scope)),
  primaryKey: ({ id }) => id,
  map: mapEffort,
}
