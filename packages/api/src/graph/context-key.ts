/**
 * Something that a feature needs from the process around it, such as its plugins: made once by whoever starts the
 * server, handed through the context, and known to nobody but the feature.
 */
export class ContextKey<T> {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  /** Pairs it with what stands for it in this process. */
  with(value: T): Provided {
    return { provision: this, value }
  }

  /** @throws Error where the process was started without it. */
  from(provided: readonly Provided[]): T {
    const found = provided.find(({ provision }) => provision === this)
    if (found === undefined) throw new Error(`This process was started without its ${this.name}.`)
    // Made by `with` of this very provision.
    return found.value as T
  }
}

/** Something that was handed to the server, with what it stands for. */
export interface Provided {
  readonly provision: object
  readonly value: unknown
}
