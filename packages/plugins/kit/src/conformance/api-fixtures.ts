import type { ActionName } from '../action.ts'
import type { UpstreamHandler } from './upstream.ts'

/** The system a plugin talks to, in memory. */
export interface FakeSystem {
  /**
   * Answers as the vendor documents it, from data in memory: with the vendor's paging in pages so small that the main
   * streams take several, and with the vendor's refusal for any other credential than the one in `ApiFixtures.env`.
   */
  readonly answer: UpstreamHandler
  /**
   * Changes a record as somebody who works in the system would, so that it moves while it is being listed. `at` is
   * the moment of the change: what the system says of when the record changed.
   */
  touch?(at: Date): void
  /**
   * Removes one record of a stream, as somebody who works in the system would: from then on, no listing names it.
   * Needed for each stream that finds removals, a snapshot or one with `listKeys`.
   */
  remove?(stream: string): void
}

/** A delivery as the vendor would send it. */
export interface DeliveryFixture {
  readonly name: string
  /** Signed with the secret in `ApiFixtures.env`, as if sent at that moment. */
  make(at: Date): { readonly headers: Readonly<Record<string, string>>; readonly body: string }
  /** What must follow: how many raw records of which stream, or which stream is to be read again. */
  readonly upserts?: Readonly<Record<string, number>>
  readonly refetches?: readonly string[]
}

/** Something done in the system twice with the same key must be done once. */
export interface ActionFixture<System extends FakeSystem = FakeSystem> {
  readonly action: ActionName
  /** As the action takes it. */
  readonly input: unknown
  /** How many of what the action makes the system holds. */
  count(system: System): number
}

/** What the test of a plugin that calls an API hands to `apiConformance`. */
export interface ApiFixtures<System extends FakeSystem = FakeSystem> {
  /** A new system, the same each time. */
  system(): System
  /** The configuration for a system at this address, as a person writes it; its secrets are `env:` references. */
  config(url: string): unknown
  /** The secrets, each of 8 characters or more. No value of these may be passed on anywhere. */
  readonly env: Readonly<Record<string, string>>
  /** Secrets that the system refuses; the values of `env` with other letters and digits when left out. */
  readonly wrongEnv?: Readonly<Record<string, string>>
  /** More strings that must not be passed on: names and addresses of persons, for a plugin of surveys. */
  readonly canaries?: readonly string[]
  /** Path of a JSON file with the records expected; written when the variable UPDATE_GOLDEN is 1. */
  readonly golden?: string
  /** The moment every run begins, ISO 8601; 2030-01-01T00:00:00Z when left out. */
  readonly now?: string
  /** Needed when the plugin declares a webhook. */
  readonly deliveries?: readonly DeliveryFixture[]
  /** Needed for each action of the plugin. */
  readonly actions?: readonly ActionFixture<System>[]
}
