import type { RowChanges } from '@throughline/db'
import { entityMutations } from '../access/entity-mutations.ts'
import { linkMutations } from '../access/link-mutations.ts'
import { wordReference } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { ChangeWindow, ChangeWindowKind } from './graphql.ts'
import { fullLocal } from './local-time.ts'
import { recurringWindow } from './recurrence.ts'
import type { WindowRow } from './stored-window.ts'

entityMutations(ChangeWindow, {
  visibleTo: 'MODELLERS',
  fields: {
    name: {
      type: 'String',
      column: 'name',
      required: true,
      description: 'The name, unique among change windows.',
      rule: 'has 1 to 200 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'Description.',
      rule: 'has at most 20,000 characters',
    },
    kind: { type: ChangeWindowKind, column: 'kind', required: true, description: 'What it is for.' },
    startTime: {
      type: 'String',
      column: 'start_time',
      required: true,
      description:
        'Local time of the first start, YYYY-MM-DD HH:MM or HH:MM:SS, on the clock of the time zone.',
    },
    timeZone: {
      type: 'String',
      column: 'time_zone',
      required: true,
      description: 'Time zone, e.g. Europe/Berlin.',
    },
    recurrence: {
      type: 'String',
      column: 'recurrence',
      description:
        'The value of an RRULE (RFC 5545) from FREQ=DAILY to FREQ=YEARLY, e.g. FREQ=WEEKLY;BYDAY=SU. Without it the window happens once.',
    },
    minutes: {
      type: 'Int',
      column: 'minutes',
      required: true,
      description:
        'Exact length of each occurrence in minutes, also where clocks are changed; 1 to 525,600, a year.',
      rule: 'is a whole number from 1 to 525,600',
    },
    except: {
      type: ['String'],
      column: 'excepted',
      description: 'Local starts that are left out; up to 1,000.',
      rule: 'has at most 1,000 entries',
    },
    everything: {
      type: 'Boolean',
      column: 'everything',
      description: 'Whether it holds for all services and assets. Defaults to false.',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
  prepare: checked,
})

/** Sees that there are occurrences, and writes local times in their full form. */
async function checked(
  given: RowChanges<'change_window'>,
  { transaction }: Work,
  id: string | undefined,
): Promise<RowChanges<'change_window'>> {
  const values = { ...given }
  if (typeof given.start_time === 'string') values.start_time = fullLocal(given.start_time)
  const excepted = given.excepted as readonly string[] | undefined
  if (excepted !== undefined) values.excepted = excepted.map(fullLocal)
  const stored =
    id === undefined
      ? { recurrence: null, excepted: [] as string[] }
      : await transaction
          .selectFrom('change_window')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
  const window = { ...stored, ...values } as WindowRow
  try {
    recurringWindow({
      startTime: window.start_time,
      timeZone: window.time_zone,
      rule: window.recurrence,
      duration: `PT${minutesOf(window.minutes)}M`,
      except: window.excepted,
    })
  } catch (error) {
    throw error instanceof InvalidInput ? inOurWords(error) : error
  }
  return values
}

/** The names that the rules give to the fields of this input. */
/** A year. */
const MOST_MINUTES = 525_600

function minutesOf(minutes: number): number {
  if (minutes >= 1 && minutes <= MOST_MINUTES) return minutes
  throw InvalidInput.at(['minutes'], 'is a whole number from 1 to 525,600, a year')
}

const FIELDS: Readonly<Record<string, string>> = { rule: 'recurrence', duration: 'minutes' }

function inOurWords(error: InvalidInput): InvalidInput {
  return InvalidInput.of(
    error.fields.map(({ path: [field = '', ...rest], message }) => ({
      path: [FIELDS[field] ?? field, ...rest],
      message,
    })),
  )
}

wordReference('change_window_service_change_window_id_fkey', 'changeWindow')
wordReference('change_window_asset_change_window_id_fkey', 'changeWindow')
wordReference('change_window_service_service_id_fkey', 'services')
wordReference('change_window_asset_asset_id_fkey', 'assets')

linkMutations(
  ChangeWindow,
  {
    visibleTo: 'MODELLERS',
    link: 'Links a change window to services and assets, in addition to its existing links.',
    unlink: 'Says that a change window does not hold for some services and assets after all.',
  },
  [
    {
      field: 'services',
      type: 'Service',
      table: 'change_window_service',
      from: 'change_window_id',
      to: 'service_id',
      values: {},
      description: 'Services it holds for',
    },
    {
      field: 'assets',
      type: 'Asset',
      table: 'change_window_asset',
      from: 'change_window_id',
      to: 'asset_id',
      values: {},
      description: 'Assets it holds for',
    },
  ],
)
