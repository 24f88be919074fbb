import { inPages, type SnapshotStream } from '@throughline/plugin-kit'
import type { BackstageConfig } from './config.ts'
import { mapPerson, mapTeam, type PersonFacts, personsOf, type TeamFacts, teamsOf } from './organisation.ts'
import { readCatalog } from './reader.ts'
import { mapService, type ServiceFacts, servicesOf } from './services.ts'
import { scopes } from './streams.ts'

/*
 * What cannot be used of the input is a dead letter of the stream of assets. As long as there is such a part, these
 * listings lack what it says, and retire nothing.
 */

/** Every user. */
export const people: SnapshotStream<PersonFacts, BackstageConfig> = {
  name: 'people',
  record: 'person',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    const catalog = await readCatalog(ctx)
    yield* inPages(ctx, personsOf(catalog), undefined, catalog.flaws.length > 0)
  },
  primaryKey: ({ reference }) => reference,
  map: mapPerson,
}

/** Every group, with its members. */
export const teams: SnapshotStream<TeamFacts, BackstageConfig> = {
  name: 'teams',
  record: 'team',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    const catalog = await readCatalog(ctx)
    yield* inPages(ctx, teamsOf(catalog), undefined, catalog.flaws.length > 0)
  },
  primaryKey: ({ reference }) => reference,
  map: mapTeam,
}

/** Every component, API, system and domain that is a service, with what it needs. */
export const services: SnapshotStream<ServiceFacts, BackstageConfig> = {
  name: 'services',
  record: 'service',
  mode: 'snapshot',
  scopes,
  async *pages(ctx) {
    const catalog = await readCatalog(ctx)
    yield* inPages(ctx, servicesOf(catalog), undefined, catalog.flaws.length > 0)
  },
  primaryKey: ({ entity }) => entity.reference,
  map: mapService,
}
