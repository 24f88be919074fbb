/** Decimals that are kept while amounts are added up. */
const SCALE = 30
/** Decimals of an amount as a record holds it. */
const SHOWN = 18
const MOST_DIGITS = 16

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/

/** An exact decimal number in units of 10^-30; undefined for other text and for numbers that are finer. */
export function unitsOf(text: string): bigint | undefined {
  const [, sign, whole = '', decimals = '', exponent = '0'] = DECIMAL.exec(text) ?? []
  if (sign === undefined) return undefined
  const shift = SCALE - decimals.length + Number(exponent)
  const digits = BigInt(whole + decimals)
  const unit = powerOf(Math.abs(shift))
  if (shift < 0 && digits % unit !== 0n) return undefined
  const units = shift < 0 ? digits / unit : digits * unit
  return sign === '-' ? -units : units
}

const POWERS = Array.from({ length: SCALE + 1 }, (_, exponent) => 10n ** BigInt(exponent))

function powerOf(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent)
}

/**
 * Units as a decimal number with at most 18 decimals, half of the last one rounded away from zero; undefined if it has
 * more than 16 digits before the point.
 */
export function textOf(units: bigint): string | undefined {
  const unit = 10n ** BigInt(SCALE - SHOWN)
  const size = units < 0n ? -units : units
  const digits = ((size + unit / 2n) / unit).toString().padStart(SHOWN + 1, '0')
  const whole = digits.slice(0, -SHOWN)
  if (whole.length > MOST_DIGITS) return undefined
  const decimals = digits.slice(-SHOWN).replace(/0+$/, '')
  const text = decimals === '' ? whole : `${whole}.${decimals}`
  return units < 0n && text !== '0' ? `-${text}` : text
}
