import { person } from './data.ts'

interface MadeUpGroup {
  readonly id: number
  readonly name: string
  readonly full_path: string
  readonly parent_id: number | null
  readonly members: readonly object[]
}

function member(username: string, access_level: number, rest: object = {}): object {
  return {
    ...person(username),
    public_email: '',
    access_level,
    web_url: `https://gitlab.example/${username}`,
    ...rest,
  }
}

/** The groups of an own GitLab, as it lists them. */
export class MadeUpGroups {
  readonly groups: MadeUpGroup[] = [
    {
      id: 1,
      name: 'Acme',
      full_path: 'acme',
      parent_id: null,
      members: [
        member('Ada', 50, { name: 'Ada Lovelace', email: 'ada@acme.example' }),
        member('auditor', 10),
        member('group_1_bot_8a1b', 40),
      ],
    },
    {
      id: 3,
      name: 'Operations',
      full_path: 'acme/infra',
      parent_id: 1,
      members: [
        member('Ada', 50, { name: 'Ada Lovelace' }),
        member('grace', 40),
        member('gone', 30, { state: 'blocked' }),
      ],
    },
    {
      id: 7,
      name: 'operations',
      full_path: 'acme/infra/operations',
      parent_id: 3,
      members: [member('grace', 30)],
    },
  ]

  /** A group by its path or number, or what is listed below it. */
  find(key: string, below: string | undefined): object | object[] | undefined {
    const group = this.groups.find(({ id, full_path }) => full_path === key || String(id) === key)
    if (group === undefined) return undefined
    switch (below) {
      case undefined:
        return shown(group)
      case 'members':
        return [...group.members]
      case 'descendant_groups':
        return this.groups.filter(({ full_path }) => full_path.startsWith(`${group.full_path}/`)).map(shown)
      default:
        return undefined
    }
  }

  /** Takes a record of a stream away, if it is one of these. */
  remove(stream: string): boolean {
    if (stream === 'people' || stream === 'teams') this.groups.splice(stream === 'teams' ? 2 : 1, 2)
    return stream === 'people' || stream === 'teams'
  }
}

function shown({ members: _, ...group }: MadeUpGroup): object {
  return {
    ...group,
    full_name: group.full_path,
    visibility: 'private',
    web_url: `https://gitlab.example/groups/${group.full_path}`,
  }
}
