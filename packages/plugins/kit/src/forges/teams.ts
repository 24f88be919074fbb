import type { PluginContext } from '../context.ts'
import { AuthError, errorCodeOf, ForbiddenError, ScopeNotFoundError } from '../errors.ts'
import { withoutNulls } from '../nulls.ts'
import { inPages } from '../reading.ts'
import { neutralRecord } from '../records/neutral-record.ts'
import type { PersonRecord, TeamRecord } from '../records/team.ts'
import type { SnapshotStream } from '../stream.ts'
import { truncate } from '../text.ts'

/** A user of a forge as it is listed and stored. */
export interface ForgePerson {
  /** The lower-case login: forges compare logins without case. */
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly active: boolean
  readonly url: string | null
}

/** A team of a forge as it is listed and stored. */
export interface ForgeTeam {
  readonly id: string
  /** Unique among the teams of the source. */
  readonly name: string
  /** The ID of the team that it is a part of. */
  readonly parent: string | null
  readonly url: string | null
  /** IDs of persons. */
  readonly leads: readonly string[]
  readonly members: readonly string[]
}

/** How an organisation is read. */
interface OrganisationReader<Config> {
  /** Whether the configuration names teams to read. */
  readonly isRead: (config: Config) => boolean
  readonly people: (ctx: PluginContext<Config>) => AsyncIterable<readonly ForgePerson[]>
  readonly teams: (ctx: PluginContext<Config>) => Promise<readonly ForgeTeam[]>
  /** The permission that reading takes, a clause. */
  readonly needs: string
}

const MOST_MEMBERS = 5000
const LONGEST_NAME = 200

/**
 * The streams of persons and teams. All teams of a source are one scope, so that a person or a name in two of its
 * organisations is seen to be one. A missing permission fails this scope, and not the source.
 */
export function organisationStreams<Config extends { readonly pageSize: number }>({
  isRead,
  people,
  teams,
  needs,
}: OrganisationReader<Config>) {
  const scopes = async ({ config }: PluginContext<Config>) =>
    isRead(config) ? [{ id: 'teams', title: 'Teams' }] : []
  const ofPeople: SnapshotStream<ForgePerson, Config> = {
    name: 'people',
    record: 'person',
    mode: 'snapshot',
    scopes,
    async *pages(ctx) {
      const known = new Set<string>()
      try {
        for await (const batch of people(ctx)) {
          const fresh = batch.filter(({ id }) => !known.has(id) && known.add(id))
          yield* inPages(ctx, fresh, ctx.config.pageSize)
        }
      } catch (error) {
        throw ofScope(error, needs)
      }
    },
    primaryKey: ({ id }) => id,
    map: mapPerson,
  }
  const ofTeams: SnapshotStream<ForgeTeam, Config> = {
    name: 'teams',
    record: 'team',
    mode: 'snapshot',
    scopes,
    async *pages(ctx) {
      const read = await teams(ctx).catch((error: unknown) => {
        throw ofScope(error, needs)
      })
      yield* inPages(ctx, read, ctx.config.pageSize)
    },
    primaryKey: ({ id }) => id,
    map: mapTeam,
  }
  return { people: ofPeople, teams: ofTeams }
}

/** The error of a listing that the account may not read, as one of its scope; any other error as it is. */
function ofScope(error: unknown, needs: string): unknown {
  return isHidden(error) ? new ScopeNotFoundError(`${error.message}; ${needs}`, { cause: error }) : error
}

/** Forges answer 404, not 403, where an account may not even know that something exists. */
function isHidden(error: unknown): error is Error {
  return error instanceof ForbiddenError || errorCodeOf(error) === 'SCOPE_GONE'
}

/** Tries something for a connection test. @throws AuthError that names the permission if it is missing. */
export async function mayRead<T>(attempt: () => Promise<T>, needs: string): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    throw isHidden(error) ? new AuthError(`${error.message}; ${needs}`, { cause: error }) : error
  }
}

/** What a user means. Pure. */
function mapPerson({ id, name, email, active, url }: ForgePerson): PersonRecord {
  return neutralRecord(withoutNulls({ type: 'person' as const, externalId: id, name, email, active, url }))
}

/** What a team means. Pure. */
function mapTeam({ id, name, parent, url, leads, members }: ForgeTeam): TeamRecord {
  const all = [
    ...leads.map((person) => ({ person: { externalId: person }, role: 'LEAD' as const })),
    ...members.map((person) => ({ person: { externalId: person } })),
  ]
  return neutralRecord(
    withoutNulls({
      type: 'team' as const,
      externalId: id,
      name,
      parent: parent === null ? null : { externalId: parent },
      url,
      members: all.slice(0, MOST_MEMBERS),
    }),
  )
}

/**
 * A name for each team, by its ID, that no other has, also not with other capitals or spaces: the first one keeps its
 * name, others get their path in parentheses.
 */
export function distinctNames(
  teams: readonly { readonly id: string; readonly name: string; readonly path: string }[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const { id, name, path } of teams) {
    const choices = [name, `${name} (${path})`, `${id} ${name}`].map((each) => truncate(each, LONGEST_NAME))
    const free = choices.find((each) => !taken.has(keyOf(each))) ?? id
    taken.add(keyOf(free))
    names.set(id, free)
  }
  return names
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '')
}
