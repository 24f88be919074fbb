/** A clock that goes on when somebody waits, and not else. */
export class VirtualTime {
  #now: number

  constructor(start: Date) {
    this.#now = start.getTime()
  }

  now(): Date {
    return new Date(this.#now)
  }

  pass(milliseconds: number): void {
    this.#now += Math.max(0, milliseconds)
  }
}
