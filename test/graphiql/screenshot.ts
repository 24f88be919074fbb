import { startChromium } from './chromium.ts'
import { chooseExample, editorText, execute, openGraphiql } from './graphiqlPage.ts'

/**
 * Takes a picture of GraphiQL with the answer of one example, 1400 × 900 points at double density.
 * `baseUrl` is the address that `throughline explorer` prints, or `THROUGHLINE_TOKEN` names a token.
 */
export async function takeScreenshot(options: {
  baseUrl: string
  example: string
  file: string
  colorScheme?: 'light' | 'dark'
}): Promise<void> {
  await using browser = await startChromium()
  const page = await browser.newPage({
    viewport: { width: 1400, height: 900 },
    deviceScaleFactor: 2,
    colorScheme: options.colorScheme ?? 'light',
  })
  await openGraphiql(page, options.baseUrl)
  const token = process.env.THROUGHLINE_TOKEN
  if (token) await page.getByLabel('API token').fill(token)
  await chooseExample(page, options.example)
  // More of the operation where there are no variables to see.
  if ((await editorText(page, 'variables.json')) === '')
    await page.getByRole('button', { name: 'Hide editor tools' }).click()
  const answer = await execute(page)
  if (answer.errors) throw new Error(`"${options.example}" fails: ${JSON.stringify(answer.errors)}`)
  await page.mouse.move(700, 895)
  await page.screenshot({ path: options.file })
}

if (import.meta.main) {
  const [baseUrl, example, file, scheme] = process.argv.slice(2)
  if (!baseUrl || !example || !file) {
    console.error('Usage: node test/graphiql/screenshot.ts <url> <example title> <out.png> [light|dark]')
    process.exit(2)
  }
  await takeScreenshot({ baseUrl, example, file, colorScheme: scheme === 'dark' ? 'dark' : 'light' })
}
