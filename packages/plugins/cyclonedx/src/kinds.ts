import type { AssetKindDefinition } from '@throughline/plugin-kit'
import { z } from 'zod'

/** The types of component of CycloneDX 1.7, which has all that older versions have. */
export const COMPONENT_TYPES = [
  'application',
  'framework',
  'library',
  'container',
  'platform',
  'operating-system',
  'device',
  'device-driver',
  'firmware',
  'file',
  'machine-learning-model',
  'data',
  'cryptographic-asset',
] as const

const text = z.string().exactOptional()
const texts = z.array(z.string()).exactOptional()
const flag = z.boolean().exactOptional()

const common = {
  group: text.describe('The group or namespace of its name.'),
  version: text,
  licenses: texts.describe('SPDX ids, names or expressions of its licences.'),
}
const subject = {
  bomSerialNumber: text.describe('Serial number of the bill of materials about it.'),
  bomVersion: z.int().min(1).exactOptional().describe('Version of that bill of materials.'),
  bomCreatedAt: text.describe('When that bill of materials was made, ISO 8601.'),
  specVersion: text.describe('The version of CycloneDX it is written in.'),
}

const componentAttributes = z.strictObject({
  ...common,
  purl: text.describe('Package URL, without addresses it was fetched from.'),
  cpe: text.describe('CPE name.'),
  supplier: text,
  publisher: text,
  scope: text.describe('Whether it is required or optional at run time, or excluded.'),
  hashes: z.record(z.string(), z.string()).exactOptional().describe('Digests in hexadecimal, by algorithm.'),
  ...subject,
})

const serviceAttributes = z.strictObject({
  ...common,
  provider: text.describe('Who runs it.'),
  endpoints: texts.describe('Scheme, host and port of its endpoints; never a path, a user or a query.'),
  authenticated: flag.describe('Whether it asks who calls.'),
  crossesTrustBoundary: flag.describe('Whether calling it crosses a trust boundary.'),
})

export const SERVICE_KIND = 'software.service'

const titleOf = (type: string) => `Software ${type.replaceAll('-', ' ')}`

/** A kind for each type of component, all with the same attributes, and one for services. */
export const ASSET_KINDS: Readonly<Record<string, AssetKindDefinition>> = {
  ...Object.fromEntries(
    COMPONENT_TYPES.map((type) => [
      `software.${type}`,
      { title: titleOf(type), attributes: componentAttributes },
    ]),
  ),
  [SERVICE_KIND]: { title: 'Service an application uses or offers', attributes: serviceAttributes },
}
