import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

interface SigningKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

/** An OpenID provider on loopback: discovery, keys, and tokens with real signatures. */
export async function startProvider() {
  const published: SigningKey[] = []
  const requests = { discovery: 0, keys: 0 }
  let isDown = false
  const server = createServer(async (request, response) => {
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const isKeys = request.url === '/keys'
    requests[isKeys ? 'keys' : 'discovery'] += 1
    if (isDown) {
      response.writeHead(500).end()
      return
    }
    const keys = await Promise.all(
      published.map(async ({ kid, alg, publicKey }) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg,
        use: 'sig',
      })),
    )
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isKeys ? { keys } : { issuer, jwks_uri: `${issuer}/keys` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    requests,
    /** A new key; it signs from now on, and is published unless it is to be a stranger's. */
    async addKey(kid: string, alg = 'RS256', isPublished = true): Promise<SigningKey> {
      const key = { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) }
      if (isPublished) published.push(key)
      return key
    },
    withdraw(kid: string) {
      published.splice(
        published.findIndex((key) => key.kid === kid),
        1,
      )
    },
    setDown(down: boolean) {
      isDown = down
    },
    /** A token that is right but for what is given. */
    sign(key: SigningKey, claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
      const now = Math.floor(Date.now() / 1000)
      const right = { iss: issuer, aud: 'throughline', sub: 'ada', roles: ['VIEWER'], exp: now + 60 }
      return new SignJWT({ ...right, ...claims } as JWTPayload)
        .setProtectedHeader({ alg: key.alg, kid: key.kid })
        .sign(key.privateKey)
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
