import { inPages, type PluginContext, type Scope, type SnapshotStream } from '@throughline/plugin-kit'
import type { ServiceNowConfig } from './config.ts'
import {
  GROUP_TABLE,
  mapPerson,
  mapTeam,
  type PersonFacts,
  personFacts,
  type TeamFacts,
  teamFacts,
  USER_TABLE,
} from './organisation.ts'
import { ITEM_TABLE, mapService, type ServiceFacts, serviceFacts } from './services.ts'

const scopesIf =
  (table: string, isRead: (config: ServiceNowConfig) => boolean) =>
  async ({ config }: PluginContext<ServiceNowConfig>): Promise<Scope[]> =>
    isRead(config) ? [{ id: table }] : []

/** Users. */
export const people: SnapshotStream<PersonFacts, ServiceNowConfig> = {
  name: 'people',
  record: 'person',
  mode: 'snapshot',
  scopes: scopesIf(USER_TABLE, ({ teams: isRead }) => isRead),
  async *pages(ctx) {
    yield* inPages(ctx, await personFacts(ctx), ctx.config.pageSize)
  },
  primaryKey: ({ id }) => id,
  map: mapPerson,
}

/** Groups with their members. */
export const teams: SnapshotStream<TeamFacts, ServiceNowConfig> = {
  name: 'teams',
  record: 'team',
  mode: 'snapshot',
  scopes: scopesIf(GROUP_TABLE, ({ teams: isRead }) => isRead),
  async *pages(ctx) {
    yield* inPages(ctx, await teamFacts(ctx), ctx.config.pageSize)
  },
  primaryKey: ({ id }) => id,
  map: mapTeam,
}

/** Services and business applications, with their owners and what they need. */
export const services: SnapshotStream<ServiceFacts, ServiceNowConfig> = {
  name: 'services',
  record: 'service',
  mode: 'snapshot',
  scopes: scopesIf(ITEM_TABLE, ({ services: isRead }) => isRead),
  async *pages(ctx) {
    yield* inPages(ctx, await serviceFacts(ctx), ctx.config.pageSize)
  },
  primaryKey: ({ id }) => id,
  map: mapService,
}
