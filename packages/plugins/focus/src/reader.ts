import {
  ConfigError,
  InputError,
  orInputError,
  type SourceFile,
  type Unusable,
  unusable,
} from '@throughline/plugin-kit'
import { type Charge, type ChargeFacts, chargeOf } from './charge.ts'
import type { Context } from './config.ts'
import { textOf } from './decimal.ts'
import { type Delivery, deliveriesOf } from './deliveries.ts'
import { dividedCharges } from './parts.ts'
import { rowsOf } from './rows.ts'

/** What later deliveries say of a billing period: the invoices that they hold. */
type Superseded = Map<string, Set<string>>

/** How many rows of a delivery that cannot be used are named one by one. */
const MOST_NAMED = 1000

/** What a delivery holds. */
export interface DeliveredSums {
  /** Rows that cannot be used. */
  readonly flaws: readonly Unusable[]
  /** The sums of all other rows, made as they are asked for. */
  readonly sums: Iterable<ChargeFacts>
  readonly count: number
}

/**
 * The sums of all deliveries. A billing period of an account is taken from the latest delivery that has it, or its
 * invoice. Memory grows with the number of sums of one delivery, not with its lines.
 *
 * @throws InputError if a file cannot be read, if the parts of a charge are not the charge, or if no row can be used;
 * ConfigError if the run was given no files
 */
export async function* readSums(ctx: Context): AsyncGenerator<DeliveredSums> {
  const files: SourceFile[] = []
  if (ctx.files === undefined) {
    throw new ConfigError('This plugin reads files: name a file, a directory, or - for a stream')
  }
  for await (const file of ctx.files) files.push(file)
  const superseded: Superseded = new Map()
  let useless: InputError | undefined
  let held: Unusable[] | undefined = []
  for (const delivery of deliveriesOf(files)) {
    const { first, hasCharges, ...read } = await sumsOf(ctx, delivery, superseded)
    useless ??= first
    if (held === undefined) yield read
    else if (hasCharges) {
      yield { ...read, flaws: [...held, ...read.flaws] }
      held = undefined
    } else held.push(...read.flaws)
  }
  if (held !== undefined && useless !== undefined) throw useless
}

/** What a delivery holds, whether any of it can be used, and why the first row cannot that cannot. */
interface Reading extends DeliveredSums {
  readonly hasCharges: boolean
  readonly first: InputError | undefined
}

async function sumsOf(ctx: Context, delivery: Delivery, superseded: Superseded): Promise<Reading> {
  const divided = await dividedCharges(ctx, delivery)
  // A sum by the facts of its charges, as JSON: objects would take several times the memory.
  const sums = new Map<string, bigint>()
  const held: Superseded = new Map()
  const flaws: Unusable[] = []
  let first: InputError | undefined
  let [rows, unread, passed] = [0, 0, 0]
  for (const file of delivery.files) {
    for await (const batch of rowsOf(file, (header) => tell(ctx, file, header))) {
      ctx.signal.throwIfAborted()
      rows += batch.length
      for (const row of batch) {
        const charge = orInputError(() => chargeOf(row, ctx.config))
        if (charge instanceof InputError) {
          first ??= charge
          unread += 1
          if (unread <= MOST_NAMED) flaws.push(unusable(charge))
          continue
        }
        const period = periodKey(charge)
        const invoices = held.get(period) ?? new Set()
        held.set(period, invoices.add(charge.invoice))
        if (isSuperseded(superseded.get(period), charge.invoice)) passed += 1
        // What was divided is counted by its parts.
        else if (charge.isPart || !(divided.size > 0 && divided.has(charge.origin()))) add(sums, charge)
      }
    }
  }
  for (const [period, invoices] of held) {
    superseded.set(period, new Set([...(superseded.get(period) ?? []), ...invoices]))
  }
  if (unread > flaws.length) flaws.push(moreThan(delivery, unread - flaws.length))
  tellOf(ctx, delivery, { rows, unread, passed, sums: sums.size })
  return {
    flaws,
    first,
    hasCharges: rows > unread,
    count: sums.size,
    sums: summed(delivery, sums),
  }
}

function* summed(delivery: Delivery, sums: ReadonlyMap<string, bigint>): Generator<ChargeFacts> {
  for (const [key, units] of sums) {
    const facts = JSON.parse(key) as Charge['facts']
    const amount = textOf(units)
    if (amount === undefined) {
      throw new InputError({
        file: delivery.name,
        problem: `holds charges of ${facts.product} that add up to more than 16 digits`,
        hint: 'Check the column EffectiveCost.',
      })
    }
    yield { ...facts, amount }
  }
}

function moreThan({ name }: Delivery, count: number): Unusable {
  return unusable(
    new InputError({
      file: name,
      problem: `has ${count} more rows that cannot be used`,
      hint: 'Correct the rows that are named, and read it again.',
    }),
  )
}

function tell(
  { log }: Context,
  { path }: SourceFile,
  header: { version: string; unknown: readonly string[] },
) {
  log.info('Reads a file', { file: path, version: header.version })
  if (header.unknown.length > 0) {
    log.warn('Columns that FOCUS 1.0 to 1.3 does not have are not read; the file may be of a later version', {
      file: path,
      columns: header.unknown.slice(0, 50),
    })
  }
}

function tellOf(
  { log }: Context,
  { name, files }: Delivery,
  { rows, unread, passed, sums }: Readonly<Record<'rows' | 'unread' | 'passed' | 'sums', number>>,
): void {
  log.info('Read charges', { delivery: name, files: files.length, rows, sums })
  if (unread > 0) {
    log.warn('Rows that cannot be used are in no sum; costs that the input no longer holds stay', {
      delivery: name,
      rows: unread,
    })
  }
  if (passed > 0) {
    log.info('Charges were left out because a later delivery has their billing period', {
      delivery: name,
      rows: passed,
    })
  }
}

function periodKey({ facts: { provider, billingAccount, billingPeriod, currency } }: Charge): string {
  return JSON.stringify([provider, billingAccount, billingPeriod, currency])
}

/** A charge without an invoice is an estimate, which every later delivery of its period replaces. */
function isSuperseded(later: ReadonlySet<string> | undefined, invoice: string): boolean {
  return later !== undefined && (invoice === '' || later.has('') || later.has(invoice))
}

function add(sums: Map<string, bigint>, { facts, units }: Charge): void {
  const key = JSON.stringify(facts)
  sums.set(key, (sums.get(key) ?? 0n) + units)
}
