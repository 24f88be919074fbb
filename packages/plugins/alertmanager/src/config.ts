import { ALERT_SEVERITIES, secret } from '@throughline/plugin-kit'
import { z } from 'zod'

const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, { error: 'must be the name of a label' })
const filled = (max: number) => z.string().regex(/\S/, 'is empty').max(max)

/** The words for severities that are in use, so that most configurations need no table of their own. */
const SEVERITIES = {
  critical: 'CRITICAL',
  emergency: 'CRITICAL',
  fatal: 'CRITICAL',
  page: 'CRITICAL',
  error: 'CRITICAL',
  high: 'CRITICAL',
  warning: 'WARNING',
  warn: 'WARNING',
  ticket: 'WARNING',
  medium: 'WARNING',
  info: 'INFO',
  low: 'INFO',
  none: 'INFO',
  debug: 'INFO',
} as const

const assetRule = z.strictObject({
  label: label.describe('The label that tells the asset.'),
  identifier: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/, { error: 'must be a kind of identifier, such as fqdn' })
    .exactOptional()
    .describe('What the label holds, such as fqdn or kubernetes.uid. Left out, it holds the name.'),
  withoutPort: z.boolean().default(false).describe('Whether the port behind the host is cut off.'),
})

/** Which Alertmanager is asked, and what its labels mean. */
export const configSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .describe('Address of Alertmanager, with its path where it has one.'),
    token: secret().exactOptional().describe('A bearer token.'),
    user: filled(200).exactOptional().describe('Name for basic authentication.'),
    password: secret().exactOptional().describe('Password for basic authentication.'),
    tenant: filled(150).exactOptional().describe('Sent as X-Scope-OrgID, which Mimir and Cortex ask for.'),
    receiver: filled(500)
      .exactOptional()
      .describe('Only alerts that are routed to a receiver of this name: a regular expression.'),
    ignore: z
      .array(filled(500))
      .default(['Watchdog', 'InfoInhibitor'])
      .describe(
        'Names of alerts to leave out: those that always fire, or that only serve to silence others.',
      ),
    severityLabel: label.default('severity').describe('The label that holds the severity.'),
    severities: z
      .record(z.string(), z.enum(ALERT_SEVERITIES))
      .default({})
      .describe('What the words for severities mean, where it is something else than usual.'),
    otherSeverity: z
      .enum(ALERT_SEVERITIES)
      .default('WARNING')
      .describe('The severity of alerts whose label is missing or says a word that nobody explained.'),
    serviceLabels: z
      .array(label)
      .max(20)
      .default(['service'])
      .describe('Labels that name services, by name or external reference.'),
    assets: z
      .array(assetRule)
      .max(20)
      .default([{ label: 'instance', identifier: 'fqdn', withoutPort: true }])
      .describe('Labels that tell assets.'),
    pageSize: z
      .int()
      .min(1)
      .max(5000)
      .default(500)
      .describe('Alerts to take in at once. Alertmanager itself gives all of them in one answer.'),
    webhook: z
      .strictObject({
        token: secret().exactOptional().describe('The bearer token that Alertmanager sends along.'),
        user: secret().exactOptional().describe('The name it sends for basic authentication.'),
        password: secret().exactOptional().describe('The password it sends for basic authentication.'),
      })
      .exactOptional()
      .describe('Needed to take in notifications: a token, or user and password.'),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    path: ['password'],
    message: 'must be given together with user',
  })
  .refine(({ user, token }) => user === undefined || token === undefined, {
    path: ['token'],
    message: 'cannot be given together with user and password',
  })
  .transform((config) => ({ ...config, severities: { ...SEVERITIES, ...lowerCase(config.severities) } }))
export type AlertmanagerConfig = z.infer<typeof configSchema>

function lowerCase<Value>(table: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(table).map(([word, value]) => [word.toLowerCase(), value]))
}
