import type { AssetKindDefinition } from '@throughline/plugin-kit'
import { z } from 'zod'
import { KINDS } from './kinds.ts'

const text = z.string().exactOptional()
const texts = z.array(z.string()).exactOptional()
const count = z.int().min(0).exactOptional()
const flag = z.boolean().exactOptional()

/** What is kept of a resource: plain facts, each there only when the state says it. */
export const factsSchema = z.strictObject({
  region: text.describe('Region or location.'),
  zone: text.describe('Availability zone.'),
  size: text.describe('Instance type, class, tier or plan, as the provider calls it.'),
  image: text.describe('The image it was made from.'),
  engine: text.describe('Database engine.'),
  engineVersion: text.describe('Version of the engine, of Kubernetes or of what else it runs.'),
  runtime: text.describe('Language runtime of a function.'),
  storageGb: count.describe('Storage, in the gigabytes the provider counts in.'),
  memoryMb: count.describe('Memory of a function, in the megabytes the provider counts in.'),
  nodes: count.describe('How many nodes or instances are wanted.'),
  port: count.describe('The port it listens on.'),
  multiZone: flag.describe('Whether it stands in several zones.'),
  encrypted: flag.describe('Whether its storage is encrypted.'),
  publiclyAccessible: flag.describe('Whether it can be reached from outside its network.'),
  addresses: texts.describe('Its IP addresses.'),
  hostNames: texts.describe('Its host names.'),
  networks: texts.describe('Its address ranges, in CIDR form.'),
})
export type Facts = z.infer<typeof factsSchema>

const attributes = z.strictObject({
  resourceType: z.string().describe('The type of the resource: aws_db_instance.'),
  provider: z.string().describe('Address of the provider: registry.terraform.io/hashicorp/aws.'),
  module: text.describe('The module instance it stands in; none in the root module.'),
  dataSource: flag.describe('Whether the configuration only looks it up.'),
  tainted: flag.describe('Whether it is to be replaced at the next apply.'),
  ...factsSchema.shape,
})

/** All kinds have the same attributes: what Terraform says is named alike whatever the thing is. */
export const ASSET_KINDS: Readonly<Record<string, AssetKindDefinition>> = Object.fromEntries(
  Object.entries(KINDS).map(([kind, title]) => [kind, { title, attributes }]),
)
