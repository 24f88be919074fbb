/** The links of a promise chain, as --broken names them. */
export const PROMISE_LINKS = ['expected', 'promised', 'possible', 'delivered', 'felt'] as const
export type PromiseLink = (typeof PROMISE_LINKS)[number]
