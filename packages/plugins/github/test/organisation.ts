import { person } from './data.ts'

interface MadeUpTeam {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly parent?: number
  /** Logins by role. */
  readonly maintainer: readonly string[]
  readonly member: readonly string[]
}

/** Members and teams of the organisation `acme` and of another one, as GitHub lists them. */
export class MadeUpOrganisation {
  readonly members: Record<string, string[]> = {
    acme: ['ada', 'Grace', 'linus'],
    other: ['ada', 'eve'],
  }
  readonly teams: Record<string, MadeUpTeam[]> = {
    acme: [
      { id: 11, slug: 'platform', name: 'Platform', maintainer: ['ada'], member: ['Grace', 'linus'] },
      { id: 12, slug: 'sre', name: 'SRE', parent: 11, maintainer: ['Grace'], member: ['linus'] },
      { id: 13, slug: 'idle', name: 'Idle', maintainer: [], member: [] },
    ],
    other: [{ id: 21, slug: 'platform', name: 'platform', maintainer: [], member: ['eve'] }],
  }

  /** An account as it is asked for by its login; most members show neither name nor address. */
  account(login: string): object {
    const profile = login === 'ada' ? { name: 'Ada Lovelace', email: 'ada@acme.example' } : {}
    const type = login in this.members ? 'Organization' : 'User'
    return { ...person(login), name: null, email: null, type, ...profile }
  }

  /** What is listed below `/orgs/{organisation}`; undefined if it is not there. */
  list(organisation: string, [what, slug, below]: string[], role: string | null): object[] | undefined {
    const teams = this.teams[organisation]
    if (teams === undefined) return undefined
    if (what === 'members') return (this.members[organisation] ?? []).map(person)
    if (what !== 'teams') return undefined
    if (slug === undefined) return teams.map((team) => this.#shown(organisation, team))
    const team = teams.find((each) => each.slug === slug)
    if (team === undefined || below !== 'members') return undefined
    if (role === 'maintainer') return team.maintainer.map(person)
    return team.member.map(person)
  }

  #shown(organisation: string, { id, slug, name, parent }: MadeUpTeam): object {
    const above = this.teams[organisation]?.find((team) => team.id === parent)
    return {
      id,
      slug,
      name,
      node_id: 'T_1',
      description: null,
      privacy: 'closed',
      html_url: `https://github.example/orgs/${organisation}/teams/${slug}`,
      parent: above === undefined ? null : { id: above.id, slug: above.slug, name: above.name },
    }
  }

  /** Takes a record of a stream away, if it is one of these. */
  remove(stream: string): boolean {
    if (stream === 'people') this.members.acme?.splice(1, 1)
    if (stream === 'teams') this.teams.acme?.splice(2, 1)
    return stream === 'people' || stream === 'teams'
  }
}
