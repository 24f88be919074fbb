import {
  distinctNames,
  type ForgePerson,
  type ForgeTeam,
  organisationStreams,
} from '@throughline/plugin-kit/forges'
import { z } from 'zod'
import { answerOf } from './answers.ts'
import { type Context, call, listAll } from './client.ts'
import type { GitlabConfig } from './config.ts'

/** The permission to read teams, as messages name it. */
export const NEEDS =
  'teams take a token with the scope read_api, of an account that may see the group and its members'

const groupSchema = z.object({
  id: z.int(),
  name: z.string(),
  full_path: z.string(),
  parent_id: z.int().nullish(),
  web_url: z.string().nullish(),
})
type Group = z.infer<typeof groupSchema>

const memberSchema = z.object({
  username: z.string(),
  name: z.string().nullish(),
  state: z.string().nullish(),
  access_level: z.int(),
  web_url: z.string().nullish(),
  email: z.string().nullish(),
  public_email: z.string().nullish(),
})
type Member = z.infer<typeof memberSchema>

/** Access levels of GitLab: guests and those with minimal access, which are below it, do no work. */
const PLANNER = 15
const OWNER = 50

/** Accounts that GitLab makes for tokens of projects and groups. */
const BOT = /^(?:project|group)_\d+_bot/

/** The groups, and those below them, as teams, and their members as persons. */
export const { people, teams } = organisationStreams<GitlabConfig>({
  isRead: ({ teamGroups }) => teamGroups.length > 0,
  people: peopleOf,
  teams: teamsOf,
  needs: NEEDS,
})

interface GroupWithMembers {
  readonly group: Group
  readonly members: readonly Member[]
}

/** By the context of a run: both streams of a run take the same groups. */
const readings = new WeakMap<Context, Promise<readonly GroupWithMembers[]>>()

function groupsOf(ctx: Context): Promise<readonly GroupWithMembers[]> {
  const known = readings.get(ctx)
  if (known !== undefined) return known
  const reading = readGroups(ctx)
  readings.set(ctx, reading)
  // The caller gets the error itself.
  reading.catch(() => readings.delete(ctx))
  return reading
}

async function readGroups(ctx: Context): Promise<GroupWithMembers[]> {
  const groups = new Map<number, Group>()
  for (const path of ctx.config.teamGroups) {
    const at = `/groups/${encodeURIComponent(path)}`
    const top = answerOf(groupSchema, await call(ctx, at, { query: { with_projects: false } }))
    groups.set(top.id, top)
    const query = { all_available: true, order_by: 'id', sort: 'asc' }
    for await (const page of listAll(ctx, { path: `${at}/descendant_groups`, item: groupSchema, query })) {
      for (const group of page) groups.set(group.id, group)
    }
  }
  const read: GroupWithMembers[] = []
  for (const group of groups.values()) {
    const members: Member[] = []
    for await (const page of listAll(ctx, { path: `/groups/${group.id}/members`, item: memberSchema })) {
      members.push(
        ...page.filter(({ username, access_level }) => access_level >= PLANNER && !BOT.test(username)),
      )
    }
    read.push({ group, members })
  }
  return read
}

async function* peopleOf(ctx: Context): AsyncGenerator<ForgePerson[]> {
  const persons = (await groupsOf(ctx)).flatMap(({ members }) => members.map(personOf))
  // Only the owner of a group sees addresses, so that one of several groups may have it.
  yield persons.toSorted((a, b) => Number(a.email === null) - Number(b.email === null))
}

const ADDRESS = /^[^@\s]{1,64}@[^@\s]{1,189}$/

function personOf({ username, name, state, web_url, email, public_email }: Member): ForgePerson {
  const address = [email, public_email].find((each) => each != null && ADDRESS.test(each))
  return {
    id: username.toLowerCase(),
    name: name == null || name.trim() === '' ? username : name,
    email: address ?? null,
    active: isActive(state),
    url: web_url ?? null,
  }
}

function isActive(state: string | null | undefined): boolean {
  return state == null || state === 'active'
}

async function teamsOf(ctx: Context): Promise<ForgeTeam[]> {
  const groups = await groupsOf(ctx)
  const names = distinctNames(
    groups.map(({ group: { id, name, full_path } }) => ({ id: idOf(id), name, path: full_path })),
  )
  const read = new Set(groups.map(({ group }) => group.id))
  return groups.map(({ group: { id, name, parent_id, web_url }, members }) => {
    const active = members.filter(({ state }) => isActive(state))
    const loginsWhere = (isMeant: (level: number) => boolean) =>
      active.filter(({ access_level }) => isMeant(access_level)).map(({ username }) => username.toLowerCase())
    return {
      id: idOf(id),
      name: names.get(idOf(id)) ?? name,
      parent: parent_id != null && read.has(parent_id) ? idOf(parent_id) : null,
      url: web_url ?? null,
      leads: loginsWhere((level) => level >= OWNER).sort(),
      members: loginsWhere((level) => level < OWNER).sort(),
    }
  })
}

/** A group keeps its number when it is renamed or moved. */
function idOf(id: number): string {
  return `groups/${id}`
}
