/** An object without its members that are null: those that may be null become members that may be absent. */
export type Present<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K]
} & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>
}

/** Leaves out what is null, as records want it. */
export function withoutNulls<T extends object>(record: T): Present<T>
export function withoutNulls(record: object): unknown {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
}
