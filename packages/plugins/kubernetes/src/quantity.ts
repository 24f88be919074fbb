const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}
const QUANTITY =
  /^\+?([0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE]([+-]?[0-9]{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/

/** A Kubernetes quantity (`250m`, `64Mi`, `1.5`, `2e3`) in its base unit: cores, bytes, pieces. */
export function parseQuantity(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') return Number.isFinite(quantity) && quantity >= 0 ? quantity : undefined
  if (typeof quantity !== 'string') return undefined
  const match = QUANTITY.exec(quantity.trim())
  if (match === null) return undefined
  const [, digits = '', exponent, suffix = ''] = match
  const value =
    exponent === undefined
      ? Number(digits) * (FACTORS[suffix] ?? Number.NaN)
      : Number(`${digits}e${exponent}`)
  return Number.isFinite(value) ? value : undefined
}

/** Cores as thousandths of a core, rounded up as Kubernetes does. */
export function millicores(quantity: unknown): number | undefined {
  return wholeUp(parseQuantity(quantity), 1000)
}

/** Bytes, rounded up; undefined beyond what a number holds exactly. */
export function bytes(quantity: unknown): number | undefined {
  return wholeUp(parseQuantity(quantity), 1)
}

function wholeUp(value: number | undefined, unit: number): number | undefined {
  if (value === undefined) return undefined
  // 0.1 + 0.2 must not become one millicore more than 0.3: what is within a millionth of a whole number is that number.
  const scaled = value * unit
  const nearest = Math.round(scaled)
  const whole = Math.abs(scaled - nearest) < 1e-6 ? nearest : Math.ceil(scaled)
  return Number.isSafeInteger(whole) ? whole : undefined
}
