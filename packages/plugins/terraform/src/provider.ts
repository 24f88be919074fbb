/** Who made a resource: `registry.terraform.io/hashicorp/aws` has the namespace `hashicorp` and the type `aws`. */
export interface Provider {
  readonly address: string
  readonly namespace: string | undefined
  readonly type: string
}

/**
 * Reads the provider of a resource: `provider["registry.terraform.io/hashicorp/aws"].eu` and
 * `module.app.provider.aws`, as states have it, or the bare address of `terraform show -json`.
 */
export function parseProvider(written: string): Provider {
  const quoted = /provider\["([^"]+)"\]/.exec(written)?.[1]
  const legacy = /(?:^|\.)provider\.([\w-]+)/.exec(written)?.[1]
  const address = quoted ?? legacy ?? written
  const parts = address.split('/')
  return { address, namespace: parts.at(-2), type: parts.at(-1) ?? address }
}

/** Providers whose resources exist in the state alone: names made up, pauses, files of the machine that ran Terraform. */
const INTERNAL = new Set([
  'archive',
  'cloudinit',
  'external',
  'http',
  'local',
  'null',
  'random',
  'template',
  'terraform',
  'time',
  'tls',
])

/** Whether a provider's resources are nothing that is operated. */
export function isInternal({ namespace, type }: Provider): boolean {
  return INTERNAL.has(type) && [undefined, '-', 'hashicorp', 'opentofu', 'builtin'].includes(namespace)
}
