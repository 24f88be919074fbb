import { CHANGE_STATES, MEMBER_ROLES, truncate } from '@throughline/plugin-kit'
import type { Cells } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { TableKind } from './layouts.ts'
import type { ModelColumns } from './model-config.ts'
import { type Ids, partsOf, referenceTo } from './references.ts'
import { stateOf } from './tickets.ts'
import { parseInstant } from './times.ts'
import { type Parsed, parseAmount, parseDate, parseNumber, parseValue } from './values.ts'

type Named = Readonly<Record<string, unknown>>

/** A row whose cells are asked for by the fields that their columns mean. */
export class ModelRow {
  readonly id: string
  readonly #cells: Cells
  readonly #columns: ModelColumns
  readonly #config: CsvConfig
  readonly #ids: Ids

  constructor(cells: Cells, columns: ModelColumns, config: CsvConfig, ids: Ids) {
    this.id = cells.required(columns.externalId)
    this.#cells = cells
    this.#columns = columns
    this.#config = config
    this.#ids = ids
  }

  at(field: string): string | undefined {
    return this.#cells.at(this.#columns.fields[field])
  }

  named(field: string, read: (cell: string) => unknown): Named {
    const cell = this.at(field)
    return cell === undefined ? {} : { [field]: read(cell) }
  }

  value(field: string, type: 'number' | 'boolean' | 'date'): Named {
    return this.#parsed(field, (cell) =>
      type === 'date' ? parseDate(cell, this.#config) : parseValue(type, cell, this.#config),
    )
  }

  word(field: string, words: readonly string[]): Named {
    return this.#parsed(field, (cell) => {
      const written = cell.toUpperCase().replace(/[\s-]+/g, '_')
      const value = words.find((word) => word === written)
      return value === undefined
        ? { problem: 'is not one of its values', hint: `Write one of ${words.join(', ')}.` }
        : { value }
    })
  }

  reference(field: string, to: TableKind): Named {
    return this.named(field, (cell) => this.#referenceTo(cell, to))
  }

  /** The links that a cell lists. */
  list(field: string, to: TableKind | undefined, end: string, amount: string): Named[] {
    return partsOf(this.at(field)).map((part) => {
      const [, name = part, number] = /^(.*\S)\s*=\s*(\S+)$/.exec(part) ?? []
      const parsed = number === undefined ? undefined : parseNumber(number, this.#config)
      if (parsed !== undefined && !('value' in parsed && parsed.value >= 0 && parsed.value <= 1)) {
        throw this.#cells.refusal(
          `${JSON.stringify(truncate(part, 61))} in the column ${JSON.stringify(this.#columns.fields[field])} has no number from 0 to 1 after =`,
          'Write a number from 0 to 1 there, such as Cart = 0.5.',
        )
      }
      return {
        [end]: this.#referenceTo(name, to),
        ...(parsed === undefined ? {} : { [amount]: parsed.value }),
      }
    })
  }

  listed(field: string, to: TableKind, end: string, amount: string): Named {
    const links = this.list(field, to, end, amount)
    return links.length === 0 ? {} : { [field]: links }
  }

  members(): Named {
    const members = partsOf(this.at('members')).map((part) => {
      const [, who = part, role] = /^(.*\S)\s*=\s*(\S+)$/.exec(part) ?? []
      const known = MEMBER_ROLES.find((word) => word === role?.toUpperCase())
      if (role !== undefined && known === undefined) {
        throw this.#cells.refusal(
          `${JSON.stringify(truncate(part, 61))} in the column ${JSON.stringify(this.#columns.fields.members)} has no role after =`,
          `Write one of ${MEMBER_ROLES.join(', ')} there, or leave it out.`,
        )
      }
      return {
        person: who.includes('@') ? { email: who } : { externalId: who },
        ...(known === undefined ? {} : { role: known }),
      }
    })
    return members.length === 0 ? {} : { members }
  }

  keyResults(): Named {
    const title = this.at('keyResult')
    if (title === undefined) return {}
    const number = (field: string) => this.value(field, 'number')
    for (const field of ['start', 'target']) {
      if (this.at(field) !== undefined) continue
      const column = this.#columns.fields[field]
      throw this.#cells.refusal(
        column === undefined
          ? `the key result ${JSON.stringify(truncate(title, 61))} has no ${field}`
          : `the column ${JSON.stringify(column)} is empty`,
        column === undefined
          ? `Name a column with objectives.columns.${field}.`
          : `A key result goes from a start to a target: fill it in, or leave ${JSON.stringify(this.#columns.fields.keyResult)} empty too.`,
      )
    }
    return {
      keyResults: [
        {
          title,
          ...this.named('unit', (cell) => cell),
          ...number('start'),
          ...number('target'),
          ...number('current'),
        },
      ],
    }
  }

  /** The period of a cost, in UTC as sums of costs are; the month of its start if it has no end. */
  period(): Named {
    const instant = (cell: string) => parseInstant(cell, { ...this.#config, timeZone: 'UTC' })
    const start = this.#cells.requiredAs(this.#columns.fields.periodStart ?? '', instant)
    const end = this.#cells.parsed(this.#columns.fields.periodEnd, instant)
    if (end !== undefined) return { periodStart: start, periodEnd: end }
    const day = new Date(start)
    const month = (offset: number) =>
      new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + offset)).toISOString()
    return { periodStart: month(0), periodEnd: month(1) }
  }

  /** The state that a ticket entered. */
  entered(): Named {
    const column = this.#columns.fields.state ?? ''
    const states = this.#config.tickets?.states ?? {}
    return {
      state: this.#cells.requiredAs(column, (cell) => stateOf(cell, states)),
      sourceState: this.#cells.required(column),
    }
  }

  instant(field: string): Named {
    const column = this.#columns.fields[field] ?? ''
    return { [field]: this.#cells.requiredAs(column, (cell) => parseInstant(cell, this.#config)) }
  }

  /** The times of these fields, of those that are filled in. */
  instants(...fields: readonly string[]): Named {
    return Object.assign(
      {},
      ...fields.map((field) => (this.at(field) === undefined ? {} : this.instant(field))),
    )
  }

  /** The state of a change, with the word for it. */
  changeState(): Named {
    const column = this.#columns.fields.state ?? ''
    return { ...this.word('state', CHANGE_STATES), sourceState: this.#cells.required(column) }
  }

  /** What a change is about. */
  about(): Named {
    const services = [...new Set(partsOf(this.at('services')))]
    const assets = partsOf(this.at('assets')).map((part) => this.#referenceTo(part, 'assets'))
    return {
      ...(services.length === 0 ? {} : { services }),
      ...(assets.length === 0 ? {} : { assets }),
    }
  }

  /** What a cost is of. */
  subject(): Named {
    const [asset, service] = [this.at('asset'), this.at('service')]
    return {
      ...(asset === undefined ? {} : { assets: [{ externalId: asset }, { name: asset }] }),
      ...(service === undefined ? {} : { services: [service] }),
    }
  }

  /** The amount of a cost, exact. */
  amount(): Named {
    const column = this.#columns.fields.amount ?? ''
    const amount = this.#cells.requiredAs(column, (cell) => parseAmount(cell, this.#config))
    const currency = this.at('currency') ?? this.#config.currency
    if (currency !== undefined) return { amount, currency }
    throw this.#cells.refusal(
      `the amount in the column ${JSON.stringify(column)} has no currency`,
      'Name a column with costs.columns.currency, or one for all rows with currency.',
    )
  }

  labels(): Named {
    const labels = Object.entries(this.#columns.labels).flatMap(([name, column]) => {
      const cell = this.#cells.at(column)
      return cell === undefined ? [] : [[name, cell] as const]
    })
    return labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }
  }

  #referenceTo(cell: string, to: TableKind | undefined): Named {
    return referenceTo(cell, to === undefined ? undefined : this.#ids.get(to))
  }

  #parsed(field: string, parse: (cell: string) => Parsed<unknown>): Named {
    const value = this.#cells.parsed(this.#columns.fields[field], parse)
    return value === undefined ? {} : { [field]: value }
  }
}
