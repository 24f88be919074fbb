import { type Connection, type Listening, type Log, listen, sessionConnection } from '@throughline/db'
import { ContextKey } from '../graph/context-key.ts'

/** The channels that triggers of the database send notices on. */
export const CHANNELS = ['throughline_sync', 'throughline_node', 'throughline_token'] as const
export type Channel = (typeof CHANNELS)[number]

export interface Subscriber {
  readonly onNotice: (payload: string) => void
  /** Called when notices may have been missed: read the current state again. */
  readonly onGap: () => void
}

/**
 * The one connection of a process that receives notices, for any number of subscribers. It is opened for the first of
 * them and stays open until the process ends.
 */
export class EventHub {
  readonly #connection: Connection
  readonly #log: Log
  readonly #subscribers = new Map<Channel, Set<Subscriber>>(CHANNELS.map((channel) => [channel, new Set()]))
  #listening: Listening | undefined
  #opened = Promise.withResolvers<void>()

  constructor(connection: Connection, log: Log) {
    this.#connection = connection
    this.#log = log
  }

  /** False if the connection leads through a pooler only, so that a notice never arrives. */
  get canListen(): boolean {
    return sessionConnection(this.#connection) !== undefined
  }

  /** False while notices are missed. */
  get connected(): boolean {
    return this.#listening?.connected ?? false
  }

  /** Returns once notices arrive, or after this many milliseconds; the result is {@link connected}. */
  async ready(milliseconds: number): Promise<boolean> {
    if (this.connected) return true
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, milliseconds)
    await Promise.race([this.#opened.promise, late.promise])
    clearTimeout(timer)
    return this.connected
  }

  /** Returns what ends the subscription. */
  subscribe(channel: Channel, subscriber: Subscriber): () => void {
    const subscribers = this.#of(channel)
    subscribers.add(subscriber)
    this.#listening ??= listen({
      connection: this.#connection,
      channels: CHANNELS,
      onNotice: (payload, name) => {
        const known = CHANNELS.find((one) => one === name)
        if (known !== undefined) for (const each of this.#of(known)) each.onNotice(payload)
      },
      onGap: () => {
        this.#opened.resolve()
        this.#opened = Promise.withResolvers()
        for (const each of CHANNELS.flatMap((name) => [...this.#of(name)])) each.onGap()
      },
      log: this.#log,
    })
    return () => {
      subscribers.delete(subscriber)
    }
  }

  async close(): Promise<void> {
    await this.#listening?.close()
  }

  #of(channel: Channel): Set<Subscriber> {
    const subscribers = this.#subscribers.get(channel)
    if (subscribers === undefined) throw new Error(`there is no channel ${channel}`)
    return subscribers
  }
}

/** The hub of this process. */
export const eventHub = new ContextKey<EventHub>('hub of notices')
