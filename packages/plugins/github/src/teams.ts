import {
  distinctNames,
  type ForgePerson,
  type ForgeTeam,
  organisationStreams,
} from '@throughline/plugin-kit/forges'
import { z } from 'zod'
import { answerOf } from './answers.ts'
import { type Context, call, listAll } from './client.ts'
import type { GithubConfig } from './config.ts'

/** The permission to read teams, as messages name it. */
export const NEEDS =
  'teams take the scope read:org, or of a fine-grained token the organisation permission Members: Read-only, and an account that is a member of the organisation'

const accountSchema = z.object({ login: z.string(), html_url: z.string().nullish() })
const profileSchema = accountSchema.extend({ name: z.string().nullish(), email: z.string().nullish() })
const teamSchema = z.object({
  id: z.int(),
  slug: z.string(),
  name: z.string(),
  html_url: z.string().nullish(),
  parent: z.object({ id: z.int() }).nullish(),
})
type Team = z.infer<typeof teamSchema>

/** The members of the organisations as persons, and their teams. */
export const { people, teams } = organisationStreams<GithubConfig>({
  isRead: ({ teamOrganisations }) => teamOrganisations.length > 0,
  people: membersOf,
  teams: teamsOf,
  needs: NEEDS,
})

async function* membersOf(ctx: Context): AsyncGenerator<ForgePerson[]> {
  for (const organisation of ctx.config.teamOrganisations) {
    const path = `/orgs/${organisation}/members`
    for await (const page of listAll(ctx, { path, item: accountSchema })) {
      const persons: ForgePerson[] = []
      for (const account of page) persons.push(personOf(await profileOf(ctx, account)))
      yield persons
    }
  }
}

/** With the name and the address that a member shows, if profiles are read. */
async function profileOf(ctx: Context, account: z.infer<typeof accountSchema>) {
  if (!ctx.config.memberProfiles) return { ...account, name: null, email: null }
  return answerOf(profileSchema, await call(ctx, `/users/${account.login}`))
}

const ADDRESS = /^[^@\s]{1,64}@[^@\s]{1,189}$/

function personOf({ login, name, email, html_url }: z.infer<typeof profileSchema>): ForgePerson {
  return {
    id: login.toLowerCase(),
    name: name == null || name.trim() === '' ? login : name,
    email: email != null && ADDRESS.test(email) ? email : null,
    active: true,
    url: html_url ?? null,
  }
}

async function teamsOf(ctx: Context): Promise<ForgeTeam[]> {
  const listed: { readonly team: Team; readonly path: string; readonly at: string }[] = []
  for (const organisation of ctx.config.teamOrganisations) {
    for await (const page of listAll(ctx, { path: `/orgs/${organisation}/teams`, item: teamSchema })) {
      for (const team of page) {
        const at = `/orgs/${organisation}/teams/${team.slug}/members`
        listed.push({ team, path: `${organisation}/${team.slug}`, at })
      }
    }
  }
  const names = distinctNames(listed.map(({ team, path }) => ({ id: idOf(team), name: team.name, path })))
  const rosters = new Map<number, Roster>()
  for (const { team, at } of listed) {
    const roster = {
      leads: await loginsOf(ctx, at, 'maintainer'),
      members: await loginsOf(ctx, at, 'member'),
    }
    rosters.set(team.id, roster)
  }
  return listed.map(({ team }) => ({
    id: idOf(team),
    name: names.get(idOf(team)) ?? team.name,
    parent: team.parent == null ? null : idOf(team.parent),
    url: team.html_url ?? null,
    ...ownMembers(
      team,
      rosters,
      listed.map((each) => each.team),
    ),
  }))
}

/** A team keeps its number when it is renamed. */
function idOf({ id }: Pick<Team, 'id'>): string {
  return `teams/${id}`
}

/** Logins by role. */
interface Roster {
  readonly leads: readonly string[]
  readonly members: readonly string[]
}

async function loginsOf(ctx: Context, path: string, role: string): Promise<string[]> {
  const logins = new Set<string>()
  for await (const page of listAll(ctx, { path, item: accountSchema, query: { role } })) {
    for (const { login } of page) logins.add(login.toLowerCase())
  }
  return [...logins].sort()
}

/** GitHub lists the members of the teams below a team with the team, too: they belong to the team below only. */
function ownMembers(team: Team, rosters: ReadonlyMap<number, Roster>, all: readonly Team[]): Roster {
  const below = new Set(
    all
      .filter(({ parent }) => parent?.id === team.id)
      .flatMap(({ id }) => Object.values(rosters.get(id) ?? {}).flat()),
  )
  const { leads = [], members = [] } = rosters.get(team.id) ?? {}
  const isOwn = (login: string) => !below.has(login)
  return {
    leads: leads.filter(isOwn),
    members: members.filter((login) => isOwn(login) && !leads.includes(login)),
  }
}
