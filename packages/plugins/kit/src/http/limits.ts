import { PluginError } from '../errors.ts'
import type { HttpLimits } from './http.ts'

export type EffectiveLimits = Required<HttpLimits>

/** Timers cannot wait longer. */
const LONGEST_DEADLINE = 2 ** 31 - 1

/** The limits with what is left out filled in. @throws PluginError when one is no limit. */
export function effectiveLimits(limits: HttpLimits = {}): EffectiveLimits {
  const { requestsPerSecond = 10, maxBytes = 32 * 1024 * 1024, deadline = 60_000 } = limits
  const burst = limits.burst ?? Math.max(1, requestsPerSecond)
  if (!(requestsPerSecond > 0 && requestsPerSecond < Number.POSITIVE_INFINITY))
    throw wrong('requestsPerSecond')
  if (!(burst >= 1 && burst < Number.POSITIVE_INFINITY)) throw wrong('burst')
  if (!(Number.isInteger(maxBytes) && maxBytes >= 1)) throw wrong('maxBytes')
  if (!(deadline > 0 && deadline <= LONGEST_DEADLINE)) throw wrong('deadline')
  return { requestsPerSecond, burst, maxBytes, deadline }
}

function wrong(name: keyof HttpLimits): PluginError {
  return new PluginError(`The limit ${name} is not a number that can be kept to: correct it in the plugin`)
}
