import { createInterface } from 'node:readline/promises'

/** Asks on the terminal whether to write. @throws the reason of the signal if it is aborted meanwhile */
export async function confirmWrite(signal: AbortSignal): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  // While it reads keys, the terminal sends no signal for Ctrl-C.
  prompt.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return /^y(es)?$/i.test((await prompt.question('Write this? [y/N] ', { signal })).trim())
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    prompt.close()
  }
}
