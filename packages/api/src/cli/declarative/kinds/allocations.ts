import { z } from 'zod'
import type { ListSpec, Reference } from '../kind.ts'
import { entryOf, given, isObject, labels, moneyInput, moneyText, reference, textOf } from './parts.ts'

/** Money of a whole period, which may be given back. */
const signedMoney = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,4})? [A-Z]{3}$/, 'must be an amount and a currency, for example 12000.00 EUR')

const fte = z
  .number()
  .min(0)
  .max(999_999)
  .refine((value) => Number(value.toFixed(4)) === value, 'has up to four decimals')

/** What files may state of one allocation. */
export const allocation = z
  .strictObject({
    team: reference.optional().describe('Team that is allocated. Or give a pool.'),
    pool: z.string().trim().min(1).max(200).optional().describe('Name of a cost pool. Or give a team.'),
    startsOn: z.iso.date().describe('First day of the period.'),
    endsOn: z.iso.date().describe('Last day of the period.'),
    fte: fte.nullable().optional().describe('Full-time equivalents on each day of the period.'),
    money: signedMoney.nullable().optional().describe('Money of the whole period, for example 12000.00 EUR.'),
    note: z.string().max(20_000).optional().describe('Note.'),
    labels: labels.optional().describe('Labels. They replace all existing ones.'),
  })
  .refine(({ team, pool }) => (team === undefined) !== (pool === undefined), {
    error: 'must have either team or pool',
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], error: 'lies before startsOn' })
  .refine(({ fte, money }) => fte != null || money != null, { error: 'needs fte or money, or both' })

/** Who is allocated, and when: what tells allocations of a service apart, besides their order. */
interface Who {
  readonly team: string | null
  readonly pool: string | null
  readonly startsOn: string
  readonly endsOn: string
}

const keyOf = ({ team, pool, startsOn, endsOn }: Who) => JSON.stringify([team, pool, startsOn, endsOn])

/** The key of an entry, without the number that repeated ones have after it. */
function whoOf(key: string): Who {
  const [team = null, pool = null, startsOn, endsOn] = JSON.parse(key.replace(/ #\d+$/, '')) as (
    | string
    | null
  )[]
  return { team, pool, startsOn: startsOn ?? '', endsOn: endsOn ?? '' }
}

const labelOf = (name: string, { startsOn, endsOn }: Pick<Who, 'startsOn' | 'endsOn'>) =>
  `${name}, ${startsOn} to ${endsOn}`

const shortMoney = (value: unknown) => moneyText(moneyInput(value))

/** The allocations of people and money to a service. */
export const allocations: ListSpec = {
  connection: {
    field: 'allocations',
    selection: 'id team { id name } pool startsOn endsOn fte money { amount currency } note labels',
  },
  repeats: true,
  declared: (value, resolver, path) => {
    const { team, pool, startsOn, endsOn, money, ...values } = entryOf(value, 'team')
    const period = { startsOn: String(startsOn), endsOn: String(endsOn) }
    const who =
      team === undefined
        ? { team: null, pool: String(pool) }
        : { team: resolver.id('teams', team as Reference, [...path, 'team']), pool: null }
    const name = pool ?? (isObject(team) ? JSON.stringify(team) : team)
    return {
      key: keyOf({ ...who, ...period }),
      label: labelOf(String(name), period),
      values: given({ ...values, money: money === undefined ? undefined : shortMoney(money) }),
    }
  },
  stored: (row) => {
    if (!isObject(row)) return undefined
    const period = { startsOn: textOf(row, 'startsOn'), endsOn: textOf(row, 'endsOn') }
    const pool = textOf(row, 'pool')
    const team = textOf(row, 'team', 'id')
    return {
      key: keyOf({ team: team === '' ? null : team, pool: pool === '' ? null : pool, ...period }),
      label: labelOf(pool === '' ? textOf(row, 'team', 'name') : pool, period),
      id: textOf(row, 'id'),
      values: {
        fte: row.fte === null ? null : Number(row.fte),
        money: moneyText(row.money),
        note: row.note,
        labels: row.labels,
      },
    }
  },
  exported: ({ key, values: { fte, money, note, labels } }, referenceTo) => {
    const { team, pool, startsOn, endsOn } = whoOf(key)
    return {
      ...(team === null ? { pool } : { team: referenceTo('teams', team) }),
      ...{ startsOn, endsOn },
      ...(fte === null ? {} : { fte }),
      ...(money === null ? {} : { money }),
      ...(note === '' ? {} : { note }),
      ...(isObject(labels) && Object.keys(labels).length > 0 ? { labels } : {}),
    }
  },
  standard: { fte: null, money: null, note: '', labels: {} },
  put: (owner, { key, values: { fte, money, ...values } }, existing) => {
    const { team, ...who } = whoOf(key)
    const input = { ...values, fte: fte === null ? null : String(fte), money: moneyInput(money) }
    return existing === undefined
      ? {
          name: 'createAllocation',
          input: {
            service: { id: owner },
            ...(team === null ? {} : { team: { id: team } }),
            ...given({ ...who, pool: who.pool ?? undefined }),
            ...input,
          },
        }
      : { name: 'updateAllocation', input: { id: existing.id, ...input } }
  },
  remove: (_owner, entry) => ({ name: 'deleteAllocation', input: { id: entry.id } }),
}
