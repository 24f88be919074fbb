/** An operation that costs more points is refused, unless the environment sets another limit. */
export const COST_LIMIT = 20_000
