import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

const flags = [
  '--no-sandbox', // it refuses to run as root otherwise
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** The machine's Chromium, headless, with an empty profile. */
export async function startChromium(): Promise<Browser> {
  if (!existsSync(executablePath))
    throw new Error(
      `There is no Chromium at ${executablePath}. Install it (Debian: apt-get install chromium), or name another one in the environment variable CHROMIUM.`,
    )
  return chromium.launch({ executablePath, args: flags, headless: true })
}
