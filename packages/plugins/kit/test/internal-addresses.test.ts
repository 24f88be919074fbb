import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Attempt } from './network/attempts.ts'

/** Every address leads to the machine itself, and names are looked up at 127.0.0.1. Root of a namespace may do that. */
const NETWORK = `
  set -e
  ip link set lo up
  ip route add local 0.0.0.0/0 dev lo
  ip -6 route add local ::/0 dev lo
  directory=$(mktemp -d)
  echo 'nameserver 127.0.0.1' > "$directory/resolv.conf"
  echo 'hosts: files dns' > "$directory/nsswitch.conf"
  mount --bind "$directory/resolv.conf" "$(readlink -f /etc/resolv.conf)"
  mount --bind "$directory/nsswitch.conf" /etc/nsswitch.conf
  exec "$0" "$@"
`
const IN_NETWORK = ['--map-root-user', '--net', '--mount', 'sh', '-c', NETWORK]
const PUBLIC = ['93.184.215.14', '2606:2800:21f:cb07::1']

/** Linux with user namespaces. */
const possible = spawnSync('unshare', [...IN_NETWORK, 'true']).status === 0

describe.skipIf(!possible)('in a network where every address answers', () => {
  let attempts: readonly Attempt[] = []
  const of = (kind: Attempt['kind']) => attempts.filter((attempt) => attempt.kind === kind)

  beforeAll(async () => {
    const program = new URL('./network/attempts.ts', import.meta.url).pathname
    const { stdout } = await promisify(execFile)('unshare', [...IN_NETWORK, process.execPath, program], {
      maxBuffer: 16 * 1024 * 1024,
    })
    attempts = JSON.parse(stdout)
  })

  test('internal addresses in any spelling, and names that lead to one, are not connected to', () => {
    const direct = [...of('address'), ...of('spelling'), ...of('name')]
    expect(direct.length).toBeGreaterThan(150)
    expect(direct.filter(({ connections, error }) => connections.length > 0 || error === undefined)).toEqual(
      [],
    )
  })

  test('neither are they where a redirect leads to them', () => {
    const redirected = of('redirect')
    expect(redirected.length).toBeGreaterThan(200)
    const wrong = redirected.filter(({ connections, error }) => {
      return (
        error === undefined ||
        connections.length === 0 ||
        connections.some((address) => !PUBLIC.includes(address))
      )
    })
    expect(wrong).toEqual([])
  })

  test('the connection goes to the address that was checked, and each new one is checked', () => {
    expect(of('second answer')).toMatchObject([
      { what: 'to one call', connections: [PUBLIC[0]], asked: ['rebound.test'] },
      { what: 'to two calls', connections: [PUBLIC[0]] },
      {
        what: 'after a break',
        connections: [PUBLIC[0]],
        asked: ['rebound-after-break.test', 'rebound-after-break.test'],
        error: expect.stringContaining('rebound-after-break.test: leads to a private'),
      },
    ])
  })

  test('the refusal says how to allow it', () => {
    const refused = [...of('address'), ...of('name'), ...of('redirect')].filter(({ error }) => {
      return error?.includes('leads to a private address')
    })
    expect(refused.length).toBeGreaterThan(150)
    expect(
      refused.filter(({ error }) => !error?.includes('throughline source set <name> --allow-private-hosts')),
    ).toEqual([])
  })

  test('the same addresses and spellings are heard where they are allowed', () => {
    const heard = of('allowed').filter(({ connections }) => connections.length > 0)
    expect(heard.length).toBeGreaterThan(64)
  })
})
