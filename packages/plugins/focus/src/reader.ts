import { ConfigError, InputError, type PluginContext, type SourceFile } from '@throughline/plugin-kit'
import { type Charge, type ChargeFacts, chargeOf } from './charge.ts'
import type { FocusConfig } from './config.ts'
import { textOf, unitsOf } from './decimal.ts'
import { type Delivery, deliveriesOf } from './deliveries.ts'
import { rowsOf } from './rows.ts'

type Context = PluginContext<FocusConfig>

/** A sum under construction. */
interface Sum {
  readonly facts: Charge['facts']
  units: bigint
}

/** How much the parts of a charge may differ from it: 1e-9 of the unit of the currency. */
const TOLERANCE = unitsOf('0.000000001') ?? 0n

/** What later deliveries say of a billing period: the invoices that they hold. */
type Superseded = Map<string, Set<string>>

/**
 * The sums of all deliveries. A billing period of an account is taken from the latest delivery that has it, or its
 * invoice. Memory grows with the sums of one delivery, not with its lines.
 *
 * @throws InputError with the line if a row cannot be used; ConfigError if the run was given no files
 */
export async function* readSums(ctx: Context): AsyncGenerator<readonly ChargeFacts[]> {
  const files: SourceFile[] = []
  if (ctx.files === undefined) {
    throw new ConfigError('This plugin reads files: name a file, a directory, or - for a stream')
  }
  for await (const file of ctx.files) files.push(file)
  const superseded: Superseded = new Map()
  for (const delivery of deliveriesOf(files)) {
    yield await sumsOf(ctx, delivery, superseded)
  }
}

async function sumsOf(ctx: Context, delivery: Delivery, superseded: Superseded): Promise<ChargeFacts[]> {
  const parts = await partsOf(ctx, delivery)
  const sums = new Map<string, Sum>()
  const held: Superseded = new Map()
  let rows = 0
  let passed = 0
  for (const file of delivery.files) {
    for await (const row of rowsOf(file, (header) => tell(ctx, file, header))) {
      rows += 1
      if (rows % 10_000 === 0) ctx.signal.throwIfAborted()
      const charge = chargeOf(row, ctx.config)
      const period = periodKey(charge)
      const invoices = held.get(period) ?? new Set()
      held.set(period, invoices.add(charge.invoice))
      if (isSuperseded(superseded.get(period), charge.invoice)) passed += 1
      // What was divided is counted by its parts.
      else if (charge.isPart || !(parts.size > 0 && parts.has(charge.origin()))) add(sums, charge)
    }
  }
  for (const [period, invoices] of held) {
    superseded.set(period, new Set([...(superseded.get(period) ?? []), ...invoices]))
  }
  ctx.log.info('Read charges', {
    delivery: delivery.name,
    files: delivery.files.length,
    rows,
    sums: sums.size,
  })
  if (passed > 0) {
    ctx.log.info('Charges were left out because a later delivery has their billing period', {
      delivery: delivery.name,
      rows: passed,
    })
  }
  return [...sums.values()].map(({ facts, units }) => {
    const amount = textOf(units)
    if (amount !== undefined) return { ...facts, amount }
    throw new InputError({
      file: delivery.name,
      problem: `holds charges of ${facts.product} that add up to more than 16 digits`,
      hint: 'Check the column EffectiveCost.',
    })
  })
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

function periodKey({ facts: { provider, billingAccount, billingPeriod, currency } }: Charge): string {
  return JSON.stringify([provider, billingAccount, billingPeriod, currency])
}

/** A charge without an invoice is an estimate, which every later delivery of its period replaces. */
function isSuperseded(later: ReadonlySet<string> | undefined, invoice: string): boolean {
  return later !== undefined && (invoice === '' || later.has('') || later.has(invoice))
}

function add(sums: Map<string, Sum>, { facts, units }: Charge): void {
  const key = JSON.stringify(facts)
  const sum = sums.get(key)
  if (sum === undefined) sums.set(key, { facts, units })
  else sum.units += units
}

/**
 * The charges that a delivery also holds in parts: the sum of the parts is the charge.
 * @throws InputError with the resource if it is not
 */
async function partsOf(ctx: Context, { files }: Delivery): Promise<ReadonlySet<string>> {
  const parts = new Map<
    string,
    { units: bigint; whole: bigint | undefined; file: string; resource: string }
  >()
  const dividing: SourceFile[] = []
  for (const file of files) {
    let divides = false
    for await (const row of rowsOf(file, ({ places }) => {
      divides = places.has('AllocatedMethodId')
    })) {
      if (!divides) break
      const { isPart, origin, units } = chargeOf(row, ctx.config)
      if (!isPart) continue
      const key = origin()
      const known = parts.get(key)
      const resource = row.at('ResourceId') ?? ''
      if (known === undefined) parts.set(key, { units, whole: undefined, file: file.path, resource })
      else known.units += units
    }
    if (divides) dividing.push(file)
  }
  for (const file of parts.size === 0 ? [] : dividing) {
    for await (const row of rowsOf(file)) {
      const { isPart, origin, units } = chargeOf(row, ctx.config)
      const known = isPart ? undefined : parts.get(origin())
      if (known !== undefined) known.whole = (known.whole ?? 0n) + units
    }
  }
  for (const { units, whole, file, resource } of parts.values()) {
    const gap = whole === undefined ? 0n : whole - units
    if (gap <= TOLERANCE && gap >= -TOLERANCE) continue
    throw new InputError({
      file,
      problem: `the parts of the charge of ${JSON.stringify(resource)} add up to ${textOf(units)}, and the charge is ${textOf(whole ?? 0n)}`,
      hint: 'No cost of the input was changed. Export the file again.',
    })
  }
  return new Set(parts.keys())
}
