/** An object without the members that are undefined. */
type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** Leaves out what is undefined, as the contract knows members that are missing and none that are undefined. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>
}
