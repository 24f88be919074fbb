import { X509Certificate } from 'node:crypto'
import { Agent } from 'undici'
import { ConfigError } from '../errors.ts'

/** The connections of one way out: those to servers with certificates of their own kind apart from the others. */
export class Agents {
  readonly #options: Agent.Options & { readonly connect: object }
  readonly #agents = new Map<string | undefined, Agent>()

  constructor(options: Agent.Options & { readonly connect: object }) {
    this.#options = options
  }

  /**
   * @param ca certificates in PEM form to trust instead of the machine's
   * @throws ConfigError when they are none
   */
  trusting(ca: string | undefined): Agent {
    const known = this.#agents.get(ca)
    if (known !== undefined) return known
    const { connect } = this.#options
    const agent = new Agent(
      ca === undefined ? this.#options : { ...this.#options, connect: { ...connect, ca: checked(ca) } },
    )
    this.#agents.set(ca, agent)
    return agent
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()))
  }
}

/** Whether the first of them is one: what is none would be passed over, and every server refused without a reason. */
function checked(ca: string): string {
  try {
    new X509Certificate(ca)
    return ca
  } catch {
    // The reason may quote what was given, which may be something else that is secret.
    throw new ConfigError('The certificates to trust cannot be read: give them in PEM form')
  }
}
