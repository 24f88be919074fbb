import type { SignedTime, Verification, Webhook } from './webhook.ts'

/** The fields of the configuration that a verification needs. */
export function secretsOf(verification: Verification): readonly string[] {
  if (verification.scheme === 'basic') return [verification.user, verification.password]
  return [verification.scheme === 'ed25519' ? verification.publicKey : verification.secret]
}

/** The ways in which a delivery may prove where it comes from. */
export function verificationsOf({ verify }: Pick<Webhook, 'verify'>): readonly Verification[] {
  return isList(verify) ? verify : [verify]
}

function isList(verify: Webhook['verify']): verify is readonly Verification[] {
  return Array.isArray(verify)
}

/** Why a webhook cannot be taken, or undefined when it can. */
export function webhookProblem(
  webhook: Webhook | undefined,
  secretFields: readonly string[],
): string | undefined {
  if (webhook === undefined) return undefined
  if (typeof webhook.receive !== 'function') return 'its webhook lacks the function receive'
  if (webhook.verify === undefined) {
    return 'its webhook says nothing of how a delivery is verified; give it verify, unsigned deliveries are never taken'
  }
  const verifications = verificationsOf(webhook)
  if (verifications.length === 0) return 'its webhook names no way to verify a delivery'
  for (const verification of verifications) {
    const problem = verificationProblem(verification, secretFields)
    if (problem !== undefined) return `the verification of its webhook ${problem}`
  }
  return undefined
}

const SCHEMES: readonly string[] = ['hmac', 'ed25519', 'standard-webhooks', 'token', 'basic']

function verificationProblem(
  verification: Verification,
  secretFields: readonly string[],
): string | undefined {
  if (!SCHEMES.includes(verification.scheme)) return `must have a scheme: ${SCHEMES.join(', ')}`
  for (const field of secretsOf(verification)) {
    if (!secretFields.includes(field)) {
      return `needs ${JSON.stringify(field)}, which must be a field of config made by secret()`
    }
  }
  if ('header' in verification && !HEADER.test(verification.header)) return 'must name a header'
  const { scheme } = verification
  if (scheme === 'hmac' && verification.algorithm !== 'sha256' && verification.algorithm !== 'sha512') {
    return 'must use sha256 or sha512'
  }
  const time = scheme === 'hmac' || scheme === 'ed25519' ? verification.timestamp : undefined
  return time === undefined ? undefined : timeProblem(time)
}

const HEADER = /^[A-Za-z0-9-]+$/

function timeProblem({ header, signed }: SignedTime): string | undefined {
  if (!HEADER.test(header)) return 'must name the header of its timestamp'
  if (signed === undefined) return undefined
  const holdsOnce = (part: string) => signed.split(part).length === 2
  return holdsOnce('{time}') && holdsOnce('{body}')
    ? undefined
    : 'must sign {time} and {body}, each of them once'
}
