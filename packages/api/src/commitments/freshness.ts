/** Milliseconds that kept figures may be old, by the clock of the caller, and still be shown. */
export const FRESH = 120_000
